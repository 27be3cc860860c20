"""What rules judge a call by that goes on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from scriptcheck.match.findings import Findings, place
from scriptcheck.match.nearest import Speech

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.live.cue_so_far import CueSoFar
    from scriptcheck.live.so_far import CallSoFar
    from scriptcheck.live.windows_so_far import WindowsSoFar
    from scriptcheck.match.window import Extent, Undecided
    from scriptcheck.report import CueMatch, SuppressedMatch
    from scriptcheck.text.call_text import CallText


class FindingsSoFar(Findings):
    """The findings after one turn, equal to those in a call that ends with it.

    They are to be asked before the next turn comes. Most rules ask only for what is at hand; the
    whole call and its text are put together where one asks for them.
    """

    def __init__(
        self,
        said: CallSoFar,
        cues: Mapping[str, CueSoFar],
        heard: Mapping[str, Sequence[CueMatch]],
        unsure: Mapping[str, Sequence[SuppressedMatch]],
        windows: WindowsSoFar,
    ) -> None:
        # As a dataclass does that is frozen.
        vars(self).update(
            timeline=said.timeline,
            heard=heard,
            unsure=unsure,
            has_unknown=said.has_unknown,
            is_chinese=said.letters.are_chinese,
            resolved={},
            _said=said,
            _cues=cues,
            _windows=windows,
        )

    _said: CallSoFar
    _windows: WindowsSoFar
    _cues: Mapping[str, CueSoFar]

    @cached_property
    def call(self) -> Call:
        """The turns up to now, as a call."""
        return self._said.call()

    @cached_property
    def text(self) -> CallText:
        """All that was said up to now."""
        return self._said.text.part(self._said.text.numbers)

    @cached_property
    def suppressed(self) -> tuple[SuppressedMatch, ...]:
        """In the order of the call."""
        every = (
            hit for cue in self._cues.values() for each in cue.dropped.values() for hit in each
        )
        return tuple(sorted(every, key=place))

    @property
    def meta(self) -> Mapping[str, Any]:
        """The call data."""
        return self._said.meta

    def extents(self, window: Window) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies in the call."""
        known = self.resolved.get(id(window))
        if known is None:
            extents = self._windows.extents(window, self.timeline, self.heard)
            known = self.resolved[id(window)] = (window, extents)
        return known[1]

    def hits_within(self, cue: str, window: Window) -> Sequence[CueMatch]:
        """Return the hits of ``cue`` that lie in ``window``."""
        return self._windows.hits_within(cue, window, self.timeline, self.heard)

    @cached_property
    def speech(self) -> Speech:
        """What is said, to look for what comes nearest to a cue."""
        return Speech(self._said, self._said.text)
