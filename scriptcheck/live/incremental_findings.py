"""The findings of a live call, for rules to judge it by."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from scriptcheck.match.findings import Findings, sort_key
from scriptcheck.match.nearest import SpeechIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.live.incremental_call import IncrementalCall
    from scriptcheck.live.incremental_cue import IncrementalCue
    from scriptcheck.live.incremental_windows import IncrementalWindows
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.window import Undecided, Window
    from scriptcheck.report import CueMatch, SuppressedMatch
    from scriptcheck.text.call_text import CallText


class IncrementalMatches(NamedTuple):
    """What the matcher of a live call has found up to now, by cue."""

    cues: Mapping[str, IncrementalCue]
    matches: Mapping[str, Sequence[CueMatch]]
    unsure: Mapping[str, Sequence[SuppressedMatch]]
    suspects: Callable[
        [Iterable[SuppressedMatch], Mapping[str, Sequence[CueMatch]]], Iterable[SuppressedMatch]
    ]
    """Returns what was dropped, and of the suspects those that the call speaks for."""


class IncrementalFindings(Findings):
    """The findings after one turn, equal to those in a call that ends with it.

    They are to be asked before the next turn comes. Most rules ask only for what is at hand; the
    whole call and its text are put together where one asks for them.
    """

    def __init__(
        self, call: IncrementalCall, found: IncrementalMatches, windows: IncrementalWindows
    ) -> None:
        # As a dataclass does that is frozen.
        vars(self).update(
            timeline=call.timeline,
            matches=found.matches,
            unsure=found.unsure,
            has_unknown=call.has_unknown,
            is_chinese=call.characters.are_chinese,
            is_dialect=call.characters.are_dialect,
            is_garbled=call.characters.are_garbled,
            resolved={},
            decided={},
            is_certain=False,
            _call=call,
            _found=found,
            _windows=windows,
        )

    _call: IncrementalCall
    _found: IncrementalMatches
    _windows: IncrementalWindows

    @cached_property
    def call(self) -> Call:
        """The turns up to now, as a call."""
        return self._call.call()

    @cached_property
    def text(self) -> CallText:
        """All that was said up to now."""
        return self._call.text.part(self._call.text.numbers)

    @cached_property
    def suppressed(self) -> tuple[SuppressedMatch, ...]:
        """In the order of the call."""
        dropped = (each for cue in self._found.cues.values() for each in cue.dropped.values())
        listed = self._found.suspects(chain.from_iterable(dropped), self.matches)
        return tuple(sorted(listed, key=sort_key))

    @property
    def meta(self) -> Mapping[str, Any]:
        """The call data."""
        return self._call.meta

    def extents(self, window: Window) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies in the call."""
        known = self.resolved.get(window)
        if known is None:
            known = self._windows.extents(window, self.timeline, self.matches)
            self.resolved[window] = known
        return known

    def matches_within(self, cue: str, window: Window) -> Sequence[CueMatch]:
        """Return the matches of ``cue`` that lie in ``window``."""
        return self._windows.matches_within(cue, window, self.timeline, self.matches)

    @cached_property
    def speech(self) -> SpeechIndex:
        """What is said, to look for what comes nearest to a cue."""
        return SpeechIndex(self._call, self._call.text)
