"""Rows under a heading, kept within what Excel can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.write.excel.row_xml import RowMaker, width
from scriptcheck.write.excel.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.url import Url
    from xlsxwriter.workbook import Workbook

    from scriptcheck.language import Text
    from scriptcheck.write.excel.column import Column, Look
    from scriptcheck.write.excel.made_rows import MadeRows
    from scriptcheck.write.excel.row_xml import Cell, SheetPiece, XmlRow

_FILTER_ARROW: Final = 4


class Limits(NamedTuple):
    """What a worksheet can hold."""

    rows: int = 1_048_576
    links: int = 65_530


EXCEL: Final = Limits()


class TableSheet:
    """Writes rows one after the other; past Excel's last row it goes on in a further worksheet."""

    def __init__(
        self,
        book: Workbook,
        name: Text,
        columns: Sequence[Column],
        look: Look,
        limits: Limits = EXCEL,
    ) -> None:
        self.name = name.to(look.lang)
        self.cut = 0
        """Cells whose text was cut to what Excel can hold."""
        self.unlinked = 0
        """Rows that should have had a link."""
        self._book, self._columns, self._look = book, columns, look
        self._headings = [column.heading.to(look.lang) for column in columns]
        self._first_style = STYLES[columns[0].style]
        self._limits = limits
        self._widths = [width(heading) + _FILTER_ARROW for heading in self._headings]
        self._sheets: list[tuple[MadeRows, int]] = []
        self._begin(self.name)

    @property
    def names(self) -> list[str]:
        """The names of the worksheets that the rows are in."""
        return [sheet.get_name() for sheet, _ in self._sheets] + [self._sheet.get_name()]

    def _begin(self, name: str) -> None:
        from scriptcheck.write.excel.made_rows import MadeRows

        self._sheet: MadeRows = self._book.add_worksheet(name, MadeRows)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._row = self._links = 0
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._look.styles["heading"])

    def take(self, made: SheetPiece) -> None:
        """Take note of what is to be known of rows that were made."""
        self.cut += made.cut
        self._widths = list(map(max, self._widths, made.widths))

    def add(self, row: XmlRow, link: Url | None = None) -> None:
        """Add a row; ``link`` is what the first cell points to."""
        if self._row + 1 >= self._limits.rows:
            self._sheets.append((self._sheet, self._row))
            self._begin(f"{self.name} {len(self._sheets) + 1}")
        self._row += 1
        style = self._first_style
        if link is not None and row.first and self._may_link():
            style = STYLES["link"]
            self._sheet.link(self._row, link)
        self._sheet.add_row(self._row, row.xml(self._row + 1, style))

    def add_all(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Make rows of cells and add them."""
        maker = RowMaker(self._columns)
        for cells in rows:
            maker.add(cells)
        made = maker.made()
        self.take(made)
        for row in made.rows:
            self.add(row)

    def _may_link(self) -> bool:
        if self._links >= self._limits.links:
            self.unlinked += 1
            return False
        self._links += 1
        return True

    def finish(self) -> None:
        """Set widths, filters and colours, which hold for all rows."""
        last = len(self._columns) - 1
        for sheet, rows in (*self._sheets, (self._sheet, self._row)):
            sheet.autofilter(0, 0, max(rows, 1), last)
            for index, (column, needed) in enumerate(zip(self._columns, self._widths, strict=True)):
                sheet.set_column(index, index, min(needed, column.widest))
                if column.colours is not None and rows:
                    column.colours(sheet, (1, index, rows, index), self._look)
