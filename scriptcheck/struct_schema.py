"""JSON Schemas of msgspec's structs, the same whichever version of msgspec makes them."""

from __future__ import annotations

from typing import Any

import msgspec

_NAMES = "propertyNames"


def struct_schema(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schema of ``kind``, as plain dicts, lists, strings and numbers.

    Since 0.23, msgspec says of objects keyed by an enumeration which names they may have. It is
    left out, so that what is published holds for all versions.
    """
    # Defaults that are tuples become the lists that JSON has.
    schema: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(kind)))
    _leave_enumerated_names(schema)
    return schema


def _leave_enumerated_names(value: object) -> None:
    if isinstance(value, dict):
        if isinstance(value.get(_NAMES), dict) and "$ref" in value[_NAMES]:
            del value[_NAMES]
        for each in value.values():
            _leave_enumerated_names(each)
    elif isinstance(value, list):
        for each in value:
            _leave_enumerated_names(each)
