"""Which turns a change bears on: where a window has moved, and what a remedy makes good."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.match.window import (
    after,
    before,
    frame,
    has_reach,
    moves,
    needs_times,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.lexicon.models import Cue, Remedy
    from scriptcheck.live.cue_so_far import Change
    from scriptcheck.match.window import Extent, Timeline, Undecided
    from scriptcheck.report import CueMatch

_TURN: Final = attrgetter("turn")


class Needs(NamedTuple):
    """What the hits of one cue hang on besides their own turns."""

    windows: tuple[Window, ...]
    remedy: Remedy | None

    @classmethod
    def of(cls, cue: Cue) -> Needs:
        """Return what the hits of ``cue`` hang on."""
        windows = (cue.within, *(phrase.within for phrase in cue.phrases))
        # Cues write the same window beside many phrases.
        known = {repr(window): window for window in windows if window is not None}
        return cls(tuple(known.values()), cue.remedy)


class Bearing:
    """What bears on the hits of one cue in one call."""

    def __init__(self, needs: Needs) -> None:
        self._windows = [WindowSoFar(window) for window in needs.windows]
        self._remedy = needs.remedy

    def moved(self, changes: Mapping[str, Change], timeline: Timeline) -> Iterator[tuple[int, int]]:
        """Yield from which turn to which hits may no longer be what they were.

        ``changes`` are those of the cues that this one needs, and ``timeline`` is that of the call
        with the turn that has brought them; to be asked after every turn.
        """
        for window in self._windows:
            yield from window.moved(changes, timeline)
        if self._remedy is not None and self._remedy.cue in changes:
            for hit in changes[self._remedy.cue].hits:
                yield _made_good(self._remedy, hit.turn, timeline.agent_turns)


class WindowSoFar:
    """Where a window lies in a call that goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._bounded = has_reach(window)
        self._needs_times = needs_times(window)
        self._moves = moves(window)
        self._frame: Extent | None = None
        self._timed: bool | None = None

    def moved(self, changes: Mapping[str, Change], timeline: Timeline) -> Iterator[tuple[int, int]]:
        """Yield from which turn to which places may have come into the window, or gone out."""
        window = self._window
        if self._needs_times and self._timed != timeline.has_times:
            self._timed = timeline.has_times
            yield 0, timeline.turn_count
        if self._moves:
            yield from self._moved_frame(timeline)
        if changes:
            if (change := changes.get(window.after or "")) is not None:
                yield from self._moved_after(change, timeline)
            if (change := changes.get(window.before or "")) is not None:
                yield from self._moved_before(change, timeline)

    def _moved_frame(self, timeline: Timeline) -> Iterator[tuple[int, int]]:
        was, self._frame = self._frame, frame(self._window, timeline)
        if was is not None:
            for old, new in zip(was, self._frame, strict=True):
                if old != new:
                    yield min(old.turn, new.turn), max(old.turn, new.turn)

    def _moved_after(self, change: Change, timeline: Timeline) -> Iterator[tuple[int, int]]:
        if self._bounded:
            for hit in change.hits:
                yield hit.turn, after(hit, self._window, timeline).last.turn
        elif change.first[0] != change.first[1]:
            yield _between(*change.first, timeline.turn_count)

    def _moved_before(self, change: Change, timeline: Timeline) -> Iterator[tuple[int, int]]:
        if self._bounded:
            for hit in change.hits:
                yield before(hit, self._window, timeline).first.turn, hit.turn
        elif change.last[0] != change.last[1]:
            yield _between(*change.last, 0)


def _between(was: CueMatch | None, now: CueMatch | None, end: int) -> tuple[int, int]:
    """Return the turns between two hits; ``end`` stands for one that is none."""
    turns = [end if hit is None else hit.turn for hit in (was, now)]
    return min(turns), max(turns)


def _made_good(remedy: Remedy, turn: int, agent_turns: Sequence[int]) -> tuple[int, int]:
    """Return the first and last turn in which a hit is made good by the remedy in ``turn``."""
    at = bisect_left(agent_turns, turn)
    if at == len(agent_turns) or agent_turns[at] != turn:
        return turn, turn
    first = at - remedy.agent_turns
    return (agent_turns[first] if first >= 0 else 0), turn


def resolve_near(
    window: Window, timeline: Timeline, heard: Mapping[str, Sequence[CueMatch]], turn: int
) -> tuple[Extent, ...] | Undecided:
    """Return what ``resolve`` returns, less some extents that hold nothing in ``turn``.

    However often the cues were heard that the window is measured from, only those near by count.
    """
    if not (window.cues and has_reach(window)):
        return resolve(window, timeline, heard)
    first = _earliest(window, timeline, turn) if window.after is not None else turn
    last = _latest(window, timeline, turn) if window.before is not None else turn
    near: dict[str, Sequence[CueMatch]] = {}
    for cue in window.cues:
        hits = heard.get(cue, ())
        start = bisect_left(hits, first, key=_TURN)
        near[cue] = hits[start : bisect_right(hits, last, start, key=_TURN)]
    return resolve(window, timeline, near)


def _earliest(window: Window, timeline: Timeline, turn: int) -> int:
    """Return the first turn from which ``window`` may reach ``turn``."""
    earliest, agents = 0, timeline.agent_turns
    if window.turns is not None:
        earliest = max(earliest, turn - window.turns)
    if window.agent_turns is not None:
        preceding = bisect_left(agents, turn) - window.agent_turns
        earliest = max(earliest, agents[preceding] if preceding >= 0 else 0)
    if window.seconds is not None:
        since = timeline.latest_ms[turn] - window.seconds * 1000 - 1
        earliest = max(earliest, bisect_right(timeline.latest_ms, since))
    return min(earliest, turn)


def _latest(window: Window, timeline: Timeline, turn: int) -> int:
    """Return the last turn from which ``window`` may reach back to ``turn``.

    Seconds do not tell it: transcripts may have times that go backwards.
    """
    latest, agents = timeline.turn_count, timeline.agent_turns
    if window.turns is not None:
        latest = min(latest, turn + window.turns)
    if window.agent_turns is not None:
        following = bisect_right(agents, turn) + window.agent_turns - 1
        latest = min(latest, agents[following] if following < len(agents) else latest)
    return latest
