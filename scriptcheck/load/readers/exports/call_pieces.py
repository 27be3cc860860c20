"""Rows that are pieces of one call: those that have the same id, in a table with a row a call."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scriptcheck.load.call_data.side_file.values import mangled_id
from scriptcheck.load.limits import LARGEST_CALL, too_large, utf8_size
from scriptcheck.load.readers.exports.cell_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin

_MOST_HELD: Final = 1000
"""Calls that are kept for further rows of them; what comes later is another call of the id."""
_LARGEST_HELD: Final = 1 << 23
"""Bytes that are said in all of these; memory must not grow with a table."""


def call_pieces(table: Table, origin: Origin) -> Iterator[list[TableRow] | Problem]:
    """Yield the rows of each call of ``table``, in the order in which calls begin.

    Rows without an id, or with one that has lost its last digits, are calls of their own. Rows of
    an id that stand far apart are several calls, whose ids the run reports. A call in which too
    much is said is a problem.
    """
    waiting: OrderedDict[str | int, _Pieces] = OrderedDict()
    held = 0
    for row in table.rows:
        if table.is_heading(row):
            continue
        is_mangled = mangled_id(table.cell(row, "call_id"), origin.file, row.line) is not None
        call_id = "" if is_mangled else table.text(row, "call_id")
        pieces = waiting.setdefault(call_id or row.line, _Pieces(row.line))
        held -= pieces.size
        pieces.add(row, utf8_size(plain(table.cell(row, "text"))))
        held += pieces.size
        while len(waiting) > _MOST_HELD or (held > _LARGEST_HELD and len(waiting) > 1):
            _, first = waiting.popitem(last=False)
            held -= first.size
            yield first.whole(origin)
    for pieces in waiting.values():
        yield pieces.whole(origin)


@dataclass(slots=True)
class _Pieces:
    line: int
    """Where the first of them stands."""
    rows: list[TableRow] = field(default_factory=list)
    size: int = 0
    """Bytes of what is said."""

    @property
    def is_too_large(self) -> bool:
        """Whether more is said than is read of one call; its rows are not kept then."""
        return self.size > LARGEST_CALL

    def add(self, row: TableRow, size: int) -> None:
        self.size += size
        if self.is_too_large:
            self.rows.clear()
        else:
            self.rows.append(row)

    def whole(self, origin: Origin) -> list[TableRow] | Problem:
        """Return the rows; the problem of a call in which too much is said."""
        if self.is_too_large:
            return too_large(origin.file, LARGEST_CALL, self.line)
        return self.rows
