"""Words that tables and summaries share, and how they are coloured."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scriptcheck.report import Outcome, Severity
from scriptcheck.write.content.words import OUTCOMES, RESULTS, SEVERITIES

__all__ = [
    "OUTCOMES",
    "OUTCOME_STYLES",
    "RESULTS",
    "RESULT_STYLES",
    "SEVERITIES",
    "SEVERITY_STYLES",
]

SEVERITY_STYLES: Final = MappingProxyType(
    {
        Severity.FATAL: "bold red",
        Severity.MAJOR: "red",
        Severity.MINOR: "yellow",
        Severity.INFO: "dim",
    }
)
RESULT_STYLES: Final = MappingProxyType({True: "green", False: "red", None: "yellow"})
OUTCOME_STYLES: Final = MappingProxyType(
    {
        Outcome.PASS: "green",
        Outcome.FAIL: "red",
        Outcome.NOT_APPLICABLE: "dim",
        Outcome.UNDECIDABLE: "yellow",
    }
)
