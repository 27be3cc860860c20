"""Windows: which part of a call a cue is looked for in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.match.scan import Candidate
    from scriptcheck.report import CueMatch, SuppressedMatch

OPENING_TURNS: Final = 3
"""Agent turns that the opening of a call takes."""

CLOSING_TURNS: Final = 4
"""Agent turns that the closing of a call takes, with what is said between and after them."""

_FEW: Final = 64
"""Comparisons that are quicker made than spared."""

_END: Final = 1 << 62
"""Past every character of any turn."""


class Point(NamedTuple):
    """A place in a call."""

    turn: int
    char: int


class Place(NamedTuple):
    """Where something was heard by other means than a phrase."""

    turn: int
    start: int
    """First character in the turn's original text."""
    end: int
    """One past the last."""
    differences: int = 0
    """How much it differs from what it should be; such places are as they should be."""


class Extent(NamedTuple):
    """A stretch of a call; ``last`` is the first point no longer in it."""

    first: Point
    last: Point

    def holds(self, hit: CueMatch | SuppressedMatch | Candidate | Place) -> bool:
        """Return whether ``hit`` lies within."""
        return self.first <= (hit.turn, hit.start) and (hit.turn, hit.end) <= self.last


class Undecided(NamedTuple):
    """A window that the call lacks the data for."""

    reason: str


@dataclass(frozen=True)
class Timeline:
    """What windows need to know of a call, worked out once."""

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
            tuple([n for n, turn in enumerate(call.turns) if turn.speaker is Speaker.AGENT]),
            starts,
            list(accumulate([start or 0 for start in starts], max)),
            max(ends, default=None),
            bool(starts) and None not in starts,
        )

    @cached_property
    def whole(self) -> Extent:
        """The extent of the whole call."""
        return Extent(Point(0, 0), Point(self.turn_count, _END))

    @cached_property
    def everywhere(self) -> tuple[Extent, ...]:
        """The whole call, as extents."""
        return (self.whole,)


def holds(extents: Sequence[Extent], hit: CueMatch | SuppressedMatch | Candidate | Place) -> bool:
    """Return whether ``hit`` lies in one of ``extents``."""
    for extent in extents:  # noqa: SIM110  (half the time of any())
        if extent.holds(hit):
            return True
    return False


def hits_within(extents: Sequence[Extent], hits: Sequence[CueMatch]) -> list[CueMatch]:
    """Return those of ``hits``, of one cue in the order of the call, that lie in ``extents``."""
    if len(hits) * len(extents) <= _FEW:
        return [hit for hit in hits if holds(extents, hit)]
    found: list[CueMatch] = []
    taken = 0
    for extent in sorted(extents):
        # Hits of one cue do not overlap, so they end in the order in which they begin.
        begin = bisect_left(hits, extent.first, taken, key=_start)
        taken = bisect_right(hits, extent.last, begin, key=_end)
        found += hits[begin:taken]
    return found


def _start(hit: CueMatch) -> Point:
    return Point(hit.turn, hit.start)


def _end(hit: CueMatch) -> Point:
    return Point(hit.turn, hit.end)


def resolve(
    window: Window | None, timeline: Timeline, heard: Mapping[str, Sequence[CueMatch]]
) -> tuple[Extent, ...] | Undecided:
    """Return the extents that ``window`` stands for in a call, in order.

    ``heard`` holds the hits of the cues that the window is measured from. The result is empty where
    no such cue was heard, and ``Undecided`` where the call has no times and the window needs them.
    """
    if window is None:
        return timeline.everywhere
    if needs_times(window) and not timeline.has_times:
        return Undecided("no-times")
    extents = [frame(window, timeline)]
    bounded = has_reach(window)
    if window.after is not None:
        hits = heard.get(window.after, ())
        # Without a reach, what lies after the first hit takes in what lies after the others.
        hits = hits if bounded else hits[:1]
        extents = _cut(extents, [after(hit, window, timeline) for hit in hits])
    if window.before is not None:
        hits = heard.get(window.before, ())
        hits = hits if bounded else hits[-1:]
        extents = _cut(extents, [before(hit, window, timeline) for hit in hits])
    return _without_covered(sorted(extent for extent in extents if extent.first < extent.last))


