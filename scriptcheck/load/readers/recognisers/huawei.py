"""Huawei Cloud SIS file transcription (录音文件识别) and the quality checks built on it.

Times are milliseconds. ``analysis_info.role`` is ``AGENT`` or ``USER`` where voices or channels
were asked to be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import (
    JsonShape,
    JsonValue,
    first_of,
    has_keys,
    not_transcribed,
)
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True):
    word: str | None = None
    start_time: _Number = None
    end_time: _Number = None


class _Analysis(msgspec.Struct, frozen=True):
    role: str | None = None


class _Result(msgspec.Struct, frozen=True):
    text: str | None = None
    word_info: tuple[_Word, ...] | None = None
    analysis_info: _Analysis | None = None


class _Segment(msgspec.Struct, frozen=True):
    result: _Result = _Result()
    start_time: _Number = None
    end_time: _Number = None


class _Job(msgspec.Struct, frozen=True):
    status: str | None = None
    error_msg: str | None = None
    job_id: _Number = None
    segments: tuple[_Segment, ...] | None = None


def _fits(value: Any) -> bool:
    if has_keys(value, "asr_result"):
        return _fits(value["asr_result"])
    return has_keys(first_of(value, "segments"), "result", "start_time") or has_keys(
        value, "status", "create_time"
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if has_keys(value.value, "asr_result"):
        value = JsonValue(value.value["asr_result"], value.text, value.origin, ("asr_result",))
    job = value.decode(_Job)
    if not job.segments:
        yield not_transcribed(value, job.error_msg or job.status)
        return
    said = map(_sentence, job.segments)
    meta = {"job_id": job.job_id}
    call_id = value.origin.id_or(job.job_id)
    yield make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _sentence(segment: _Segment) -> Sentence:
    result = segment.result
    return Sentence(
        result.text or "",
        (result.analysis_info or _Analysis()).role or "",
        start=segment.start_time,
        end=segment.end_time,
        words=tuple((w.word or "", w.start_time, w.end_time) for w in result.word_info or ()),
    )


HUAWEI: Final = JsonShape("huawei", Text("华为云语音交互 SIS", "Huawei Cloud SIS"), _fits, _read)
