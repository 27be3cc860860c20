"""Segments put together to turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker, Turn
from scriptcheck.load.readers.text.breaks import with_line_breaks
from scriptcheck.load.readers.text.fields_above import fields_above
from scriptcheck.load.readers.text.headings import heading_in
from scriptcheck.load.readers.text.strange_labels import (
    describes_call,
    misclosed_head,
    strange_head,
    strange_tags,
)
from scriptcheck.load.times.dated_once import with_dates
from scriptcheck.load.times.hours_minutes import Reading, ShortTime, read_short_times
from scriptcheck.load.times.midnight import DAY_MS, end_after, first_after_midnight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.load.readers.text.lines import Segment
    from scriptcheck.load.times.stamps import Stamp

_HEADER: Final = re.compile(r"[^:：，。？！,?!]{1,16}[:：].*|[-=*#_—~]{3,}")
_NO_SPEECH: Final = re.compile(
    r"Detected language '.*|Detecting language using .*"
    r"|\[(?:ti|ar|al|au|by|length|offset|re|ve|tool):[^\]]*\]"
)
"""What faster-whisper and Whisper say before the first sentence, and LRC of the recording."""
_FOOTER: Final = re.compile(r"(?:Transcribed|Transcription|Transcript|Generated) by https?://\S+")
"""What Otter writes at the end."""


@dataclass(frozen=True, slots=True)
class DialogueTurns:
    """What a labelled text says, and what in it was doubtful; lines are numbered from 1."""

    turns: tuple[Turn, ...]
    labels: tuple[str, ...]
    """What each turn's speaker is called where that names nobody; else empty."""
    is_labelled: bool
    """Whether any label was found."""
    first_moment: int | None
    """The first time that has a date, in milliseconds from 1970; all such count from it."""
    header: tuple[str, ...]
    """Lines before the first label that describe the call, such as 工号：8023."""
    footer: tuple[str, ...]
    """Lines that name what wrote the text down."""
    before_label: tuple[int, ...]
    """All lines before the first label."""
    inline: tuple[tuple[int, int], ...]
    """Line and column of labels without brackets in the middle of a line."""
    strange_labels: Mapping[str, int]
    """Words before a colon that name no known speaker, with the first line of each."""
    lost_times: tuple[int, ...]
    """Lines with a time to which nothing is said."""
    reading: Reading
    """What times such as 14:32 were taken for."""


def put_together(segments: Iterable[Segment]) -> DialogueTurns:
    """Return the dialogue of ``segments``.

    What stands between two labels is one turn, unless it has times of its own.
    """
    fields = fields_above(list(segments))
    segments = fields.rest
    labels = [segment.label for segment in segments if segment.label]
    has_tags = any(label.enclosed for label in labels)
    builder = _Builder(bool(labels), has_tags, _heads_of_turns(segments))
    builder.add_fields(fields.lines)
    for segment in segments:
        builder.add(segment)
    return builder.finish()


def _heads_of_turns(segments: Sequence[Segment]) -> frozenset[str]:
    """Return what begins lines below the first label as a label does, though no role is known."""
    below = dropwhile(lambda segment: segment.label is None, segments)
    return frozenset(
        head for segment in below if segment.label is None and (head := strange_head(segment.text))
    )


@dataclass(slots=True)
class _Draft:
    speaker: Speaker
    stamp: Stamp | None
    lines: list[str]
    label: str = ""

    def turn(self, origin: int) -> Turn:
        text = with_line_breaks("\n".join(line for line in self.lines if line)).strip()
        if self.stamp is None:
            return Turn(self.speaker, text)
        origin = origin if self.stamp.dated else 0
        end = self.stamp.end_ms
        return Turn(
            self.speaker, text, self.stamp.start_ms - origin, None if end is None else end - origin
        )


