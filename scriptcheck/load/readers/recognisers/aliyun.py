"""Alibaba Cloud file transcription (录音文件识别), versions 2.0 and 4.0, and its call reports.

Times are milliseconds. ``ChannelId`` is a track of the recording or, with ``auto_split``, a
voice: 0 speaks first. Neither says who the agent is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Sentence(msgspec.Struct, frozen=True, rename="pascal"):
    text: str | None = None
    channel_id: _Number = None
    begin_time: _Number = None
    end_time: _Number = None


class _Word(msgspec.Struct, frozen=True, rename="pascal"):
    word: str | None = None
    channel_id: _Number = None
    begin_time: int | float = 0
    end_time: _Number = None


class _Result(msgspec.Struct, frozen=True, rename="pascal"):
    sentences: tuple[_Sentence, ...] | None = None
    words: tuple[_Word, ...] | None = None


class _Job(msgspec.Struct, frozen=True, rename="pascal"):
    """The answer to a query, or what is sent to ``callback_url``, in version 4.0."""

    task_id: str | None = None
    status_text: str | None = None
    result: _Result | None = None


class _OldSentence(msgspec.Struct, frozen=True):
    text: str | None = None
    channel_id: _Number = None
    begin_time: _Number = None
    end_time: _Number = None


class _OldJob(msgspec.Struct, frozen=True):
    """What is sent to ``callback_url`` in version 2.0."""

    task_id: str | None = None
    status_text: str | None = None
    result: tuple[_OldSentence, ...] | None = None


class _ReportSentence(msgspec.Struct, frozen=True, rename="camel"):
    text: str | None = None
    channel_id: _Number = None
    begin_time: _Number = None
    end_time: _Number = None


class _Report(msgspec.Struct, frozen=True, rename="camel"):
    """A message about a recorded call (``SecretAsrReport``)."""

    call_id: str | None = None
    status_code: _Number = None
    sentences: tuple[_ReportSentence, ...] | None = None


def _fits(value: Any) -> bool:
    return (
        has_keys(value, "TaskId", "StatusText")
        or has_keys(value, "task_id", "status_text")
        or has_keys(first_of(value, "sentences"), "beginTime", "channelId")
        or has_keys(value.get("Result") if isinstance(value, dict) else None, "Sentences")
    )


class _Answer(NamedTuple):
    """What any of the three says."""

    sentences: Sequence[_Sentence | _OldSentence | _ReportSentence]
    status: object
    task: str | None = None
    call_id: str | None = None
    words: Sequence[_Word] = ()


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    answer = _answer(value)
    if not answer.sentences:
        yield not_transcribed(value, answer.status)
        return
    of_sentence = _words_by_sentence(answer.sentences, answer.words)
    said = [
        Sentence(
            sentence.text or "",
            _channel(sentence.channel_id),
            start=sentence.begin_time,
            end=sentence.end_time,
            words=tuple((word.word or "", word.begin_time, word.end_time) for word in words),
        )
        for sentence, words in zip(answer.sentences, of_sentence, strict=True)
    ]
    call_id = answer.call_id or value.origin.id_or(answer.task)
    meta = {"task_id": answer.task}
    yield make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _answer(value: JsonValue) -> _Answer:
    if has_keys(value.value, "task_id", "status_text"):
        old = value.decode(_OldJob)
        return _Answer(old.result or (), old.status_text, old.task_id)
    if has_keys(value.value, "sentences"):
        report = value.decode(_Report)
        return _Answer(report.sentences or (), report.status_code, call_id=report.call_id)
    job = value.decode(_Job)
    result = job.result or _Result()
    words = result.words or ()
    return _Answer(result.sentences or (), job.status_text, job.task_id, words=words)


def _channel(number: _Number) -> str:
    return "" if number is None else str(number)


def _words_by_sentence(
    sentences: Sequence[_Sentence | _OldSentence | _ReportSentence], words: Sequence[_Word]
) -> list[list[_Word]]:
    """Return the words of each sentence: those of its channel from its beginning on."""
    found: list[list[_Word]] = [[] for _ in sentences]
    begins: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        if isinstance(sentence.begin_time, int | float):
            begins[_channel(sentence.channel_id)].append((sentence.begin_time, number))
    for channel in begins.values():
        channel.sort()
    for word in words:
        channel = begins[_channel(word.channel_id)]
        at = bisect_right(channel, (word.begin_time, len(sentences))) - 1
        if channel:
            found[channel[max(at, 0)][1]].append(word)
    return found


ALIYUN: Final = JsonShape(
    "aliyun",
    Text("阿里云录音文件识别", "Alibaba Cloud file transcription"),
    _fits,
    _read,
)
