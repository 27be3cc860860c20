"""Labelled plain text: 客服：…, 【坐席】…, A: …, with or without times."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.text.conventions import read_lines
from scriptcheck.load.readers.text.dialogue import put_together
from scriptcheck.load.readers.text.end_times import times_left, with_end_times
from scriptcheck.load.readers.text.headings import headed_lines, heading_in
from scriptcheck.load.readers.text.joined_files import CallPart, joined_files
from scriptcheck.load.readers.text.lines import Conventions, Segment, read_line
from scriptcheck.load.readers.text.names_below import with_names_below
from scriptcheck.load.readers.text.not_speech import not_speech, not_speech_problem
from scriptcheck.load.readers.text.parted import call_lines, is_rule, parted, parted_calls
from scriptcheck.load.roles.label_in_turn import label_in_turn
from scriptcheck.load.roles.unknown_labels import label_meta, label_warnings
from scriptcheck.load.times.frames import doubtful_rate
from scriptcheck.load.times.hours_minutes import doubtful_reading
from scriptcheck.load.times.order import sequence_warnings, time_warnings
from scriptcheck.load.times.stamps import iso_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.text.dialogue import DialogueTurns
    from scriptcheck.load.transcript import Transcript

_MOST_NAMES: Final = 5
_LOOKED_AT: Final = 200
"""Lines in which a labelled text has shown a label."""
_ADD_LABELS: Final = Text(
    "请在每句话前写明说话人，如“客服：”“客户：”。",
    "Put the speaker before each turn, such as 客服： or 客户：.",
)


def parse_plain_text(
    text: str,
    *,
    call_id: str,
    source: str = "",
    names: frozenset[str] = frozenset(),
    first_line: int = 1,
) -> Call:
    """Return the call that ``text`` writes down, with a label such as ``客服：`` before each turn.

    Lines without a label belong to the turn before, joined to it by a line break. Where there is
    no label at all, each line is a turn of an unknown speaker. Every guess is a warning of the
    call; a text of blanks gives a call without turns. ``source`` names the file in warnings, whose
    line ``first_line`` the text begins with, and ``names`` are what speakers are called who have no
    label of a role.
    """
    segments = with_names_below(read_lines(text.splitlines(), names))
    if first_line > 1:
        segments = [replace(each, line=each.line + first_line - 1) for each in segments]
    timed = with_end_times(_without_counters(segments))
    dialogue = put_together(timed.segments)
    warnings = (
        *_warnings(dialogue, source),
        *((times_left(timed.left, source),) if timed.left else ()),
        *parted(segments, source),
        *time_warnings(dialogue.turns, source),
        *sequence_warnings(dialogue.turns, dialogue.labels, source),
        *label_in_turn(dialogue.turns, source),
    )
    return Call(call_id, dialogue.turns, _meta(dialogue), source, warnings)


def _recognises(transcript: Transcript) -> bool:
    # A word alone on a line is too little to tell a format by.
    conventions = Conventions(letters=True, line_ends=False, bare_times=True)
    lines = transcript.opening.splitlines()[:_LOOKED_AT]
    return any(segment.label for line in lines for segment in read_line(line, 1, conventions))


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    yield from read_plain_text(decoded.text, transcript, decoded.flaws)


def read_plain_text(
    text: str, transcript: Transcript, flaws: Sequence[Problem] = ()
) -> Iterator[Call | Problem]:
    """Yield the call that ``text`` of ``transcript`` writes down, or why it is none.

    ``flaws`` are what was lost in reading it.
    """
    lines = text.splitlines()
    files = joined_files(lines)
    written = [line for part in files for line in part.lines] or lines
    if not transcript.options.is_named and (other := not_speech(written)):
        yield not_speech_problem(other, transcript.source)
        return
    parts = files or _parts(lines, transcript.options.speakers)
    if len(parts) == 1:
        call = _call_of(parts[0], transcript.call_id, transcript)
        if call.turns or call.meta:
            yield msgspec.structs.replace(call, warnings=(*flaws, *call.warnings))
        else:
            yield empty_file(transcript.source)
        return
    for number, part in enumerate(parts, 1):
        own = f"/{part.name}" if part.name else f"#{number}"
        call = _call_of(part, f"{transcript.call_id}{own}", transcript)
        parted_in = parted_calls(len(parts), transcript.source, part.first)
        yield msgspec.structs.replace(
            call,
            source=f"{transcript.source}#{number}",
            warnings=(*flaws, parted_in, *call.warnings),
        )


def _parts(lines: Sequence[str], names: frozenset[str]) -> list[CallPart]:
    """Return the parts of ``lines`` that are calls for certain; one where they are one call."""
    starts = [1]
    has_rules = any(map(is_rule, lines))
    if has_rules or sum(heading_in(line) is not None for line in lines) > 1:
        segments = read_lines(lines, names)
        starts = call_lines(segments) if has_rules else starts
        starts = headed_lines(segments) if len(starts) == 1 else starts
    ends = [*starts[1:], len(lines) + 1]
    # A line of signs above a call is no part of the one before.
    ends = [end - (end <= len(lines) and is_rule(lines[end - 2])) for end in ends]
    return [
        CallPart(first, list(lines[first - 1 : end - 1]))
        for first, end in zip(starts, ends, strict=True)
    ]


def _call_of(part: CallPart, call_id: str, transcript: Transcript) -> Call:
    return parse_plain_text(
        "\n".join(part.lines),
        call_id=call_id,
        source=transcript.source,
        names=transcript.options.speakers,
        first_line=part.first,
    )


PLAIN_TEXT: Final = Format(
    "text",
    (".txt", ".text"),
    _recognises,
    _read,
    Text("带说话人标签的文本", "text with speaker labels"),
)
"""One call a file."""


def _without_counters(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Leave out the numbers that subtitles have above each ``-->`` line."""
    for segment, after in zip_longest(segments, segments[1:]):
        is_cue = after is not None and after.is_time_alone
        is_range = is_cue and after.stamp is not None and after.stamp.end_ms is not None
        if not (is_range and segment.label is None and segment.text.isdecimal()):
            yield segment


