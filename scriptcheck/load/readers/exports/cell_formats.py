"""Cells of a workbook as the sheet shows them: percentages, ids, days, clocks, TRUE and FALSE."""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

_FIRST_OWN: Final = 164
"""From here on formats are the workbook's own; those before are Excel's."""
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
        self._codes: Final[dict[int, str]] = {}

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
            return _clock_shown(value, code)
        if isinstance(value, datetime):
            is_day = value.time() == _MIDNIGHT and not _CLOCK.search(code)
            return value.date().isoformat() if is_day else value
        return self._number_shown(value, style, code)

    def _number_shown(self, value: float, style: int, code: str) -> object:
        if abs(value) < _LARGEST and (percent := _PERCENT.search(code)):
            return _as_percent(value, percent[1] or "")
        digits = self._format(style).partition(";")[0]
        is_id = abs(value) < _MOST_EXACT and digits != "0" and _DIGITS.fullmatch(digits)
        return _as_digits(value, digits) if is_id else value

    def _code(self, style: int) -> str:
        """Return how positive numbers are shown in ``style``, without what is shown as it is."""
        if style not in self._codes:
            self._codes[style] = _LITERAL.sub("", self._format(style)).partition(";")[0]
        return self._codes[style]

    def _format(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        try:
            number = self._book._cell_styles[style].numFmtId
            if number < _FIRST_OWN:
                return str(BUILTIN_FORMATS.get(number, ""))
            return str(self._book._number_formats[number - _FIRST_OWN])
        except IndexError:
            return ""


def _clock_shown(value: time, code: str) -> object:
    """Return ``value`` as text, but as it is where it has seconds that ``code`` does not show."""
    if "s" in code.casefold():
        return value.isoformat("milliseconds" if value.microsecond else "seconds")
    is_short = not (value.second or value.microsecond) and _MINUTES.fullmatch(code.strip())
    return MinuteClock(f"{value.hour}:{value.minute:02}") if is_short else value


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
    shown = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{shown:f}"
    if "." in text and not places.endswith("0"):
        kept = len(text) - len(places) + len(places.rstrip("#?"))
        text = text[:kept] + text[kept:].rstrip("0")
    return f"{text.rstrip('.')}%"
