"""Tencent Cloud recording recognition (录音文件识别): ``DescribeTaskStatus`` and its callback.

Sentences have milliseconds (``ResTextFormat`` from 1 on), or stand in ``Result`` as lines such as
``[0:0.020,0:2.380,0]  您好``, minutes and seconds and, of two channels or voices, a number.
``SpeakerId`` is a voice, or the channel: 0 is the left. ``SpeakerRoleName`` may name a role.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.nested import decode_text
from scriptcheck.load.readers.json.shape import JsonShape, has_keys, not_transcribed
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS, Moment, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None
_LINE: Final = re.compile(
    r"\[(\d{1,4}):(\d{1,2}(?:\.\d{1,6})?),(\d{1,4}):(\d{1,2}(?:\.\d{1,6})?)(?:,(\d{1,3}))?\](.*)"
)


class _Word(msgspec.Struct, frozen=True, rename="pascal"):
    word: str | None = None
    offset_start_ms: _Number = None
    offset_end_ms: _Number = None


class _Detail(msgspec.Struct, frozen=True, rename="pascal"):
    """``SentenceDetail`` of the service."""

    final_sentence: str | None = None
    start_ms: _Number = None
    end_ms: _Number = None
    words: tuple[_Word, ...] | None = None
    speaker_id: _Number = None
    channel_id: _Number = None
    speaker_role_name: str | None = None


class _Task(msgspec.Struct, frozen=True, rename="pascal"):
    """``TaskStatus`` of the service."""

    task_id: _Number = None
    status: _Number = None
    status_str: str | None = None
    result: str | None = None
    result_detail: tuple[_Detail, ...] | None = None
    error_msg: str | None = None


class _Response(msgspec.Struct, frozen=True, rename="pascal"):
    data: _Task


class _Answer(msgspec.Struct, frozen=True, rename="pascal"):
    response: _Response


class _DataOnly(msgspec.Struct, frozen=True, rename="pascal"):
    data: _Task


class _Callback(msgspec.Struct, frozen=True, rename="camel"):
    """What is sent to ``CallbackUrl``, as JSON."""

    request_id: _Number = None
    code: _Number = None
    message: str | None = None
    audio_url: str | None = None
    text: str | None = None
    result_detail: tuple[_Detail, ...] | str | None = None


def _fits(value: Any) -> bool:
    return _task_key(value) is not None or has_keys(value, "requestId", "text", "audioTime")


def _task_key(value: Any) -> str | None:
    """Return the outermost key under which the task stands: ``""`` for none."""
    if has_keys(value, "Response"):
        inner = value["Response"]
        return "Response" if has_keys(inner, "Data") and _is_task(inner["Data"]) else None
    if has_keys(value, "Data"):
        return "Data" if _is_task(value["Data"]) else None
    return "" if _is_task(value) else None


def _is_task(value: Any) -> bool:
    return has_keys(value, "TaskId", "StatusStr") or has_keys(value, "ResultDetail")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    key = _task_key(value.value)
    if key is None:
        yield _read_callback(value)
        return
    if key == "Response":
        task = value.decode(_Answer).response.data
    else:
        task = value.decode(_DataOnly).data if key else value.decode(_Task)
    said = _sentences(task.result_detail or (), task.result)
    if not said:
        yield not_transcribed(value, task.error_msg or task.status_str)
        return
    meta = {"task_id": task.task_id}
    call_id = value.origin.id_or(task.task_id)
    yield make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _read_callback(value: JsonValue) -> Call | Problem:
    answer = value.decode(_Callback)
    details = answer.result_detail or ()
    if isinstance(details, str):
        details = decode_text(details, tuple[_Detail, ...], value, ("resultDetail",))
    said = _sentences(details, answer.text)
    if not said:
        return not_transcribed(value, answer.message or answer.code)
    meta = {"task_id": answer.request_id, "audio": answer.audio_url}
    call_id = value.origin.id_or(answer.request_id)
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _sentences(details: Sequence[_Detail], lines: str | None) -> list[Sentence]:
    if details:
        return [_sentence(detail) for detail in details]
    return [_line_sentence(line) for line in (lines or "").splitlines() if line.strip()]


def _sentence(detail: _Detail) -> Sentence:
    number = detail.channel_id if detail.speaker_id is None else detail.speaker_id
    return Sentence(
        detail.final_sentence or "",
        detail.speaker_role_name or ("" if number is None else str(number)),
        start=detail.start_ms,
        end=detail.end_ms,
        words=tuple(_word(word, detail.start_ms) for word in detail.words or ()),
    )


def _word(word: _Word, begin: Time) -> tuple[str, Time, Time]:
    """Return a word with its times from the start of the recording, not of its sentence."""
    first = milliseconds(begin, MILLISECONDS)
    times = (
        milliseconds(time, MILLISECONDS) for time in (word.offset_start_ms, word.offset_end_ms)
    )
    start, end = (None if time is None or first is None else first + time for time in times)
    return word.word or "", start, end


def _line_sentence(line: str) -> Sentence:
    if (found := _LINE.fullmatch(line.strip())) is None:
        return Sentence(line)
    minutes, seconds, end_minutes, end_seconds, speaker, text = found.groups()
    return Sentence(
        text, speaker or "", start=_moment(minutes, seconds), end=_moment(end_minutes, end_seconds)
    )


def _moment(minutes: str, seconds: str) -> Moment:
    return Moment(round((int(minutes) * 60 + float(seconds)) * 1000))


TENCENT: Final = JsonShape(
    "tencent", Text("腾讯云录音文件识别", "Tencent Cloud recording recognition"), _fits, _read
)
