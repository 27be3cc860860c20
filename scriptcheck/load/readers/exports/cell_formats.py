"""Cells of a workbook as the sheet shows them: percentages, ids, days, clocks, TRUE and FALSE."""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Final

from scriptcheck.load.readers.exports.cell_text import ShownCell, plain
from scriptcheck.load.readers.exports.number_formats import (
    clock_shown,
    day_shown,
    number_shown,
    rounded,
)

_FIRST_OWN: Final = 164
"""From here on formats are the workbook's own; those before are Excel's."""
_LONGEST_FORMAT: Final = 255
"""As in Excel."""
_CHINESE: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""Excel's own formats of days and clocks in Chinese, which openpyxl does not know as such."""
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PERCENT: Final = re.compile(r"[0#?,]*[0#?](?:\.([0#?]*))?\s*%")
_CLOCK: Final = re.compile(r"[hs]", re.IGNORECASE)
_MINUTES: Final = re.compile(r"h{1,2}:mm", re.IGNORECASE)
_DIGITS: Final = re.compile(r'(?:0|"[^"]*"|\\.|[- ()/])+')
"""A format of digits alone, with what stands before, between and behind them."""
_DIGIT: Final = re.compile(r'"([^"]*)"|\\(.)|(.)')
_MIDNIGHT: Final = time()
_LARGEST: Final = 10**12
"""From here on a number is no percentage, however it is shown."""
_MOST_EXACT: Final = 10**15
"""From here on Excel does not keep every digit of a number."""


class MinuteClock(str):
    """A time of day as a cell shows it without seconds, of which it has none: ``0:12``.

    Whoever types minutes and seconds into Excel gets hours and minutes, which look the same.
    """

    __slots__ = ()


class CellFormats:
    """The number formats of a workbook, by the styles of its cells."""

    def __init__(self, book: Any) -> None:
        self._book: Final = book
        self._forms: Final[dict[int, str]] = {}
        self._codes: Final[dict[int, str]] = {}

    @property
    def chinese_dates(self) -> set[int]:
        """Return the styles of cells that show days and clocks in Excel's own Chinese formats."""
        styles = enumerate(self._book._cell_styles)
        return {number for number, style in styles if style.numFmtId in _CHINESE}

    def shown(self, value: object, style: int) -> object:
        """Return ``value`` as text where the sheet shows it in another way than it is kept.

        A moment that is shown as a day, but has a time, is kept whole.
        """
        if isinstance(value, bool):
            return str(value).upper()
        if not style or not isinstance(value, int | float | datetime | time):
            return value
        code = self._code(style)
        if isinstance(value, time):
            return self._clock_shown(value, style, code)
        if isinstance(value, datetime):
            if value.time() != _MIDNIGHT or _CLOCK.search(code):
                return value
            day = value.date().isoformat()
            return _as_shown(day, day_shown(value, self._format(style)))
        return self._number_shown(value, style, code)

    def _number_shown(self, value: float, style: int, code: str) -> object:
        if abs(value) < _LARGEST and (percent := _PERCENT.search(code)):
            return _as_percent(value, percent[1] or "")
        digits = self._format(style).partition(";")[0]
        is_id = abs(value) < _MOST_EXACT and digits != "0" and _DIGITS.fullmatch(digits)
        if is_id:
            return _as_digits(value, digits)
        text = number_shown(value, self._format(style)) if abs(value) < _MOST_EXACT else None
        return _as_shown(value, text)

    def _clock_shown(self, value: time, style: int, code: str) -> object:
        """Return ``value`` as text, but as it is where it has seconds that are not shown."""
        if (text := clock_shown(value, self._format(style))) is not None:
            return ShownCell(value, text)
        if "s" in code.casefold():
            return value.isoformat("milliseconds" if value.microsecond else "seconds")
        is_short = not (value.second or value.microsecond) and _MINUTES.fullmatch(code.strip())
        return MinuteClock(f"{value.hour}:{value.minute:02}") if is_short else value

    def _code(self, style: int) -> str:
        """Return how positive numbers are shown in ``style``, without what is shown as it is."""
        if style not in self._codes:
            self._codes[style] = _LITERAL.sub("", self._format(style)).partition(";")[0]
        return self._codes[style]

    def _format(self, style: int) -> str:
        if style not in self._forms:
            self._forms[style] = self._format_of(style)
        return self._forms[style]

    def _format_of(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        try:
            number = self._book._cell_styles[style].numFmtId
            if number < _FIRST_OWN:
                return str(BUILTIN_FORMATS.get(number, _CHINESE.get(number, "")))
            form = str(self._book._number_formats[number - _FIRST_OWN])
        except IndexError:
            return ""
        return form if len(form) <= _LONGEST_FORMAT else ""


def _as_shown(value: object, text: str | None) -> object:
    return ShownCell(value, text) if text and text != plain(value) else value


def _as_digits(value: float, code: str) -> object:
    """Return a whole number as ``code`` shows it: 7 as ``000007``, 23 as ``A0023``."""
    parts = [(text or escaped or "", char) for text, escaped, char in _DIGIT.findall(code)]
    places = sum(char == "0" for _, char in parts)
    if not places or value < 0 or value != int(value):
        return value
    digits = str(int(value)).zfill(places)
    rest = iter(digits[len(digits) - places :])
    shown = [next(rest) if char == "0" else char or literal for literal, char in parts]
    first = next(at for at, (_, char) in enumerate(parts) if char == "0")
    shown[first] = digits[: len(digits) - places] + shown[first]
    return "".join(shown)


def _as_percent(value: float, places: str) -> str:
    text = rounded(Decimal(repr(value)) * 100, len(places))
    if "." in text and not places.endswith("0"):
        kept = len(text) - len(places) + len(places.rstrip("#?"))
        text = text[:kept] + text[kept:].rstrip("0")
    return f"{text.rstrip('.')}%"
