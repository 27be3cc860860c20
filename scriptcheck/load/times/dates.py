"""Dates with a time of day, as sources write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from scriptcheck.load.times.stamps import iso_time, read_stamp

CHINA: Final = timezone(timedelta(hours=8))
"""The zone of moments that name none."""
_MILLISECONDS_FROM: Final = 10**11
"""From here on a number counts milliseconds from 1970: as seconds it would be the year 5138."""

_MICROSECONDS_FROM: Final = 10**14
_NANOSECONDS_FROM: Final = 10**17
"""From here on it counts these: as the unit before it would be the year 5138 as well."""

_RUN_TOGETHER: Final = len("20240501102030")
_WITH_MILLISECONDS: Final = len("20240501102030123")

_DAY_ZERO: Final = datetime(1899, 12, 30)
_DAYS: Final = re.compile(r"[0-9]{5}\.[0-9]{2,15}")
_FIRST_DAY, _LAST_DAY = 32874, 73416
"""The beginnings of 1990 and of 2101, counted in days as spreadsheets do."""
_MS_OF_DAY: Final = 86_400_000
_YEARS: Final = range(1990, 2101)
_LONGEST: Final = 40
_DOTNET: Final = re.compile(r"\\?/Date\((-?[0-9]{1,15})([+-][0-9]{4})?\)\\?/")
"""A moment of .NET: milliseconds from 1970, and the zone in which it is shown."""


def iso_moment(value: object, *, minus_ms: int = 0) -> str | None:
    """Return ``value`` less ``minus_ms`` as ISO 8601; ``None`` where it is no moment of this time.

    Numbers count seconds, milli-, micro- or nanoseconds from 1970, and are shown in China's time.
    """
    moment = moment_of(value)
    if moment is None:
        return None
    try:
        moment -= timedelta(milliseconds=minus_ms)
    except OverflowError:
        return None
    whole = moment.microsecond % 1000 == 0 and moment.microsecond != 0
    return moment.isoformat(timespec="milliseconds" if whole else "auto")


def moment_of(value: object) -> datetime | None:
    """Return the moment that ``value`` is; ``None`` where it is none of this time."""
    if isinstance(value, datetime):
        moment: datetime | None = value
    elif isinstance(value, str):
        text = value.strip()
        moment = _from_digits(text) if _is_number(text) else _from_text(text)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, int) or value.is_integer()
        moment = _from_digits(str(int(value))) if is_whole else _from_number(value)
    else:
        moment = None
    return moment if moment is not None and moment.year in _YEARS else None


def spreadsheet_moment(value: object) -> datetime | None:
    """Return the moment that ``value`` is as a spreadsheet counts days: 45413.4168; else ``None``.

    Whole numbers are none, and may be anything.
    """
    if isinstance(value, str):
        value = float(value) if _DAYS.fullmatch(value.strip()) else None
    if not isinstance(value, float) or not _FIRST_DAY <= value < _LAST_DAY or value.is_integer():
        return None
    return _DAY_ZERO + timedelta(milliseconds=round(value * _MS_OF_DAY))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST


def _from_digits(digits: str) -> datetime | None:
    """Return the moment that ``digits`` are: counted from 1970, or 20240501102030.

    Three more digits, 20240501102030123, are milliseconds.
    """
    # Counts from 1970 with as many digits are of the year 2286 and later.
    if len(digits) in {_RUN_TOGETHER, _WITH_MILLISECONDS}:
        clock, fraction = digits[8:_RUN_TOGETHER], f"{digits[_RUN_TOGETHER:]}000"[:3]
        try:
            return datetime.fromisoformat(f"{digits[:8]}T{clock}.{fraction}")
        except ValueError:
            return None
    return _from_number(int(digits))


def _from_number(number: float) -> datetime | None:
    if number >= _NANOSECONDS_FROM:
        seconds = number / 1e9
    elif number >= _MICROSECONDS_FROM:
        seconds = number / 1e6
    else:
        seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA)
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> datetime | None:
    if len(text) > _LONGEST:
        return None
    if (counted := _DOTNET.fullmatch(text)) is not None:
        return _from_dotnet(int(counted[1]), counted[2])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        found = read_stamp(text, 0)
    if found is None or not found[0].dated or found[1] != len(text):
        return None
    try:
        return datetime.fromisoformat(iso_time(found[0].start_ms))
    except (ValueError, OverflowError):
        return None


def _from_dotnet(ms: int, offset: str | None) -> datetime | None:
    """Return the moment ``ms`` milliseconds after 1970, in the zone that ``offset`` names.

    Where it names none, it is shown in China's time, as other counts from 1970 are.
    """
    try:
        zone = CHINA if offset is None else datetime.strptime(offset, "%z").tzinfo
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None
