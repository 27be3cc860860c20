"""Windows: which part of a call a cue is looked for in, and what a new turn changes of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.match.extent import END_OF_TURN, Extent, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.lexicon.conditions import WindowSpec
    from scriptcheck.match.extent import Timeline
    from scriptcheck.report import CueMatch

OPENING_TURNS: Final = 3
"""Agent turns that the opening of a call takes."""

CLOSING_TURNS: Final = 4
"""Agent turns that the closing of a call takes, with what is said between and after them."""

_MOST_KEPT: Final = 4096
"""Windows kept compiled; a lexicon has some hundred."""

_TURN: Final = attrgetter("turn")


class Undecided(NamedTuple):
    """A window that the call lacks the data for."""

    reason: str


class CueChange(NamedTuple):
    """How the matches of a cue have changed by a turn."""

    matches: tuple[CueMatch, ...]
    """Those that came or went."""
    first: tuple[CueMatch | None, CueMatch | None]
    """The first match of the call as it was, and as it is."""
    last: tuple[CueMatch | None, CueMatch | None]
    first_turn: int
    """The first turn that is no longer as it was, what the call lacks the data for included."""


class Placement(NamedTuple):
    """Where a window lies, as far as no cue is needed for that."""

    frame: Extent | None
    """``None`` where it stays as it is while a call goes on."""
    has_times: bool | None
    """Whether the call has the times that the window needs; ``None`` where it needs none."""


_FIXED: Final = Placement(None, None)


class Window:
    """A window as a lexicon describes it, read once for all calls; made by ``window_of``."""

    __slots__ = (
        "cues",
        "depends_on_length",
        "has_reach",
        "is_placed_once",
        "moves",
        "needs_times",
        "spec",
    )

    def __init__(self, spec: WindowSpec) -> None:
        self.spec: Final = spec
        self.cues: Final = spec.cues
        """The cues that it is measured from."""
        limits = (spec.first_seconds, spec.last_seconds, spec.seconds)
        self.needs_times: Final = any(limit is not None for limit in limits)
        """Whether it lies nowhere in a call without times."""
        reach = (spec.agent_turns, spec.turns, spec.seconds)
        self.has_reach: Final = any(limit is not None for limit in reach)
        """Whether it has a limited distance from the cues that it is measured from."""
        self.depends_on_length: Final = (
            spec.phase in {"body", "closing"}
            or spec.first_percent is not None
            or spec.last_percent is not None
        )
        """Whether nobody knows where it ends, or begins, before the call does."""
        lasts = (spec.last_agent_turns, spec.last_seconds)
        self.moves: Final = self.depends_on_length or any(limit is not None for limit in lasts)
        """Whether turns that have been said can come into it, or go out, as a call goes on.

        Other windows, too, may close; but what has been said is in them or not from the beginning.
        """
        self.is_placed_once: Final = not (self.moves or self.needs_times)
        """Whether only its cues can change what it takes in."""

    def __reduce__(self) -> tuple[object, ...]:
        # Windows are distinguished by identity, so a copy must be the window of this process.
        return window_of, (self.spec,)

    def resolve(
        self, timeline: Timeline, matches: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return the extents that the window stands for in a call, in order.

        ``matches`` holds those of the cues that it is measured from. The result is empty where no
        such cue was matched, and ``Undecided`` where the call lacks the times that are needed.
        """
        if self.needs_times and not timeline.has_times:
            return Undecided("no-times")
        extents, spec = [self.frame(timeline)], self.spec
        if spec.after is not None:
            found = matches.get(spec.after, ())
            # Without a reach, what lies after the first match takes in what lies after the others.
            found = found if self.has_reach else found[:1]
            extents = _cut(extents, [self.after(match, timeline) for match in found])
        if spec.before is not None:
            found = matches.get(spec.before, ())
            found = found if self.has_reach else found[-1:]
            extents = _cut(extents, [self.before(match, timeline) for match in found])
        return _without_covered(sorted(extent for extent in extents if extent.first < extent.last))

    def resolve_near(
        self, timeline: Timeline, matches: Mapping[str, Sequence[CueMatch]], turn: int
    ) -> tuple[Extent, ...] | Undecided:
        """Return what ``resolve`` returns, less some extents that hold nothing in ``turn``.

        However many matches the window is measured from, only those near by are looked at.
        """
        spec = self.spec
        if not (self.cues and self.has_reach):
            return self.resolve(timeline, matches)
        first = self._earliest(timeline, turn) if spec.after is not None else turn
        last = self._latest(timeline, turn) if spec.before is not None else turn
        near: dict[str, Sequence[CueMatch]] = {}
        for cue in self.cues:
            found = matches.get(cue, ())
            start = bisect_left(found, first, key=_TURN)
            near[cue] = found[start : bisect_right(found, last, start, key=_TURN)]
        return self.resolve(timeline, near)

    def placed(self, timeline: Timeline) -> Placement:
        """Return where the window lies without its cues, as far as a new turn may change that."""
        if self.is_placed_once:
            return _FIXED
        return Placement(
            self.frame(timeline) if self.moves else None,
            timeline.has_times if self.needs_times else None,
        )

    def changed(
        self,
        was: Placement | None,
        now: Placement,
        changes: Mapping[str, CueChange],
        timeline: Timeline,
    ) -> Iterator[tuple[int, int]]:
        """Yield from which turn to which a new turn may have changed what the window takes in.

        ``was`` and ``now`` are its placements without and with the new turn, ``None`` where there
        was none; ``changes`` are those of the cues by that turn, and ``timeline`` is that with it.
        """
        if now.has_times is not None and (was is None or was.has_times != now.has_times):
            yield 0, timeline.turn_count
        if was is not None and was.frame is not None and now.frame is not None:
            for old, new in zip(was.frame, now.frame, strict=True):
                if old != new:
                    yield min(old.turn, new.turn), max(old.turn, new.turn)
        if changes and self.cues:
            yield from self.changed_by_cues(changes, timeline)

    def changed_by_cues(
        self, changes: Mapping[str, CueChange], timeline: Timeline
    ) -> Iterator[tuple[int, int]]:
        """Yield what ``changed`` yields for its cues alone."""
        spec = self.spec
        if (change := changes.get(spec.after or "")) is not None:
            if self.has_reach:
                for match in change.matches:
                    yield match.turn, self.after(match, timeline).last.turn
            elif change.first[0] != change.first[1]:
                yield _between(*change.first, timeline.turn_count)
        if (change := changes.get(spec.before or "")) is not None:
            if self.has_reach:
                for match in change.matches:
                    yield self.before(match, timeline).first.turn, match.turn
            elif change.last[0] != change.last[1]:
                yield _between(*change.last, 0)

    def frame(self, timeline: Timeline) -> Extent:
        """Return the extent of the window as far as no cue is needed for it; it may be empty."""
        return Extent(self._first(timeline), self._last(timeline))

    def after(self, match: CueMatch, timeline: Timeline) -> Extent:
        """Return how far the window reaches after ``match``."""
        last, spec = timeline.turn_count, self.spec
        if spec.turns is not None:
            last = min(last, match.turn + spec.turns)
        if spec.agent_turns is not None:
            following = bisect_right(timeline.agent_turns, match.turn) + spec.agent_turns - 1
            if following < len(timeline.agent_turns):
                last = min(last, timeline.agent_turns[following])
        if spec.seconds is not None:
            begin = timeline.starts_ms[match.turn] or 0
            last = min(last, _turn_until(timeline, begin + spec.seconds * 1000))
        return Extent(Point(match.turn, match.end), Point(last, END_OF_TURN))

    def before(self, match: CueMatch, timeline: Timeline) -> Extent:
        """Return how far the window reaches before ``match``."""
        first, spec = 0, self.spec
        if spec.turns is not None:
            first = max(first, match.turn - spec.turns)
        if spec.agent_turns is not None:
            preceding = bisect_left(timeline.agent_turns, match.turn) - spec.agent_turns
            if preceding >= 0:
                first = max(first, timeline.agent_turns[preceding])
        if spec.seconds is not None:
            begin = timeline.starts_ms[match.turn] or 0
            first = max(first, _turn_from(timeline, begin - spec.seconds * 1000))
        return Extent(Point(first, 0), Point(match.turn, match.start))

    def _first(self, timeline: Timeline) -> Point:
        turn, agents, spec = 0, timeline.agent_turns, self.spec
        if spec.phase == "body":
            opening = len(agents) >= OPENING_TURNS
            turn = agents[OPENING_TURNS - 1] + 1 if opening else timeline.turn_count
        if spec.phase == "closing" and len(agents) >= CLOSING_TURNS:
            turn = agents[-CLOSING_TURNS]
        if spec.last_percent is not None:
            turn = max(turn, timeline.turn_count - _share(spec.last_percent, timeline))
        if spec.last_agent_turns is not None and len(agents) >= spec.last_agent_turns:
            turn = max(turn, agents[-spec.last_agent_turns])
        if spec.last_seconds is not None:
            since = (timeline.end_ms or 0) - spec.last_seconds * 1000
            turn = max(turn, _turn_from(timeline, since))
        return Point(turn, 0)

    def _last(self, timeline: Timeline) -> Point:
        turn, agents, spec = timeline.turn_count, timeline.agent_turns, self.spec
        if spec.phase == "opening" and len(agents) >= OPENING_TURNS:
            turn = agents[OPENING_TURNS - 1]
        if spec.phase == "body":
            turn = agents[-CLOSING_TURNS] - 1 if len(agents) >= CLOSING_TURNS else -1
        if spec.first_percent is not None:
            turn = min(turn, _share(spec.first_percent, timeline) - 1)
        if spec.first_agent_turns is not None and len(agents) >= spec.first_agent_turns:
            turn = min(turn, agents[spec.first_agent_turns - 1])
        if spec.first_seconds is not None:
            begin = timeline.starts_ms[0] or 0
            turn = min(turn, _turn_until(timeline, begin + spec.first_seconds * 1000))
        return Point(turn, END_OF_TURN)

    def _earliest(self, timeline: Timeline, turn: int) -> int:
        """Return the first turn from which the window may reach ``turn``."""
        earliest, agents, spec = 0, timeline.agent_turns, self.spec
        if spec.turns is not None:
            earliest = max(earliest, turn - spec.turns)
        if spec.agent_turns is not None:
            preceding = bisect_left(agents, turn) - spec.agent_turns
            earliest = max(earliest, agents[preceding] if preceding >= 0 else 0)
        if spec.seconds is not None:
            since = timeline.latest_ms[turn] - spec.seconds * 1000 - 1
            earliest = max(earliest, bisect_right(timeline.latest_ms, since))
        return min(earliest, turn)

    def _latest(self, timeline: Timeline, turn: int) -> int:
        """Return the last turn from which the window may reach back to ``turn``.

        Seconds do not limit it: transcripts may have times that go backwards.
        """
        latest, agents, spec = timeline.turn_count, timeline.agent_turns, self.spec
        if spec.turns is not None:
            latest = min(latest, turn + spec.turns)
        if spec.agent_turns is not None:
            following = bisect_right(agents, turn) + spec.agent_turns - 1
            latest = min(latest, agents[following] if following < len(agents) else latest)
        return latest


@lru_cache(maxsize=_MOST_KEPT)
def window_of(spec: WindowSpec) -> Window:
    """Return the window that ``spec`` describes: for equal descriptions, one and the same."""
    return Window(spec)


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


def _between(was: CueMatch | None, now: CueMatch | None, end: int) -> tuple[int, int]:
    """Return the turns between two matches; ``end`` stands for one that is none."""
    turns = [end if match is None else match.turn for match in (was, now)]
    return min(turns), max(turns)


def _without_covered(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    """Return ``extents``, in order, less those that lie within the one before."""
    kept: list[Extent] = []
    for extent in extents:
        if not kept or extent.last > kept[-1].last:
            kept.append(extent)
    return tuple(kept)


def _cut(extents: Sequence[Extent], others: Sequence[Extent]) -> list[Extent]:
    """Return what each of ``extents`` has in common with each of ``others``."""
    return [
        Extent(max(one.first, other.first), min(one.last, other.last))
        for one in extents
        for other in others
    ]
