"""Tables with a row for each call, and all that is said in one cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.call_data.known_keys import meta_warnings
from scriptcheck.load.call_data.side_file.values import mangled_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.limits import require_call_size
from scriptcheck.load.readers.exports.dialogue_cell import read_dialogue
from scriptcheck.load.readers.exports.table import unread_cells
from scriptcheck.load.times.column_units import unknown_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin

_OF_TURNS = frozenset({"text", "speaker", "end", "call_id", "row_id", "start"})


def read_calls(table: Table, origin: Origin) -> Iterator[Call | Problem]:
    """Yield the call of each row of ``table``; ``origin`` is that of the whole table."""
    for row in table.rows:
        if table.is_heading(row):
            continue
        try:
            yield call_of_row(table, row, origin)
        except LoadError as error:
            yield from error.problems


def call_of_row(table: Table, row: TableRow, origin: Origin) -> Call:
    """Return the call whose dialogue ``row`` holds; raises ``LoadError`` where it cannot be read.

    ``origin`` is that of the whole table.
    """
    require_call_size(table.cell(row, "text"), origin.file, row.line)
    own = table.text(row, "call_id") or table.text(row, "row_id")
    mangled = mangled_id(table.cell(row, "call_id"), origin.file, row.line)
    own = "" if mangled is not None else own
    here = replace(
        origin,
        call_id=own or f"{origin.call_id}#{row.line}",
        source=f"{origin.source}:{row.line}",
        line=row.line,
    )
    call = read_dialogue(table.text(row, "text"), here)
    meta = call_data({"start_time": table.cell(row, "start")}) | _meta(table, row)
    data = dict(table.others(row)) | meta | call.meta
    return msgspec.structs.replace(
        call,
        meta=data,
        warnings=(
            *row.flaws,
            *(() if mangled is None else (mangled,)),
            *call.warnings,
            *meta_warnings(meta, origin.file, row.line),
            *unknown_units(table.unknown_units((row,), "ring_ms"), origin.file, row.line),
            *unread_cells(table, (row,), origin.file),
        ),
    )


def _meta(table: Table, row: TableRow) -> dict[str, Any]:
    fields = (field for field in table.columns if field not in _OF_TURNS)
    return call_data(
        {field: table.cell(row, field) for field in fields}, ring_unit=table.unit("ring_ms")
    )
