"""Rows under a heading, kept within what Excel can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from unicodedata import east_asian_width

from scriptcheck.write.cell_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.language import Lang, Text

MOST_CHARACTERS: Final = 32_767
"""Characters of a cell, in UTF-16 units."""

_MEASURED_ROWS: Final = 1000
"""Rows that the widths of columns go by: the first, so that measuring stays cheap."""
_CUT: Final = "…"
_FILTER_ARROW: Final = 4
_AIR: Final = 2
"""Half-width characters that a cell is wider than its text."""

Cell: TypeAlias = str | int | float | None

Colours: TypeAlias = "Callable[[Worksheet, tuple[int, int, int, int]], None]"
"""Adds conditional colours to the cells from a first row and column to a last."""


class Column(NamedTuple):
    """A column of a sheet."""

    heading: Text
    widest: int = 40
    """Its width at most, in half-width characters."""
    style: str = "text"
    """Name of the format of its cells."""
    colours: Colours | None = None


class Look(NamedTuple):
    """How sheets look."""

    styles: Mapping[str, Format]
    lang: Lang


class Limits(NamedTuple):
    """What a worksheet can hold."""

    rows: int = 1_048_576
    links: int = 65_530


EXCEL: Final = Limits()


class Sheet:
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
        self._book, self._columns = book, columns
        self._headings = [column.heading.to(look.lang) for column in columns]
        self._formats = [look.styles[column.style] for column in columns]
        self._styles = look.styles
        self._limits = limits
        self._widths = [width(heading) + _FILTER_ARROW for heading in self._headings]
        self._sheets: list[tuple[Worksheet, int]] = []
        self._begin(self.name)

    @property
    def names(self) -> list[str]:
        """The names of the worksheets that the rows are in."""
        return [sheet.get_name() for sheet, _ in self._sheets] + [self._sheet.get_name()]

    def _begin(self, name: str) -> None:
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._row = self._links = 0
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._styles["heading"])

    def row(self, cells: Sequence[Cell], link: str | None = None) -> None:
        """Add a row; ``link`` is what the first cell points to."""
        if self._row + 1 >= self._limits.rows:
            self._sheets.append((self._sheet, self._row))
            self._begin(f"{self.name} {len(self._sheets) + 1}")
        self._row += 1
        measured = not self._sheets and self._row <= _MEASURED_ROWS
        sheet, row = self._sheet, self._row
        for column, (value, style) in enumerate(zip(cells, self._formats, strict=True)):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                text = self._fitted(value)
                if column == 0 and link is not None and self._may_link():
                    sheet.write_url(row, column, f"external:{link}", self._styles["link"], text)
                else:
                    sheet.write_string(row, column, text, style)
            else:
                sheet.write_number(row, column, value, style)
                text = str(value)
            if measured:
                self._widths[column] = max(self._widths[column], width(text) + _AIR)

    def _may_link(self) -> bool:
        if self._links >= self._limits.links:
            self.unlinked += 1
            return False
        self._links += 1
        return True

    def _fitted(self, value: str) -> str:
        text = one_line(value)
        if len(text) * 2 > MOST_CHARACTERS:
            units = text.encode("utf-16-le")
            if len(units) // 2 > MOST_CHARACTERS:
                self.cut += 1
                kept = units[: 2 * (MOST_CHARACTERS - len(_CUT))]
                text = kept.decode("utf-16-le", errors="ignore") + _CUT
        # XlsxWriter takes text in these for markup of its own and would write it out as such.
        return f" {text}" if text.startswith("<r>") else text

    def finish(self) -> None:
        """Set widths, filters and colours, which hold for all rows."""
        last = len(self._columns) - 1
        for sheet, rows in (*self._sheets, (self._sheet, self._row)):
            sheet.autofilter(0, 0, max(rows, 1), last)
            for index, (column, needed) in enumerate(zip(self._columns, self._widths, strict=True)):
                sheet.set_column(index, index, min(needed, column.widest))
                if column.colours is not None and rows:
                    column.colours(sheet, (1, index, rows, index))


def width(text: str) -> int:
    """Return how many half-width characters ``text`` takes up: a Chinese one counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)
