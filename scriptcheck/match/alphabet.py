"""Characters as symbols: one for each way of being read, so that a scan compares numbers.

A symbol stands for a set of readings (行: hang, xing). Which symbols sound alike is a table worked
out once; characters without a reading, such as Latin characters, are like themselves alone.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Final

from scriptcheck.text.sound import DIGITS, all_readings, confused_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAME: Final = 1
"""In ``Alphabet.likeness``: a reading of one symbol is a reading of the other."""

CONFUSED: Final = 2
"""In ``Alphabet.likeness``: a reading of one is confused with a reading of the other."""

_PLANE: Final = 0x10000
"""Characters of the basic plane are looked up in a table; few others are ever spoken."""


class Alphabet:
    """The symbols that a lexicon is written in and a call is read as."""

    def __init__(self, lexicon: Iterable[str]) -> None:
        """Make the alphabet of all characters with readings and those of ``lexicon``."""
        numbers: dict[tuple[str, ...], int] = {(): 0}
        self.symbols = array("H", bytes(2 * _PLANE))
        """For each character of the basic plane its symbol; 0 for one that nothing is like."""
        self.characters = array("i", range(_PLANE))
        """For each character of the basic plane itself, digits as figures."""
        for char, figure in DIGITS.items():
            self.characters[ord(char)] = ord(figure)
        for char, readings in all_readings().items():
            if ord(char) < _PLANE:
                self.symbols[ord(char)] = numbers.setdefault(readings, len(numbers))
        self.rare: dict[int, int] = {}
        """The symbols of the lexicon's characters beyond the basic plane."""
        for char in sorted({*lexicon, *DIGITS.values()}):
            if ord(char) >= _PLANE:
                self.rare[ord(char)] = numbers.setdefault((char,), len(numbers))
            elif not self.symbols[ord(char)]:
                self.symbols[ord(char)] = numbers.setdefault((char,), len(numbers))
        self._readings = list(numbers)
        self.size = len(numbers)
        """How many symbols there are, 0 included."""

    @cached_property
    def likeness(self) -> bytes:
        """For each pair of symbols ``SAME``, ``CONFUSED`` or 0, at ``first * size + second``."""
        table = bytearray(self.size * self.size)
        read_as: dict[str, list[int]] = {}
        for symbol, readings in enumerate(self._readings):
            for syllable in readings:
                read_as.setdefault(syllable, []).append(symbol)
        for symbol, readings in enumerate(self._readings):
            for syllable in readings:
                for form in confused_with(syllable):
                    kind = SAME if form == syllable else CONFUSED
                    for other in read_as.get(form, ()):
                        place = symbol * self.size + other
                        table[place] = min(kind, table[place] or kind)
        return bytes(table)

    @cached_property
    def _figures(self) -> dict[int, list[int]]:
        """The symbols of all ways to write each digit."""
        found: dict[int, list[int]] = {}
        for char, figure in DIGITS.items():
            for each in (char, figure):
                found.setdefault(ord(figure), []).append(self.symbol(each))
        return found

    def symbol(self, char: str) -> int:
        """Return the symbol of ``char``."""
        code = ord(char)
        return self.symbols[code] if code < _PLANE else self.rare.get(code, 0)

    def character(self, char: str) -> int:
        """Return the code of ``char``, digits as figures."""
        return self.characters[ord(char)] if ord(char) < _PLANE else ord(char)

    def columns(self, chars: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return what ``character`` and ``symbol`` return of each of ``chars``."""
        known = {char: (self.character(char), self.symbol(char)) for char in set(chars)}
        pairs = [known[char] for char in chars]
        return [character for character, _ in pairs], [symbol for _, symbol in pairs]

    def symbols_as(self, char: str, *, homophones: bool) -> tuple[int, ...]:
        """Return the symbols that stand in a text where ``char`` was said.

        Without ``homophones`` only those of ``char`` itself, in any form of a digit.
        """
        own = {self.symbol(char), *self._figures.get(self.character(char), ())}
        if homophones:
            first = self.symbol(char) * self.size
            row = self.likeness[first : first + self.size]
            own.update(other for other, kind in enumerate(row) if kind)
        return tuple(sorted(own))

    def marks(self, chars: Iterable[str]) -> bytes:
        """Return for each character of the basic plane 1 where it is one of ``chars``, else 0."""
        table = bytearray(_PLANE)
        for char in chars:
            table[ord(char)] = 1
        return bytes(table)
