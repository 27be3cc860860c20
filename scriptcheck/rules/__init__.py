"""The forms that rules take, one file each, and how they are judged.

What a package needs to bring a form of its own stands here; docs/plugins.md has an example.
"""

from scriptcheck.lexicon.base import CueId, Model
from scriptcheck.lexicon.conditions import Condition, CueCondition, WindowSpec
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.rules.condition import Decision, decide, decide_cue
from scriptcheck.rules.form import Asked, IncrementalJudge, Judgement, RuleForm, Timing

__all__ = [
    "Asked",
    "CallRule",
    "Condition",
    "CueCondition",
    "CueId",
    "Decision",
    "IncrementalJudge",
    "Judgement",
    "Model",
    "RuleForm",
    "Timing",
    "WindowSpec",
    "decide",
    "decide_cue",
]
