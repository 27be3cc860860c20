"""Why each rule came to its verdict on a call."""

from scriptcheck.explain.explain import explain, explain_findings, named_rules
from scriptcheck.explain.explanation import ConditionPart, CueFound, Explanation, RuleExplanation

__all__ = [
    "ConditionPart",
    "CueFound",
    "Explanation",
    "RuleExplanation",
    "explain",
    "explain_findings",
    "named_rules",
]
