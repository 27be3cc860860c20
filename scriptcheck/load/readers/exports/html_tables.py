"""Tables of a page: their rows, with cells that span rows and columns, and tables within cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.table_row import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_COLUMNS: Final = 1000
_MOST_ROWS: Final = 65534
"""What HTML lets one cell span."""
_MOST_SPANNED: Final = 1 << 22
"""Places of a page that cells span: a small page can stand for any number."""
_LONGEST: Final = 10
"""Characters from which on no number says how much a cell spans."""
_DEEPEST_JOINED: Final = 8
"""Tables around each other of which the text of the inner is made part of the outer's cells."""


@dataclass(frozen=True, slots=True)
class _Cell:
    parts: list[str]
    """The text in it, which comes bit by bit."""
    columns: int
    rows: int
    inner: list[tuple[int, list[_Row]]] = field(default_factory=list)
    """The rows of tables within it, each with the number of parts that stand before."""

    def text(self, *, joined: bool) -> str:
        """Return what stands in it; what stands in tables within it too where ``joined``."""
        parts = self.parts
        for place, rows in reversed(self.inner if joined else []):
            within = "\n".join(" ".join(filter(None, row.texts())) for row in rows)
            parts = [*parts[:place], f"\n{within}\n", *parts[place:]]
        lines = "".join(parts).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


class _Row(NamedTuple):
    cells: tuple[str | None, ...]
    above: Mapping[int, object]

    def texts(self) -> Iterator[str]:
        return (cell for cell in self.cells if cell is not None)


class PageTables:
    """The tables of a page, put together as their elements come."""

    def __init__(self, source: str) -> None:
        self._source: Final = source
        self._open: Final[list[list[list[_Cell]]]] = []
        self._cells: Final[list[_Cell]] = []
        self._rows: Final[list[_Row]] = []
        self._spanned = 0
        self.begun = 0
        """How many rows have begun."""

    def rows(self) -> list[TableRow]:
        """Return the rows of all tables, numbered from 1."""
        while self._open:
            self.end_table()
        return [
            TableRow(number, row.cells, above=row.above)
            for number, row in zip(count(1), self._rows, strict=False)
        ]

    def start_table(self) -> None:
        """Begin a table, within the cell that is open or on its own."""
        self._open.append([])

    def start_row(self) -> None:
        """Begin a row of the table that is open."""
        if not self._open:
            self.start_table()
        self._open[-1].append([])
        self.begun += 1

    def start_cell(self, attributes: Mapping[str, str], parts: list[str]) -> None:
        """Begin a cell whose text will stand in ``parts``."""
        if not (self._open and self._open[-1]):
            self.start_row()
        columns = _span(attributes.get("colspan"), _MOST_COLUMNS) or 1
        # 0 is all rows to the end of the table.
        rows = _span(attributes.get("rowspan"), _MOST_ROWS) or _MOST_ROWS
        cell = _Cell(parts, columns, rows)
        self._open[-1][-1].append(cell)
        self._cells.append(cell)

    def end_cell(self) -> None:
        """End the cell that is open."""
        if self._cells:
            self._cells.pop()

    def end_table(self) -> None:
        """End the table that is open; its rows go to the cell around it, or to the page.

        Raises ``LoadError`` where its cells span more than any table has.
        """
        if not self._open:
            return
        table = self._open.pop()
        # A table for the layout of a page has others in it that are read by themselves.
        is_joined = len(self._open) < _DEEPEST_JOINED and _has_data(table)
        rows: list[_Row] = []
        for cells, row in zip(table, self._placed(table, joined=is_joined), strict=True):
            rows.append(row)
            if not is_joined:
                rows += (within for cell in cells for _, inner in cell.inner for within in inner)
        if self._open and self._cells:
            outer = self._cells[-1]
            outer.inner.append((len(outer.parts), rows))
        else:
            self._rows.extend(rows)

    def _placed(self, table: list[list[_Cell]], *, joined: bool) -> Iterator[_Row]:
        """Yield the rows of ``table`` with each cell in its column.

        As in a workbook, a cell of several columns stands in the first, and in rows below it
        stands above.
        """
        active: dict[int, tuple[str, int]] = {}
        for number, cells in enumerate(table):
            active = {column: span for column, span in active.items() if span[1] > number}
            self._count(len(active) if cells else 0)
            placed: list[str | None] = []
            begun: dict[int, tuple[str, int]] = {}
            for cell in cells:
                while len(placed) in active:
                    placed.append(None)
                column, text = len(placed), cell.text(joined=joined)
                self._count(cell.columns - 1)
                placed += [text, *[None] * (cell.columns - 1)]
                if cell.rows > 1:
                    begun |= {
                        column + n: (text if n == 0 else "", number + cell.rows)
                        for n in range(cell.columns)
                    }
            above = {column: text for column, (text, _) in active.items() if text}
            yield _Row(tuple(placed), above if cells else {})
            active |= begun

    def _count(self, places: int) -> None:
        self._spanned += places
        if self._spanned > _MOST_SPANNED:
            raise LoadError(_too_many(self._source))


def _has_data(table: list[list[_Cell]]) -> bool:
    """Return whether ``table`` has rows of several cells with text of their own."""
    full = 0
    for cells in table:
        full += sum(any(map(str.strip, cell.parts)) for cell in cells) > 1
    return full > 1


def _span(said: str | None, most: int) -> int:
    text = (said or "1").strip()
    return (
        min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 1
    )


def _too_many(source: str) -> Problem:
    message = Text(
        "网页表格的单元格跨越的行列太多，没有读取。",
        "The cells of tables on this page span too many rows and columns; it was not read.",
    )
    fix = Text("请检查 rowspan 和 colspan。", "Check rowspan and colspan.")
    return Problem("too-large", message, source, fix=fix)
