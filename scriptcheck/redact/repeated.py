"""Where others say what was dictated, or a piece of it, once more: 沪A, 8K2M 99XQ."""

from __future__ import annotations

import re
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


def said_again(turns: Sequence[Turn], value: str) -> Iterator[tuple[int, int, int]]:
    """Yield turn, start and end of each place where ``value``, letters and digits, is said."""
    yield from _places(_pattern(value), turns, range(len(turns)))


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
            yield from _places(_pattern(piece), turns, others)


def _places(
    pattern: re.Pattern[str], turns: Sequence[Turn], numbers: Iterable[int]
) -> Iterator[tuple[int, int, int]]:
    for number in numbers:
        for match in pattern.finditer(turns[number].text):
            yield number, *match.span()


def _pattern(value: str) -> re.Pattern[str]:
    chars = (_FORMS[str(DIGITS[c])] if c in DIGITS else re.escape(c) for c in value)
    said = rf"(?:{MARK}|{FILLER}){{0,4}}".join(chars)
    return re.compile(rf"(?<![A-Za-z0-9]){said}(?![A-Za-z0-9])", re.IGNORECASE)
