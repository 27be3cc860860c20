"""Checks Chinese call transcripts against a service script, and proves every finding."""

from scriptcheck.call import Call, Speaker, Turn, Word
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

__all__ = [
    "Call",
    "CallReport",
    "CheckError",
    "Checker",
    "CueMatch",
    "Event",
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
    "load_calls",
]
