"""VoiceBase, version 3: words, among which the names of speakers stand as turns.

Times are milliseconds. A word with ``"m": "turn"`` names who speaks from there on, and one with
``"m": "punc"`` is a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Call

_Number = int | float | str | None
_TURN: Final = "turn"


class _Word(msgspec.Struct, frozen=True):
    word: str | None = msgspec.field(name="w", default=None)
    start: _Number = msgspec.field(name="s", default=None)
    end: _Number = msgspec.field(name="e", default=None)
    kind: str | None = msgspec.field(name="m", default=None)


class _Transcript(msgspec.Struct, frozen=True):
    words: tuple[_Word, ...] = ()


def _fits(value: Any) -> bool:
    inner, _ = _inner(value)
    return has_keys(first_of(inner, "words"), "w", "s")


def _inner(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the transcript and where it stands: alone, or in the analytics of a recording."""
    if has_keys(value, "transcript"):
        return value["transcript"], ("transcript",)
    return value, ()


def _read(value: JsonValue) -> Iterator[Call]:
    inner, path = _inner(value.value)
    found = JsonValue(inner, value.text, value.origin, (*value.base, *path)).decode(_Transcript)
    media = value.value.get("mediaId")
    task = media if isinstance(media, str) else None
    yield make_call(
        sentences_of(_tokens(found.words), ms_per_unit=MILLISECONDS),
        value.origin,
        ms_per_unit=MILLISECONDS,
        call_id=value.origin.id_or(task),
        meta={"task_id": task},
    )


def _tokens(words: Iterable[_Word]) -> Iterator[Token]:
    label = ""
    for word in words:
        if word.kind == _TURN:
            label = (word.word or "").strip().rstrip(":：")
        else:
            yield Token(word.word or "", label, word.start, word.end)


VOICEBASE: Final = JsonShape("voicebase", Text("VoiceBase", "VoiceBase"), _fits, _read)
