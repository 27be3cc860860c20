"""Cells of tables that are not read: under blank headings, or in further columns of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.cell_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow

_HAN: Final = re.compile("[\u3400-\u9fff]")


def unread_cells(table: Table, rows: Sequence[TableRow], source: str) -> Iterator[Problem]:
    """Yield warnings of what ``rows`` have that is not read.

    It stands under blank headings, or in columns that might hold what is said as well.
    """
    yield from _other_texts(table, rows, source)
    lines = [(row.line, count) for row in rows if (count := table.unnamed(row))]
    if not lines:
        return
    count = sum(number for _, number in lines)
    message = Text(
        f"有 {count} 个单元格在没有名称的列里，没有读入。",
        f"{count} cells stand in columns without a name and were not read.",
    )
    fix = Text("请给这些列加上名称。", "Give these columns a name.")
    yield Problem("unnamed-column", message, source, lines[0][0], fix=fix)


def _other_texts(table: Table, rows: Sequence[TableRow], source: str) -> Iterator[Problem]:
    """Yield warnings of columns that might hold what is said as well, and are not read."""
    for index in table.other_texts:
        name, taken = table.names[index], table.names[table.columns["text"]]
        lines = [
            row.line
            for row in rows
            if index < len(row.cells)
            and _HAN.search(text := plain(row.cells[index]))
            and text != plain(table.cell(row, "text"))
        ]
        if lines:
            place = index + 1 - table.added
            message = Text(
                f"第 {place} 列“{name}”也有文字（{len(lines)} 格），没有读；取的是“{taken}”。",
                f"Column {place}, '{name}', has texts too ({len(lines)} cells), which were not"
                f" read; '{taken}' was taken.",
            )
            fix = Text(
                "要取另一列，请给它单独的名称，加上 --columns text=列名。",
                "To take the other, give it a name of its own and say --columns text=NAME.",
            )
            yield Problem("other-text-column", message, source, lines[0], fix=fix)
