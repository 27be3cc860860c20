"""Azure batch transcription and fast transcription.

A batch counts in ticks of 100 nanoseconds (or durations such as ``PT1.59S``), fast transcription in
milliseconds. ``channel`` is a track and ``speaker`` a voice, from 1; neither says who the agent is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS, TICKS, Moment, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_DURATION: Final = re.compile(
    r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?", re.ASCII
)


class _Timed(msgspec.Struct, frozen=True, rename="camel"):
    offset: _Number = None
    duration: _Number = None
    offset_in_ticks: _Number = None
    duration_in_ticks: _Number = None
    offset_milliseconds: _Number = None
    duration_milliseconds: _Number = None


class _Word(_Timed, frozen=True, rename="camel"):
    word: str | None = None
    display_text: str | None = None
    text: str | None = None


class _Best(msgspec.Struct, frozen=True, rename="camel"):
    display: str | None = None
    lexical: str | None = None
    words: tuple[_Word, ...] | None = None
    display_words: tuple[_Word, ...] | None = None


class _Phrase(_Timed, frozen=True, rename="camel"):
    channel: int | None = None
    speaker: _Number = None
    n_best: tuple[_Best, ...] | None = None
    text: str | None = None
    words: tuple[_Word, ...] | None = None


class _Output(msgspec.Struct, frozen=True, rename="camel"):
    recognized_phrases: tuple[_Phrase, ...] | None = None
    phrases: tuple[_Phrase, ...] | None = None
    source: str | None = None


def _fits(value: Any) -> bool:
    return (
        has_keys(value, "recognizedPhrases")
        or has_keys(value, "combinedPhrases", "phrases")
        or has_keys(first_of(value, "phrases"), "offsetMilliseconds")
    )


def _read(value: JsonValue) -> Iterator[Call]:
    output = value.decode(_Output)
    phrases = output.recognized_phrases or output.phrases or ()
    channels = {phrase.channel for phrase in phrases}
    said = [_sentence(phrase, has_channels=len(channels) > 1) for phrase in phrases]
    meta = {"audio": output.source}
    yield make_call(said, value.origin, ms_per_unit=MILLISECONDS, meta=meta)


def _sentence(phrase: _Phrase, *, has_channels: bool) -> Sentence:
    best = phrase.n_best[0] if phrase.n_best else _Best()
    words: Sequence[_Word] = best.words or best.display_words or phrase.words or ()
    start, end = _span(phrase)
    return Sentence(
        best.display or best.lexical or phrase.text or "",
        _label(phrase, has_channels=has_channels),
        start=start,
        end=end,
        words=tuple((_text(word), *_span(word)) for word in words),
    )


def _label(phrase: _Phrase, *, has_channels: bool) -> str:
    """Return the voice, after the channel if there are several."""
    voice = "" if phrase.speaker is None else str(phrase.speaker)
    if not has_channels or phrase.channel is None:
        return voice
    return f"{phrase.channel}-{voice}" if voice else str(phrase.channel)


def _text(word: _Word) -> str:
    return word.word or word.display_text or word.text or ""


def _span(timed: _Timed) -> tuple[Moment | None, Moment | None]:
    start = _length(timed.offset_in_ticks, timed.offset_milliseconds, timed.offset)
    length = _length(timed.duration_in_ticks, timed.duration_milliseconds, timed.duration)
    if start is None:
        return None, None
    return Moment(start), None if length is None else Moment(start + length)


def _length(ticks: _Number, ms: _Number, duration: _Number) -> int | None:
    if ms is not None:
        return milliseconds(ms, MILLISECONDS)
    if ticks is None and not isinstance(duration, str):
        ticks = duration
    if ticks is not None:
        return milliseconds(ticks, TICKS)
    found = _DURATION.fullmatch(str(duration))
    if found is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return round(((hours * 60 + minutes) * 60 + seconds) * 1000)


AZURE: Final = JsonShape(
    "azure", Text("Azure 批量转写和快速转写", "Azure batch and fast transcription"), _fits, _read
)
