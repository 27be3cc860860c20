"""Recognisers that write one list of words, each with its voice: ElevenLabs, Soniox and Oracle.

ElevenLabs counts seconds and writes blanks and sounds as words of their own; Soniox counts
milliseconds, and its tokens carry their blanks; Oracle writes seconds as ``1.5s``, and one list
for each channel.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label, track_label
from scriptcheck.load.times.moments import MILLISECONDS, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_END: Final = "<end>"


class _ElevenLabsWord(msgspec.Struct, frozen=True):
    text: str | None = None
    type: str | None = None
    start: _Number = None
    end: _Number = None
    speaker_id: _Number = None


class _ElevenLabs(msgspec.Struct, frozen=True):
    words: tuple[_ElevenLabsWord, ...] = ()


class _SonioxToken(msgspec.Struct, frozen=True):
    text: str | None = None
    start_ms: _Number = None
    end_ms: _Number = None
    speaker: _Number = None
    is_final: bool = True
    translation_status: str | None = None


class _Soniox(msgspec.Struct, frozen=True):
    tokens: tuple[_SonioxToken, ...] = ()


class _OracleToken(msgspec.Struct, frozen=True, rename="camel"):
    token: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    speaker_index: _Number = None


class _OraclePart(msgspec.Struct, frozen=True):
    transcription: str | None = None
    channel: _Number = None
    tokens: tuple[_OracleToken, ...] = ()


class _Oracle(msgspec.Struct, frozen=True):
    transcriptions: tuple[_OraclePart, ...] = ()


def _fits_oracle(value: Any) -> bool:
    part = first_of(value, "transcriptions")
    return has_keys(part, "transcription") and has_keys(
        first_of(part, "tokens"), "token", "startTime"
    )


def _read_oracle(value: JsonValue) -> Iterator[Call]:
    parts = value.decode(_Oracle).transcriptions
    sentences = [
        sentence
        for part in parts
        for sentence in sentences_of(map(partial(_oracle, part), part.tokens), ms_per_unit=SECONDS)
    ]
    yield make_call(in_order(sentences), value.origin, ms_per_unit=SECONDS)


def _oracle(part: _OraclePart, token: _OracleToken) -> Token:
    voice = number_label(token.speaker_index)
    start, end = (
        time.removesuffix("s") if time else None for time in (token.start_time, token.end_time)
    )
    return Token(token.token or "", track_label(part.channel, voice), start, end)


def _fits_elevenlabs(value: Any) -> bool:
    return has_keys(first_of(value, "words"), "text", "type", "start")


def _fits_soniox(value: Any) -> bool:
    return has_keys(first_of(value, "tokens"), "text", "start_ms")


def _read_elevenlabs(value: JsonValue) -> Iterator[Call]:
    words = value.decode(_ElevenLabs).words
    tokens = [
        Token(word.text or "", number_label(word.speaker_id), word.start, word.end)
        for word in words
        if word.type != "audio_event"
    ]
    yield make_call(sentences_of(tokens, ms_per_unit=SECONDS), value.origin, ms_per_unit=SECONDS)


def _read_soniox(value: JsonValue) -> Iterator[Call]:
    # What is not final is said again by a later token, and a translation is nobody's speech.
    tokens = [
        Token(token.text or "", number_label(token.speaker), token.start_ms, token.end_ms)
        for token in value.decode(_Soniox).tokens
        if token.is_final and token.text != _END and token.translation_status != "translation"
    ]
    yield make_call(
        sentences_of(tokens, ms_per_unit=MILLISECONDS), value.origin, ms_per_unit=MILLISECONDS
    )


ELEVENLABS: Final = JsonShape(
    "elevenlabs", Text("ElevenLabs Scribe", "ElevenLabs Scribe"), _fits_elevenlabs, _read_elevenlabs
)
SONIOX: Final = JsonShape("soniox", Text("Soniox", "Soniox"), _fits_soniox, _read_soniox)
ORACLE: Final = JsonShape(
    "oracle", Text("Oracle Cloud 语音转写", "Oracle Cloud Speech"), _fits_oracle, _read_oracle
)
