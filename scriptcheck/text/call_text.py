"""All turns of a call as one folded string, so that one scan covers the call."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from scriptcheck.text.fold import Folded, fold
from scriptcheck.text.smooth import stutters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Call

_CLAUSE_SIGNS: Final = re.compile("[，。！？；,.!?;…]")

TURN_BREAK = "\n"
"""Stands between turns; folding drops it from the text itself, so no phrase can reach across."""


class FoldedTurns(Protocol):
    """The folded turns of a call, whole or only begun."""

    @property
    def turns(self) -> Sequence[Folded]:
        """In the order spoken."""


class CallText(msgspec.Struct, frozen=True, gc=False):
    """Some or all turns of a call, folded and joined."""

    turns: tuple[Folded, ...]
    numbers: tuple[int, ...]
    """For each of ``turns``, its number in the call."""
    text: str
    """The folded texts with a break after each."""
    starts: tuple[int, ...]
    """Where each turn begins in ``text``, and where the last ends."""
    splice_points: tuple[int, ...] = ()
    """The places in ``text`` of characters before which something was taken out, in order."""

    @classmethod
    def join(cls, turns: Sequence[Folded], numbers: Sequence[int]) -> CallText:
        """Return the text of ``turns``, which have these ``numbers`` in their call."""
        texts = [folded.text for folded in turns]
        starts, position = [0], 0
        for text in texts:
            position += len(text) + 1
            starts.append(position)
        texts.append("")
        return cls(tuple(turns), tuple(numbers), TURN_BREAK.join(texts), tuple(starts))

    @classmethod
    def of(cls, call: Call) -> CallText:
        """Return the text of the whole call."""
        return cls.join([fold(turn.text) for turn in call.turns], range(len(call.turns)))

    def part(self, indices: Sequence[int]) -> CallText:
        """Return the text of some of ``turns``."""
        turns, numbers = self.turns, self.numbers
        return CallText.join([turns[at] for at in indices], [numbers[at] for at in indices])

    def smoothed(self) -> CallText:
        """Return the turns in which somebody stutters or hesitates, with that taken out."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for start, stop, kind in stutters(self.text):
            index = self.index_at(start)
            base = self.starts[index]
            if kind == "stutter" and ends_clause(self.turns[index], start - base, stop - base):
                continue
            spans.setdefault(index, []).append((start - base, stop - base))
        smooth = CallText.join(
            [self.turns[index].without(found) for index, found in spans.items()],
            [self.numbers[index] for index in spans],
        )
        splice_points: list[int] = []
        for base, found in zip(smooth.starts, spans.values(), strict=False):
            gone = 0
            for start, stop in found:
                splice_points.append(base + start - gone)
                gone += stop - start
        return msgspec.structs.replace(smooth, splice_points=tuple(splice_points))

    def index_at(self, position: int) -> int:
        """Return the index in ``turns`` of the turn at ``position`` of ``text``."""
        return bisect_right(self.starts, position) - 1


def ends_clause(folded: Folded, start: int, stop: int) -> bool:
    """Return whether a clause that says more ends with ``folded.text[start:stop]``.

    What follows, though it is the same again, is no stutter then but begins another clause, as in
    用不了，了解. What is broken off is all that its clause has: 请，请您.
    """
    offsets, original = folded.offsets, folded.original
    if stop >= len(offsets):
        return False
    after = original[offsets[stop - 1] + 1 : offsets[stop]]
    if _CLAUSE_SIGNS.search(after) is None:
        return False
    return start > 0 and _CLAUSE_SIGNS.search(original[offsets[start - 1] : offsets[start]]) is None
