"""Alibaba's Tingwu (通义听悟): paragraphs of words, each paragraph with the number of a voice.

Times are milliseconds.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, has_keys, not_transcribed
from scriptcheck.load.readers.json.tokens import join
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True, rename="pascal"):
    text: str | None = None
    sentence_id: _Number = None
    start: _Number = None
    end: _Number = None


class _Paragraph(msgspec.Struct, frozen=True, rename="pascal"):
    speaker_id: _Number = None
    words: tuple[_Word, ...] | None = None


class _Transcription(msgspec.Struct, frozen=True, rename="pascal"):
    paragraphs: tuple[_Paragraph, ...] | None = None


def _fits(value: Any) -> bool:
    return has_keys(value, "Transcription") and has_keys(value["Transcription"], "Paragraphs")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    inner = value.value["Transcription"]
    base = (*value.base, "Transcription")
    found = JsonValue(inner, value.text, value.origin, base).decode(_Transcription)
    said = [
        _sentence(list(words), paragraph)
        for paragraph in found.paragraphs or ()
        for _, words in groupby(paragraph.words or (), lambda word: word.sentence_id)
    ]
    if not said:
        yield not_transcribed(value, "Paragraphs: []", ("Transcription",))
        return
    task = value.value.get("TaskId")
    call_id = value.origin.id_or(task)
    meta = {"task_id": task}
    yield make_call(
        in_order(said), value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta
    )


def _sentence(words: Sequence[_Word], paragraph: _Paragraph) -> Sentence:
    return Sentence(
        join(word.text or "" for word in words),
        number_label(paragraph.speaker_id),
        start=words[0].start,
        end=words[-1].end,
        words=tuple((word.text or "", word.start, word.end) for word in words),
    )


TINGWU: Final = JsonShape("tingwu", Text("通义听悟", "Alibaba Tingwu"), _fits, _read)
