"""Why each rule came to its verdict on a call: the values that ``explain`` returns."""

from __future__ import annotations

from typing import Any

import msgspec

from scriptcheck.report import (
    CueMatch,
    Document,
    Measured,
    Nearest,
    ProfileStamp,
    SuppressedMatch,
    Verdict,
)

SCHEMA = "scriptcheck.explanation/1"


class ConditionPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """A condition, or a part of one, and what became of it."""

    kind: str
    """``cue``, ``all``, ``any``, ``not``, ``meta`` or ``metric``."""
    holds: bool | None
    """``None`` where the call lacks the data to decide."""
    role: str = ""
    """What the whole condition is to the rule: ``when``, ``undecidable_when``, ``step``,
    ``trigger``, ``response``, or the key of the rule's form; empty for parts of conditions."""
    name: str = ""
    """The cue, the metric, or the key of the call data."""
    title: str = ""
    """What people call it."""
    wanted: str = ""
    """What is asked of it: the values of call data, the bounds of a metric, how many of the parts
    of ``any``."""
    value: Any = None
    """What the call data or the metric is; ``None`` where that is not known."""
    reason: str = ""
    """Why it is open, as a code."""
    evidence: tuple[CueMatch, ...] = ()
    """The hits of the cue that count here."""
    searched: tuple[tuple[int, int], ...] = ()
    """Where the cue was looked for: first and last turn of each stretch, both included."""
    measured: tuple[Measured, ...] = ()
    parts: tuple[ConditionPart, ...] = ()


class CueFound(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a cue came to in the whole call."""

    cue: str
    title: str
    speaker: str
    """Who must say it: ``agent``, ``customer`` or ``any``."""
    phrases: tuple[str, ...]
    """Its templates, in the order of the lexicon."""
    heard: tuple[CueMatch, ...]
    suppressed: tuple[SuppressedMatch, ...]
    """The candidates dropped, each with the reason."""
    nearest: Nearest | None = None
    """What came nearest where the rule looked, for a cue without a match there."""


class RuleExplanation(msgspec.Struct, frozen=True):
    """Why a rule came to its verdict."""

    rule: str
    form: str
    verdict: Verdict
    parts: tuple[ConditionPart, ...]
    """What the rule asks of the call, in the order in which that counts."""
    needs: tuple[str, ...]
    """The parts of the call, ``opening`` or ``ending``, without which a failure is undecidable."""
    cues: tuple[CueFound, ...]
    """The cues that the rule is about."""


class Explanation(Document, frozen=True):
    """Why the rules came to their verdicts on a call."""

    schema: str
    call_id: str
    source: str
    profile: ProfileStamp
    score: int | None
    passed: bool | None
    rules: tuple[RuleExplanation, ...]
    """By rule id."""
