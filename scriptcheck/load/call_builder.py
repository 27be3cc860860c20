"""Sentences of a recogniser or an export, put together to a call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call, Speaker, Turn, Word
from scriptcheck.language import Text
from scriptcheck.load.call_data.known_keys import meta_warnings
from scriptcheck.load.call_data.mangled import with_all_digits
from scriptcheck.load.quoted_reply import quotes_left, read_reply
from scriptcheck.load.readers.text.breaks import with_line_breaks
from scriptcheck.load.readers.text.inline_markup import without_inline
from scriptcheck.load.readers.text.marks import without_tags
from scriptcheck.load.roles.label_in_turn import label_in_turn
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.roles.unknown_labels import label_meta, label_warnings
from scriptcheck.load.times.frames import doubtful_rate, with_frame_rate
from scriptcheck.load.times.hours_minutes import doubtful_reading
from scriptcheck.load.times.midnight import (
    DAY_MS,
    clock_ms,
    end_after,
    first_after_midnight,
    next_day,
)
from scriptcheck.load.times.moments import (
    DAYS,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS,
    TICKS,
    Moment,
    milliseconds,
)
from scriptcheck.load.times.of_day import since_start
from scriptcheck.load.times.order import sequence_warnings, time_warnings
from scriptcheck.load.times.sentence_clocks import with_hours
from scriptcheck.load.times.shuffled import is_shuffled, runs_backwards, shuffled
from scriptcheck.load.times.unit import TimeUnit, guess_unit
from scriptcheck.load.written_message import MessageContent, messages_left, read_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin, Sentence

_CHECK_TIMES: Final = Text(
    "与时长有关的规则可能不准；请核对导出。",
    "Rules about durations may be off; check the export.",
)


_UNITS: Final = {
    SECONDS: Text("秒", "seconds"),
    MILLISECONDS: Text("毫秒", "milliseconds"),
    MICROSECONDS: Text("微秒", "microseconds"),
    TICKS: Text("100 纳秒", "units of 100 nanoseconds"),
    DAYS: Text("天的小数", "fractions of a day"),
}


def make_call(
    sentences: Iterable[Sentence],
    origin: Origin,
    *,
    ms_per_unit: float | None,
    call_id: str = "",
    meta: Mapping[str, Any] | None = None,
) -> Call:
    """Return the call of ``sentences``, each a turn, in the order of their times.

    ``ms_per_unit`` says what unit their times are in; where it is ``None``, that is found by how
    fast people can speak. Sentences in which nothing is said are left out. Speakers known by a
    label only, such as a channel, are unknown: their labels are kept in ``meta``, and warnings
    report them and of whatever had to be guessed.
    """
    warnings: list[Problem] = []
    messages, unsaid = _without_unsaid(sentences)
    spoken, quotes = _without_quotes(messages)
    said = [sentence for sentence in spoken if _said(sentence)]
    start_time = (meta or {}).get("start_time")
    said, rate = with_frame_rate(said)
    if rate is not None and rate.is_doubtful:
        warnings.append(doubtful_rate(rate, origin.file, origin.line))
    said, reading = with_hours(said, start_time)
    if reading.is_doubtful:
        warnings.append(doubtful_reading(reading, origin.file, origin.line))
    said, began = since_start(_over_midnight(said), start_time)
    unit = TimeUnit(ms_per_unit) if ms_per_unit is not None else guess_unit(said)
    drafts = [_draft(sentence, unit) for sentence in said]
    starts = [draft.turn.start_ms for draft in drafts]
    if is_shuffled(starts):
        is_backwards = runs_backwards(starts)
        if is_backwards:
            # What is said at the same time is the wrong way round as well.
            drafts.reverse()
        drafts.sort(key=lambda draft: draft.turn.start_ms or 0)
        warnings.append(shuffled(origin, is_backwards=is_backwards))
    turns = tuple(draft.turn for draft in drafts)
    labels = [draft.label for draft in drafts]
    given = with_all_digits(dict(meta or {}))
    known = {key: value for key, value in given.items() if value is not None and value != ""}
    if unsaid:
        events = [each.text for each in unsaid if each.text]
        known |= with_texts(known, "events", events)
        warnings.append(messages_left(Counter(each.kind for each in unsaid), origin))
    if quotes:
        known |= with_texts(known, "quotes", quotes)
        warnings.append(quotes_left(len(quotes), origin))
    if began is not None:
        known["start_time"] = began
    data = known | label_meta(turns, labels)
    warnings += label_warnings(turns, labels, origin.file, origin.line)
    warnings += _warnings(drafts, unit, origin)
    warnings += meta_warnings(data, origin.file, origin.line)
    warnings += time_warnings(turns, origin.file, origin.line)
    warnings += sequence_warnings(turns, labels, origin.file, origin.line)
    warnings += label_in_turn(turns, origin.file, origin.line)
    return Call(call_id or origin.call_id, turns, data, origin.source, tuple(warnings))


def with_texts(data: Mapping[str, Any], key: str, texts: Sequence[str]) -> dict[str, Any]:
    """Return ``texts`` under ``key``, behind what call ``data`` has there; nothing of no texts."""
    if not texts:
        return {}
    own = data.get(key)
    before = own if isinstance(own, list) else [] if own is None else [own]
    return {key: [*before, *texts]}


def with_warnings(call: Call, *warnings: Problem) -> Call:
    """Return ``call`` with ``warnings`` added to its own."""
    return msgspec.structs.replace(call, warnings=(*call.warnings, *warnings)) if warnings else call


def _without_unsaid(sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[MessageContent]]:
    """Return ``sentences`` with the text of those that are JSON or XML, and those without any."""
    said: list[Sentence] = []
    unsaid: list[MessageContent] = []
    for sentence in sentences:
        found = read_written(sentence.text)
        if found is not None and found.kind:
            unsaid.append(found)
        else:
            said.append(sentence if found is None else replace(sentence, text=found.text))
    return said, unsaid


def _without_quotes(sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[str]]:
    """Return ``sentences`` without what they repeat of others, and all that they repeat."""
    said: list[Sentence] = []
    quotes: list[str] = []
    for sentence in sentences:
        found = read_reply(_said(sentence))
        said.append(sentence if found is None else replace(sentence, text=found.reply))
        quotes += [] if found is None else [found.quote]
    return said, quotes


def warn_first(
    items: Iterator[Call | Problem], warnings: Sequence[Problem]
) -> Iterator[Call | Problem]:
    """Yield ``items`` with ``warnings`` of all of them before those of the first call."""
    rest = tuple(warnings)
    for item in items:
        if rest and isinstance(item, Call):
            yield msgspec.structs.replace(item, warnings=(*rest, *item.warnings))
            rest = ()
        else:
            yield item


def _over_midnight(said: list[Sentence]) -> list[Sentence]:
    """Return ``said`` with a day added to clocks that follow upon midnight."""
    starts = [clock_ms(sentence.start) for sentence in said]
    first = first_after_midnight(starts)
    ends = [end_after(start, clock_ms(each.end)) for start, each in zip(starts, said, strict=True)]
    return [
        _next_day(sentence)
        if first is not None and number >= first
        else replace(sentence, end=Moment(end))
        if end is not None and end > DAY_MS
        else sentence
        for number, (sentence, end) in enumerate(zip(said, ends, strict=True))
    ]


def _next_day(sentence: Sentence) -> Sentence:
    words = tuple((word, next_day(start), next_day(end)) for word, start, end in sentence.words)
    return replace(
        sentence, start=next_day(sentence.start), end=next_day(sentence.end), words=words
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    turn: Turn
    label: str
    unreadable: int
    """How many times could not be read."""


def _said(sentence: Sentence) -> str:
    return with_line_breaks(without_tags(sentence.text)).strip()


def _draft(sentence: Sentence, unit: TimeUnit) -> _Draft:
    start, end = (milliseconds(time, unit.ms) for time in (sentence.start, sentence.end))
    text = _said(sentence)
    words = tuple(
        Word(word, milliseconds(first, unit.ms), milliseconds(last, unit.ms))
        for word, first, last in sentence.words
    )
    label = without_inline(sentence.label).strip()
    role = sentence.speaker or role_named(label) or Speaker.UNKNOWN
    given = ((sentence.start, start), (sentence.end, end))
    unreadable = sum(time not in {None, ""} and ms is None for time, ms in given)
    return _Draft(Turn(role, text, start, end, words), label, unreadable)


def _warnings(drafts: Sequence[_Draft], unit: TimeUnit, origin: Origin) -> Iterator[Problem]:
    if not drafts:
        message = Text("通话中没有话轮。", "The call has no turns.")
        yield origin.problem("no-turns", message)
    if unit.is_doubtful:
        name = _UNITS[unit.ms]
        message = Text(
            f"时间的单位不能确定，按{name.zh}处理。",
            f"The unit of the times is not certain; they are taken as {name.en}.",
        )
        yield origin.problem("time-unit", message, _CHECK_TIMES)
    if unreadable := sum(draft.unreadable for draft in drafts):
        message = Text(
            f"有 {unreadable} 个时间看不懂，已略过。",
            f"{unreadable} times are not understood and left out.",
        )
        yield origin.problem("bad-time", message, _CHECK_TIMES)
