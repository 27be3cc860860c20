"""The forms that rules take, one file each, and how they are judged.

What a package needs to bring a form of its own stands here; docs/plugins.md has an example.
"""

from scriptcheck.lexicon.base import Count, CueId, Model, Seconds, invalid
from scriptcheck.lexicon.conditions import Condition, CueCondition, WindowSpec
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Measured, Stretch
from scriptcheck.rules.condition import Decision, decide, decide_cue
from scriptcheck.rules.form import Asked, IncrementalJudge, Judgement, RuleForm, Timing
from scriptcheck.rules.reasons import VerdictReason

__all__ = [
    "Asked",
    "CallRule",
    "Condition",
    "Count",
    "CueCondition",
    "CueId",
    "Decision",
    "IncrementalJudge",
    "Judgement",
    "Measured",
    "Model",
    "RuleForm",
    "Seconds",
    "Stretch",
    "Timing",
    "VerdictReason",
    "WindowSpec",
    "decide",
    "decide_cue",
    "invalid",
]
