"""JSON Schemas of structs."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from scriptcheck.struct_schema import struct_schema


class Colour(StrEnum):
    """What objects may be keyed by."""

    RED = "red"


class Counts(msgspec.Struct):
    """A struct with an object that an enumeration keys, and one that is not."""

    by_colour: dict[Colour, dict[Colour, int]]
    by_name: dict[str, int] = {}
    names: tuple[str, ...] = ()


def test_names_of_objects_are_left_to_every_version_of_msgspec() -> None:
    fields = struct_schema(Counts)["$defs"]["Counts"]["properties"]
    inner = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert fields["by_colour"] == {"type": "object", "additionalProperties": inner}
    assert fields["by_name"]["additionalProperties"] == {"type": "integer"}
    assert fields["names"]["default"] == []
