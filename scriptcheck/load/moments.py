"""Times as recognisers and exports give them: numbers, text or clocks; and their unit."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from scriptcheck.load.times import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MILLISECONDS: Final = 1.0
SECONDS: Final = 1000.0
TICKS: Final = 0.0001
"""Milliseconds in one unit; a tick is 100 nanoseconds."""

_EXACT: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""

# People speak 2 to 8 characters a second: per second a whole call has more than 0.3 of them, and
# per millisecond fewer than 0.03.
_BETWEEN: Final = 0.1
_DOUBTFUL: Final = (0.03, 0.3)
_LONGEST_NUMBER: Final = 32


class Moment(NamedTuple):
    """A time whose unit is known."""

    ms: int


Time: TypeAlias = int | float | str | Moment | None
"""A time as a source has it: a number, perhaps as text, or a clock such as ``00:01:02.5``."""


class Unit(NamedTuple):
    """How many milliseconds one is, and whether that is a guess with little to go by."""

    ms: float
    is_doubtful: bool = False


def milliseconds(time: Time, ms_per_unit: float) -> int | None:
    """Return ``time`` in whole milliseconds; ``None`` where it says none."""
    if isinstance(time, Moment):
        return _whole(time.ms)
    if isinstance(time, str) and (":" in time or "：" in time):
        return _clock(time.strip())
    number = _number(time)
    return None if number is None else _whole(number * ms_per_unit)


class TimedText(Protocol):
    """Something said, with its times in an unknown unit."""

    @property
    def text(self) -> str:
        """What is said."""

    @property
    def start(self) -> Time:
        """When it begins."""

    @property
    def end(self) -> Time:
        """When it ends."""


def guess_unit(sentences: Sequence[TimedText]) -> Unit:
    """Return the unit of the times of ``sentences``, told by how fast people can speak.

    Where nothing tells, fractions are taken for seconds and whole numbers for milliseconds.
    """
    numbers = [n for s in sentences for n in (_number(s.start), _number(s.end)) if n is not None]
    has_fractions = any(number != int(number) for number in numbers)
    rate = _characters_per_unit(sentences)
    if rate is None:
        is_doubtful = bool(numbers) and max(map(abs, numbers)) > 0 and not has_fractions
        return Unit(SECONDS if has_fractions else MILLISECONDS, is_doubtful)
    low, high = _DOUBTFUL
    return Unit(SECONDS if rate > _BETWEEN else MILLISECONDS, low < rate < high)


def _characters_per_unit(sentences: Sequence[TimedText]) -> float | None:
    """Return how much is said per unit of time; ``None`` where the times do not tell."""
    spans = [(_number(s.start), _number(s.end), len(s.text)) for s in sentences]
    timed = [
        (end - start, said)
        for start, end, said in spans
        if start is not None and end is not None and end > start
    ]
    if not timed:
        timed = list(_gaps((start, said) for start, _, said in spans if start is not None))
    length = sum(span for span, _ in timed)
    said = sum(said for _, said in timed)
    return said / length if length > 0 and said else None


def _gaps(starts: Iterable[tuple[float, int]]) -> Iterable[tuple[float, int]]:
    """Yield the times from one start to the next, with what is said meanwhile."""
    ordered = sorted(starts)
    for (start, said), (following, _) in pairwise(ordered):
        yield following - start, said


def _number(time: Time) -> float | None:
    if isinstance(time, str):
        if len(time) > _LONGEST_NUMBER:
            return None
        try:
            time = float(time)
        except ValueError:
            return None
    if time is None or isinstance(time, bool | Moment) or not _is_finite(time):
        return None
    return float(time)


def _is_finite(number: float) -> bool:
    try:
        return isfinite(number)
    except OverflowError:
        return False


def _clock(text: str) -> int | None:
    found = read_stamp(text, 0)
    if found is None or found[1] != len(text) or found[0].dated:
        return None
    return found[0].start_ms


def _whole(number: float) -> int | None:
    if not _is_finite(number) or abs(number) > _EXACT:
        return None
    return round(number)
