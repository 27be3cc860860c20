"""Volcengine (火山引擎、豆包语音): file recognition (AUC) and the big-model interface, version 3.

Times are milliseconds. ``additions.speaker`` is the number of a voice and ``channel_id`` that of a
track; neither says who the agent is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label, track_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Additions(msgspec.Struct, frozen=True):
    speaker: _Number = None
    channel_id: _Number = None


class _Word(msgspec.Struct, frozen=True):
    text: str | None = None
    start_time: _Number = None
    end_time: _Number = None


class _Utterance(msgspec.Struct, frozen=True):
    text: str | None = None
    start_time: _Number = None
    end_time: _Number = None
    additions: _Additions | None = None
    speaker: _Number = None
    channel_id: _Number = None
    words: tuple[_Word, ...] | None = None


class _Result(msgspec.Struct, frozen=True):
    text: str | None = None
    utterances: tuple[_Utterance, ...] | None = None
    id: _Number = None
    code: _Number = None
    message: str | None = None


_PLACES: Final = ("resp", "result")


def _fits(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    found = _result(value)
    if has_keys(first_of(found, "utterances"), "start_time", "text"):
        return True
    return has_keys(value.get("resp"), "code", "message", "id")


def _result(value: dict[str, Any]) -> object:
    """Return what holds the utterances: the value itself or what stands under one of its keys."""
    for key in _PLACES:
        inner = value.get(key)
        if isinstance(inner, list) and len(inner) == 1:
            inner = inner[0]
        if isinstance(inner, dict):
            return inner
    return value


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    base = next((key for key in _PLACES if key in value.value), None)
    path = () if base is None else (base,)
    inner = value.value if base is None else value.value[base]
    if isinstance(inner, list):
        inner, path = inner[0], (*path, 0)
    result = type(value)(inner, value.text, value.origin, (*value.base, *path)).decode(_Result)
    if not result.utterances:
        if not (result.text and result.text.strip()):
            yield not_transcribed(value, result.message or result.code or "", path)
            return
        said = [Sentence(result.text)]
    else:
        tracks = {_channel(utterance) for utterance in result.utterances}
        has_tracks = len(tracks) > 1
        said = [_sentence(each, has_tracks=has_tracks) for each in result.utterances]
    task = number_label(result.id)
    yield make_call(
        in_order(said),
        value.origin,
        ms_per_unit=MILLISECONDS,
        call_id=value.origin.id_or(task),
        meta={"task_id": task},
    )


def _channel(utterance: _Utterance) -> str:
    additions = utterance.additions or _Additions()
    return number_label(
        additions.channel_id if utterance.channel_id is None else utterance.channel_id
    )


def _sentence(utterance: _Utterance, *, has_tracks: bool) -> Sentence:
    additions = utterance.additions or _Additions()
    voice = number_label(additions.speaker if utterance.speaker is None else utterance.speaker)
    channel = _channel(utterance)
    label = voice or channel
    if has_tracks and channel != voice:
        label = track_label(channel, voice)
    return Sentence(
        utterance.text or "",
        label,
        start=utterance.start_time,
        end=utterance.end_time,
        words=tuple(
            (word.text or "", word.start_time, word.end_time) for word in utterance.words or ()
        ),
    )


VOLCENGINE: Final = JsonShape(
    "volcengine",
    Text("火山引擎录音文件识别、豆包语音", "Volcengine file recognition"),
    _fits,
    _read,
)
