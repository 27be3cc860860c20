"""Naver CLOVA Speech: segments with a speaker of their own; times are milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Voice(msgspec.Struct, frozen=True):
    label: _Number = None
    name: str | None = None


class _Segment(msgspec.Struct, frozen=True, rename="camel"):
    text: str | None = None
    text_edited: str | None = None
    start: _Number = None
    end: _Number = None
    speaker: _Voice | None = None
    diarization: _Voice | None = None
    words: tuple[tuple[_Number, _Number, str], ...] = ()


class _Output(msgspec.Struct, frozen=True):
    result: str | None = None
    message: str | None = None
    segments: tuple[_Segment, ...] = ()


def _fits(value: Any) -> bool:
    segment = first_of(value, "segments")
    return has_keys(value, "result", "segments", "token") and (
        segment is None or has_keys(segment, "start", "text")
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    found = value.decode(_Output)
    if not found.segments:
        yield not_transcribed(value, found.message or found.result, ("result",))
        return
    yield make_call(map(_sentence, found.segments), value.origin, ms_per_unit=MILLISECONDS)


def _sentence(segment: _Segment) -> Sentence:
    voice = segment.speaker or segment.diarization or _Voice()
    return Sentence(
        segment.text_edited or segment.text or "",
        str(voice.name or voice.label or ""),
        start=segment.start,
        end=segment.end,
        words=tuple((text, start, end) for start, end, text in segment.words),
    )


CLOVA: Final = JsonShape("clova", Text("Naver CLOVA Speech", "Naver CLOVA Speech"), _fits, _read)
