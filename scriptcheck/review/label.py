"""What a person says of a call: the label, and at which stage of a review it is said."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReviewStage(StrEnum):
    """At which stage of a review a label is given."""

    REVIEW = "review"
    """A reviewer listened to the call."""
    APPEAL = "appeal"
    """The agent's answer: what it says does not hold until somebody agrees."""
    FINAL = "final"
    """The last word, after which nothing counts any more."""

    __hash__ = str.__hash__


class SpanLabel(NamedTuple):
    """What a label says of one cue in one turn."""

    cue: str
    turn: int
    said: bool
    quote: str


class ReviewLabel(NamedTuple):
    """What one person says of one call at one time."""

    call_id: str
    reviewer: str
    """Empty where the label does not say who."""
    time: datetime | None
    """Aware; ``None`` where the label does not say when."""
    stage: ReviewStage
    reason: str
    """Why, for the call as a whole."""
    verdicts: Mapping[str, str]
    """By rule, the verdict that it should reach, or ``not_fail`` for any but ``fail``."""
    reasons: Mapping[str, str]
    """By rule, why."""
    spans: tuple[SpanLabel, ...]
    """What is said of single turns."""
    said: Mapping[str, frozenset[int]]
    """By cue that was listened for in the whole call, the turns in which it is said."""
    source: str
    """``file:line`` of the label."""
    times: Mapping[str, datetime] = MappingProxyType({})
    """By rule, when that was said, where the label gives it apart; aware."""
    file: str = ""
    """The name of its file, with as many folders as keep it apart from others."""

    @property
    def rater(self) -> str:
        """Who says so: the reviewer, or the file where nobody has signed."""
        return self.reviewer or self.file

    @property
    def instant(self) -> float:
        """When, in seconds since 1970; before everything where that is not known."""
        return _instant(self.time)

    def time_of(self, rule: str) -> datetime | None:
        """Return when that was said of ``rule``; ``None`` where that is not known."""
        return self.times.get(rule, self.time)

    def instant_of(self, rule: str) -> float:
        """Return when that was said of ``rule``, as ``instant`` does."""
        return _instant(self.time_of(rule))


def aware_time(text: str) -> datetime:
    """Return the time in ISO 8601 that ``text`` is; without a zone, in UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _instant(time: datetime | None) -> float:
    return float("-inf") if time is None else time.timestamp()
