"""Deepgram: utterances, or the words of each channel; times are seconds.

``speaker`` is the number of a voice, ``channel`` that of a track.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label, track_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True):
    word: str | None = None
    punctuated_word: str | None = None
    start: _Number = None
    end: _Number = None
    speaker: _Number = None


class _Utterance(msgspec.Struct, frozen=True):
    transcript: str | None = None
    start: _Number = None
    end: _Number = None
    speaker: _Number = None
    channel: _Number = None
    words: tuple[_Word, ...] | None = None


class _Said(msgspec.Struct, frozen=True):
    text: str | None = None
    start: _Number = None
    end: _Number = None


class _Paragraph(msgspec.Struct, frozen=True):
    sentences: tuple[_Said, ...] = ()
    speaker: _Number = None


class _Paragraphs(msgspec.Struct, frozen=True):
    paragraphs: tuple[_Paragraph, ...] = ()


class _Alternative(msgspec.Struct, frozen=True):
    transcript: str | None = None
    words: tuple[_Word, ...] | None = None
    paragraphs: _Paragraphs | None = None


class _Channel(msgspec.Struct, frozen=True):
    alternatives: tuple[_Alternative, ...] = ()


class _Results(msgspec.Struct, frozen=True):
    channels: tuple[_Channel, ...] = ()
    utterances: tuple[_Utterance, ...] | None = None


def _fits(value: Any) -> bool:
    return has_keys(value, "results") and has_keys(value["results"], "channels")


def _read(value: JsonValue) -> Iterator[Call]:
    base = (*value.base, "results")
    results = JsonValue(value.value["results"], value.text, value.origin, base).decode(_Results)
    has_tracks = len(results.channels) > 1
    said: list[Sentence] = []
    if results.utterances:
        said = [_utterance(each, has_tracks=has_tracks) for each in results.utterances]
    else:
        for number, channel in enumerate(results.channels):
            said += _of_channel(channel.alternatives[:1], number if has_tracks else None)
    yield make_call(in_order(said), value.origin, ms_per_unit=SECONDS)


def _utterance(utterance: _Utterance, *, has_tracks: bool) -> Sentence:
    voice = number_label(utterance.speaker)
    label = track_label(utterance.channel, voice) if has_tracks or not voice else voice
    words = utterance.words or ()
    return Sentence(
        utterance.transcript or "",
        label,
        start=utterance.start,
        end=utterance.end,
        words=tuple((_text(word), word.start, word.end) for word in words),
    )


def _of_channel(best: Sequence[_Alternative], channel: int | None) -> list[Sentence]:
    if not best:
        return []
    tokens = [
        Token(_text(word), track_label(channel, number_label(word.speaker)), word.start, word.end)
        for word in best[0].words or ()
    ]
    if tokens:
        return list(sentences_of(tokens, ms_per_unit=SECONDS))
    if best[0].paragraphs and best[0].paragraphs.paragraphs:
        return list(_of_paragraphs(best[0].paragraphs, channel))
    return [Sentence(best[0].transcript or "", number_label(channel))]


def _of_paragraphs(found: _Paragraphs, channel: int | None) -> Iterator[Sentence]:
    for paragraph in found.paragraphs:
        label = track_label(channel, number_label(paragraph.speaker))
        for each in paragraph.sentences:
            yield Sentence(each.text or "", label, start=each.start, end=each.end)


def _text(word: _Word) -> str:
    return word.punctuated_word or word.word or ""


DEEPGRAM: Final = JsonShape("deepgram", Text("Deepgram", "Deepgram"), _fits, _read)
