"""Checks Chinese call transcripts against a service script, and proves every finding."""

from scriptcheck.call import Call, Speaker, Turn, Word
from scriptcheck.cases import CaseReport, check_cases
from scriptcheck.checker import Checker
from scriptcheck.errors import (
    CheckError,
    LexiconError,
    LoadError,
    Problem,
    ScriptcheckError,
    UsageError,
)
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.match.findings import Findings
from scriptcheck.report import (
    CallReport,
    CueMatch,
    Nearest,
    Outcome,
    Severity,
    SuppressedMatch,
    Verdict,
)
from scriptcheck.session import Event, Session
from scriptcheck.tables import check_batches, check_table

__all__ = [
    "Call",
    "CallReport",
    "CaseReport",
    "CheckError",
    "Checker",
    "CueMatch",
    "Event",
    "Findings",
    "LexiconError",
    "LoadError",
    "LoadOptions",
    "Nearest",
    "Outcome",
    "Problem",
    "ScriptcheckError",
    "Session",
    "Severity",
    "Speaker",
    "SuppressedMatch",
    "Turn",
    "UsageError",
    "Verdict",
    "Word",
    "check_batches",
    "check_cases",
    "check_table",
    "load_calls",
]
