"""Dates and times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.numbers.cardinal import NUMERAL, UNITS, number_of
from scriptcheck.text.numbers.digits import DIGIT, DIGITS, digits_of
from scriptcheck.text.numbers.value import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIME: Final = lazy_pattern(
    r"(?P<day>凌晨|清晨|早上|早晨|今早|明早|上午|中午|下午|傍晚|晚上|今晚|明晚|夜里|半夜)?的?"
    rf"(?:(?P<hour>{NUMERAL})点(?P<bell>钟|整)?"
    rf"(?P<minute>半|[一三]刻|过?{NUMERAL}分"
    rf"|{NUMERAL}(?=$|[^{''.join((*DIGITS, *UNITS))}个块元号月天折毛角]))?"
    r"|(?P<clock>[0-2]?[0-9])[:：](?P<minutes>[0-5][0-9])(?::[0-5][0-9])?)"
)
_YEAR: Final = rf"(?:(?P<year>{DIGIT}{{4}}|{DIGIT}{{2}})年的?)"
_DATE: Final = lazy_pattern(
    rf"{_YEAR}?(?:(?P<month>{NUMERAL})月份?)?(?P<date>{NUMERAL})[号日](?![楼院线店机码召元])"
    rf"|{_YEAR.replace('year', 'long_year')}(?:(?P<long_month>{NUMERAL})月份?)?"
    r"|(?<![0-9.\-/])(?P<figures>(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2})(?![0-9.\-/])"
    # 明天的明 says which character a name has.
    r"|(?P<day>大后天|今天|明天|后天)(?!的[今明后天](?![天年月日晚早]))"
    r"|(?P<which>下下|上上|下|上|这|本)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
)
_EVENING: Final = frozenset({"晚上", "今晚", "明晚", "夜里", "半夜"})
_AFTERNOON: Final = frozenset({"下午", "傍晚", "晚上", "今晚", "明晚"})
_NOON: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60
_DAYS: Final = 31
_MONTHS: Final = 12
_AFTER_NOON: Final = 3
"""The last hour that 中午 is said of, and the last that 夜里 is said of after midnight."""
_AFTER_MIDNIGHT: Final = 6
_THIS_CENTURY: Final = 50
"""The first two-digit year that is one of the last century."""


def times(text: str) -> Iterator[Value]:
    """Yield the times of day in ``text``, which is plain; ``?`` where 3 may be 15 o'clock."""
    for match in _TIME.finditer(text):
        hour = number_of(match["hour"] or match["clock"])
        # 一点 is most often "a bit".
        bit = match["hour"] == "一" and not (match["day"] or match["bell"] or match["minute"])
        if hour is None or hour > _HOURS or bit or _is_decimal(match):
            continue
        minute = int(match["minutes"]) if match["minutes"] else _minute(match["minute"])
        if minute is None or (hour == _HOURS and minute):
            continue
        known = match["day"] is not None or hour > _NOON or match["clock"] is not None
        hour = _hour(hour, match["day"])
        # Who says three o'clock without saying of which half of the day leaves it open.
        yield Value(ValueKind.TIME, f"{hour:02}:{minute:02}{'' if known else '?'}", *match.span())


def _is_decimal(match: re.Match[str]) -> bool:
    """Return whether 点 is a point: three fifty is 三点五十, five past 三点零五 or 三点五分."""
    minute = match["minute"]
    return bool(minute) and len(minute) == 1 and minute in DIGITS and match["day"] is None


def _hour(hour: int, day: str | None) -> int:
    if hour == _HOURS:
        return 0
    if hour == _NOON and (day in _EVENING or day == "凌晨"):
        return 0
    if day in {"夜里", "半夜"}:
        return hour if hour <= _AFTER_MIDNIGHT or hour > _NOON else hour + _NOON
    if hour < _NOON and (day in _AFTERNOON or (day == "中午" and hour <= _AFTER_NOON)):
        return hour + _NOON
    return hour


def _minute(said: str | None) -> int | None:
    if said is None:
        return 0
    quarters = {"半": 30, "一刻": 15, "三刻": 45}
    minute = quarters.get(said) or number_of(said.removeprefix("过").removesuffix("分"))
    return minute if minute is not None and minute < _MINUTES else None


def dates(text: str) -> Iterator[Value]:
    """Yield the dates in ``text``: ``2024-05-15``, ``05-15``, ``15``, ``2024-05``, ``周三``."""
    for match in _DATE.finditer(text):
        if (date := _date(match)) is not None:
            yield Value(ValueKind.DATE, date, *match.span())


def _date(match: re.Match[str]) -> str | None:
    if match["day"]:
        return match["day"]
    if match["weekday"]:
        return f"{match['which'] or ''}周{match['weekday'].replace('天', '日')}"
    if match["figures"]:
        year, month, date = re.split(r"[-/.]", match["figures"])
        return _calendar(year, month, date)
    if match["long_year"]:
        is_whole = len(match["long_year"]) == 4 and match["long_year"] != "一二三四"  # noqa: PLR2004
        return _calendar(match["long_year"], match["long_month"], None) if is_whole else None
    return _calendar(match["year"], match["month"], match["date"])


def _calendar(year: str | None, month: str | None, date: str | None) -> str | None:
    day = number_of(date) if date else None
    number = number_of(month) if month else None
    if (date and (day is None or not 1 <= day <= _DAYS)) or (
        month and (number is None or not 1 <= number <= _MONTHS)
    ):
        return None
    if year and date and not month:
        return None
    parts = [_year(year)] if year else []
    return "-".join([*parts, *(f"{each:02}" for each in (number, day) if each is not None)])


def _year(year: str) -> str:
    digits = digits_of(year)
    if len(digits) == 4:  # noqa: PLR2004  (as all years that are said in full)
        return digits
    return f"{'20' if int(digits) < _THIS_CENTURY else '19'}{digits}"


def same_date(one: str, other: str) -> bool:
    """Return whether two dates are the same as far as both say: the 15th, and 15 May 2024."""
    if not (one[:1].isdecimal() and other[:1].isdecimal()):
        return one.endswith(other) or other.endswith(one)
    known = [
        (mine, theirs)
        for mine, theirs in zip(_parts(one), _parts(other), strict=True)
        if mine and theirs
    ]
    return bool(known) and all(mine == theirs for mine, theirs in known)


def _parts(date: str) -> tuple[str, str, str]:
    parts = date.split("-")
    if len(parts[0]) == 4:  # noqa: PLR2004
        year, month, day = [*parts, "", ""][:3]
        return year, month, day
    return "", parts[0] if len(parts) > 1 else "", parts[-1]
