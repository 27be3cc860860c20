"""Cases: the calls about one matter, judged together."""

from scriptcheck.cases.judge import check_cases
from scriptcheck.cases.report import CaseEvidence, CaseReport, CaseVerdict

__all__ = ["CaseEvidence", "CaseReport", "CaseVerdict", "check_cases"]
