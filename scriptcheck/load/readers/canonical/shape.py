"""The canonical call in JSON, as scriptcheck itself writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.load.readers.canonical.call import call_from_value
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue


def _fits(value: object) -> bool:
    if not has_keys(value, "turns"):
        return has_keys(value, "schema", "verdicts")
    # Other systems have turns too, under keys of their own; where nobody knows those, it is this.
    turn = first_of(value, "turns")
    return not isinstance(turn, dict) or has_keys(turn, "speaker", "text")


def _read(value: JsonValue) -> Iterator[Call]:
    origin = value.origin
    yield call_from_value(
        value.value, value.text, default_id=origin.call_id, call_source=origin.source
    )


CANONICAL: Final = JsonShape(
    "canonical", Text("scriptcheck 自己的写法", "scriptcheck's own"), _fits, _read
)
