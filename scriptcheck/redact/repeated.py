"""Where others say what was dictated, or a piece of it, once more: 沪A, 8K2M 99XQ."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.compact import FILLER, MARK
from scriptcheck.text.numbers.digits import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Turn

_SHORTEST: Final = 2
_AFTER: Final = 2
"""Turns after what is dictated in which a piece of it may be said once more."""
_FORMS: Final = {
    str(value): f"[{''.join(char for char, digit in DIGITS.items() if digit == value)}]"
    for value in range(10)
}


class SaidAgain:
    """Finds values that are said more than once in a call."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        """Look in ``turns``."""
        self._turns: Final = turns

    @cached_property
    def _together(self) -> str:
        return "\n".join(_plain(turn.text) for turn in self._turns)

    def places(
        self, value: str, parts: Sequence[tuple[int, int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """Yield turn, start and end of each place where ``value`` is said besides its ``parts``.

        ``value`` is of letters and digits; each of its parts is a turn, start and end. Where it is
        in one turn, and said again there, that place is among those found.
        """
        own = {parts[0][0]} if len(parts) == 1 else set()
        if self._together.count(_plain(value)) > len(own):
            turns = enumerate(self._turns)
            again = (at for at, turn in turns if _count(value, turn.text) > (at in own))
            yield from _places(value, self._turns, again)


def pieces_again(
    turns: Sequence[Turn], parts: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield where others say one of ``parts``, which are one value, around the turns of these."""
    places = list(parts)
    around = range(places[0][0], min(len(turns), places[-1][0] + _AFTER + 1))
    speaker = turns[places[0][0]].speaker
    others = [number for number in around if turns[number].speaker is not speaker]
    for turn, start, end in places if others else ():
        piece = "".join(filter(str.isalnum, turns[turn].text[start:end]))
        if len(piece) >= _SHORTEST:
            yield from _places(piece, turns, others)


def _places(
    value: str, turns: Sequence[Turn], numbers: Iterable[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield where ``value`` is said in turns ``numbers``, with marks and fillers in between."""
    near = [number for number in numbers if _count(value, turns[number].text)]
    if near:
        pattern = _pattern(value)
        for number in near:
            for match in pattern.finditer(turns[number].text):
                yield number, *match.span()


def _count(value: str, text: str) -> int:
    """Return how often ``value`` may be in ``text``, at most."""
    plain = _plain(value)
    return _plain(text).count(plain) if plain else len(text)


@lru_cache(maxsize=1 << 12)
def _plain(text: str) -> str:
    """Return the letters and figures of ``text``: a pattern takes longer to compile than this."""
    figures = (str(DIGITS.get(char, char)) for char in text)
    return "".join(char for char in figures if char.isascii() and char.isalnum()).lower()


def _pattern(value: str) -> re.Pattern[str]:
    chars = (_FORMS[str(DIGITS[c])] if c in DIGITS else re.escape(c) for c in value)
    said = rf"(?:{MARK}|{FILLER}){{0,4}}".join(chars)
    return re.compile(rf"(?<![A-Za-z0-9]){said}(?![A-Za-z0-9])", re.IGNORECASE)
