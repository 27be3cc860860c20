"""One line of labelled text, taken apart into time, label and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.readers.text.marks import without_list_mark, without_tags
from scriptcheck.load.readers.text.names import label_of_name, read_named
from scriptcheck.load.roles.labels import (
    Closing,
    SpeakerLabel,
    plain_width,
    read_label,
    read_misclosed,
)
from scriptcheck.load.times.stamps import Stamp, read_stamp, skip_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a speaker may begin in the middle of a line.
_TAG: Final = re.compile(r"[【\[〔〖{]")
_TAG_OR_AFTER_SENTENCE: Final = re.compile(r"[【\[〔〖{]|(?<=[\s。.!?;…])\S")


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the doubtful things mean in one file: see conventions.py."""

    letters: bool
    """Whether ``A:`` and ``B:`` name speakers."""
    line_ends: bool
    """Whether a word such as 客服, alone on a line, names the speaker of the next lines."""
    bare_times: bool
    """Whether ``10:30`` at the start of a line without a label is a time."""
    names: frozenset[str] = frozenset()
    """What speakers are called who have no label of a role."""
    closings: str = ""
    """What closes the word of a role at the beginning of a line, besides a colon."""

    def accept(self, label: SpeakerLabel) -> bool:
        """Return whether ``label`` is one by these conventions."""
        if label.closing is Closing.LINE_END:
            return self.line_ends and not label.is_letter
        return self.letters or not label.is_letter


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, or the part of a line that one speaker says."""

    line: int
    """Line, from 1."""
    column: int
    """Column in characters, from 1."""
    text: str
    """What is said, without time and label, and without blanks around it."""
    stamp: Stamp | None = None
    label: SpeakerLabel | None = None
    time_leads: bool = False
    """Whether the time stands before everything else."""
    follows_speech: bool = False
    """Whether the line has another segment before it."""

    @property
    def is_marked(self) -> bool:
        """Whether it has a label that cannot be speech."""
        return self.label is not None and self.label.closing is Closing.MARK

    @property
    def is_time_alone(self) -> bool:
        """Whether there is a time and nothing else."""
        return self.stamp is not None and self.label is None and not self.text


class _Head(NamedTuple):
    stamp: Stamp | None
    label: SpeakerLabel | None
    end: int
    """Where what is said begins."""
    time_leads: bool = False


def read_line(line: str, number: int, conventions: Conventions) -> tuple[Segment, ...]:
    """Return the segments of ``line``, which is the line ``number`` of its file.

    A line without any label is one segment; a blank line is none.
    """
    line = without_tags(line)
    plain = plain_width(line)
    unmarked = without_list_mark(plain)
    if unmarked is not None and _read_head(unmarked.strip(), conventions).label is not None:
        plain = unmarked
    margin = skip_blanks(plain, 0)
    if margin == len(plain):
        return ()
    plain = plain.strip()
    first = _read_head(plain, conventions)
    cuts = tuple(_inline_heads(plain, first, conventions))
    if not cuts:
        return (_segment(line, plain, first, (number, margin, 0)),)
    segments = []
    for begin, end in pairwise((0, *cuts, len(plain))):
        part = plain[begin:end].rstrip()
        head = _read_head(part, conventions)
        segments.append(_segment(line, part, head, (number, margin, begin)))
    return tuple(segments)


def _segment(line: str, part: str, head: _Head, place: tuple[int, int, int]) -> Segment:
    """Return ``part`` of ``line`` as a segment.

    ``place`` is the number of the line, the width of its margin, and how far from there the part
    begins.
    """
    number, margin, begin = place
    start = margin + begin
    said = skip_blanks(part, head.end)
    text = line[start + said : start + len(part)]
    return Segment(number, start + 1, text, head.stamp, head.label, head.time_leads, begin > 0)


def _read_head(part: str, conventions: Conventions, start: int = 0) -> _Head:
    """Return the time and the label that begin at ``start``, as far as they are there."""
    stamp, at = None, start
    if found := read_stamp(part, start):
        stamp, end = found
        at = skip_blanks(part, end)
    labelled = read_label(part, at)
    if labelled is not None and not conventions.accept(labelled[0]):
        labelled = None
    if labelled is None and conventions.names:
        labelled = read_named(part, at, conventions.names)
        name = part[at:].strip(" :")
        if labelled is None and stamp is not None and name in conventions.names:
            # 10:00:20 张先生, and what is said below.
            labelled = label_of_name(name), None, len(part)
    if labelled is None and conventions.closings and start == 0:
        labelled = read_misclosed(part, at, conventions.closings)
    if labelled is not None:
        label, own_stamp, end = labelled
        return _Head(stamp or own_stamp, label, end, stamp is not None)
    if stamp is None or not (stamp.certain or _stands_apart(part, at, conventions)):
        return _Head(None, None, start)
    return _Head(stamp, None, at, time_leads=True)


def _stands_apart(part: str, end: int, conventions: Conventions) -> bool:
    return conventions.bare_times and (end == len(part) or part[end - 1].isspace())


def _inline_heads(plain: str, first: _Head, conventions: Conventions) -> Iterator[int]:
    """Yield where further speakers begin in a line that begins with ``first``.

    Tags in brackets count anywhere; a label with a colon only where the line has a label already
    and a blank or the end of a sentence stands before it, so that 他跟客户：您好 stays whole.
    """
    labelled = first.label is not None and first.label.closing is Closing.MARK
    beginnings = _TAG_OR_AFTER_SENTENCE if labelled else _TAG
    at = max(first.end, 1)
    while found := beginnings.search(plain, at):
        head = _read_head(plain, conventions, found.start())
        if head.label and head.label.closing is Closing.MARK and not head.label.is_letter:
            beginnings = _TAG_OR_AFTER_SENTENCE
            yield found.start()
            at = head.end
        else:
            at = found.end()
