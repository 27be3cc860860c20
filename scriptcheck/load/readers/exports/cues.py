"""Subtitle files taken apart into cues, without losing a word of what is said.

Libraries for subtitles drop what they cannot place: a number alone on the last line of a cue, or
a cue whose arrow is misspelt. Here such things are kept, and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.roles.label_words import ANONYMOUS, in_any_writing
from scriptcheck.load.roles.labels import speaker_named
from scriptcheck.load.times.stamps import Stamp, read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ARROW: Final = re.compile(r"\s*(?:-{1,3}|=|–|—)>\s*")
SETTINGS: Final = re.compile(
    r"(?:\s+(?:line|align|position|size|vertical|region|[XY][12]):\S+)+\s*$", re.IGNORECASE
)
"""Where on the screen a cue is shown."""
_CLOCK: Final = re.compile(r"\d:\d\d")
_FRACTION: Final = re.compile(r"\d:\d\d[.,]\d")
_TIME: Final = r"(?:\d{1,4}:)?\d{1,3}:\d\d(?:[.,]\d{1,9})?"
_TIMES: Final = re.compile(rf"-?{_TIME}\s*(?:-{{1,3}}|=|–|—)>\s*{_TIME}(?=\s|[^\x00-\x7f])")
_MISREAD: Final = re.compile(r"\s*(?:\w{1,4}:)?\w{1,3}:\w\w(?:[.,]\w{1,3})?\s*", re.ASCII)
"""A time of which a digit may be a letter: ``00:0x.000``."""
_MOST_TIME: Final = 64
"""Characters of a time and what may stand before it."""
_NUMBER: Final = re.compile("[0-9]{1,9}")
_COUNTER: Final = re.compile(r"\d{1,6}\s+(\S{1,20})")
_NAMED: Final = re.compile(r"\d{1,6}\s+\"([^\"]{1,60})\"(?:\s*\(\d{1,20}\))?")
_ANONYMOUS: Final = re.compile(
    rf"(?:{'|'.join(map(in_any_writing, ANONYMOUS))})[ _-]?\w{{1,4}}", re.IGNORECASE
)
_COMMENT: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class SubtitleCue:
    """What is shown at one time."""

    line: int
    """The line of its times, from 1."""
    stamp: Stamp | None
    """``None`` where its times cannot be read."""
    lines: tuple[str, ...]
    """Its text, without blank lines."""
    name: str = ""
    """The speaker that stands beside its number; empty where none does."""


@dataclass(slots=True)
class Cues:
    """The cues of a file, and what stands before the first."""

    header: list[str] = field(default_factory=list)
    cues: list[SubtitleCue] = field(default_factory=list)


def read_cues(text: str, *, has_comments: bool) -> Cues:
    """Return the cues of ``text``; ``has_comments`` tells WebVTT, which may hold other blocks."""
    lines = _lines(text)
    timings = _timings(lines)
    counters = _counters(lines, timings)
    cuts = (
        timing - 1 if timing in counters else _end_of_text(lines, timing, any_name=has_comments)
        for timing in timings
    )
    first, *ends = (*cuts, len(lines))
    header = _spoken(lines[:first], has_comments=has_comments)
    found = Cues([line for line in header if not line.startswith("WEBVTT")])
    for timing, end in zip(timings, ends, strict=True):
        said = (
            *_beside(lines[timing]),
            *_spoken(lines[timing + 1 : end], has_comments=has_comments),
        )
        above = lines[timing - 1] if timing else ""
        name = counter_name(above) or ""
        found.cues.append(SubtitleCue(timing + 1, _stamp(lines[timing]), said, name))
    return found


class NumberedTime(NamedTuple):
    """The times of a cue with its number."""

    line: int
    """The line of the times, from 1, right below that of the number."""
    number: int
    start_ms: int


def numbered_times(text: str) -> Iterator[NumberedTime]:
    """Yield the times of the cues of ``text`` that have a number above them."""
    lines = _lines(text)
    for timing in _timings(lines):
        number = _number(lines[timing - 1]) if timing else None
        stamp = _stamp(lines[timing])
        if number is not None and stamp is not None:
            yield NumberedTime(timing + 1, number, stamp.start_ms)


def counter_name(line: str) -> str | None:
    """Return the speaker beside the number of a cue: ``2  spk1``, ``2 "王丽" (16)``.

    FunClip writes the first, Webex the other.
    """
    if named := _NAMED.fullmatch(line):
        return named[1]
    found = _COUNTER.fullmatch(line)
    if found is None or speaker_named(found[1]) is None:
        return found[1] if found and _ANONYMOUS.fullmatch(found[1]) else None
    return found[1]


def is_timing(line: str) -> bool:
    """Return whether ``line`` holds the times of a cue, be they ever so broken."""
    arrow = _ARROW.search(line)
    if arrow is None:
        return False
    start, end = line[: arrow.start()], line[arrow.end() :]
    if any(map(str.isalpha, start)) and _MISREAD.fullmatch(start) is None:
        return False
    numbers = (_has_clock(start), _has_clock(end))
    return all(numbers) or (any(numbers) and "-->" in line)


def _has_clock(text: str) -> bool:
    return _CLOCK.search(text[:_MOST_TIME]) is not None


def _lines(text: str) -> list[str]:
    # Of files put together, each may begin with a byte order mark.
    return [line.replace("\ufeff", "").strip() for line in text.splitlines()]


def _timings(lines: Sequence[str]) -> list[int]:
    """Return the lines with times of cues: what is said may have an arrow between times too."""
    found = [number for number, line in enumerate(lines) if is_timing(line)]
    has_fractions = bool(found) and _FRACTION.search(lines[found[0]]) is not None
    return [
        number
        for number in found
        if (_begins_cue(lines, number) or not _beside(lines[number]))
        and not (has_fractions and _is_rough(lines, number))
    ]


def _is_rough(lines: Sequence[str], number: int) -> bool:
    """Return whether the times of a line lack fractions, and are not all that stands there."""
    is_all = _begins_cue(lines, number) and not _beside(lines[number])
    return _FRACTION.search(lines[number]) is None and not is_all


def _begins_cue(lines: Sequence[str], number: int) -> bool:
    """Return whether a cue may begin at ``number``: after a blank line and its number or name."""
    above = lines[number - 1] if number else ""
    if not above or above.isdecimal() or counter_name(above) is not None:
        return True
    return number == 1 or not lines[number - 2]


def _beside(line: str) -> list[str]:
    """Return what is said in the line of the times, after them."""
    found = _TIMES.match(line)
    said = SETTINGS.sub("", line[found.end() :]).strip() if found else ""
    return [said] if any(map(str.isalpha, said)) else []


def _stamp(line: str) -> Stamp | None:
    found = read_stamp(_ARROW.sub(" --> ", line, count=1), 0)
    return found[0] if found and found[0].end_ms is not None else None


def _counters(lines: Sequence[str], timings: Sequence[int]) -> frozenset[int]:
    """Return the ``timings`` above which the number of the cue stands, blank line or not.

    Where every cue has a number, or one that follows that of the cue before, it is nothing that
    anybody says.
    """
    numbers = [_number(lines[timing - 1]) if timing else None for timing in timings]
    if None not in numbers:
        return frozenset(timings)
    return frozenset(
        timing
        for timing, number, before in zip(timings[1:], numbers[1:], numbers, strict=False)
        if number is not None and before is not None and number == before + 1
    )


def _number(line: str) -> int | None:
    return int(line) if _NUMBER.fullmatch(line) else None


def _end_of_text(lines: Sequence[str], timing: int, *, any_name: bool) -> int:
    """Return where the text before the line ``timing`` ends: a name of the cue may stand between.

    What follows a blank line and precedes the times is that name: in SubRip a number only.
    """
    above = timing - 1
    if above < 0 or not lines[above]:
        return timing
    is_apart = above == 0 or not lines[above - 1]
    is_number = lines[above].isdecimal() or counter_name(lines[above]) is not None
    return above if is_apart and (any_name or is_number) else timing


def _spoken(lines: Sequence[str], *, has_comments: bool) -> list[str]:
    return list(_without_comments(lines)) if has_comments else [line for line in lines if line]


def _without_comments(lines: Sequence[str]) -> Iterator[str]:
    is_comment, is_first = False, True
    for line in lines:
        if not line:
            is_comment, is_first = False, True
            continue
        is_comment = is_comment or (is_first and _COMMENT.match(line) is not None)
        is_first = False
        if not is_comment:
            yield line
