"""Rows of digits said in one go, wherever they stand: 138, 幺三八, 三个八, 要三八, 洞拐."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.fold import MASKS
from scriptcheck.text.numbers.cardinal import number_of
from scriptcheck.text.numbers.digits import (
    AMONG,
    AMONG_DIGITS,
    BETWEEN_DIGITS,
    DIGIT,
    DIGITS,
    HAN_DIGIT,
    digits_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Strictness(Enum):
    """On which side a reader of digits may err."""

    CERTAIN = "certain"
    """Characters that are words of their own count only where they can hardly be anything else."""
    ANY = "any"
    """They count wherever they may be digits."""


class DigitRun(NamedTuple):
    """Digits said in one go."""

    start: int
    """First character in the text, from 0."""
    end: int
    """One past the last."""
    digits: str
    """Digits 0 to 9, and ``*`` for each that somebody hid."""
    is_repeat: bool = False
    """Whether all it says is how often a digit comes: 三个八, 双七."""
    is_cardinal: bool = False
    """Whether it is said with units, as 72 in 138, 七十二, 65."""

    @property
    def is_masked(self) -> bool:
        """Whether somebody hid some of it."""
        return "*" in self.digits


_D: Final = DIGIT
_EITHER: Final = f"[{''.join(DIGITS)}{''.join(AMONG_DIGITS)}]"
_MASK: Final = f"[{''.join(MASKS)}]"
_NOT_TIMES: Final = "(?![十百千万亿个起样折寸点月块元毛角年天台级匹])"
_SEVERAL: Final = rf"[2-9二两三四五六七八九叁肆伍陆柒捌玖]个{_D}{_NOT_TIMES}"
"""One digit several times: 四个零; but not 四个八折券."""
_TIMES: Final = rf"(?:{_SEVERAL}|(?<={_D[:-1]}{_MASK[1:]})[1一壹]个{_D}{_NOT_TIMES})"
"""The same, or once after others: 三个零一个八."""
_PLAIN: Final = rf"{_D}(?!个{_D}{_NOT_TIMES})"
"""A digit that does not say how often another comes."""
_ALONE: Final = rf"{_D}(?!个{_D}{_NOT_TIMES}|十)"
"""The same, without units."""
_TWICE: Final = (
    rf"(?:[双雙]{HAN_DIGIT}{_NOT_TIMES}"
    # 双11 is no number of anybody's, 138双8 is.
    rf"|(?<={_D})[双雙][0-9](?![12](?![0-9])){_NOT_TIMES})"
)
"""A digit two times: 双七."""
_SHORT: Final = re.compile(rf"{_SEVERAL}|[双雙]{_D}")
_COUNTED: Final = lazy_pattern(rf"[1-9一二两三四五六七八九壹叁肆伍陆柒捌玖]个{_D}")
_HAN: Final = r"\u3400-\u9fff"

_BORDER: Final = rf"(?:(?<=^)|(?<=[^{_HAN}]|[是号码话机卡证]))"
"""Where a number may begin: not within other words."""

_CERTAIN: Final = re.compile(
    rf"(?:(?P<lead>{AMONG}{{1,3}})(?={_D}{_EITHER}))?"
    rf"(?:{_TIMES}|{_PLAIN}|{_MASK}|(?<={_D}){AMONG}{{1,8}}(?={_PLAIN}|{_TIMES}))+"
    rf"(?P<trail>{AMONG}{{0,8}})"
)
_UNIT_DIGIT: Final = "[1-9一二两三四五六七八九]"
_MANY: Final = "(?![几来多百千万亿])"
_WITH_UNITS: Final = (
    rf"(?<![百千万亿])(?:{_UNIT_DIGIT}千{_UNIT_DIGIT}百{_UNIT_DIGIT}(?:十{_UNIT_DIGIT}?)?"
    rf"|(?:{_UNIT_DIGIT}|(?<!{_UNIT_DIGIT}))十{_UNIT_DIGIT}?){_MANY}"
)
"""Digits of a number that somebody says by twos or fours: 七十二, 四千一百九."""
_ANY: Final = lazy_pattern(
    rf"{_TIMES}"
    rf"|(?P<units>{_WITH_UNITS})"
    # The beginning of a mobile number as a recogniser may write it: 一百三十八 for 138.
    rf"|(?P<cardinal>[一1]百[三四五六七八九3-9]十{_D}(?=[\s，,、]?{_D}{{3}}))"
    rf"|(?:[要腰邀吆妖灵洞拐勾]{{1,8}}(?={_PLAIN}{_EITHER})|{_BORDER}{AMONG}{{1,4}}(?={_PLAIN}))?"
    rf"(?:{_ALONE}|{_MASK}|{_TWICE}|(?<={_D}){AMONG}{{1,8}}(?={_PLAIN})"
    rf"|(?<={_D})[{''.join(BETWEEN_DIGITS)}](?={_PLAIN})"
    rf"|(?<={_D}){AMONG}{{1,4}}(?=$|[^{_HAN}]|这个|对|好|是|，))+"
    # Soldiers' digits, and misrecognised ones that stand between marks.
    rf"|{_EITHER}*[洞拐勾]{_EITHER}*(?<={_EITHER}{{3}})"
    rf"|{_BORDER}{AMONG}{{1,8}}(?=$|[^{_HAN}]|这个|对|好|是)"
)
_INNER: Final = 5
"""Digits from which on one with 要 or 灵 in it is certain to be a number."""
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")


def digit_runs(text: str, strictness: Strictness) -> Iterator[DigitRun]:
    """Yield the rows of digits in ``text``, in their order."""
    if strictness is Strictness.ANY:
        yield from _any(text)
        return
    for match in _CERTAIN.finditer(text):
        start, end = match.span()
        # 我要三八 has a verb in it, and so has 三八要不要, unless it is all that is said.
        if not _is_whole(text, match):
            end -= len(match["trail"])
            if not _MOBILE.fullmatch(spelled(text[start:end])):
                start += len(match["lead"] or "")
        said = text[start:end]
        if len(spelled(said)) < _INNER and not AMONG_DIGITS.keys().isdisjoint(said):
            yield from _split(said, start)
            continue
        yield DigitRun(start, end, digits_in(said), _SHORT.fullmatch(said) is not None)


def _any(text: str) -> Iterator[DigitRun]:
    for match in _ANY.finditer(text):
        if match["units"]:
            number = number_of(digits_of(match[0]))
            yield DigitRun(*match.span(), str(number), is_cardinal=True)
            continue
        is_repeat = _SHORT.fullmatch(match[0]) is not None
        said = re.sub("[百十]", "", match[0]) if match["cardinal"] else match[0]
        yield DigitRun(*match.span(), spelled(said), is_repeat)


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Return whether all of ``match`` are digits, those that may be words with it."""
    is_all = match.end() - match.start() == len(text)
    return is_all or _MOBILE.fullmatch(spelled(match[0])) is not None


