"""Times as transcripts write them: ``00:03``, ``[00:03.2]``, ``00:00:03,250 --> 00:00:05,000``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from scriptcheck.load.times.day_periods import FIRST_OF_PERIODS, PERIODS, hour_of_day

_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ \tT]*")
_WEEKDAY: Final = re.compile(r"(?:星期|[周週])[一二三四五六日天][ \t]*")
_PERIOD: Final = re.compile(rf"({PERIODS})[ \t]*")
_CLOCK: Final = re.compile(
    r"(?:(\d{1,2})[:：])?(\d{1,3})[:：](\d{2})(?:[.,](\d{1,9}))?(?!\d|[:：]\d)"
)
_HALF: Final = re.compile(r"[ \u202f]?([AaPp])\.?[Mm](?![A-Za-z])\.?")
_TIME_CODE: Final = re.compile(r"(\d{2}):(\d{2}):(\d{2})([:;])(\d{2})(?!\d|[:;]\d)")
"""Hours, minutes, seconds and frames; a semicolon says that numbers of frames are left out."""
_BLANKS: Final = re.compile(r"\s*")
_ARROW: Final = "-->"
_UNTIL: Final = re.compile(rf"\s*+(?:{_ARROW}|[-–—~～至])\s*")
# faster-whisper: [0.00s -> 3.21s]
_SECONDS_RANGE: Final = re.compile(
    r"\[\s*([0-9]{1,6}\.[0-9]{1,6})s?\s*-{1,2}>\s*([0-9]{1,6}\.[0-9]{1,6})s?\s*\]"
)
_BRACKETS: Final = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）", "<": ">"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS, _MINUTES, _SECONDS, _NOON = 24, 60, 60, 12
_FRAMES: Final = 25
"""Frames of a second where nothing is known."""


class Frames(NamedTuple):
    """The numbers of frames of a time code, or of the two of a range."""

    start: int
    end: int = 0
    drops: bool = False
    """Whether some numbers are left out, as at 29.97 frames a second."""


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
    period: str = ""
    """The part of the day beside it: 下午, P."""
    frames: Frames | None = None


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
    frames: Frames | None = None
    """Of a time code, its frames, of which its milliseconds take 25 for a second."""

    def as_hours(self) -> Stamp:
        """Return it with what may be hours and minutes read as such."""
        if not self.short or self.dated:
            return self
        return replace(self, start_ms=self.start_ms * _SECONDS, short=False)

    def at_rate(self, per_second: int) -> Stamp:
        """Return it with its frames, if it has any, as parts of a second that has so many."""
        if self.frames is None:
            return self
        start, end, _ = self.frames
        until = self.end_ms
        if until is not None:
            until += _frames_ms(end, per_second) - _frames_ms(end)
        begin = self.start_ms + _frames_ms(start, per_second) - _frames_ms(start)
        return replace(self, start_ms=begin, end_ms=until)


def read_stamp(text: str, start: int) -> tuple[Stamp, int] | None:
    """Return the time that begins at ``start`` and where it ends; ``None`` where there is none."""
    first = text[start : start + 1]
    closing = _BRACKETS.get(first)
    if not (closing or first.isdecimal() or first in FIRST_OF_PERIODS):
        return None
    if closing and (spoken := _SECONDS_RANGE.match(text, start)):
        begin_ms, until_ms = (round(float(spoken[group]) * 1000) for group in (1, 2))
        return Stamp(begin_ms, until_ms, certain=True), spoken.end()
    inside = skip_blanks(text, start + 1) if closing else start
    if (begin := _read_moment(text, inside)) is None:
        return None
    certain = closing is not None or begin.dated or begin.full
    end_ms, end, frames = None, begin.end, begin.frames
    if (until := _UNTIL.match(text, end)) and (
        last := _read_moment(text, until.end(), after=begin)
    ):
        # A range may name the date once only.
        end_ms = (last.day_ms if last.dated else begin.day_ms) + last.clock_ms
        end = last.end
        if frames is not None and last.frames is not None:
            frames = Frames(frames.start, last.frames.start, frames.drops or last.frames.drops)
        certain |= until.group().strip() == _ARROW
    if closing:
        end = skip_blanks(text, end)
        if text[end : end + 1] != closing:
            return None
        end += 1
    short = begin.short and end_ms is None
    start_ms = begin.day_ms + begin.clock_ms
    return Stamp(start_ms, end_ms, begin.dated, certain, short, frames), end


def skip_blanks(text: str, start: int) -> int:
    """Return where in ``text``, from ``start`` on, the first character is that is not blank."""
    blanks = _BLANKS.match(text, start)
    return blanks.end() if blanks else start


def iso_time(milliseconds: int) -> str:
    """Return ``milliseconds`` from 1970 as ISO 8601, without a time zone."""
    moment = (_EPOCH + timedelta(milliseconds=milliseconds)).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds" if milliseconds % 1000 else "seconds")


def _read_moment(text: str, start: int, *, after: _Moment | None = None) -> _Moment | None:
    """Return the moment that begins at ``start``, in a range ``after`` another.

    Two numbers are minutes and seconds, but after a date, or a part of the day, hours and minutes.
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
        if weekday := _WEEKDAY.match(text, start):
            start = weekday.end()
    elif code := _TIME_CODE.match(text, start):
        return _read_time_code(code)
    period = _PERIOD.match(text, start)
    clock = _CLOCK.match(text, period.end() if period else start)
    if clock is None:
        return None
    of_day = date is not None or (after is not None and after.dated)
    found = _read_clock(clock, _HALF.match(text, clock.end()), period, after, of_day=of_day)
    return found and found._replace(day_ms=day_ms, dated=date is not None)


