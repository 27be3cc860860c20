"""Cases: the calls about one matter, judged together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_names import lazy_names

if TYPE_CHECKING:
    from scriptcheck.cases.judge import check_cases
    from scriptcheck.cases.report import CaseEvidence, CaseReport, CaseVerdict

__all__ = ["CaseEvidence", "CaseReport", "CaseVerdict", "check_cases"]

_HOMES: Final = {
    "CaseEvidence": "scriptcheck.cases.report",
    "CaseReport": "scriptcheck.cases.report",
    "CaseVerdict": "scriptcheck.cases.report",
    "check_cases": "scriptcheck.cases.judge",
}
"""Where each name is: its module is imported when the name is first asked for, and no sooner."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)
