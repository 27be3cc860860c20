"""Call data in the rows of one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import is_call_data
from scriptcheck.load.readers.exports.cell_text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow

_OF_TURNS: Final = frozenset({"text", "speaker", "start", "end", "call_id", "row_id"})


class RowData(NamedTuple):
    """What the rows of a call say of it."""

    others: dict[str, Any]
    """What stands in columns of names of their own."""
    known: dict[str, Any]
    """What stands in columns that are known."""
    differing: list[str]
    """Columns in which the rows differ; the first value is taken."""


def row_data(table: Table, rows: Sequence[TableRow]) -> RowData:
    """Return the call data of ``rows``, those of one call.

    Of known columns the first value is taken, as it is of further ones that are known to hold call
    data; other columns are kept where all rows agree.
    """
    changing: list[str] = []
    known: dict[str, object] = {}
    for key in table.columns:
        if key in _OF_TURNS:
            continue
        values = [value for row in rows if (value := table.cell(row, key)) is not None]
        if len({whole_id(plain(value)) for value in values}) > 1:
            changing.append(key)
        known[key] = values[0] if values else None
    others: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in table.others(row):
            others.setdefault(name, {})[value] = None
    further = [name for name, found in others.items() if len(found) > 1 and is_call_data(name)]
    changing += further
    same = {
        name: next(iter(found))
        for name, found in others.items()
        if len(found) == 1 or name in further
    }
    return RowData(same, call_data(known, ring_unit=table.unit("ring_ms")), changing)
