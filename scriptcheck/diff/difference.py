"""The values of a comparison: what changed, on which call, by what, and what it comes to."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from scriptcheck.report import Document, Outcome, ProfileStamp, Severity

DIFF_SCHEMA: Final = "scriptcheck.diff/1"


class ChangeKind(StrEnum):
    """How a verdict changed."""

    NEWLY_FAILING = "newly_failing"
    NO_LONGER_FAILING = "no_longer_failing"
    OTHER_OUTCOME = "other_outcome"
    """Between the verdicts that are not ``fail``."""
    WEIGHT = "weight"
    """The same verdict ``fail`` with another severity or other points."""
    EVIDENCE = "evidence"
    """The same verdict, resting on other words."""

    __hash__ = str.__hash__

    @property
    def is_of_outcome(self) -> bool:
        """Whether the verdict itself is another one."""
        return self not in {ChangeKind.WEIGHT, ChangeKind.EVIDENCE}


class MatchDifference(msgspec.Struct, frozen=True, omit_defaults=True):
    """A match that only one side has: what made a verdict change."""

    in_new: bool
    """Whether it is the new side that has it."""
    cue: str
    turn: int
    """Number of the turn, from 0."""
    start: int
    end: int
    quote: str
    phrase: str
    """The template that it fits."""
    dropped: str = ""
    """Where the other side has it as a candidate that was dropped, the code of the reason."""


class VerdictDifference(msgspec.Struct, frozen=True):
    """A verdict that is not what it was."""

    call_id: str
    source: str
    rule: str
    title: str
    kind: ChangeKind
    severity: Severity
    before: Outcome | None
    """``None`` where the old side has no such rule."""
    after: Outcome | None
    """``None`` where the new side has no such rule."""
    points_before: int
    points_after: int
    causes: tuple[MatchDifference, ...]
    """Empty where the same was found, so that the rule itself, or call data, made it change."""


class SideFigures(msgspec.Struct, frozen=True):
    """What the calls that both sides have come to on one of them."""

    profile: ProfileStamp | None
    """``None`` where there is no call."""
    scored: int
    """Calls with a score."""
    judged: int
    """Calls of which it is known whether they pass: those with a score, and those that fail by a
    fatal rule without one."""
    passed: int
    pass_rate: float | None
    """Passed by judged, 0 to 1, to six decimals; ``None`` where none was judged."""
    mean_score: float | None
    """0 to 100, to six decimals."""


class RuleDifference(msgspec.Struct, frozen=True):
    """What changed of one rule over all calls."""

    rule: str
    title: str
    severity: Severity
    newly_failing: int
    no_longer_failing: int
    other: int
    """Other outcomes, other weights, other evidence."""
    mean_score: float
    """Change in points that this rule alone brings to the mean score, to six decimals."""
    passes_gained: int
    """Calls that pass now and did not, on which this rule changed; others may have, too."""
    passes_lost: int


class RunDifference(Document, frozen=True):
    """Everything that differs between two checks; empty ``changes`` where nothing does."""

    schema: str
    calls: int
    """Calls that both sides have."""
    only_old: tuple[str, ...]
    """Ids of calls that only the old side has, in its order."""
    only_new: tuple[str, ...]
    old: SideFigures
    new: SideFigures
    changed_calls: int
    """Calls on which some verdict changed its outcome."""
    rules: tuple[RuleDifference, ...]
    """Rules with a change, by id."""
    changes: tuple[VerdictDifference, ...]
    """In the order of the old side's calls, then by rule id."""
    repeated: tuple[str, ...] = ()
    """Ids that several calls of a side have, sorted: they are compared by their order."""

    @property
    def changed_share(self) -> float:
        """The share of calls on which some verdict changed its outcome, 0 to 1."""
        return self.changed_calls / self.calls if self.calls else 0.0
