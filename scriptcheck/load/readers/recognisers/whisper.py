"""Whisper and WhisperX, and whisper.cpp, in JSON.

Times are seconds. WhisperX adds ``speaker`` (``SPEAKER_00``) where voices are told apart, and
leaves speaker and times out where it could not tell; its words are single characters in Chinese.
whisper.cpp writes ``transcription`` with ``offsets`` in milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS, SECONDS
from scriptcheck.load.times.unit import guess_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True):
    word: str | None = None
    start: _Number = None
    end: _Number = None
    speaker: _Number = None


class _Segment(msgspec.Struct, frozen=True):
    text: str | None = None
    start: _Number = None
    end: _Number = None
    speaker: _Number = None
    speaker_id: _Number = None
    words: tuple[_Word, ...] | None = None


class _Output(msgspec.Struct, frozen=True):
    segments: tuple[_Segment, ...]


class _Offsets(msgspec.Struct, frozen=True):
    start: _Number = msgspec.field(name="from", default=None)
    end: _Number = msgspec.field(name="to", default=None)


class _CppSegment(msgspec.Struct, frozen=True):
    text: str | None = None
    offsets: _Offsets = _Offsets()
    speaker: _Number = None


class _CppOutput(msgspec.Struct, frozen=True):
    transcription: tuple[_CppSegment, ...]


def _fits(value: Any) -> bool:
    segment = first_of(value, "segments")
    return (
        has_keys(segment, "start", "text")
        or (has_keys(value, "segments", "language") and value["segments"] == [])
        or has_keys(first_of(value, "transcription"), "offsets", "text")
    )


def _read(value: JsonValue) -> Iterator[Call]:
    if has_keys(value.value, "segments"):
        segments = value.decode(_Output).segments
        said = [sentence for segment in segments for sentence in _sentences(segment)]
        yield make_call(said, value.origin, ms_per_unit=_unit(said))
    else:
        parts = value.decode(_CppOutput).transcription
        yield make_call(map(_cpp_sentence, parts), value.origin, ms_per_unit=MILLISECONDS)


def _unit(said: Sequence[Sentence]) -> float:
    """Return the unit of the times: seconds, unless whole numbers are clearly milliseconds."""
    times = [time for sentence in said for time in (sentence.start, sentence.end)]
    if any(isinstance(time, float | str) for time in times):
        return SECONDS
    guess = guess_unit(said)
    is_other = guess.ms != MILLISECONDS or not guess.is_doubtful
    return guess.ms if is_other else SECONDS


def _sentences(segment: _Segment) -> Iterator[Sentence]:
    """Yield what ``segment`` says: in parts, where its words are of several speakers."""
    words = segment.words or ()
    voices = {word.speaker for word in words if word.speaker is not None}
    tokens = [Token(word.word or "", _label(word.speaker), word.start, word.end) for word in words]
    whole = "".join(token.text for token in tokens)
    if len(voices) > 1 and _bare(whole) == _bare(segment.text or ""):
        yield from sentences_of(tokens, ms_per_unit=SECONDS)
    else:
        yield _sentence(segment)


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _sentence(segment: _Segment) -> Sentence:
    return Sentence(
        segment.text or "",
        _label(segment.speaker_id if segment.speaker is None else segment.speaker),
        start=segment.start,
        end=segment.end,
        words=tuple((word.word or "", word.start, word.end) for word in segment.words or ()),
    )


def _cpp_sentence(segment: _CppSegment) -> Sentence:
    return Sentence(
        segment.text or "",
        _label(segment.speaker),
        start=segment.offsets.start,
        end=segment.offsets.end,
    )


def _label(speaker: _Number) -> str:
    return "" if speaker is None else str(speaker)


WHISPER: Final = JsonShape(
    "whisper",
    Text("Whisper、WhisperX、whisper.cpp", "Whisper, WhisperX, whisper.cpp"),
    _fits,
    _read,
)
