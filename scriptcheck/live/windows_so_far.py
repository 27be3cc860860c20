"""What lies in the windows that rules look in, kept from one turn to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from scriptcheck.live.bearing import WindowSoFar, resolve_near
from scriptcheck.live.cue_so_far import replaced
from scriptcheck.match.window import (
    Undecided,
    after,
    before,
    has_reach,
    hits_within,
    holds,
    needs_times,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.live.cue_so_far import Change
    from scriptcheck.match.window import Extent, Timeline
    from scriptcheck.report import CueMatch

_TURN: Final = attrgetter("turn")


class WindowsSoFar:
    """The windows of a call that goes on, as far as rules have asked for them."""

    def __init__(self, windows: Iterable[Window]) -> None:
        # By identity, as windows take longer to compare than to resolve. Only those of rules are
        # kept: a form of rule may make others as it judges.
        self._known: Final = {id(window): window for window in windows}
        self._extents: Final[dict[int, ExtentsSoFar]] = {}
        self._inside: Final[dict[tuple[str, int], InsideSoFar]] = {}

    def hear(
        self,
        changes: Mapping[str, Change],
        timeline: Timeline,
        heard: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        """Take in how the cues have changed by a turn; to be called after every turn."""
        for each in self._extents.values():
            each.hear(changes)
        for inside in self._inside.values():
            inside.hear(changes, timeline, heard)

    def extents(
        self, window: Window, timeline: Timeline, heard: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return what ``resolve`` returns."""
        if not (self._knows(window) and ExtentsSoFar.can(window)):
            return resolve(window, timeline, heard)
        if needs_times(window) and not timeline.has_times:
            return resolve(window, timeline, heard)
        known = self._extents.get(id(window))
        if known is None:
            known = self._extents[id(window)] = ExtentsSoFar(window)
        return known.extents(timeline, heard)

    def hits_within(
        self,
        cue: str,
        window: Window,
        timeline: Timeline,
        heard: Mapping[str, Sequence[CueMatch]],
    ) -> Sequence[CueMatch]:
        """Return the hits of ``cue`` that lie in ``window``, in the order of the call."""
        if not self._knows(window):
            extents = resolve(window, timeline, heard)
            known = heard.get(cue, ())
            return () if isinstance(extents, Undecided) else hits_within(extents, known)
        inside = self._inside.get((cue, id(window)))
        if inside is None:
            inside = self._inside[cue, id(window)] = InsideSoFar(cue, window, timeline, heard)
        return inside.hits

    def _knows(self, window: Window) -> bool:
        return id(window) in self._known


class ExtentsSoFar:
    """Where a window lies that reaches so far from each hit of a cue, and no farther.

    What lies after a hit is settled once it has ended, and what lies before one is at once, so that
    only the last of it is worked out again.
    """

    def __init__(self, window: Window) -> None:
        self._window: Final = window
        self._is_after: Final = window.after is not None
        self._cue: Final = window.after or window.before or ""
        self._extents: Final[list[Extent]] = []
        self._turns: Final[list[int]] = []
        """For each extent, the turn of the hit that it is measured from."""
        self._settled = 0
        """The hits of the turns before have their extents."""

    @staticmethod
    def can(window: Window) -> bool:
        """Return whether ``window`` is of this kind."""
        says = window.model_fields_set - {"turns", "agent_turns"}
        # Where times go backwards, what is before a later hit may begin earlier.
        return has_reach(window) and (
            says in ({"after"}, {"before"}) or says == {"after", "seconds"}
        )

    def hear(self, changes: Mapping[str, Change]) -> None:
        """Take in how the cues have changed by a turn."""
        change = changes.get(self._cue)
        if change is not None:
            self._settled = min(self._settled, change.first_turn)

    def extents(
        self, timeline: Timeline, heard: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...]:
        """Return the extents, in order."""
        extents, turns, window = self._extents, self._turns, self._window
        while turns and turns[-1] >= self._settled:
            extents.pop()
            turns.pop()
        hits = heard.get(self._cue, ())
        for hit in hits[bisect_left(hits, self._settled, key=_TURN) :]:
            extent = (after if self._is_after else before)(hit, window, timeline)
            if extent.first < extent.last and not (extents and extent.last <= extents[-1].last):
                extents.append(extent)
                turns.append(hit.turn)
        self._settled = timeline.turn_count
        if extents and extents[-1].last.turn >= timeline.turn_count:
            # It has not ended, and what it covers may come out when it has.
            self._settled = turns[-1]
        return tuple(extents)


class InsideSoFar:
    """The hits of one cue that lie in a window."""

    def __init__(
        self,
        cue: str,
        window: Window,
        timeline: Timeline,
        heard: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        self._cue: Final = cue
        self._window: Final = window
        self._moving: Final = WindowSoFar(window)
        list(self._moving.moved({}, timeline))
        extents = resolve(window, timeline, heard)
        known = heard.get(cue, ())
        self.hits: Final[list[CueMatch]] = (
            [] if isinstance(extents, Undecided) else hits_within(extents, known)
        )
        """In the order of the call."""

    def hear(
        self,
        changes: Mapping[str, Change],
        timeline: Timeline,
        heard: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        """Take in how the cues have changed by a turn."""
        hits = heard.get(self._cue, ())
        turns: set[int] = set()
        for first, last in self._moving.moved(changes, timeline):
            begin = bisect_left(hits, first, key=_TURN)
            turns.update(hit.turn for hit in hits[begin : bisect_right(hits, last, key=_TURN)])
        if self._cue in changes:
            turns.update(hit.turn for hit in changes[self._cue].hits)
        for turn in sorted(turns):
            extents = resolve_near(self._window, timeline, heard, turn)
            begin = bisect_left(hits, turn, key=_TURN)
            there = hits[begin : bisect_right(hits, turn, begin, key=_TURN)]
            inside = [
                hit for hit in there if not isinstance(extents, Undecided) and holds(extents, hit)
            ]
            replaced(self.hits, turn, inside)
