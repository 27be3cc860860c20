"""Checks Chinese call transcripts against a service script, and proves every finding."""

from scriptcheck.call import Call, Speaker, Turn, Word
from scriptcheck.checker import Checker
from scriptcheck.errors import LexiconError, LoadError, Problem, ScriptcheckError, UsageError
from scriptcheck.load import load_calls
from scriptcheck.report import (
    CallReport,
    CueHit,
    Nearest,
    Outcome,
    Severity,
    SuppressedHit,
    Verdict,
)

__all__ = [
    "Call",
    "CallReport",
    "Checker",
    "CueHit",
    "LexiconError",
    "LoadError",
    "Nearest",
    "Outcome",
    "Problem",
    "ScriptcheckError",
    "Severity",
    "Speaker",
    "SuppressedHit",
    "Turn",
    "UsageError",
    "Verdict",
    "Word",
    "load_calls",
]
