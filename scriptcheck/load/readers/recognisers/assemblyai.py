"""AssemblyAI: utterances of voices or channels, or words alone; times are milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, has_keys, not_transcribed
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import number_label
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
    start: _Number = None
    end: _Number = None
    speaker: _Number = None


class _Utterance(_Word, frozen=True):
    words: tuple[_Word, ...] | None = None


class _Output(msgspec.Struct, frozen=True):
    id: _Number = None
    status: str | None = None
    error: str | None = None
    text: str | None = None
    audio_url: str | None = None
    utterances: tuple[_Utterance, ...] | None = None
    words: tuple[_Word, ...] | None = None


def _fits(value: Any) -> bool:
    return has_keys(value, "audio_url", "status") and (
        "words" in value or "utterances" in value or "error" in value
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    output = value.decode(_Output)
    if output.utterances:
        said = [_sentence(each) for each in output.utterances]
    elif output.words:
        tokens = [
            Token(each.text or "", number_label(each.speaker), each.start, each.end)
            for each in output.words
        ]
        said = list(sentences_of(tokens, ms_per_unit=MILLISECONDS))
    elif output.text:
        said = [Sentence(output.text)]
    else:
        yield not_transcribed(value, output.error or output.status or "")
        return
    task = number_label(output.id)
    yield make_call(
        said,
        value.origin,
        ms_per_unit=MILLISECONDS,
        call_id=value.origin.id_or(task),
        meta={"task_id": task, "audio": output.audio_url},
    )


def _sentence(utterance: _Utterance) -> Sentence:
    return Sentence(
        utterance.text or "",
        number_label(utterance.speaker),
        start=utterance.start,
        end=utterance.end,
        words=tuple((word.text or "", word.start, word.end) for word in utterance.words or ()),
    )


ASSEMBLYAI: Final = JsonShape("assemblyai", Text("AssemblyAI", "AssemblyAI"), _fits, _read)
