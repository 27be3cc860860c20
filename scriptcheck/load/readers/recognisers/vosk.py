"""Vosk: an array of results, one for each utterance, of words; times are seconds.

Voices have no label, only a description of their sound (``spk``), which is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.json.tokens import join
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Word(msgspec.Struct, frozen=True):
    word: str | None = None
    start: _Number = None
    end: _Number = None


class _Utterance(msgspec.Struct, frozen=True):
    result: tuple[_Word, ...] = ()
    text: str | None = None


def _fits(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and has_keys(value[0], "text")
        and has_keys(first_of(value[0], "result"), "word", "start", "end")
    )


def _read(value: JsonValue) -> Iterator[Call]:
    said = map(_sentence, value.decode(tuple[_Utterance, ...]))
    yield make_call(said, value.origin, ms_per_unit=SECONDS)


def _sentence(utterance: _Utterance) -> Sentence:
    words = utterance.result
    # Its text has a blank between all words, also of Chinese.
    return Sentence(
        join(word.word or "" for word in words) if words else utterance.text or "",
        start=words[0].start if words else None,
        end=words[-1].end if words else None,
        words=tuple((word.word or "", word.start, word.end) for word in words),
    )


VOSK: Final = JsonShape(
    "vosk", Text("Vosk（结果的数组）", "Vosk (an array of results)"), _fits, _read
)
