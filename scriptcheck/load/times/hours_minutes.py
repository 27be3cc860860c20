"""Times of two numbers, such as ``14:32``: minutes and seconds, or hours and minutes of a day.

Recordings begin near 0, so that what begins at nine or later is a time of day, unless the words fit
into the minutes and seconds as speech does, as in a piece of a long recording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.times.midnight import DAY_MS
from scriptcheck.load.times.shuffled import runs_backwards

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTES_PER_HOUR: Final = 60
"""What a time is multiplied by where its numbers turn out to be hours and minutes."""

_HOURS: Final = Text("时:分", "hours and minutes")
_MINUTES: Final = Text("分:秒", "minutes and seconds")
_MINUTE_MS: Final = 60 * 1000
_HOUR_MS: Final = 60 * _MINUTE_MS
_OF_DAY_FROM_MS: Final = 9 * _MINUTE_MS
"""From 9:00 on the first time is hardly how far a recording has come."""
_NO_BEGINNING_MS: Final = _MINUTE_MS
"""Up to here a recording may well begin with its first words."""
_FASTEST: Final = 8.0
"""Characters a second that people speak at most, over a whole call."""
_SLOWEST: Final = 1.0
_FEWEST: Final = 2
"""Times that show anything; of one alone nothing depends on what it is."""
_FEWEST_STEPS: Final = 3
"""So many times after the first, none of them twice, show a pace of speech."""


class ShortTime(NamedTuple):
    """A time of two numbers."""

    ms: int
    """Milliseconds if they are minutes and seconds."""
    length: int
    """Characters that are said from there on."""


class Reading(NamedTuple):
    """What the two numbers are."""

    are_hours: bool
    is_doubtful: bool = False


def read_short_times(
    times: Sequence[ShortTime], *, start_ms: int | None = None, are_sent: bool = False
) -> Reading:
    """Return what the two numbers of ``times``, in the order of the file, are.

    ``start_ms`` is the time of day at which the call began, if it is known; ``are_sent`` says that
    they are named as times at which messages were sent.
    """
    if len(times) < _FEWEST:
        return Reading(are_hours=False)
    is_backwards = runs_backwards([time.ms for time in times])
    first = times[-1 if is_backwards else 0].ms
    if first < _NO_BEGINNING_MS:
        return Reading(are_hours=False)
    if are_sent or (start_ms is not None and is_of_day(first, start_ms, _HOUR_MS)):
        return Reading(are_hours=True)
    pace = _pace(times)
    if pace > _FASTEST:
        return Reading(are_hours=True, is_doubtful=first < _OF_DAY_FROM_MS)
    if first < _OF_DAY_FROM_MS:
        return Reading(are_hours=False)
    distinct = len({time.ms for time in times})
    is_speech = pace >= _SLOWEST and distinct == len(times) > _FEWEST_STEPS
    return Reading(are_hours=not is_speech, is_doubtful=True)


def is_of_day(ms: int, beside_ms: int, within_ms: int | None = None) -> bool:
    """Return whether ``ms``, of minutes and seconds, is a time of day beside ``beside_ms``.

    It is nearer to that as hours and minutes than it is to the start of a recording; ``within_ms``
    is how near it has to be.
    """
    nearest = ms if within_ms is None else within_ms
    return abs((ms * MINUTES_PER_HOUR - beside_ms + DAY_MS // 2) % DAY_MS - DAY_MS // 2) < nearest


def doubtful_reading(reading: Reading, source: str, line: int | None = None) -> Problem:
    """Return the warning that ``reading`` is not certain."""
    taken = _HOURS if reading.are_hours else _MINUTES
    message = Text(
        f"像 14:32 这样的时间可能是时:分，也可能是分:秒，按{taken.zh}处理。",
        f"Times such as 14:32 may be hours and minutes or minutes and seconds; they are taken as"
        f" {taken.en}.",
    )
    fix = Text(
        "请核对导出；写成 14:32:00 或 00:14:32 就没有疑问。",
        "Check the export; written as 14:32:00 or 00:14:32 they are certain.",
    )
    return Problem("time-unit", message, source, line, fix=fix)


def _pace(times: Sequence[ShortTime]) -> float:
    """Return how many characters a second are said if ``times`` are minutes and seconds."""
    ordered = sorted(times)
    seconds = (ordered[-1].ms - ordered[0].ms) / 1000
    said = sum(time.length for time in ordered if time.ms < ordered[-1].ms)
    if seconds == 0:
        return float("inf") if sum(time.length for time in times) else 0.0
    return said / seconds
