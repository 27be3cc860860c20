"""Windows in a live call: where they lie and what lies in them, kept from turn to turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from scriptcheck.live.incremental_cue import replace_in_turn
from scriptcheck.match.extent import holds, matches_within
from scriptcheck.match.window import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.match.extent import Extent, Timeline
    from scriptcheck.match.window import CueChange, Placement, Window
    from scriptcheck.report import CueMatch

_TURN: Final = attrgetter("turn")


class TrackedWindow:
    """A window in one live call, asked after every turn what the turn has changed of it."""

    def __init__(self, window: Window) -> None:
        self._window: Final = window
        self._placed: Placement | None = None

    def changed(
        self, changes: Mapping[str, CueChange], timeline: Timeline
    ) -> Iterable[tuple[int, int]]:
        """Return from which turn to which the last turn may have changed what lies in the window.

        ``changes`` are those of the cues by that turn; to be read to its end, after every turn.
        """
        window = self._window
        if window.is_placed_once:
            # Most windows are, and most turns change no cue.
            if changes and window.cues:
                return window.changed_by_cues(changes, timeline)
            return ()
        was = self._placed
        self._placed = now = window.placed(timeline)
        return window.changed(was, now, changes, timeline)


class IncrementalWindows:
    """The windows of one live call that rules look in, as far as they have asked for them."""

    def __init__(self, windows: Iterable[Window]) -> None:
        # Only those of rules are kept: a form of rule may make others as it judges.
        self._known: Final = frozenset(windows)
        self._extents: Final[dict[Window, _ReachExtents]] = {}
        self._inside: Final[dict[tuple[str, Window], _MatchesInside]] = {}

    def update(
        self,
        changes: Mapping[str, CueChange],
        timeline: Timeline,
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        """Take in how the cues have changed by a turn; to be called after every turn."""
        for extents in self._extents.values():
            extents.update(changes)
        for inside in self._inside.values():
            inside.update(changes, timeline, matches)

    def extents(
        self, window: Window, timeline: Timeline, matches: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return what ``window.resolve`` returns."""
        known = self._extents.get(window)
        if known is None:
            if window not in self._known or not _ReachExtents.fit(window):
                return window.resolve(timeline, matches)
            known = self._extents[window] = _ReachExtents(window)
        if window.needs_times and not timeline.has_times:
            return window.resolve(timeline, matches)
        return known.extents(timeline, matches)

    def matches_within(
        self,
        cue: str,
        window: Window,
        timeline: Timeline,
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> Sequence[CueMatch]:
        """Return the matches of ``cue`` that lie in ``window``, in the order of the call."""
        inside = self._inside.get((cue, window))
        if inside is None:
            if window not in self._known:
                return _resolved_within(cue, window, timeline, matches)
            inside = _MatchesInside(cue, window, timeline, matches)
            self._inside[cue, window] = inside
        return inside.matches


class _ReachExtents:
    """Where a window lies that reaches a limited distance from each match of a cue.

    What lies after a match is settled once it has ended, and what lies before one is at once, so
    that only the last of it is worked out again.
    """

    def __init__(self, window: Window) -> None:
        self._window: Final = window
        self._is_after: Final = window.spec.after is not None
        self._cue: Final = window.cues[0]
        self._extents: Final[list[Extent]] = []
        self._turns: Final[list[int]] = []
        """For each extent, the turn of the match that it is measured from."""
        self._settled = 0
        """The matches of the turns before have their extents."""

    @staticmethod
    def fit(window: Window) -> bool:
        """Return whether ``window`` is of this kind."""
        fields = window.spec.model_fields_set - {"turns", "agent_turns"}
        # Where times go backwards, what is before a later match may begin earlier.
        return window.has_reach and (
            fields in ({"after"}, {"before"}) or fields == {"after", "seconds"}
        )

    def update(self, changes: Mapping[str, CueChange]) -> None:
        change = changes.get(self._cue)
        if change is not None:
            self._settled = min(self._settled, change.first_turn)

    def extents(
        self, timeline: Timeline, matches: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...]:
        extents, turns, window = self._extents, self._turns, self._window
        while turns and turns[-1] >= self._settled:
            extents.pop()
            turns.pop()
        found = matches.get(self._cue, ())
        for match in found[bisect_left(found, self._settled, key=_TURN) :]:
            extent = (window.after if self._is_after else window.before)(match, timeline)
            if extent.first < extent.last and not (extents and extent.last <= extents[-1].last):
                extents.append(extent)
                turns.append(match.turn)
        self._settled = timeline.turn_count
        if extents and extents[-1].last.turn >= timeline.turn_count:
            # It has not ended, and what it covers may come out when it has.
            self._settled = turns[-1]
        return tuple(extents)


class _MatchesInside:
    """The matches of one cue that lie in a window."""

    def __init__(
        self,
        cue: str,
        window: Window,
        timeline: Timeline,
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        self._cue: Final = cue
        self._window: Final = window
        self._tracked: Final = TrackedWindow(window)
        list(self._tracked.changed({}, timeline))
        self.matches: Final = _resolved_within(cue, window, timeline, matches)
        """In the order of the call."""

    def update(
        self,
        changes: Mapping[str, CueChange],
        timeline: Timeline,
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        found = matches.get(self._cue, ())
        turns: set[int] = set()
        for first, last in self._tracked.changed(changes, timeline):
            begin = bisect_left(found, first, key=_TURN)
            turns.update(
                match.turn for match in found[begin : bisect_right(found, last, key=_TURN)]
            )
        if self._cue in changes:
            turns.update(match.turn for match in changes[self._cue].matches)
        for turn in sorted(turns):
            extents = self._window.resolve_near(timeline, matches, turn)
            begin = bisect_left(found, turn, key=_TURN)
            there = found[begin : bisect_right(found, turn, begin, key=_TURN)]
            inside = [
                match
                for match in there
                if not isinstance(extents, Undecided) and holds(extents, match)
            ]
            replace_in_turn(self.matches, turn, inside)


def _resolved_within(
    cue: str, window: Window, timeline: Timeline, matches: Mapping[str, Sequence[CueMatch]]
) -> list[CueMatch]:
    extents = window.resolve(timeline, matches)
    if isinstance(extents, Undecided):
        return []
    return matches_within(extents, matches.get(cue, ()))
