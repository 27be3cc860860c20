"""What a check says about one call: the published report and its parts.

The order of these structs' fields is that of the JSON's keys, so equal reports are equal bytes.
None can be part of a cycle, so those of which a report has many are kept from Python's garbage
collector (``gc=False``), which would go through them again and again.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any, Final, TypeVar

import msgspec

from scriptcheck.struct_schema import struct_schema

S = TypeVar("S", bound=msgspec.Struct)

SCHEMA = "scriptcheck.report/1"
_HALF_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class Outcome(StrEnum):
    """The four verdicts that a rule can reach on a call."""

    PASS = "pass"  # noqa: S105  (a verdict, not a password)
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDABLE = "undecidable"

    # Enum's own is a Python function, and reports are counted by their verdicts.
    __hash__ = str.__hash__


class Severity(StrEnum):
    """How severe a violation is; ``fatal`` fails the call whatever its score."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    __hash__ = str.__hash__

    @property
    def rank(self) -> int:
        """0 for ``fatal``, growing as the violation weighs less."""
        return _RANKS[self]


_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class Dimension(StrEnum):
    """The dimensions of service quality that rules speak for (SERVQUAL, tangibles apart)."""

    RELIABILITY = "reliability"
    RESPONSIVENESS = "responsiveness"
    ASSURANCE = "assurance"
    EMPATHY = "empathy"

    __hash__ = str.__hash__


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One difference between what was said and the phrase."""

    kind: str
    """``homophone``, ``confusion``, ``missing``, ``added``, ``changed``, ``stutter`` or
    ``hesitation``."""
    said: str = ""
    """The folded text that was said."""
    expected: str = ""
    """What the phrase has instead."""


class CueMatch(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A match: a cue found in a call; ``turn.text[start:end] == quote`` in the original text."""

    cue: str
    speaker: str
    turn: int
    """Number of the turn, from 0."""
    start: int
    """First character in the turn's text, from 0."""
    end: int
    """One past the last character in the turn's text."""
    quote: str
    phrase: str
    """The lexicon's template that fits, or its token pattern; empty for a repetition."""
    how: str
    """``exact``, ``homophone``, ``near``, ``tokens``, ``echo``, ``call-data`` or ``learned``: see
    docs/matching.md. Evidence of rules that look for no cue has ``repeat`` or ``value``."""
    similarity: float
    """1 less the share of characters that differ; a homophone counts half. Of what a learned model
    finds, how sure it is."""
    edits: tuple[Edit, ...]
    note: str = ""
    """The lexicon's remark on this phrase."""
    learned: LearnedEvidence | None = None
    """Why, where a learned model found it."""


