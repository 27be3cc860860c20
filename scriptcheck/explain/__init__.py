"""Why each rule came to its verdict on a call."""

from scriptcheck.explain.explain import explain, explain_findings
from scriptcheck.explain.explanation import CueFound, Explanation, Part, RuleExplanation

__all__ = ["CueFound", "Explanation", "Part", "RuleExplanation", "explain", "explain_findings"]
