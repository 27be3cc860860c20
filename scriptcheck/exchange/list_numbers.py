"""Numbers and bullets before the words of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK: Final = r"[ \t\u3000\xa0]"
_BULLET: Final = re.compile(rf"(?:[-*+－＊–—]{_BLANK}+|[•·●○◦▪■□◆◇★☆※►▶➢✓✔☑‣⁃]{_BLANK}*)")
_ENCLOSED: Final = re.compile(
    r"[\u2460-\u249b\u24ea-\u24f4\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289"
    rf"\u32b1-\u32bf][.．、]?{_BLANK}*"
)
"""①, ⑴, ⒈, ❶, ㈠, ㊀ and the like."""
_NUMBER: Final = r"[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]"
_COUNTED: Final = re.compile(
    rf"(?:[(（【\[〔](?P<bracketed>{_NUMBER})[)）】\]〕]"
    rf"|(?P<number>{_NUMBER})(?P<mark>[.．。、)）:：,，]|{_BLANK}))(?P<blanks>{_BLANK}*)"
)
_SURE_MARKS: Final = frozenset(".．、)）")
"""What stands behind the number of a line; a comma is said, too, as in 110，你报警啊."""
_CHINESE: Final = "一二三四五六七八九"
_MOSTLY: Final = 2 / 3
"""How much of a list that is numbered throughout has numbers, but for slips."""


class PlainWords(NamedTuple):
    """The words of a list without what numbers them."""

    words: tuple[str, ...]
    numbered: int
    """Words that had a number or a bullet before them."""


class _LineNumber(NamedTuple):
    """What may be the number of a line."""

    family: str
    """Digits, Chinese numbers and letters are counted apart."""
    value: int
    begins: int
    """Where the word begins behind it."""
    is_sure: bool
    """Whether it numbers the line whatever stands in the others."""
    is_glued: bool
    """Whether more of a number follows at once, as in 1.5倍, 7、8天 and 一、二线."""


def without_numbers(words: Sequence[str]) -> PlainWords:
    """Return ``words`` without the numbers and bullets that stand before them.

    A number that may be said as well is taken off where the list is numbered throughout, and the
    number before or after it counts on.
    """
    bare = [_BULLET.sub("", word) or word for word in words]
    numbers = [_line_number(word) for word in bare]
    plain = tuple(
        _behind(word, number if counts else None)
        for word, number, counts in zip(bare, numbers, _counting(numbers), strict=True)
    )
    return PlainWords(plain, sum(map(str.__ne__, words, plain)))


def _behind(word: str, number: _LineNumber | None) -> str:
    return word[number.begins :] if number is not None else _ENCLOSED.sub("", word) or word


def _line_number(word: str) -> _LineNumber | None:
    found = _COUNTED.match(word)
    if found is None or found.end() == len(word):
        return None
    family, value = _value(found["bracketed"] or found["number"])
    behind, mark = word[found.end()], found["mark"]
    is_glued = bool(mark) and not mark.isspace() and not found["blanks"]
    is_glued = is_glued and (behind in ".．" or _family(behind) == family)
    is_sure = family != "letter" and not is_glued and (mark is None or mark in _SURE_MARKS)
    return _LineNumber(family, value, found.end(), is_sure, is_glued)


def _family(char: str) -> str:
    if char.isdigit():
        return "digits"
    if char in f"{_CHINESE}十":
        return "chinese"
    return "letter" if char.isascii() and char.isalpha() else ""


def _value(text: str) -> tuple[str, int]:
    """Return the family of a number and what it comes to."""
    family = _family(text[0])
    if family == "digits":
        return family, int(text)
    if family == "letter":
        return family, ord(text.lower()) - ord("a") + 1
    tens, ten, ones = text.rpartition("十")
    value = 10 * (_CHINESE.find(tens) + 1 or 1) if ten else 0
    return family, value + (_CHINESE.find(ones) + 1 if ones else 0)


def _counting(numbers: Sequence[_LineNumber | None]) -> list[bool]:
    """Return of each of ``numbers`` whether it numbers its line."""
    clear = sum(number is not None and not number.is_glued for number in numbers)
    is_numbered = clear >= _MOSTLY * len(numbers)
    counted = [False] * len(numbers)
    last: dict[str, tuple[int, int]] = {}
    for at, number in enumerate(numbers):
        if number is None:
            continue
        counted[at] |= number.is_sure
        before, value = last.get(number.family, (at, 0))
        if is_numbered and before != at and value + 1 == number.value:
            counted[before] = counted[at] = True
        last[number.family] = at, number.value
    return counted
