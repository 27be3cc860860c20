"""The matches of one cue in a live call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

from scriptcheck.match.suppress import UNSURE
from scriptcheck.report import CueMatch, SuppressedMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.candidate import TurnCandidates
    from scriptcheck.match.scan import TemplateFit

_TURN: Final = attrgetter("turn")

Found = TypeVar("Found", CueMatch, SuppressedMatch)


class IncrementalCue:
    """What fits the phrases of one cue, by turn, and which of it are matches by now."""

    def __init__(self) -> None:
        self.turns: Final[list[int]] = []
        """The turns in which anything fits, in order."""
        self.candidates: Final[dict[int, tuple[TurnCandidates, Sequence[TemplateFit]]]] = {}
        """What fits in each of them, and where its ``unless`` templates do."""
        self.matches: Final[list[CueMatch]] = []
        """Those that stand, in the order of the call."""
        self.unsure: Final[list[SuppressedMatch]] = []
        """What was dropped only because the call lacks the data to decide."""
        self.dropped: Final[dict[int, list[SuppressedMatch]]] = {}
        """All that was dropped, by turn."""

    def add(self, turn: int, candidates: TurnCandidates, unless: Sequence[TemplateFit]) -> None:
        """Take what fits in the next turn."""
        self.turns.append(turn)
        self.candidates[turn] = candidates, unless

    def turns_within(self, first: int, last: int) -> list[int]:
        """Return the turns from ``first`` to ``last`` in which anything fits."""
        turns = self.turns
        return turns[bisect_left(turns, first) : bisect_right(turns, last)]

    def put(
        self, turn: int, matches: list[CueMatch], dropped: list[SuppressedMatch]
    ) -> tuple[CueMatch, ...] | None:
        """Set what stands in ``turn`` and what does not; both in the order of the call.

        Returns the matches that came or went; ``None`` where all is as it was.
        """
        if dropped:
            self.dropped[turn] = dropped
        else:
            self.dropped.pop(turn, None)
        unsure = [each for each in dropped if each.reason in UNSURE]
        doubted = replace_in_turn(self.unsure, turn, unsure)
        was = replace_in_turn(self.matches, turn, matches)
        if was is not None:
            gone = [match for match in was if match not in matches]
            return (*gone, *(match for match in matches if match not in was))
        return None if doubted is None else ()


def replace_in_turn(every: list[Found], turn: int, found: list[Found]) -> list[Found] | None:
    """Put ``found`` in the place of those of ``turn``; return these, ``None`` if they are equal."""
    if not every or every[-1].turn < turn:
        every += found
        return [] if found else None
    start = bisect_left(every, turn, key=_TURN)
    end = bisect_right(every, turn, start, key=_TURN)
    was = every[start:end]
    if was == found:
        return None
    every[start:end] = found
    return was