def _split(said: str, start: int) -> Iterator[DigitRun]:
    """Yield the digits of ``said``, which begins at ``start``, without what may be words."""
    for part in re.finditer(rf"(?:{_TIMES}|{_D}|{_MASK})+", said):
        is_repeat = _SHORT.fullmatch(part[0]) is not None
        yield DigitRun(start + part.start(), start + part.end(), digits_in(part[0]), is_repeat)


def spelled(said: str) -> str:
    """Return the digits that ``said`` has, one that is said to come several times as often."""
    return digits_of(_counted_out(said)).translate(_BETWEEN)


_BETWEEN: Final = str.maketrans(
    {char: str(digit) for char, digit in BETWEEN_DIGITS.items()} | dict.fromkeys(MASKS, "*")
)


def _counted_out(said: str) -> str:
    """Return ``said`` with 三个八 as 八八八, and 双七 as 七七."""
    if "个" in said:
        said = _COUNTED.sub(lambda said_of: said_of[0][-1] * int(digits_of(said_of[0][0])), said)
    return re.sub(rf"[双雙]({_D})", r"\1\1", said) if "双" in said or "雙" in said else said


def digits_in(said: str) -> str:
    """Return the digits of ``said``; those said twice over, 2345二三四五, once."""
    plain = _counted_out(said)
    digits, half = spelled(said), len(plain) // 2
    if digits[:half] == digits[half:] and plain[:half].isascii() != plain[half:].isascii():
        return digits[:half]
    return digits
