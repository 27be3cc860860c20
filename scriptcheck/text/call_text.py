"""All turns of a call as one folded string, so that one scan covers the call."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scriptcheck.text.fold import Folded, fold
from scriptcheck.text.smooth import stutters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.call import Call

TURN_BREAK = "\n"
"""Stands between turns; folding drops it from the text itself, so no phrase can reach across."""


@dataclass(frozen=True, slots=True)
class CallText:
    """Some or all turns of a call, folded and joined."""

    turns: tuple[Folded, ...]
    numbers: tuple[int, ...]
    """For each of ``turns``, its number in the call."""
    text: str
    """The folded texts with a break after each."""
    starts: tuple[int, ...]
    """Where each turn begins in ``text``, and where the last ends."""

    @classmethod
    def join(cls, turns: Iterable[tuple[int, Folded]]) -> CallText:
        """Return the text of ``turns``, given as pairs of number and folded text."""
        pairs = tuple(turns)
        starts, position = [], 0
        for _, folded in pairs:
            starts.append(position)
            position += len(folded.text) + len(TURN_BREAK)
        starts.append(position)
        text = "".join(folded.text + TURN_BREAK for _, folded in pairs)
        folded_turns = tuple(folded for _, folded in pairs)
        return cls(folded_turns, tuple(number for number, _ in pairs), text, tuple(starts))

    @classmethod
    def of(cls, call: Call) -> CallText:
        """Return the text of the whole call."""
        return cls.join((number, fold(turn.text)) for number, turn in enumerate(call.turns))

    def smoothed(self) -> CallText:
        """Return the turns in which somebody stutters or hesitates, with that taken out."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for start, stop, _ in stutters(self.text):
            index = self.index_at(start)
            base = self.starts[index]
            spans.setdefault(index, []).append((start - base, stop - base))
        return CallText.join(
            (self.numbers[index], self.turns[index].without(found))
            for index, found in spans.items()
        )

    def index_at(self, position: int) -> int:
        """Return the index in ``turns`` of the turn at ``position`` of ``text``."""
        return bisect_right(self.starts, position) - 1