@dataclass(slots=True)
class _Builder:
    is_labelled: bool
    has_tags: bool
    """Whether labels stand in brackets, which need no colon."""
    heads: frozenset[str]
    """What begins lines below the first label as a label does."""
    drafts: list[_Draft] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    before_label: list[int] = field(default_factory=list)
    inline: list[tuple[int, int]] = field(default_factory=list)
    strange_labels: dict[str, int] = field(default_factory=dict)
    lost_times: list[int] = field(default_factory=list)
    in_turns: bool = False
    """Whether the first label has been seen."""
    time_alone: Segment | None = None
    """A time on a line of its own, which belongs to what is said next."""

    def add_fields(self, lines: Iterable[tuple[int, str]]) -> None:
        """Add fields above the dialogue, each with the line in which it stands."""
        for line, text in lines:
            self.before_label.append(line)
            self.header.append(text)

    def add(self, segment: Segment) -> None:
        if segment.is_time_alone:
            self._lose_time()
            self.time_alone = segment
            return
        if segment.label is None and segment.stamp is None and _FOOTER.fullmatch(segment.text):
            self.footer.append(segment.text)
            return
        stamp = self._stamp_of(segment)
        if segment.label:
            self._begin(segment, stamp)
        elif self.in_turns:
            self._go_on(segment, stamp)
        else:
            self._add_unlabelled(segment, stamp)

    def finish(self) -> DialogueTurns:
        self._lose_time()
        stamps = with_dates([draft.stamp for draft in self.drafts])
        for draft, dated in zip(self.drafts, stamps, strict=True):
            draft.stamp = dated
        first = next((stamp.start_ms for stamp in stamps if stamp and stamp.dated), None)
        reading = Reading(are_hours=False)
        if first is None:
            reading = self._read_short()
            self._pass_midnight()
        return DialogueTurns(
            tuple(draft.turn(first or 0) for draft in self.drafts),
            tuple(draft.label for draft in self.drafts),
            self.is_labelled,
            first,
            tuple(self.header),
            tuple(self.footer),
            tuple(self.before_label),
            tuple(self.inline),
            self.strange_labels,
            tuple(self.lost_times),
            reading,
        )

    def _read_short(self) -> Reading:
        """Find out whether ``14:32`` is hours and minutes, where all times are such."""
        timed = [(draft, draft.stamp) for draft in self.drafts if draft.stamp is not None]
        if not all(stamp.short for _, stamp in timed):
            return Reading(are_hours=False)
        reading = read_short_times(
            [ShortTime(stamp.start_ms, sum(map(len, draft.lines))) for draft, stamp in timed]
        )
        if reading.are_hours:
            for draft, stamp in timed:
                draft.stamp = stamp.as_hours()
        return reading

    def _pass_midnight(self) -> None:
        starts = [draft.stamp.start_ms if draft.stamp else None for draft in self.drafts]
        after = first_after_midnight(starts)
        for number, draft in enumerate(self.drafts):
            if draft.stamp is not None:
                day = DAY_MS if after is not None and number >= after else 0
                start = draft.stamp.start_ms
                end = end_after(start, draft.stamp.end_ms)
                draft.stamp = replace(
                    draft.stamp, start_ms=start + day, end_ms=None if end is None else end + day
                )

    def _stamp_of(self, segment: Segment) -> Stamp | None:
        if segment.stamp is not None:
            self._lose_time()
            return segment.stamp
        alone, self.time_alone = self.time_alone, None
        return alone.stamp if alone else None

    def _lose_time(self) -> None:
        if self.time_alone is not None:
            self.lost_times.append(self.time_alone.line)
            self.time_alone = None

    def _begin(self, segment: Segment, stamp: Stamp | None) -> None:
        if segment.label is None:
            return
        self.in_turns = True
        if segment.follows_speech and not segment.label.enclosed:
            self.inline.append((segment.line, segment.column))
        label = segment.label
        self.drafts.append(_Draft(label.speaker, stamp, [segment.text], label.anonymous))
        if label.enclosed:
            self._note_strange_tags(segment)

    def _go_on(self, segment: Segment, stamp: Stamp | None) -> None:
        self._note_strange_label(segment)
        turn = self.drafts[-1]
        if stamp is None:
            turn.lines.append(segment.text)
        elif turn.stamp is None and not any(turn.lines):
            turn.stamp = stamp
            turn.lines.append(segment.text)
        else:
            self.drafts.append(_Draft(turn.speaker, stamp, [segment.text], turn.label))

    def _add_unlabelled(self, segment: Segment, stamp: Stamp | None) -> None:
        if _NO_SPEECH.fullmatch(segment.text) and not self.drafts:
            self.header.append(segment.text)
            return
        if self.is_labelled:
            self.before_label.append(segment.line)
            if stamp is None and self._is_header(segment.text):
                self.header.append(segment.text)
                return
        self._note_strange_label(segment)
        self.drafts.append(_Draft(Speaker.UNKNOWN, stamp, [segment.text]))

    def _is_header(self, text: str) -> bool:
        if _HEADER.fullmatch(text) is None:
            return heading_in(text) is not None
        return strange_head(text) not in self.heads and describes_call(text)

    def _note_strange_label(self, segment: Segment) -> None:
        mistyped = misclosed_head(segment.text) if self.is_labelled else ""
        if head := strange_head(segment.text) or mistyped:
            self.strange_labels.setdefault(head, segment.line)
        elif self.has_tags:
            self._note_strange_tags(segment)

    def _note_strange_tags(self, segment: Segment) -> None:
        for tag in strange_tags(segment.text):
            self.strange_labels.setdefault(tag, segment.line)
