"""Ends of turns that are given as how long they last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.columns import is_duration, unit_named
from scriptcheck.load.times.moments import SECONDS, Moment, Time, milliseconds, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DECIMALS: Final = 3
_FEWEST: Final = 2


def duration_name(names: Iterable[str]) -> str | None:
    """Return which of ``names``, columns or keys, says how long a turn lasts, if any does."""
    return next((name for name in names if is_duration(name)), None)


def with_ends(
    pairs: Sequence[tuple[Time, Time]], durations: Sequence[object], start: str, name: str
) -> list[tuple[Time, Time]]:
    """Return ``pairs``, start and end of each turn, with the ends that ``durations`` give.

    ``start`` and ``name`` are where starts and durations stand, whose units they may say. Numbers
    without a unit are in that of the starts, and seconds beside clocks and moments. Where all turns
    last equally long, the call is spoken of, and nothing is changed.
    """
    numbers = [
        number_of(each) if isinstance(each, int | float | str) else None for each in durations
    ]
    known = {number for number in numbers if number is not None}
    if len(known) < min(_FEWEST, len(pairs)) or any(end not in {None, ""} for _, end in pairs):
        return list(pairs)
    units = unit_named(start), unit_named(name)
    return [
        (begin, None if number is None else _end(begin, number, *units))
        for (begin, _), number in zip(pairs, numbers, strict=True)
    ]


def _end(start: Time, lasts: float, start_unit: float | None, unit: float | None) -> Time:
    """Return when a turn ends that begins at ``start``; ``None`` where the units do not fit."""
    number = number_of(start)
    if number is None:
        at = milliseconds(start, SECONDS)
        return None if at is None else Moment(at + round(lasts * (unit or SECONDS)))
    if unit == start_unit or unit is None:
        return round(number + lasts, _DECIMALS)
    if start_unit is None:
        return None
    return round(number + lasts * unit / start_unit, _DECIMALS)
