"""Which of some texts is most like another: the example that a finding of a model is similar to.

Plain Python that runs as it stands; where a C compiler is at hand, Cython compiles the same file
with the types of ``text_index.pxd``. Sums are integers in both.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_RARITY: Final = 1_000_000
"""What a run counts that a single text has."""

_EVEN: Final = 8
"""Characters by which short texts are held back, which would else share a large part."""


class TextIndex:
    """Some texts by their runs of two and three characters."""

    def __init__(self, texts: Sequence[str], lengths: array[int]) -> None:
        """Index ``texts``; ``lengths`` has what is taken for the length of each."""
        by_run: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for run in sorted(short_runs(text)):
                by_run.setdefault(run, []).append(number)
        self.rows = {run: number for number, run in enumerate(by_run)}
        """The number of each run."""
        self.starts = array("i", accumulate(map(len, by_run.values()), initial=0))
        """Where the texts begin that have each run."""
        self.numbers = array("i", [number for row in by_run.values() for number in row])
        """The texts that have each run, one after the other."""
        self.lengths = lengths

    def nearest(self, text: str) -> int:
        """Return the number of the text that shares most with ``text`` for its length.

        Each shared run counts the more, the fewer texts have it. Of equal ones the first is
        returned; -1 where none shares a run.
        """
        starts, numbers, lengths = self.starts, self.numbers, self.lengths
        count = len(lengths)
        shared = array("q", bytes(8 * count))
        seen: set[str] = set()
        size = len(text)
        for start in range(size - 1):
            for stop in range(start + 2, start + 4 if start + 4 <= size + 1 else size + 1):
                run = text[start:stop]
                row = self.rows.get(run)
                if row is None or run in seen:
                    continue
                seen.add(run)
                first = row
                at, end = starts[first], starts[first + 1]
                weight = _RARITY // (end - at)
                while at < end:
                    shared[numbers[at]] += weight
                    at += 1
        best, nearest = 0, -1
        for number in range(count):
            if shared[number] > 0:
                # Rounded up, as whole numbers: the same in C and Python.
                length = _EVEN + lengths[number]
                share = (shared[number] + length - 1) // length
                if share > best:
                    best, nearest = share, number
        return nearest


def short_runs(text: str) -> set[str]:
    """Return the runs of two and three characters of ``text``."""
    return {text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