def _read_clock(
    clock: re.Match[str],
    half: re.Match[str] | None,
    before: re.Match[str] | None,
    after: _Moment | None,
    *,
    of_day: bool,
) -> _Moment | None:
    """Return the time of ``clock``, which ``half`` follows, and words on the day are ``before``."""
    hours, minutes, seconds, fraction = clock.groups()
    is_twelve = 0 < int(hours or minutes) <= _NOON and (hours is not None or fraction is None)
    period = before[1] if before else half[1] if half and is_twelve else ""
    end = half.end() if half and is_twelve else clock.end()
    if not period and after is not None and int(hours or minutes) < _NOON:
        # 下午 2:30 - 2:35
        period = after.period
    if hours is None and fraction is None and (of_day or period) and int(minutes) < _HOURS:
        hours, minutes, seconds = minutes, seconds, "0"
        is_short = True
    else:
        is_short = hours is None
    if int(seconds) >= _SECONDS or (hours is not None and int(minutes) >= _MINUTES):
        return None
    hour = hour_of_day(int(hours or 0), period) if period else int(hours or 0)
    whole = (hour * _MINUTES + int(minutes)) * _SECONDS + int(seconds)
    thousandths = int(f"{fraction or ''}000"[:3])
    short = hours is None and fraction is None and int(minutes) < _HOURS
    return _Moment(
        0,
        whole * 1000 + thousandths,
        end,
        dated=False,
        full=not is_short,
        short=short,
        period=period,
    )


def _read_time_code(code: re.Match[str]) -> _Moment | None:
    """Return the moment of ``code``, its frames as parts of a second of 25 or of as many more."""
    hours, minutes, seconds, frames = (int(code[part]) for part in (1, 2, 3, 5))
    if minutes >= _MINUTES or seconds >= _SECONDS:
        return None
    whole = (hours * _MINUTES + minutes) * _SECONDS + seconds
    return _Moment(
        0,
        whole * 1000 + _frames_ms(frames),
        code.end(),
        dated=False,
        full=True,
        frames=Frames(frames, drops=code[4] == ";"),
    )


def _frames_ms(frames: int, per_second: int = _FRAMES) -> int:
    return round(frames * 1000 / per_second)
