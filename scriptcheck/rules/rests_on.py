"""The cues that the verdict of a rule rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon.conditions import named_metrics
from scriptcheck.metrics.registry import known_metrics

if TYPE_CHECKING:
    from scriptcheck.lexicon.rule_models import RuleSpec


def cues_of(rule: RuleSpec) -> frozenset[str]:
    """Return the cues that the verdict of ``rule`` rests on by name, those of its metrics too."""
    known = known_metrics()
    metrics = {metric for part in rule.conditions for metric in named_metrics(part)}
    return frozenset(rule.named_cues).union(*(known[each].cues for each in metrics))
