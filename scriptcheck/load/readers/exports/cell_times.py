"""Times of turns as cells hold them: numbers, clocks, moments with a date, counts from 1970."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scriptcheck.load.readers.exports.cell_formats import MinuteClock
from scriptcheck.load.times.dates import CHINA, iso_moment, moment_of, spreadsheet_moment
from scriptcheck.load.times.midnight import DAY_MS
from scriptcheck.load.times.moments import Moment, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FROM_1970: Final = 10**9
"""From here on a number counts from 1970: no recording has as many seconds, nor milliseconds."""

_NO_TIME: Final = 2**53
"""Above this a number is no time in any unit, and is reported where it is no moment either."""

_FEWEST_DAYS: Final = 2
"""Moments that show a count of days: one alone may be anything."""
_LONGEST: Final = timedelta(days=1)
_DIGITS: Final = 20
_NUMBER: Final = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,12})?(?:[Ee]\+?0?[0-9]{1,2})?")
"""A number as text files have it; Java writes 1.714528803123E12."""

_DAY_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?")

_Cell: TypeAlias = Time | datetime


class TurnTimes(NamedTuple):
    """The times of a call's turns."""

    pairs: list[tuple[Time, Time]]
    """Start and end of each turn; those with a date count from the first."""
    start_time: str | None
    """That first moment, in ISO 8601."""


def turn_times(cells: Sequence[tuple[object, object]]) -> TurnTimes:
    """Return the times that ``cells``, start and end of each turn, hold."""
    shown_short = _has_seconds_not_shown(value for pair in cells for value in pair)
    pairs = [(_read(start, shown_short), _read(end, shown_short)) for start, end in cells]
    every = [value for pair in pairs for value in pair]
    if _count_from_1970(every):
        pairs = [(_from_1970(start), _from_1970(end)) for start, end in pairs]
        every = [value for pair in pairs for value in pair]
    if _are_days(every):
        pairs = [(_from_days(start), _from_days(end)) for start, end in pairs]
        every = [value for pair in pairs for value in pair]
    if _are_beside_clocks(every):
        pairs = [(_of_day(start), _of_day(end)) for start, end in pairs]
        every = [value for pair in pairs for value in pair]
    dated = [value for value in every if isinstance(value, datetime)]
    first = min(dated, key=_bare, default=None)
    if len(pairs) > 1 and len(set(pairs)) == 1 and first is not None:
        # The same moment for all is when the call began, in a column of its own or not.
        return TurnTimes([(None, None)] * len(pairs), iso_moment(first))
    return TurnTimes(
        [(_since(first, start), _since(first, end)) for start, end in pairs], iso_moment(first)
    )


def _has_seconds_not_shown(values: Iterable[object]) -> bool:
    """Return whether some ``values`` show hours and minutes, and others have seconds beside them.

    Then all of them are hours and minutes, not minutes and seconds typed into a spreadsheet.
    """
    kinds = {type(value) for value in values}
    return MinuteClock in kinds and time in kinds


def _read(value: object, has_hours: bool) -> _Cell:
    """Return the time that ``value`` is; ``has_hours`` says that 0:12 is twelve minutes."""
    if isinstance(value, MinuteClock) and has_hours:
        return f"{value}:00"
    if isinstance(value, datetime | int | float | Moment) and not isinstance(value, bool):
        return value
    if isinstance(value, time):
        # A clock, of which the call may pass midnight.
        return value.replace(tzinfo=None).isoformat("milliseconds")
    if isinstance(value, timedelta):
        return Moment(round(value.total_seconds() * 1000))
    if isinstance(value, str):
        text = value.strip()
        is_dated = any(mark in text for mark in "-/年") and moment_of(text) is not None
        return moment_of(text) if is_dated else text
    return None


def _count_from_1970(values: Iterable[_Cell]) -> bool:
    numbers = [number for value in values if (number := _number(value)) is not None]
    return bool(numbers) and min(numbers) >= _FROM_1970


def _from_1970(value: _Cell) -> _Cell:
    number = _number(value)
    if number is None:
        return value
    # As it is written where that is whole digits: a float has no room for 17 of them.
    moment = moment_of(value) or moment_of(number)
    return value if moment is None and number > _NO_TIME else moment


def _are_days(values: Iterable[_Cell]) -> bool:
    """Return whether all ``values`` are moments as spreadsheets count days, of one day or so.

    In any other unit all would be said within a second, and half a day after the beginning.
    """
    moments = []
    for value in values:
        if value is None or value == "":
            continue
        moment = spreadsheet_moment(value)
        if moment is None:
            return False
        moments.append(moment)
    return len(moments) >= _FEWEST_DAYS and max(moments) - min(moments) < _LONGEST


def _from_days(value: _Cell) -> _Cell:
    return spreadsheet_moment(value)


def _are_beside_clocks(values: Iterable[_Cell]) -> bool:
    """Return whether some ``values`` are times of day, and all others fractions of a day.

    A spreadsheet shows what it holds as such a fraction in cells that lost their format.
    """
    given = [value for value in values if value is not None and value != ""]
    others = [value for value in given if _DAY_CLOCK.fullmatch(str(value)) is None]
    numbers = [_number(value) for value in others]
    return 0 < len(others) < len(given) and all(
        number is not None and 0 <= number < 1 for number in numbers
    )


def _of_day(value: _Cell) -> _Cell:
    """Return the clock that a fraction of a day is; what is a clock already stays."""
    number = _number(value)
    if number is None:
        return value
    clock = datetime.min + timedelta(milliseconds=round(number * DAY_MS))
    return clock.time().isoformat("milliseconds")


def _number(value: _Cell) -> float | None:
    if isinstance(value, str):
        if value.isascii() and value.isdecimal():
            # Of a moment of 17 digits, every one.
            return int(value) if len(value) <= _DIGITS else None
        return float(value) if _NUMBER.fullmatch(value) else None
    return float(value) if isinstance(value, int | float) and abs(value) < 10**_DIGITS else None


def _since(first: datetime | None, value: _Cell) -> Time:
    if not isinstance(value, datetime) or first is None:
        return None if isinstance(value, datetime) else value
    return Moment(round((_bare(value) - _bare(first)).total_seconds() * 1000))


def _bare(moment: datetime) -> datetime:
    """Return ``moment`` in China's time without its zone, which it is where rows name none."""
    return moment if moment.tzinfo is None else moment.astimezone(CHINA).replace(tzinfo=None)
