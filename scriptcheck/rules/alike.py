"""Texts that are like an earlier one, found without comparing it with every one."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUNDING: Final = 1e-6

_FEW: Final = 32
"""Texts that are compared sooner than looked up."""


class AlikeTexts:
    """Texts in the order in which they are added, numbered from 0.

    Likeness is rapidfuzz's ratio: of two texts of a and b characters, 1 less the share of those
    that must be taken out or put in to make one the other. So if they differ by d characters, one
    of any d + 1 pieces of the one stands in the other as it is, and only texts need be compared
    that have a piece in common.
    """

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self._texts: list[str] = []
        self._indexed = 0
        """How many of them can be found by their pieces."""
        self._by_piece: defaultdict[str, list[int]] = defaultdict(list)
        self._lengths: set[int] = set()
        """How long the pieces are."""
        self._without: list[int] = []
        """Those too short to have enough pieces; they are compared with everything."""

    def add(self, text: str) -> None:
        """Add ``text``."""
        self._texts.append(text)

    def drop_last(self) -> None:
        """Take out the text that was added last."""
        text = self._texts.pop()
        if len(self._texts) < self._indexed:
            self._indexed -= 1
            for numbers in self._places(text):
                numbers.pop()

    def first_like(self, text: str) -> int | None:
        """Return the number of the first text that is like ``text``; ``None`` where none is."""
        cutoff, texts = 100 * self._alike, self._texts
        for number in self._candidates(text):
            if ratio(text, texts[number], score_cutoff=cutoff):
                return number
        return None

    def _candidates(self, text: str) -> Iterable[int]:
        """Return the numbers of the texts that may be like ``text``, in order."""
        if len(self._texts) <= _FEW:
            return range(len(self._texts))
        for number in range(self._indexed, len(self._texts)):
            for numbers in self._places(self._texts[number]):
                numbers.append(number)
        self._indexed = len(self._texts)
        found = set(self._without)
        for length in self._lengths:
            for start in range(len(text) - length + 1):
                found.update(self._by_piece.get(text[start : start + length], ()))
        return sorted(found)

    def _places(self, text: str) -> list[list[int]]:
        """Return where the number of ``text`` is to be noted."""
        pieces = self._pieces(text)
        self._lengths.update(map(len, pieces))
        return [self._by_piece[piece] for piece in pieces] or [self._without]

    def _pieces(self, text: str) -> list[str]:
        """Return ``text`` in one piece more than another may differ from it and be like it."""
        length, alike = len(text), self._alike
        # The longest text that can be like it has length * (2 - alike) / alike characters.
        count = int(2 * length * (1 - alike) / alike + _ROUNDING) + 1
        if count > length:
            return []
        ends = [length * number // count for number in range(count + 1)]
        return [text[start:end] for start, end in pairwise(ends)]