class LearnedEvidence(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Why a learned model finds a cue in a turn; see docs/learned.md."""

    score: float
    """The model's score, a logit, to two decimals."""
    confidence: float
    """The share of such cases that should be right, 0 to 1."""
    runs: tuple[tuple[str, int], ...] = ()
    """The runs of characters that speak most for it, with their weights."""
    similar: str = ""
    """The turn most like this one among those that the model was shown."""


class SuppressedMatch(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A candidate that was dropped, and why."""

    cue: str
    speaker: str
    turn: int
    start: int
    end: int
    quote: str
    phrase: str
    reason: str
    """Code of the reason; docs/lexicon.md lists them."""
    detail: str = ""
    """What decided it, such as the negation found or the longer phrase."""
    learned: LearnedEvidence | None = None
    """Why it was thought to be one, where a learned model found it."""


class Suspect(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A turn that a learned model points at: for a person to look at, and never a verdict."""

    cue: str
    speaker: str
    turn: int
    start: int
    end: int
    quote: str
    title: str
    """What people call the cue."""
    learned: LearnedEvidence


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of time in a call."""

    first_turn: int
    """The turn at its beginning."""
    last_turn: int
    """The turn at its end; of an interruption, the one that interrupts."""
    start_ms: int
    """Milliseconds from the start of the recording."""
    end_ms: int


class Measured(msgspec.Struct, frozen=True, omit_defaults=True):
    """The value of a metric in a call, and where it was found."""

    metric: str
    """Its name, which says its unit: see docs/metrics.md."""
    value: int | float
    places: tuple[Stretch, ...] = ()
    """Where in the call, the first 20; empty where it speaks of the whole call."""


class Searched(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a rule looked."""

    turns: tuple[int, int] | None
    """First and last turn, both included; ``None`` where no turn was in reach."""


class Nearest(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The nearest thing said where a required cue was missed."""

    cue: str
    turn: int
    quote: str
    phrase: str
    """The plainest wording of the phrase."""
    similarity: float
    """How like the plainest wording of the phrase the quote is, 0 to 1: rapidfuzz's partial ratio,
    which is twice the characters kept in order, by the characters of both."""
    lacks: tuple[str, ...]
    """The parts of the phrase that the quote does not have."""


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What one rule says about the call, with its evidence."""

    rule: str
    verdict: Outcome
    severity: Severity
    points: int
    """Points taken off the score: negative on ``fail``; more than 0 where a rule that was kept adds
    some."""
    title: str
    message: str
    """On ``fail``, what is wrong; on the last two verdicts, why the rule was not judged."""
    advice: str
    """On ``fail``, what to do instead."""
    source: str
    """The document and place that the rule comes from."""
    evidence: tuple[CueMatch, ...]
    """The hits that decided the verdict."""
    searched: Searched | None = None
    nearest: Nearest | None = None
    reason: str = ""
    """On ``not_applicable`` and ``undecidable``, the code of the reason; on ``fail``, the kind of
    failure where the rule's form distinguishes several."""
    dimension: str | None = None
    """The dimension that the rule speaks for: one of service quality, or the profile's own."""
    measured: tuple[Measured, ...] = ()
    """The metrics that decided the verdict."""
    clauses: tuple[str, ...] = ()
    """On ``fail``, for each piece of evidence the clause that it stands in."""
    also: tuple[str, ...] = ()
    """On ``fail``, the rules that the same miss or the same words break as well; they are counted
    here and cost nothing more."""
    under: str = ""
    """On ``fail``, the rule whose violation this is counted under; empty where it is one itself."""

    @property
    def is_failed(self) -> bool:
        """Whether the rule is broken, by a miss of its own or by another's."""
        return self.verdict is Outcome.FAIL

    @property
    def is_violation(self) -> bool:
        """Whether it counts: the rule is broken, and not by what another violation stands for."""
        return self.verdict is Outcome.FAIL and not self.under


class ReportWarning(msgspec.Struct, frozen=True):
    """Something that had to be guessed or repaired in the transcript."""

    code: str
    message: str


class ProfileStamp(msgspec.Struct, frozen=True):
    """The profile that judged the call."""

    name: str
    version: str
    sha256: str
    """Hash of everything in the profile and its lexicons that can change a report."""


class CaseSign(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the call means to a rule on cases."""

    rule: str
    starts: bool | None
    """Whether the time within which another call must follow starts with it; ``None`` where that is
    open."""
    meets: bool | None
    """Whether it is what must follow an earlier call; ``None`` where that is open."""
    starts_by: tuple[CueMatch, ...] = ()
    """The hits by which it starts the time."""
    meets_by: tuple[CueMatch, ...] = ()
    reason: str = ""
    """Why it is open, as a code."""


class CasePart(msgspec.Struct, frozen=True):
    """What the call says about the case that it belongs to."""

    case_id: str
    call_id: str
    start_time: str | None
    """When the call began, as the call data says."""
    signs: tuple[CaseSign, ...]
    """By rule id; rules to which the call means nothing are left out."""


def to_line(value: object) -> bytes:
    """Return ``value`` as one line of UTF-8 JSON; equal values give equal bytes."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        # Half a surrogate is no UTF-8. Escaped, the line still says what the transcript has.
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()


def from_line(line: bytes | str, kind: type[S]) -> S:
    """Return the value that ``to_line`` wrote; raises ``ValueError`` where it is no such thing."""
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError:
        if _HALF_SURROGATE.search(line if isinstance(line, bytes) else line.encode()) is None:
            raise
        return msgspec.convert(json.loads(line), kind)


class Document(msgspec.Struct, frozen=True):
    """A report as a line of JSON."""

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain dicts, lists, strings and numbers, ready for JSON."""
        report: dict[str, Any] = json.loads(self.to_json())
        return report

    def to_json(self) -> bytes:
        """Return the report as one line of UTF-8 JSON; equal reports give equal bytes."""
        return to_line(self)


class CallReport(Document, frozen=True):
    """The compliance report of one call."""

    schema: str
    call_id: str
    source: str
    profile: ProfileStamp
    score: int | None
    """0 to 100; ``None`` where no rule could be judged, as when nobody knows who speaks."""
    passed: bool | None
    """``None`` where there is no score, unless a ``fatal`` rule failed."""
    dimensions: dict[str, int | None]
    """By dimension, those of service quality and then the profile's own, how far the rules that
    applied were kept, 0 to 100; ``None`` where too few applied."""
    verdicts: tuple[Verdict, ...]
    """One a rule of the profile, by rule id."""
    cues: tuple[CueMatch, ...]
    """Every match, in the order of the call."""
    suppressed: tuple[SuppressedMatch, ...]
    """Every candidate dropped, in the order of the call."""
    metrics: dict[str, int | float]
    """Measures of the call, by name; each says its unit. Those that are not known are left out."""
    warnings: tuple[ReportWarning, ...]
    case: CasePart | None = None
    """``None`` where the call belongs to no case, or no rule is about cases."""
    sections: dict[str, int | None] = {}
    """By section of the profile's scorecard, its score, 0 to 100; ``None`` where nothing of it
    applied."""
    suspects: tuple[Suspect, ...] = ()
    """What a learned model points at for a person to look at, in the order of the call. It decides
    no verdict and costs no points."""

    def __repr__(self) -> str:
        return (
            f"CallReport(call_id={self.call_id!r}, score={self.score}, passed={self.passed},"
            f" violations={len(self.violations)})"
        )

    @property
    def violations(self) -> tuple[Verdict, ...]:
        """The verdicts ``fail``, most severe first, then by rule id.

        Those that are counted under another are left out: its ``also`` names them.
        """
        failed = (verdict for verdict in self.verdicts if verdict.is_violation)
        return tuple(sorted(failed, key=lambda verdict: (verdict.severity.rank, verdict.rule)))

    @classmethod
    def from_json(cls, line: bytes | str) -> CallReport:
        """Return the report that ``to_json`` wrote.

        Raises ``ValueError`` where ``line`` is not such a report.
        """
        return from_line(line, cls)


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report; docs/report.schema.json publishes it."""
    schema = struct_schema(CallReport)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA} | schema
