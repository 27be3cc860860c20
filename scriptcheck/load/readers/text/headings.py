"""Lines that head a call in a text of several: 通话编号：C1, 第1通, 通话 2 (工号 8023).

Where the lines above the first turn come again between others, with another value, each begins a
call. Else such a line is a reason for a warning.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.columns import call_field
from scriptcheck.load.readers.text.strange_labels import names_field
from scriptcheck.load.roles.labels import plain_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.text.lines import Segment

_NUMBER: Final = r"(?:[0-9]{1,9}|[一二三四五六七八九十百]{1,5})"
_ID: Final = rf"(?:{_NUMBER}|(?=[A-Za-z_-]*[0-9])[0-9A-Za-z_-]{{1,36}})"
_CALLS: Final = (
    "通话|录音|来电|会话|对话|电话|工单|call|dialog(?:ue)?|conversation|session|recording"
)
_NOTE: Final = r"\s*(?:[(\[【].{1,40}[)\]】])?\s*:?"
_ORDINAL: Final = re.compile(rf"第\s*({_NUMBER})\s*[通段](?:{_CALLS})?(?:记录)?{_NOTE}")
_NUMBERED: Final = re.compile(
    rf"({_CALLS})\s*(?:记录|编号|no\.?|id)?\s*[#:]?\s*({_ID}){_NOTE}", re.IGNORECASE
)
_KEYED: Final = re.compile(r"([^:,，。？！?!]{1,16}?)\s*:\s*(\S.*)")
_MARKS: Final = "#*=-— \t"
_BRACKETS: Final = {"【": "】", "[": "]", "(": ")", "《": "》"}
_LEAST: Final = 2
"""Turns of a part that may be a call."""


class Heading(NamedTuple):
    """What a line that may head a call says."""

    kind: str
    """The same for all such lines of a text: the name of the value."""
    value: str
    is_sure: bool = False
    """Whether it speaks of a call for certain, wherever it stands."""


def heading_in(text: str) -> Heading | None:
    """Return what ``text`` says as a heading of a call; ``None`` where it is anything else."""
    bare = plain_width(text).strip(_MARKS)
    if bare[-1:] in _BRACKETS.get(bare[:1], ()):
        bare = bare[1:-1].strip()
    found = _KEYED.fullmatch(bare)
    if found and (call_field(found[1]) or names_field(found[1])):
        return Heading(f"{found[1]}:", found[2], is_sure=call_field(found[1]) == "call_id")
    if found := _ORDINAL.fullmatch(bare):
        return Heading("第", found[1], is_sure=True)
    found = _NUMBERED.fullmatch(bare)
    return Heading(found[1].casefold(), found[2]) if found else None


def headed_lines(segments: Sequence[Segment]) -> list[int]:
    """Return the first line of each call where each has such headings; of one call, line 1."""
    above = list(takewhile(_is_plain, segments))
    heads = list(filter(None, (heading_in(each.text) for each in above)))
    known = {_kind(each.text) for each in above}
    for head in heads:
        lines = [1, *_recurring(segments, len(above), head, known)]
        if len(lines) > 1 and all(count >= _LEAST for count in _labels(segments, lines)):
            return lines
    return [1]


def heading_amid(segments: Sequence[Segment]) -> int | None:
    """Return the line of the first heading of a call that stands between turns, if any."""
    labels = [number for number, segment in enumerate(segments) if segment.label is not None]
    if len(labels) < _LEAST * 2:
        return None
    for segment in segments[labels[_LEAST - 1] : labels[-_LEAST]]:
        if _is_plain(segment) and (head := heading_in(segment.text)) and head.is_sure:
            return segment.line
    return None


def _is_plain(segment: Segment) -> bool:
    return segment.label is None and segment.stamp is None


def _kind(text: str) -> str:
    head = heading_in(text)
    return head.kind if head is not None else text


def _recurring(
    segments: Sequence[Segment], first: int, head: Heading, known: set[str]
) -> Iterator[int]:
    """Yield the lines at which calls begin where ``head`` comes again with another value.

    Lines right above that stand above the first turn too, which are ``known``, belong to it.
    """
    before = head.value
    for number in range(first, len(segments)):
        segment = segments[number]
        found = heading_in(segment.text) if _is_plain(segment) else None
        if found is None or found.kind != head.kind or found.value == before:
            continue
        before, begin = found.value, number
        while begin > first and _is_plain(segments[begin - 1]):
            if _kind(segments[begin - 1].text) not in known:
                break
            begin -= 1
        yield segments[begin].line


def _labels(segments: Sequence[Segment], lines: Sequence[int]) -> list[int]:
    """Return how many labels stand in each part of ``segments`` that begins at one of ``lines``."""
    counts = [0] * len(lines)
    for segment in segments:
        if segment.label is not None:
            counts[sum(line <= segment.line for line in lines) - 1] += 1
    return counts
