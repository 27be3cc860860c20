"""Tables with a row for each call, and all that is said in one cell."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.known_keys import meta_warnings
from scriptcheck.load.call_data.side_file.values import mangled_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.limits import require_call_size
from scriptcheck.load.readers.exports.call_pieces import call_pieces
from scriptcheck.load.readers.exports.dialogue_cell import read_dialogue
from scriptcheck.load.readers.exports.joined_texts import joined_text
from scriptcheck.load.readers.exports.row_data import row_data
from scriptcheck.load.readers.exports.turn_calls import rows_differ
from scriptcheck.load.readers.exports.turn_numbers import numbered_order, numbers_in
from scriptcheck.load.readers.exports.unread_cells import unread_cells
from scriptcheck.load.times.column_units import unknown_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin


_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


def read_calls(table: Table, origin: Origin) -> Iterator[Call | Problem]:
    """Yield the calls of the rows of ``table``; ``origin`` is that of the whole table.

    Each row is a call, but several of one id, which are pieces of it.
    """
    for rows in call_pieces(table, origin):
        if isinstance(rows, Problem):
            yield rows
            continue
        try:
            yield call_of_rows(table, rows, origin)
        except LoadError as error:
            yield from error.problems


def call_of_rows(table: Table, rows: Sequence[TableRow], origin: Origin) -> Call:
    """Return the call whose dialogue ``rows`` hold; raises ``LoadError`` where it cannot be read.

    ``origin`` is that of the whole table.
    """
    pieces = _in_order(table, _distinct(table, rows))
    first = pieces[0]
    require_call_size([table.cell(each, "text") for each in pieces], origin.file, first.line)
    own = table.text(first, "call_id") or table.text(first, "row_id")
    mangled = mangled_id(table.cell(first, "call_id"), origin.file, first.line)
    own = "" if mangled is not None else own
    line = min(piece.line for piece in rows)
    here = replace(
        origin,
        call_id=own or f"{origin.call_id}#{line}",
        source=f"{origin.source}:{line}",
        line=line,
    )
    call = read_dialogue(joined_text(table.text(each, "text") for each in pieces), here)
    data = row_data(table, pieces)
    meta = call_data({"start_time": table.cell(first, "start")}) | data.known
    return msgspec.structs.replace(
        call,
        meta=data.others | meta | call.meta,
        warnings=(
            *(flaw for row in rows for flaw in row.flaws),
            *(() if mangled is None else (mangled,)),
            *_joined(len(rows), len(pieces), here),
            *call.warnings,
            *meta_warnings(meta, origin.file, line),
            *rows_differ(data.differing, here),
            *unknown_units(table.unknown_units(pieces, "ring_ms"), origin.file, line),
            *unread_cells(table, pieces, origin.file),
        ),
    )


def _distinct(table: Table, rows: Sequence[TableRow]) -> list[TableRow]:
    """Return ``rows`` without those that say what another does: no two pieces are alike."""
    return list({table.text(row, "text"): row for row in reversed(rows)}.values())[::-1]


def _in_order(table: Table, rows: list[TableRow]) -> list[TableRow]:
    """Return ``rows`` by when they begin, where all say so, or else by their numbers."""
    if len(rows) == 1:
        return rows
    starts = [call_data({"start_time": table.cell(row, "start")}) for row in rows]
    moments = [str(start.get("start_time", "")) for start in starts]
    if len(set(map(len, moments))) == 1 and all(map(_MOMENT.match, moments)):
        return [row for _, row in sorted(zip(moments, rows, strict=True), key=itemgetter(0))]
    order = numbered_order(table.names, partial(numbers_in, table, rows))
    places = None if order is None else order.places
    return rows if places is None else [rows[place] for place in places]


def _joined(count: int, kept: int, origin: Origin) -> Iterator[Problem]:
    """Yield the warnings of a call in ``count`` rows, of which ``kept`` were different."""
    if kept < count:
        message = Text(
            f"这通电话有 {count - kept} 行的内容与别的行完全相同，只取一次。",
            f"{count - kept} rows of this call say exactly what others do, and were left out.",
        )
        fix = Text(
            "可能是重叠的导出拼在了一起，请核对。",
            "Overlapping exports may have been put together; check them.",
        )
        yield origin.problem("rows-repeated", message, fix)
    if kept > 1:
        message = Text(
            f"这通电话分在 {kept} 行里，已依次接起来。",
            f"This call stands in {kept} rows, which were put together in turn.",
        )
        fix = Text(
            "如果是几通电话，请给每通单独的编号。",
            "If they are several calls, give each an id of its own.",
        )
        yield origin.problem("call-rows-joined", message, fix)
