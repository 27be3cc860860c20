"""What was heard of one cue so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from scriptcheck.match.suppress import UNSURE
from scriptcheck.report import CueMatch, SuppressedMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.finder import InTurn
    from scriptcheck.match.scan import Candidate

_TURN: Final = attrgetter("turn")

_Hit = TypeVar("_Hit", CueMatch, SuppressedMatch)


class Change(NamedTuple):
    """How what is heard of a cue has changed by a turn."""

    hits: tuple[CueMatch, ...]
    """Those that came or went."""
    first: tuple[CueMatch | None, CueMatch | None]
    """The first hit of the call as it was, and as it is."""
    last: tuple[CueMatch | None, CueMatch | None]
    first_turn: int
    """The first turn that is no longer as it was, hits that the call may lack included."""


class CueSoFar:
    """What fits the phrases of one cue, by turn, and which of it are hits by now."""

    def __init__(self) -> None:
        self.turns: Final[list[int]] = []
        """The turns in which anything fits, in order."""
        self.said: Final[dict[int, tuple[InTurn, Sequence[Candidate]]]] = {}
        """What fits in each of them, and where its ``unless`` templates do."""
        self.heard: Final[list[CueMatch]] = []
        """The hits, in the order of the call."""
        self.unsure: Final[list[SuppressedMatch]] = []
        """What was dropped only because the call lacks what is needed to tell."""
        self.dropped: Final[dict[int, list[SuppressedMatch]]] = {}
        """All that was dropped, by turn."""

    def add(self, turn: int, said: InTurn, harmless: Sequence[Candidate]) -> None:
        """Take what fits in the next turn."""
        self.turns.append(turn)
        self.said[turn] = said, harmless

    def turns_within(self, first: int, last: int) -> list[int]:
        """Return the turns from ``first`` to ``last`` in which anything fits."""
        turns = self.turns
        return turns[bisect_left(turns, first) : bisect_right(turns, last)]

    def put(
        self, turn: int, hits: list[CueMatch], dropped: list[SuppressedMatch]
    ) -> tuple[CueMatch, ...] | None:
        """Set what stands in ``turn`` and what does not; both in the order of the call.

        Returns the hits that came or went; ``None`` where all is as it was.
        """
        if dropped:
            self.dropped[turn] = dropped
        else:
            self.dropped.pop(turn, None)
        unsure = [each for each in dropped if each.reason in UNSURE]
        doubted = replaced(self.unsure, turn, unsure)
        was = replaced(self.heard, turn, hits)
        if was is not None:
            gone = [hit for hit in was if hit not in hits]
            return (*gone, *(hit for hit in hits if hit not in was))
        return None if doubted is None else ()


def replaced(every: list[_Hit], turn: int, hits: list[_Hit]) -> list[_Hit] | None:
    """Put ``hits`` in the place of those of ``turn``; return these, ``None`` if they are equal."""
    if not every or every[-1].turn < turn:
        every += hits
        return [] if hits else None
    start = bisect_left(every, turn, key=_TURN)
    end = bisect_right(every, turn, start, key=_TURN)
    was = every[start:end]
    if was == hits:
        return None
    every[start:end] = hits
    return was
