"""Stretches of a call, and the timeline that they are laid out on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.match.channel import is_no_speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Call, Turn
    from scriptcheck.match.intervals import Interval
    from scriptcheck.report import CueMatch

_FEW: Final = 64
"""Comparisons that are quicker made than spared."""

END_OF_TURN: Final = 1 << 62
"""Past every character of any turn."""


class Point(NamedTuple):
    """A place in a call."""

    turn: int
    char: int


class TurnSpan(NamedTuple):
    """Some characters of a turn."""

    turn: int
    start: int
    """First character in the turn's original text."""
    end: int
    """One past the last."""


class Extent(NamedTuple):
    """A stretch of a call; ``last`` is the first point no longer in it."""

    first: Point
    last: Point

    def holds(self, span: Interval) -> bool:
        """Return whether ``span`` lies within."""
        return self.first <= (span.turn, span.start) and (span.turn, span.end) <= self.last


@dataclass(frozen=True)
class Timeline:
    """Turns, speakers and times of a call, as windows need them; worked out once."""

    turn_count: int
    agent_turns: Sequence[int]
    """Numbers of the turns in which the agent speaks."""
    starts_ms: Sequence[int | None]
    latest_ms: Sequence[int]
    """For each turn the latest start up to it, 0 where none has a time."""
    end_ms: int | None
    """When the last turn that has a time ends."""
    has_times: bool
    """Whether every turn has a start, and there is one."""

    @classmethod
    def of(cls, call: Call) -> Timeline:
        """Return the timeline of ``call``."""
        ends = [
            time for turn in call.turns for time in (turn.start_ms, turn.end_ms) if time is not None
        ]
        starts = [turn.start_ms for turn in call.turns]
        return cls(
            len(call.turns),
            tuple([n for n, turn in enumerate(call.turns) if is_agent_turn(turn)]),
            starts,
            list(accumulate([start or 0 for start in starts], max)),
            max(ends, default=None),
            bool(starts) and None not in starts,
        )

    @cached_property
    def whole(self) -> Extent:
        """The extent of the whole call."""
        return Extent(Point(0, 0), Point(self.turn_count, END_OF_TURN))

    @cached_property
    def everywhere(self) -> tuple[Extent, ...]:
        """The whole call, as extents."""
        return (self.whole,)


def is_agent_turn(turn: Turn) -> bool:
    """Return whether the agent says something in ``turn``; a picture alone says nothing."""
    return turn.speaker is Speaker.AGENT and not is_no_speech(turn.text)


def holds(extents: Sequence[Extent], span: Interval) -> bool:
    """Return whether ``span`` lies in one of ``extents``."""
    for extent in extents:  # noqa: SIM110  (half the time of any())
        if extent.holds(span):
            return True
    return False


def matches_within(extents: Sequence[Extent], matches: Sequence[CueMatch]) -> list[CueMatch]:
    """Return those of ``matches``, of one cue in the order of the call, that lie in ``extents``."""
    if len(matches) * len(extents) <= _FEW:
        return [match for match in matches if holds(extents, match)]
    found: list[CueMatch] = []
    taken = 0
    for extent in sorted(extents):
        # Matches of one cue do not overlap, so they end in the order in which they begin.
        begin = bisect_left(matches, extent.first, taken, key=_start)
        taken = bisect_right(matches, extent.last, begin, key=_end)
        found += matches[begin:taken]
    return found


def _start(match: CueMatch) -> Point:
    return Point(match.turn, match.start)


def _end(match: CueMatch) -> Point:
    return Point(match.turn, match.end)
