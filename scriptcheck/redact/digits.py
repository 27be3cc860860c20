"""Digits in a text, however they are written or said: 138, １３８, 幺三八, 三个八."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.numbers.digits import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT_OF: Final = {
    **{letter: str(digit) for letter, digit in DIGITS.items()},
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **dict(zip("壹贰叁肆伍陆柒捌玖貳參陸兩○", "12345678923620", strict=True)),
}
_MISHEARD: Final = dict(zip("要腰邀吆妖灵凌铃玲洞拐勾溜", "1111100000796", strict=True))
"""What recognisers write for 幺 and 零, and what soldiers say for 0, 7 and 9.

Such a letter counts among other digits alone.
"""

_D: Final = f"[{''.join(_DIGIT_OF)}]"
_SOFT: Final = f"[{''.join(_MISHEARD)}]"
_EITHER: Final = f"[{_D[1:-1]}{_SOFT[1:-1]}]"
_RUN: Final = re.compile(
    rf"(?P<times>[2-9二两三四五六七八九])个(?P<repeated>{_D})(?!{_D}*[十百千万个])"
    rf"|(?:[要腰邀吆妖灵]{{1,3}}(?={_D}{_EITHER}))?"
    rf"(?:{_D}|[*＊×]|(?<={_D}){_SOFT}{{1,3}}(?={_D})"
    rf"|(?<={_EITHER}{_D}){_SOFT}{{1,2}}(?=$|[^\u3400-\u9fff]|这个|对))+"
)
_MASKS: Final = frozenset("*＊×")
_UNITS: Final = frozenset(
    "块元毛角分钱点号月日天年岁个次台套件位度楼层栋期平米升斤千百十万亿％%℃兆GgMmKk小周星折级匹寸倍"
    "室幢座弄巷路单户人口只条张本家遍种样起成多几来"
)
"""What counts the digits before it, so that they are no part of a longer number."""
_LONG: Final = 7
"""Digits from which on only sums of money are counted so."""
_MONEY: Final = frozenset("元块万亿％%")
_CODE_BEFORE: Final = re.compile(r"[A-Za-z][ \-]?$")
_CODE_AFTER: Final = re.compile(r"-?[A-Za-z](?<![xX](?![A-Za-z0-9]))")
_WORD_AFTER: Final = re.compile("[下直定般样些共切起两会半边旦再律面如者是]")
"""What follows 一 in words: 一下, 一直."""
_BEFORE: Final = frozenset("第￥¥$.：:/#")


class Piece(NamedTuple):
    """Digits said in one go."""

    start: int
    """First character in the text, from 0."""
    end: int
    digits: str
    is_counting: bool
    """Whether they count something: 3天, 第2, 8800元."""
    is_repeat: bool = False
    """Whether it says how often a digit comes: 三个八."""


def digit_pieces(text: str) -> Iterator[Piece | None]:
    """Yield the pieces of ``text`` in their order, ``None`` for one that somebody has masked."""
    for match in _RUN.finditer(text):
        said = match[0]
        if not _MASKS.isdisjoint(said):
            yield None
            continue
        start, end = match.span()
        if match["times"]:
            digits = _digit(match["repeated"]) * int(_digit(match["times"]))
            yield Piece(start, end, digits, is_counting=False, is_repeat=True)
        else:
            digits = "".join(map(_digit, said))
            yield Piece(start, end, digits, _is_counting(text, start, end, len(digits)))


def _digit(letter: str) -> str:
    return _DIGIT_OF.get(letter) or _MISHEARD[letter]


def _is_counting(text: str, start: int, end: int, length: int) -> bool:
    after, before = text[end : end + 1], text[start - 1 : start] if start else ""
    if length >= _LONG:
        return after != "" and after in _MONEY
    # Decimals and clocks: 3.5, 10:30.
    is_part = after in {".", ":", "："} and text[end + 1 : end + 2].isdecimal()
    # Models and versions: BCD-216WDPX, iPhone 15; but not the X of an ID card.
    in_code = _CODE_BEFORE.search(text[max(0, start - 2) : start]) or _CODE_AFTER.match(text, end)
    in_word = length == 1 and _WORD_AFTER.match(text, end)
    counts = (after != "" and after in _UNITS) or (before != "" and before in _BEFORE)
    return bool(counts or is_part or in_code or in_word)
