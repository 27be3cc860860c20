"""Rows under a heading, kept within what Excel can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.write.excel.row_xml import LINE_POINTS, RowMaker, height, lines_of, width
from scriptcheck.write.excel.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.url import Url
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.language import Text
    from scriptcheck.write.excel.column import Column, Look
    from scriptcheck.write.excel.made_rows import MadeRows
    from scriptcheck.write.excel.row_xml import Cell, SheetPiece, XmlRow

_FILTER_ARROW: Final = 4
_A4: Final = 9
"""What files call the size of paper."""


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
        self._filled = [0] * len(columns)
        """Of each column, how wide its cells need it."""
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
        set_up_page(self._sheet)
        self._sheet.hide_gridlines(0)
        self._row = self._links = 0
        lines = max(map(self._heading_lines, range(len(self._columns))))
        self._sheet.set_default_row(LINE_POINTS)
        self._sheet.set_row(0, height(lines))
        for index, (heading, column) in enumerate(zip(self._headings, self._columns, strict=True)):
            style = "heading" if column.style == "text" else "number heading"
            self._sheet.write_string(0, index, heading, self._look.styles[style])

    def take(self, made: SheetPiece) -> None:
        """Take note of what is to be known of rows that were made."""
        self.cut += made.cut
        self._filled = list(map(max, self._filled, made.widths))

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
        printed = sum(column.is_printed for column in self._columns) - 1
        for sheet, rows in (*self._sheets, (self._sheet, self._row)):
            sheet.autofilter(0, 0, max(rows, 1), last)
            sheet.print_area(0, 0, rows, printed)
            for index, column in enumerate(self._columns):
                sheet.set_column(index, index, self._width(index), None, self._options(index, rows))
                if column.colours is not None and rows:
                    column.colours(sheet, (1, index, rows, index), self._look)

    def _heading_lines(self, index: int) -> int:
        needed, widest = width(self._headings[index]) + _FILTER_ARROW, self._columns[index].widest
        return 1 if needed <= widest else lines_of(self._headings[index], widest)

    def _width(self, index: int) -> int:
        heading = width(self._headings[index]) + _FILTER_ARROW
        return min(max(heading, self._filled[index]), self._columns[index].widest)

    def _options(self, index: int, rows: int) -> dict[str, bool]:
        is_empty = bool(rows) and not self._filled[index]
        return {"hidden": True} if is_empty and self._columns[index].is_optional else {}


def set_up_page(sheet: Worksheet) -> None:
    """Have ``sheet`` printed on A4 across, as wide as the page, with its name and page numbers."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
