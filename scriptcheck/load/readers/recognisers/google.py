"""Google Cloud Speech-to-Text, versions 1 and 2: results of channels, or words of voices.

Times are seconds with an ``s``. Where voices are told apart, version 1 gives all words once more
in the last result, and only those have their voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import in_order, number_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True, rename="camel"):
    word: str | None = None
    start_time: _Number = None
    end_time: _Number = None
    start_offset: _Number = None
    end_offset: _Number = None
    speaker_tag: _Number = None
    speaker_label: _Number = None

    @property
    def voice(self) -> str:
        """The label of who says it; empty where voices are not told apart."""
        label = number_label(self.speaker_label or self.speaker_tag)
        return "" if label == "0" else label

    @property
    def times(self) -> tuple[Time, Time]:
        """Beginning and end in seconds."""
        return _seconds(self.start_time or self.start_offset), _seconds(
            self.end_time or self.end_offset
        )


class _Alternative(msgspec.Struct, frozen=True, rename="camel"):
    transcript: str | None = None
    words: tuple[_Word, ...] | None = None


class _Result(msgspec.Struct, frozen=True, rename="camel"):
    alternatives: tuple[_Alternative, ...] = ()
    channel_tag: _Number = None
    result_end_time: _Number = None
    result_end_offset: _Number = None


class _Output(msgspec.Struct, frozen=True):
    results: tuple[_Result, ...] = ()


def _fits(value: Any) -> bool:
    result = first_of(_inner(value)[0], "results")
    return has_keys(result, "alternatives") and has_keys(
        first_of(result, "alternatives"), "transcript"
    )


def _inner(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the results and where they stand: an operation has them as its response."""
    if has_keys(value, "response"):
        return value["response"], ("response",)
    return value, ()


def _read(value: JsonValue) -> Iterator[Call]:
    inner, path = _inner(value.value)
    output = JsonValue(inner, value.text, value.origin, (*value.base, *path)).decode(_Output)
    best = [(result, result.alternatives[0]) for result in output.results if result.alternatives]
    voiced = [word for _, each in best for word in each.words or () if word.voice]
    if voiced:
        tokens = [Token(word.word or "", word.voice, *word.times) for word in voiced]
        said: Sequence[Sentence] = list(sentences_of(tokens, ms_per_unit=SECONDS))
    else:
        said = [_sentence(result, each) for result, each in best]
    yield make_call(in_order(said), value.origin, ms_per_unit=SECONDS)


def _sentence(result: _Result, best: _Alternative) -> Sentence:
    words = best.words or ()
    end = _seconds(result.result_end_time or result.result_end_offset)
    return Sentence(
        best.transcript or "",
        number_label(result.channel_tag),
        start=words[0].times[0] if words else None,
        end=words[-1].times[1] if words else end,
        words=tuple((word.word or "", *word.times) for word in words),
    )


def _seconds(time: _Number) -> _Number:
    """Return ``1.300s`` without its unit; nothing, which Google leaves out, is the beginning."""
    if time is None:
        return None
    return time.removesuffix("s") if isinstance(time, str) else time


GOOGLE: Final = JsonShape(
    "google",
    Text("谷歌云语音识别", "Google Cloud Speech-to-Text"),
    _fits,
    _read,
)
