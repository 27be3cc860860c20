"""ID cards whose date of birth is in words: 三三零一零六，一九八八年五月二十号，零零幺四."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.redact.contexts import context_before, context_of
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.numbers import Found, classify
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.text.numbers.cardinal import number_of
from scriptcheck.text.numbers.digits import AMONG, DIGIT, digits_of
from scriptcheck.text.numbers.runs import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_D: Final = DIGIT
_PAUSE: Final = r"[\s，,、。.嗯啊呃哦\-]"
_DATE: Final = lazy_pattern(
    rf"(?P<year>(?:{_D}{{2}})?{_D}{{2}})[\s，,]?年{_PAUSE}{{0,3}}(?P<month>十[一二]?|{_D}{{1,2}})[\s，,]?月份?"
    rf"{_PAUSE}{{0,3}}(?P<day>[一二三]?十[一二三四五六七八九]?|{_D}{{1,2}})[\s，,]?[号日]?"
)
_LINK: Final = (
    rf"(?:{_PAUSE}|[就都是的为呢那个再和吧哈]|然后|接着|出生(?:日期|年月日?)?|年月日|生日|地区码?|前面?[六6]位|中间[八8]?位?"
    r"|最?[后尾]面?[四4]?位?|尾号|末尾?[四4]?位?|剩下|数字|号码|对|好){0,12}"
)
"""What is said between the parts of such a number."""
_SAID: Final = rf"(?:{_D}|{AMONG}|[双个]|{_PAUSE})"
_REGION: Final = lazy_pattern(rf"(?P<part>{_D}{_SAID}{{1,16}}?){_LINK}$")
_TAIL: Final = lazy_pattern(
    rf"{_LINK}(?P<part>(?:{_D}|双)(?:{_SAID}{{0,12}}?{_D})?(?:{_PAUSE}{{0,3}}(?:[xX叉]|[艾爱埃]克斯))?)"
    rf"(?!{_PAUSE}{{0,2}}(?:{_D}|[双年月日天块元点个]))"
)
_CHECK: Final = re.compile(r"[xX叉]|[艾爱埃]克斯")
_REGION_DIGITS, _TAIL_DIGITS = 6, 4
_AROUND: Final = 3
"""Turns of the same speaker before and after a date in which the rest of the number may be."""
_BETWEEN: Final = 14
"""Characters that others say between them at most: 嗯, 您说."""
_NEAR: Final = 48
_TWENTIETH: Final = 30
"""The first two figures that are a year of the twentieth century: 88年."""


class _Part(NamedTuple):
    turn: int
    start: int
    end: int
    digits: str


def dated_id_spans(turns: Sequence[Turn]) -> Iterator[tuple[str, list[PersonalSpan]]]:
    """Yield the digits of each such number in ``turns``, and where its parts stand.

    Where it is said that the number of an ID card is given, one of the parts beside the date may
    be missing.
    """
    for number, turn in enumerate(turns):
        if "年" not in turn.text or "月" not in turn.text:
            continue
        for match in _DATE.finditer(turn.text):
            born = _born(match)
            if born is None:
                continue
            date = _Part(number, *match.span(), born)
            before = _before(turns, date)
            after = _after(turns, date)
            parts = [part for part in (before, date, after) if part is not None]
            digits = "".join(part.digits for part in parts)
            found = _found(digits, parts, turns)
            if found is not None:
                first = (parts[0].turn, parts[0].start)
                yield (
                    digits,
                    [
                        PersonalSpan(part.turn, part.start, part.end, *found, first)
                        for part in parts
                    ],
                )


def _born(match: re.Match[str]) -> str | None:
    """Return the date as an ID card has it: 19880520."""
    year = digits_of(match["year"])
    month, day = (number_of(digits_of(match[part])) for part in ("month", "day"))
    if month is None or day is None:
        return None
    if len(year) == 2:  # noqa: PLR2004  (88年)
        year = ("19" if int(year) >= _TWENTIETH else "20") + year
    return f"{year}{month:02}{day:02}"


def _found(digits: str, parts: Sequence[_Part], turns: Sequence[Turn]) -> Found | None:
    if len(parts) == 3:  # noqa: PLR2004  (region, date and the rest)
        found = classify(digits, None)
        return found if found is not None and found.kind is Kind.ID_CARD else None
    is_of_card = len(parts) > 1 and _is_asked(parts[0], turns)
    return Found(Kind.ID_CARD, RedactionReason.CONTEXT) if is_of_card else None


def _is_asked(first: _Part, turns: Sequence[Turn]) -> bool:
    here = context_before(turns[first.turn].text, first.start)
    asked = (context_of(turn.text) for turn in turns[max(0, first.turn - 2) : first.turn][::-1])
    return next((each for each in (here, *asked) if each is not None), None) == Kind.ID_CARD


def _before(turns: Sequence[Turn], date: _Part) -> _Part | None:
    """Return the region, six digits, that stands before ``date``."""
    text, number = turns[date.turn].text[: date.start], date.turn
    for _ in range(_AROUND):
        match = _REGION.search(text, max(0, len(text) - _NEAR))
        while match is not None:
            digits = spelled(re.sub(_PAUSE, "", match["part"]))
            if len(digits) == _REGION_DIGITS and digits.isdecimal():
                return _Part(number, match.start("part"), match.end("part"), digits)
            match = _REGION.search(text, match.start() + 1)
        before = _neighbour(turns, number, -1)
        if re.fullmatch(_LINK, text) is None or before is None:
            return None
        number, text = before, turns[before].text
    return None


def _after(turns: Sequence[Turn], date: _Part) -> _Part | None:
    """Return the last four characters of the number, which stand after ``date``."""
    number, place = date.turn, date.end
    for _ in range(_AROUND):
        text = turns[number].text
        match = _TAIL.match(text, place)
        if match is not None:
            digits = spelled(re.sub(_PAUSE, "", _CHECK.sub("X", match["part"])))
            if len(digits) == _TAIL_DIGITS and digits[:-1].isdecimal():
                return _Part(number, match.start("part"), match.end("part"), digits)
            return None
        after = _neighbour(turns, number, 1)
        if re.compile(_LINK).fullmatch(text, place) is None or after is None:
            return None
        number, place = after, 0
    return None


def _neighbour(turns: Sequence[Turn], number: int, step: int) -> int | None:
    """Return the next turn of the same speaker, if others say hardly anything in between."""
    speaker = turns[number].speaker
    at = number + step
    while 0 <= at < len(turns) and abs(at - number) <= _AROUND:
        if turns[at].speaker is speaker:
            return at
        if sum(map(str.isalnum, turns[at].text)) > _BETWEEN:
            return None
        at += step
    return None
