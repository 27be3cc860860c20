"""Baidu AI Cloud's transcription of recordings (音频文件转写, aasr): several tasks in one answer.

Times are milliseconds. Voices are not told apart, unless recordings have two channels.
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
    read_each,
)
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True):
    words: str | None = None
    begin_time: _Number = None
    end_time: _Number = None


class _Piece(msgspec.Struct, frozen=True):
    res: str | tuple[str, ...] | None = None
    begin_time: _Number = None
    end_time: _Number = None
    channel: _Number = None
    speaker_id: _Number = None
    words_info: tuple[_Word, ...] | None = None


class _Result(msgspec.Struct, frozen=True):
    result: str | tuple[str, ...] | None = None
    detailed_result: tuple[_Piece, ...] | None = None
    err_msg: str | None = None


class _Task(msgspec.Struct, frozen=True):
    task_id: _Number = None
    task_status: str | None = None
    task_result: _Result | None = None


def _fits(value: Any) -> bool:
    return has_keys(first_of(value, "tasks_info"), "task_status")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    yield from read_each(value.calls("tasks_info"), _call)


def _call(value: JsonValue) -> Call | Problem:
    task = value.decode(_Task)
    result = task.task_result or _Result()
    said = [_sentence(piece) for piece in result.detailed_result or ()]
    if not said and (text := _text(result.result)):
        said = [Sentence(text)]
    if not said:
        return not_transcribed(value, result.err_msg or task.task_status or "")
    number = number_label(task.task_id)
    return make_call(
        in_order(said),
        value.origin,
        ms_per_unit=MILLISECONDS,
        call_id=value.origin.id_or(number),
        meta={"task_id": number},
    )


def _text(text: str | tuple[str, ...] | None) -> str:
    return text if isinstance(text, str) else "".join(text or ())


def _sentence(piece: _Piece) -> Sentence:
    return Sentence(
        _text(piece.res),
        number_label(piece.channel if piece.speaker_id is None else piece.speaker_id),
        start=piece.begin_time,
        end=piece.end_time,
        words=tuple(
            (word.words or "", word.begin_time, word.end_time) for word in piece.words_info or ()
        ),
    )


BAIDU: Final = JsonShape(
    "baidu",
    Text("百度智能云音频文件转写", "Baidu AI Cloud transcription of recordings"),
    _fits,
    _read,
)