def _without_covered(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    """Return ``extents``, in order, less those that lie within the one before."""
    kept: list[Extent] = []
    for extent in extents:
        if not kept or extent.last > kept[-1].last:
            kept.append(extent)
    return tuple(kept)


def needs_times(window: Window) -> bool:
    """Return whether ``window`` cannot be told in a call without times."""
    limits = (window.first_seconds, window.last_seconds, window.seconds)
    return any(limit is not None for limit in limits)


def has_reach(window: Window) -> bool:
    """Return whether ``window`` reaches only so far from the cues that it is measured from."""
    return not (window.agent_turns is None and window.turns is None and window.seconds is None)


def hangs_on_length(window: Window) -> bool:
    """Return whether nobody knows where ``window`` ends, or begins, before the call does."""
    return (
        window.phase in {"body", "closing"}
        or window.first_percent is not None
        or window.last_percent is not None
    )


def moves(window: Window) -> bool:
    """Return whether ``window`` moves as a call goes on, so that its content changes.

    Other windows, too, may close; but what has been said is in them or not from the beginning.
    """
    lasts = (window.last_agent_turns, window.last_seconds)
    return hangs_on_length(window) or any(limit is not None for limit in lasts)


def frame(window: Window, timeline: Timeline) -> Extent:
    """Return the extent of ``window`` as far as no cue is needed to tell; it may be empty."""
    return Extent(_first(window, timeline), _last(window, timeline))


def _first(window: Window, timeline: Timeline) -> Point:
    turn, agents = 0, timeline.agent_turns
    if window.phase == "body":
        opening = len(agents) >= OPENING_TURNS
        turn = agents[OPENING_TURNS - 1] + 1 if opening else timeline.turn_count
    if window.phase == "closing" and len(agents) >= CLOSING_TURNS:
        turn = agents[-CLOSING_TURNS]
    if window.last_percent is not None:
        turn = max(turn, timeline.turn_count - _share(window.last_percent, timeline))
    if window.last_agent_turns is not None and len(agents) >= window.last_agent_turns:
        turn = max(turn, agents[-window.last_agent_turns])
    if window.last_seconds is not None:
        turn = max(turn, _turn_from(timeline, (timeline.end_ms or 0) - window.last_seconds * 1000))
    return Point(turn, 0)


def _last(window: Window, timeline: Timeline) -> Point:
    turn, agents = timeline.turn_count, timeline.agent_turns
    if window.phase == "opening" and len(agents) >= OPENING_TURNS:
        turn = agents[OPENING_TURNS - 1]
    if window.phase == "body":
        turn = agents[-CLOSING_TURNS] - 1 if len(agents) >= CLOSING_TURNS else -1
    if window.first_percent is not None:
        turn = min(turn, _share(window.first_percent, timeline) - 1)
    if window.first_agent_turns is not None and len(agents) >= window.first_agent_turns:
        turn = min(turn, agents[window.first_agent_turns - 1])
    if window.first_seconds is not None:
        begin = timeline.starts_ms[0] or 0
        turn = min(turn, _turn_until(timeline, begin + window.first_seconds * 1000))
    return Point(turn, _END)


def _share(percent: float, timeline: Timeline) -> int:
    """Return how many turns ``percent`` of the call are, begun ones counted whole."""
    return ceil(timeline.turn_count * percent / 100)


def _turn_from(timeline: Timeline, time_ms: float) -> int:
    """Return the first turn that begins at ``time_ms`` or later; the turn count if none does."""
    return bisect_left(timeline.latest_ms, time_ms)


def _turn_until(timeline: Timeline, time_ms: float) -> int:
    """Return the last turn before any begins later than ``time_ms``.

    That is the turn count if none does: a call that goes on may have more turns by then.
    """
    later = bisect_right(timeline.latest_ms, time_ms)
    return later - 1 if later < timeline.turn_count else later


def after(hit: CueMatch, window: Window, timeline: Timeline) -> Extent:
    """Return how far ``window`` reaches after ``hit``."""
    last = timeline.turn_count
    if window.turns is not None:
        last = min(last, hit.turn + window.turns)
    if window.agent_turns is not None:
        following = bisect_right(timeline.agent_turns, hit.turn) + window.agent_turns - 1
        if following < len(timeline.agent_turns):
            last = min(last, timeline.agent_turns[following])
    if window.seconds is not None:
        begin = timeline.starts_ms[hit.turn] or 0
        last = min(last, _turn_until(timeline, begin + window.seconds * 1000))
    return Extent(Point(hit.turn, hit.end), Point(last, _END))


def before(hit: CueMatch, window: Window, timeline: Timeline) -> Extent:
    """Return how far ``window`` reaches before ``hit``."""
    first = 0
    if window.turns is not None:
        first = max(first, hit.turn - window.turns)
    if window.agent_turns is not None:
        preceding = bisect_left(timeline.agent_turns, hit.turn) - window.agent_turns
        if preceding >= 0:
            first = max(first, timeline.agent_turns[preceding])
    if window.seconds is not None:
        begin = timeline.starts_ms[hit.turn] or 0
        first = max(first, _turn_from(timeline, begin - window.seconds * 1000))
    return Extent(Point(first, 0), Point(hit.turn, hit.start))


def _cut(extents: Sequence[Extent], others: Sequence[Extent]) -> list[Extent]:
    return list(_overlaps(extents, others))


def _overlaps(extents: Sequence[Extent], others: Sequence[Extent]) -> Iterator[Extent]:
    for one in extents:
        for other in others:
            yield Extent(max(one.first, other.first), min(one.last, other.last))
