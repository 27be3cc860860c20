"""Units of times that the names of columns say, also where start and end say different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.times.moments import Moment, Time, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIME_UNIT: Final = "time-unit"


class InOneUnit(NamedTuple):
    """Start and end of turns, in one unit where it is known."""

    pairs: list[tuple[Time, Time]]
    ms_per_unit: float | None


def in_one_unit(
    pairs: list[tuple[Time, Time]], start: float | None, end: float | None
) -> InOneUnit:
    """Return ``pairs`` in one unit; ``start`` and ``end`` are how many milliseconds each's is."""
    if end is None or end == start:
        return InOneUnit(pairs, start)
    if start is None:
        return InOneUnit(pairs, end)
    return InOneUnit([(first, _moment(last, end)) for first, last in pairs], start)


def _moment(time: Time, unit: float) -> Time:
    number = number_of(time)
    return time if number is None else Moment(round(number * unit))


def unknown_units(names: Sequence[str], source: str, line: int | None) -> Iterator[Problem]:
    """Yield the warning that the columns ``names`` say a unit that is not known."""
    if names:
        message = Text(
            f"列名里的单位不认得，时间的单位是推断的：{'、'.join(names)}。",
            f"A column's name says a unit that is not known; it was guessed: {', '.join(names)}.",
        )
        fix = Text(
            "请在列名的括号里写毫秒、秒、分钟或小时，如 开始时间(毫秒)。",
            "Say ms, s, min or h in brackets behind the name, as in start(ms).",
        )
        yield Problem(TIME_UNIT, message, source, line, fix=fix)