def _meta(dialogue: DialogueTurns) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    if dialogue.first_moment is not None:
        meta["start_time"] = iso_time(dialogue.first_moment)
    if header := (*dialogue.header, *dialogue.footer):
        meta["header"] = list(header)
    return meta | label_meta(dialogue.turns, dialogue.labels)


def _warnings(dialogue: DialogueTurns, source: str) -> Iterator[Problem]:
    if dialogue.turns and not dialogue.is_labelled:
        message = Text(
            "没有说话人标签，每行作为一句，说话人未知。",
            "No speaker labels: each line is a turn of an unknown speaker.",
        )
        yield Problem("no-labels", message, source, fix=_ADD_LABELS)
    if any(dialogue.labels):
        yield from label_warnings(dialogue.turns, dialogue.labels, source)
    if dialogue.before_label:
        yield _before_label(dialogue, source)
    if dialogue.inline:
        line, column = dialogue.inline[0]
        message = Text(
            f"一行中有多个说话人，已在标签处分开（共 {len(dialogue.inline)} 处）。",
            f"Several speakers in one line; split at the labels ({len(dialogue.inline)} in all).",
        )
        fix = Text("请核对；最好每行只写一句。", "Check it; one turn a line is better.")
        yield Problem("inline-labels", message, source, line, column, fix)
    if dialogue.strange_labels:
        yield _strange_labels(dialogue.strange_labels, source)
    if dialogue.reading.is_doubtful:
        yield doubtful_reading(dialogue.reading, source)
    if dialogue.frame_rate is not None and dialogue.frame_rate.is_doubtful:
        yield doubtful_rate(dialogue.frame_rate, source)
    if dialogue.lost_times:
        message = Text(
            f"有时间而没有内容的行已略过（共 {len(dialogue.lost_times)} 处）。",
            f"Times at which nothing is said are left out ({len(dialogue.lost_times)} in all).",
        )
        yield Problem("time-without-text", message, source, dialogue.lost_times[0])


def _strange_labels(lines: Mapping[str, int], source: str) -> Problem:
    names = list(lines)
    some = names[:_MOST_NAMES]
    more_zh = f"等 {len(names)} 个" if len(names) > len(some) else ""
    more_en = f" and {len(names) - len(some)} more" if len(names) > len(some) else ""
    message = Text(
        f"“{'”“'.join(some)}”{more_zh}不是认识的说话人，已当作说话内容。",
        f"No known speaker: {', '.join(some)}{more_en}; taken as part of what is said.",
    )
    fix = Text(
        "如果是说话人，请改成“客服”或“客户”。", "If it is a speaker, write 客服 or 客户 instead."
    )
    return Problem("unknown-label", message, source, lines[names[0]], fix=fix)


def _before_label(dialogue: DialogueTurns, source: str) -> Problem:
    kept = len(dialogue.header)
    said = len(dialogue.before_label) - kept
    parts: list[Text] = []
    if kept:
        parts.append(Text(f"{kept} 行存入 meta 的 header", f"{kept} kept in meta as header"))
    if said:
        parts.append(
            Text(f"{said} 行算作未知说话人的话", f"{said} taken as said by an unknown speaker")
        )
    message = Text(
        f"第一个说话人标签之前有内容：{'，'.join(part.zh for part in parts)}。",
        f"Lines before the first label: {', '.join(part.en for part in parts)}.",
    )
    fix = _ADD_LABELS if said else Text("", "")
    return Problem("text-before-label", message, source, dialogue.before_label[0], fix=fix)
