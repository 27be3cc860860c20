"""Recall.ai: what each participant of a meeting says, as an array of words; times are seconds.

A moment is an object with ``relative``, in older exports a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import number_label
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Moment(msgspec.Struct, frozen=True):
    relative: _Number = None


class _Word(msgspec.Struct, frozen=True):
    text: str | None = None
    start_timestamp: _Moment | _Number = None
    end_timestamp: _Moment | _Number = None


class _Participant(msgspec.Struct, frozen=True):
    id: _Number = None
    name: str | None = None


class _Part(msgspec.Struct, frozen=True):
    words: tuple[_Word, ...] = ()
    participant: _Participant | None = None
    speaker: _Number = None

    @property
    def label(self) -> str:
        """The name of who speaks where there is one, else the number."""
        if self.participant is None:
            return number_label(self.speaker)
        return self.participant.name or number_label(self.participant.id)


def _fits(value: Any) -> bool:
    if not (isinstance(value, list) and value):
        return False
    return has_keys(first_of(value[0], "words"), "text", "start_timestamp")


def _read(value: JsonValue) -> Iterator[Call]:
    tokens = [
        Token(word.text or "", part.label, _time(word.start_timestamp), _time(word.end_timestamp))
        for part in value.decode(tuple[_Part, ...])
        for word in part.words
    ]
    yield make_call(sentences_of(tokens, ms_per_unit=SECONDS), value.origin, ms_per_unit=SECONDS)


def _time(moment: _Moment | _Number) -> _Number:
    return moment.relative if isinstance(moment, _Moment) else moment


RECALL: Final = JsonShape("recall", Text("Recall.ai", "Recall.ai"), _fits, _read)
