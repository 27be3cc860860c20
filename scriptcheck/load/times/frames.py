"""Time codes that count frames, as programs for film do: ``00:00:04:20``, ``00:00:04;20``.

How many frames a second has is not said: a number shows that there are more, else they are 25.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.times.moments import Moment, Time
from scriptcheck.load.times.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.load.sentence import Sentence
    from scriptcheck.load.times.stamps import Frames, Stamp

_USUAL: Final = 25
_OF_NTSC: Final = 30
_RATES: Final = (_USUAL, _OF_NTSC, 60, 100)
"""From 60 on they are no frames, but hundredths of a second."""
_ENOUGH: Final = 25
"""So many time codes without a frame beyond the usual ones make others unlikely."""


class FrameRate(NamedTuple):
    """How many frames a second has."""

    per_second: int
    is_doubtful: bool = False


def frame_rate(stamps: Iterable[Stamp | None]) -> FrameRate | None:
    """Return the rate of the time codes among ``stamps``; ``None`` where there are none."""
    codes = [stamp.frames for stamp in stamps if stamp is not None and stamp.frames is not None]
    if not codes:
        return None
    least = _OF_NTSC if any(code.drops for code in codes) else _USUAL
    last = max(map(_last, codes))
    rate = next(rate for rate in _RATES if rate >= least and rate > last)
    return FrameRate(rate, is_doubtful=rate == _USUAL and len(codes) < _ENOUGH)


def with_frame_rate(said: Sequence[Sentence]) -> tuple[list[Sentence], FrameRate | None]:
    """Return ``said`` with time codes in the rate that they show, and that rate, if any is one."""
    times = [time for each in said for time in (each.start, each.end)]
    rate = frame_rate(map(_code, times))
    if rate is None:
        return list(said), None
    per_second = rate.per_second

    def moment(time: Time) -> Time:
        code = _code(time)
        return time if code is None else Moment(code.at_rate(per_second).start_ms)

    return [replace(each, start=moment(each.start), end=moment(each.end)) for each in said], rate


def doubtful_rate(rate: FrameRate, source: str, line: int | None = None) -> Problem:
    """Return the warning that ``rate`` is not certain."""
    message = Text(
        f"时间码最后一段是帧数，按每秒 {rate.per_second} 帧处理，不能确定；误差不到一秒。",
        f"Time codes end with a number of frames; they are taken as {rate.per_second} a second,"
        " which is not certain. The times are off by less than a second.",
    )
    fix = Text("请核对导出。", "Check the export.")
    return Problem("time-unit", message, source, line, fix=fix)


def _last(code: Frames) -> int:
    return max(code.start, code.end)


def _code(time: Time) -> Stamp | None:
    """Return the time code that ``time`` is; ``None`` where it is anything else."""
    if not isinstance(time, str) or ":" not in time:
        return None
    text = time.strip()
    found = read_stamp(text, 0)
    if found is None or found[1] != len(text) or found[0].dated:
        return None
    return found[0] if found[0].frames is not None and found[0].end_ms is None else None
