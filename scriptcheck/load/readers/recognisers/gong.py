"""Gong: calls, each of monologues with the number of a speaker; times are milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each
from scriptcheck.load.readers.recognisers.tracks import number_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Said(msgspec.Struct, frozen=True):
    text: str | None = None
    start: _Number = None
    end: _Number = None


class _Monologue(msgspec.Struct, frozen=True, rename="camel"):
    speaker_id: _Number = None
    topic: str | None = None
    sentences: tuple[_Said, ...] = ()


class _Call(msgspec.Struct, frozen=True, rename="camel"):
    transcript: tuple[_Monologue, ...] = ()
    call_id: _Number = None


def _fits(value: Any) -> bool:
    call = first_of(value, "callTranscripts")
    return has_keys(call, "transcript") or _is_call(value)


def _is_call(value: Any) -> bool:
    return has_keys(first_of(value, "transcript"), "speakerId", "sentences")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    calls = [value] if _is_call(value.value) else list(value.calls("callTranscripts"))
    yield from read_each(calls, _call)


def _call(value: JsonValue) -> Call:
    found = value.decode(_Call)
    said = [
        Sentence(each.text or "", number_label(part.speaker_id), start=each.start, end=each.end)
        for part in found.transcript
        for each in part.sentences
    ]
    call_id = number_label(found.call_id)
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id)


GONG: Final = JsonShape("gong", Text("Gong", "Gong"), _fits, _read)
