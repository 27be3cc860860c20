"""Checks Chinese call transcripts against a service script, and proves every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_names import lazy_names

if TYPE_CHECKING:
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

_HOMES: Final = {
    "Call": "scriptcheck.call",
    "CallReport": "scriptcheck.report",
    "CaseReport": "scriptcheck.cases",
    "CheckError": "scriptcheck.errors",
    "Checker": "scriptcheck.checker",
    "CueMatch": "scriptcheck.report",
    "Event": "scriptcheck.session",
    "Findings": "scriptcheck.match.findings",
    "LexiconError": "scriptcheck.errors",
    "LoadError": "scriptcheck.errors",
    "LoadOptions": "scriptcheck.load",
    "Nearest": "scriptcheck.report",
    "Outcome": "scriptcheck.report",
    "Problem": "scriptcheck.errors",
    "ScriptcheckError": "scriptcheck.errors",
    "Session": "scriptcheck.session",
    "Severity": "scriptcheck.report",
    "Speaker": "scriptcheck.call",
    "SuppressedMatch": "scriptcheck.report",
    "Turn": "scriptcheck.call",
    "UsageError": "scriptcheck.errors",
    "Verdict": "scriptcheck.report",
    "Word": "scriptcheck.call",
    "check_batches": "scriptcheck.tables",
    "check_cases": "scriptcheck.cases",
    "check_table": "scriptcheck.tables",
    "load_calls": "scriptcheck.load",
}
"""Where each name is: its module is imported when the name is first asked for, and no sooner."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)
