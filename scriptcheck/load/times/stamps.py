"""Times as transcripts write them: ``00:03``, ``[00:03.2]``, ``00:00:03,250 --> 00:00:05,000``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ \tT]*")
_CLOCK: Final = re.compile(
    r"(?:(\d{1,2})[:：])?(\d{1,3})[:：](\d{2})(?:[.,](\d{1,9}))?(?!\d|[:：]\d)"
)
_BLANKS: Final = re.compile(r"\s*")
_ARROW: Final = "-->"
_UNTIL: Final = re.compile(rf"\s*+(?:{_ARROW}|[-–—~～至])\s*")
# faster-whisper: [0.00s -> 3.21s]
_SECONDS_RANGE: Final = re.compile(
    r"\[\s*([0-9]{1,6}\.[0-9]{1,6})s?\s*-{1,2}>\s*([0-9]{1,6}\.[0-9]{1,6})s?\s*\]"
)
_BRACKETS: Final = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）", "<": ">"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS, _MINUTES, _SECONDS = 24, 60, 60


class _Moment(NamedTuple):
    day_ms: int
    """Milliseconds from 1970 to the start of the day; 0 where there is no date."""
    clock_ms: int
    end: int
    dated: bool
    full: bool
    """Whether it has hours, minutes and seconds, which nobody says."""
    short: bool = False
    """Whether it is two numbers read as minutes and seconds that may be hours and minutes."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something is said."""

    start_ms: int
    """Milliseconds from the start of the recording; of a dated stamp, from 1970."""
    end_ms: int | None = None
    dated: bool = False
    """Whether it is a time of day with its date."""
    certain: bool = False
    """Whether it cannot be part of what is said, as a bare ``10:30`` can."""
    short: bool = False
    """Whether it is read as minutes and seconds, and may be hours and minutes: ``14:32``."""

    def as_hours(self) -> Stamp:
        """Return it with what may be hours and minutes read as such."""
        if not self.short or self.dated:
            return self
        return replace(self, start_ms=self.start_ms * _SECONDS, short=False)


def read_stamp(text: str, start: int) -> tuple[Stamp, int] | None:
    """Return the time that begins at ``start`` and where it ends; ``None`` where there is none."""
    first = text[start : start + 1]
    closing = _BRACKETS.get(first)
    if not (closing or first.isdecimal()):
        return None
    if closing and (spoken := _SECONDS_RANGE.match(text, start)):
        begin_ms, until_ms = (round(float(spoken[group]) * 1000) for group in (1, 2))
        return Stamp(begin_ms, until_ms, certain=True), spoken.end()
    inside = skip_blanks(text, start + 1) if closing else start
    if (begin := _read_moment(text, inside)) is None:
        return None
    certain = closing is not None or begin.dated or begin.full
    end_ms, end = None, begin.end
    if (until := _UNTIL.match(text, end)) and (
        last := _read_moment(text, until.end(), of_day=begin.dated)
    ):
        # A range may name the date once only.
        end_ms = (last.day_ms if last.dated else begin.day_ms) + last.clock_ms
        end = last.end
        certain |= until.group().strip() == _ARROW
    if closing:
        end = skip_blanks(text, end)
        if text[end : end + 1] != closing:
            return None
        end += 1
    short = begin.short and end_ms is None
    return Stamp(begin.day_ms + begin.clock_ms, end_ms, begin.dated, certain, short), end


def skip_blanks(text: str, start: int) -> int:
    """Return where in ``text``, from ``start`` on, the first character is that is not blank."""
    blanks = _BLANKS.match(text, start)
    return blanks.end() if blanks else start


def iso_time(milliseconds: int) -> str:
    """Return ``milliseconds`` from 1970 as ISO 8601, without a time zone."""
    moment = (_EPOCH + timedelta(milliseconds=milliseconds)).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds" if milliseconds % 1000 else "seconds")


def _read_moment(text: str, start: int, *, of_day: bool = False) -> _Moment | None:
    """Return the moment that begins at ``start``.

    Two numbers are minutes and seconds, but after a date, or where ``of_day`` is true, hours and
    minutes.
    """
    day_ms = 0
    if date := _DATE.match(text, start):
        year, month, day = map(int, date.groups())
        try:
            midnight = datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            return None
        day_ms = (midnight - _EPOCH) // timedelta(milliseconds=1)
        start = date.end()
    if (clock := _CLOCK.match(text, start)) is None:
        return None
    hours, minutes, seconds, fraction = clock.groups()
    if hours is None and fraction is None and (date or of_day) and int(minutes) < _HOURS:
        hours, minutes, seconds = minutes, seconds, "0"
    if int(seconds) >= _SECONDS or (hours is not None and int(minutes) >= _MINUTES):
        return None
    whole = (int(hours or 0) * _MINUTES + int(minutes)) * _SECONDS + int(seconds)
    thousandths = int(f"{fraction or ''}000"[:3])
    short = hours is None and fraction is None and int(minutes) < _HOURS
    return _Moment(
        day_ms, whole * 1000 + thousandths, clock.end(), date is not None, hours is not None, short
    )
