"""Rev.ai: monologues of voices, each a list of words and marks; times are seconds."""

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


class _Element(msgspec.Struct, frozen=True):
    value: str | None = None
    start: _Number = msgspec.field(name="ts", default=None)
    end: _Number = msgspec.field(name="end_ts", default=None)


class _Speaker(msgspec.Struct, frozen=True):
    display_name: str | None = None


class _Monologue(msgspec.Struct, frozen=True):
    speaker: _Number = None
    speaker_info: _Speaker | None = None
    elements: tuple[_Element, ...] = ()

    @property
    def label(self) -> str:
        """The name of the voice where it has one, else its number."""
        name = self.speaker_info.display_name if self.speaker_info else None
        return name or number_label(self.speaker)


class _Output(msgspec.Struct, frozen=True):
    monologues: tuple[_Monologue, ...] = ()


def _fits(value: Any) -> bool:
    return has_keys(first_of(value, "monologues"), "elements")


def _read(value: JsonValue) -> Iterator[Call]:
    tokens = [
        Token(each.value or "", monologue.label, each.start, each.end)
        for monologue in value.decode(_Output).monologues
        for each in monologue.elements
    ]
    yield make_call(sentences_of(tokens, ms_per_unit=SECONDS), value.origin, ms_per_unit=SECONDS)


REVAI: Final = JsonShape("revai", Text("Rev.ai", "Rev.ai"), _fits, _read)
