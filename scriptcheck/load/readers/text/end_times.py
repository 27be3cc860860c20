"""Times behind what is said: ``客服：您好 [00:03]``, ``客户：你好（10:02:08）``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.roles.labels import plain_width
from scriptcheck.load.times.day_periods import PERIODS
from scriptcheck.load.times.stamps import Stamp, read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.load.readers.text.lines import Segment

_LONGEST: Final = 64
"""Characters at the end of a line in which a time may stand."""
_MAY_BEGIN: Final = re.compile(rf"[\[【(<]|(?<=[\s。.？?！!，,；;、…~])(?:[0-9]|{PERIODS})")
_FEWEST: Final = 2


class EndTimes(NamedTuple):
    """The segments of a text whose times may have stood behind what is said."""

    segments: list[Segment]
    left: tuple[int, ...]
    """Lines that end with what is certainly a time, and keep it in what is said."""


class _End(NamedTuple):
    stamp: Stamp
    begin: int
    """Where in the text it begins."""


def with_end_times(segments: Iterable[Segment]) -> EndTimes:
    """Return ``segments`` with times at the ends of turns as their own, where most turns end so.

    Where lines have times before what is said, or few end with one, they stay as they are.
    """
    segments = list(segments)
    ends = [_end_of(segment.text) for segment in segments]
    turns = _turns(segments)
    timed = [(first, last) for first, last in turns if ends[last] is not None]
    if (
        len(timed) < _FEWEST
        or len(timed) * 2 <= len(turns)
        or any(segment.stamp is not None for segment in segments)
    ):
        certain = zip(segments, ends, strict=True)
        return EndTimes(segments, tuple(one.line for one, end in certain if _is_certain(end)))
    for first, last in timed:
        end = ends[last]
        if end is not None:
            text = segments[last].text[: end.begin].rstrip()
            segments[last] = replace(segments[last], text=text)
            segments[first] = replace(segments[first], stamp=end.stamp)
    taken = {last for _, last in timed}
    left = (n for n, end in enumerate(ends) if n not in taken and _is_certain(end))
    return EndTimes(segments, tuple(segments[number].line for number in left))


def times_left(lines: Sequence[int], source: str) -> Problem:
    """Return the warning of times that stay in what is said at the ends of ``lines``."""
    message = Text(
        f"有 {len(lines)} 行以时间结尾，没有当作时间，留在了说话内容里。",
        f"{len(lines)} lines end with a time, which was left in what is said and not read.",
    )
    fix = Text(
        "请把时间写在每句话之前，如 [00:03] 客服：您好。",
        "Write times before what is said, as in [00:03] 客服：您好.",
    )
    return Problem("times-left", message, source, lines[0], fix=fix)


def _turns(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return the first and the last segment of each turn; without labels each is one."""
    if not any(segment.label for segment in segments):
        return [(number, number) for number in range(len(segments))]
    firsts = [number for number, segment in enumerate(segments) if segment.label]
    return [
        (first, following - 1)
        for first, following in zip(firsts, [*firsts[1:], len(segments)], strict=True)
    ]


def _is_certain(end: _End | None) -> bool:
    return end is not None and end.stamp.certain


def _end_of(text: str) -> _End | None:
    """Return the time that ``text`` ends with, behind something that is said."""
    if not text or not (text[-1].isdecimal() or text[-1] in "]】)）>］"):
        return None
    offset = max(0, len(text) - _LONGEST)
    plain = plain_width(text)
    for found in _MAY_BEGIN.finditer(plain, offset):
        read = read_stamp(plain, found.start())
        if read is not None and read[1] == len(plain):
            return _End(read[0], found.start()) if plain[: found.start()].strip() else None
    return None
