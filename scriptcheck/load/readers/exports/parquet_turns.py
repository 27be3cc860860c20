"""Rows of Parquet whose turns are nested in a column, under names of other systems."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.json_turns import json_turns
from scriptcheck.load.readers.exports.turn_objects import rank
from scriptcheck.load.readers.json.account import account
from scriptcheck.load.readers.json.shape import JsonValue
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyarrow import Schema

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_SURE: Final = 2
"""The rank of turns that say who speaks, or when."""


def turns_column(schema: Schema, given: Mapping[str, str]) -> str | None:
    """Return the column of ``schema`` that lists turns as structs; ``None`` where none does."""
    from pyarrow import types

    for column in schema:
        is_list = types.is_list(column.type) or types.is_large_list(column.type)
        if is_list and types.is_struct(column.type.value_type):
            struct = column.type.value_type
            names = [struct.field(index).name for index in range(struct.num_fields)]
            if rank(dict.fromkeys(names, ""), given) >= _SURE:
                return str(column.name)
    return None


def read_row(
    row: dict[str, Any], column: str, origin: Origin, given: Mapping[str, str]
) -> Iterator[Call | Problem]:
    """Yield the call of ``row``, whose turns stand in ``column``, as JSON of it would be read."""
    turns = [turn for turn in row.get(column) or () if turn is not None]
    text = json.dumps(row | {column: turns}, ensure_ascii=False, default=str)
    found = json.loads(text)
    if not turns:
        columns = find_columns(list(row), given)
        own = columns.get("call_id", columns.get("row_id"))
        call_id = None if own is None else found[list(row)[own]]
        origin = origin if call_id is None else replace(origin, call_id=whole_id(plain(call_id)))
        yield make_call((), origin, ms_per_unit=MILLISECONDS)
        return
    value = JsonValue(found, JsonText(text, origin.file, origin.line or 1), origin)
    for item in json_turns(given).read(value):
        if isinstance(item, Call):
            left = tuple(account(value, [item]))
            yield msgspec.structs.replace(item, warnings=(*item.warnings, *left))
        else:
            yield item
