"""Tables of turns or of calls whose columns are known, whatever file they come in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.columns import has_unknown_unit, unit_named
from scriptcheck.load.readers.exports.cell_text import cell_value, plain, shown
from scriptcheck.load.readers.text.marks import without_tags
from scriptcheck.load.times.moments import number_of
from scriptcheck.text.plain_id import visible_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.exports.table_row import TableRow

_DAYS: Final = frozenset({"date", "日期"})
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?")
_OF_ONE_ROW: Final = frozenset({"text", "start", "end", "row_id"})
"""Fields of which each row has its own: a cell over several rows is said once."""
IDS: Final = frozenset({"call_id", "row_id"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known."""

    names: tuple[str, ...]
    """The names of all columns."""
    columns: Mapping[str, int]
    """The column of each field that there is."""
    rows: Iterator[TableRow]
    has_calls: bool
    """Whether a row is a call, not a turn."""
    has_cells: bool = False
    """Whether each value has a cell of its own, so that no comma can have divided one."""
    other_texts: tuple[int, ...] = ()
    """Columns whose names say that they hold what is said, and that are not read."""
    unread: frozenset[int] = frozenset()
    """Columns that are read only into another one of the same name."""
    flaws: tuple[Problem, ...] = ()
    """What is odd about the names of the columns, to be reported once."""
    decimal_ids: frozenset[str] = frozenset()
    """Fields of ids whose decimals tell calls apart, so that those of 0 stay."""
    added: int = 0
    """How many columns stand before those of the file."""

    def is_heading(self, row: TableRow) -> bool:
        """Return whether ``row`` names the columns once more."""
        names = self.names
        return plain(row.cells[0]) == names[0] and tuple(map(plain, row.cells)) == names

    def cell(self, row: TableRow, field: str) -> object:
        """Return what ``row`` has for ``field``; ``None`` where it has nothing."""
        value = cell_value(self._cell(row, field))
        if isinstance(value, str) and field == "start" and (day := self._day(row)):
            return f"{day} {value.strip()}" if _CLOCK.fullmatch(value.strip()) else value
        return None if isinstance(value, str) and not value.strip() else value

    def _cell(self, row: TableRow, field: str) -> object:
        index = self.columns.get(field)
        if index is None:
            return None
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is None and row.above and field not in _OF_ONE_ROW:
            return row.above.get(index)
        return cell

    def _day(self, row: TableRow) -> str:
        """Return the day that stands in a column of its own, beside one of clocks."""
        days = (index for index, name in enumerate(self.names) if name.casefold() in _DAYS)
        index = next(days, len(row.cells))
        return plain(row.cells[index]) if index < len(row.cells) else ""

    def text(self, row: TableRow, field: str) -> str:
        """Return what ``row`` has for ``field`` as text.

        Commas that stand in the last column divide it only where somebody forgot to quote them.
        """
        if field in IDS:
            written = plain(self.cell(row, field))
            return visible_id(written) if field in self.decimal_ids else whole_id(written)
        if field != "text":
            return plain(self.cell(row, field))
        text = without_tags(shown(self._cell(row, field)))
        if self.has_extra(row) and self.columns["text"] == len(self.names) - 1:
            return ",".join([text, *map(plain, row.cells[len(self.names) :])]).rstrip(",")
        return text

    def has_extra(self, row: TableRow) -> bool:
        """Return whether ``row`` has more cells than there are columns."""
        beyond = () if self.has_cells else row.cells[len(self.names) :]
        return any(plain(cell) for cell in beyond)

    def unnamed(self, row: TableRow) -> int:
        """Return how many cells of ``row`` hold something under a blank heading.

        The numbers of rows in the first column, as pandas writes them, are nothing.
        """
        if not any(self.names):
            return 0
        known = set(self.columns.values())
        beyond = row.cells[len(self.names) :] if self.has_cells else ()
        return sum(map(bool, map(plain, beyond))) + sum(
            not name
            and index not in known
            and bool(text := plain(value))
            # Rows are counted without a heading by whoever writes an index.
            and not (index == 0 and text.isdecimal())
            for index, (name, value) in enumerate(zip(self.names, row.cells, strict=False))
        )

    def unit(self, field: str) -> float | None:
        """Return how many milliseconds one is in the column of ``field``, if its name says so."""
        index = self.columns.get(field)
        return None if index is None else unit_named(self.names[index])

    def unknown_units(self, rows: Sequence[TableRow], *fields: str) -> list[str]:
        """Return the columns of ``fields`` that say a unit not known here and hold numbers."""
        columns = (self.columns[field] for field in fields if field in self.columns)
        return [
            self.names[index]
            for index in columns
            if has_unknown_unit(self.names[index])
            and any(
                index < len(row.cells) and number_of(plain(row.cells[index])) is not None
                for row in rows
            )
        ]

    def others(self, row: TableRow) -> Iterator[tuple[str, str]]:
        """Yield name and text of each cell of ``row`` that holds no known field."""
        known = self.unread.union(self.columns.values())
        for index, (name, value) in enumerate(zip(self.names, row.cells, strict=False)):
            if index not in known and name and (text := shown(value)):
                yield name, text
