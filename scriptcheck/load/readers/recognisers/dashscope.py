"""Alibaba Cloud Model Studio (百炼, DashScope): Paraformer, Fun-ASR, SenseVoice, Qwen-ASR.

Times are milliseconds. ``channel_id`` is a track of the recording, ``speaker_id`` a voice; neither
says who the agent is.
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


class _Word(msgspec.Struct, frozen=True):
    text: str | None = None
    punctuation: str | None = None
    begin_time: _Number = None
    end_time: _Number = None


class _Sentence(msgspec.Struct, frozen=True):
    text: str | None = None
    begin_time: _Number = None
    end_time: _Number = None
    speaker_id: _Number = None
    words: tuple[_Word, ...] | None = None


class _Track(msgspec.Struct, frozen=True):
    channel_id: _Number = None
    text: str | None = None
    sentences: tuple[_Sentence, ...] | None = None


class _Output(msgspec.Struct, frozen=True):
    file_url: str | None = None
    transcripts: tuple[_Track, ...] = ()


def _fits(value: Any) -> bool:
    return has_keys(first_of(value, "transcripts"), "channel_id") or (
        has_keys(value, "output")
        and has_keys(value["output"], "task_id", "task_status")
        and "transcripts" not in value["output"]
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if not has_keys(value.value, "transcripts"):
        # The answer to a query names the file that has the result, and holds none of it.
        yield not_transcribed(value, value.value["output"]["task_status"], ("output",))
        return
    output = value.decode(_Output)
    tracks = output.transcripts
    said = [
        _sentence(sentence, track, has_tracks=len(tracks) > 1)
        for track in tracks
        for sentence in track.sentences or (_Sentence(text=track.text),)
    ]
    meta = {"audio": output.file_url}
    yield make_call(in_order(said), value.origin, ms_per_unit=MILLISECONDS, meta=meta)


def _sentence(sentence: _Sentence, track: _Track, *, has_tracks: bool) -> Sentence:
    label = number_label(sentence.speaker_id)
    if has_tracks or not label:
        label = track_label(track.channel_id, label)
    return Sentence(
        sentence.text or "",
        label,
        start=sentence.begin_time,
        end=sentence.end_time,
        words=tuple(
            ((word.text or "").strip(), word.begin_time, word.end_time)
            for word in sentence.words or ()
        ),
    )


DASHSCOPE: Final = JsonShape(
    "dashscope",
    Text(
        "阿里云百炼（Paraformer、Fun-ASR、SenseVoice、Qwen-ASR）",
        "Alibaba Cloud Model Studio (Paraformer, Fun-ASR, SenseVoice, Qwen-ASR)",
    ),
    _fits,
    _read,
)
