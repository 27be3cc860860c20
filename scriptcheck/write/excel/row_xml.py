"""Rows as the file of a worksheet has them, whatever number they come to have."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.excel.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.write.excel.column import Column

MOST_CHARACTERS: Final = 32_767
"""Characters of a cell, in UTF-16 units."""

_CUT: Final = "…"
_AIR: Final = 2
"""Half-width characters that a cell is wider than its text."""
_WORDS: Final = re.compile("[^ \u2e80-\uffff]+ *|[\u2e80-\uffff] *| +", re.DOTALL)
"""What is not divided: words of Latin letters, and single Chinese characters."""
_FONT_PERCENT: Final = 106
"""A Chinese character is a little wider than two of the digits that columns are measured by."""
LINE_POINTS: Final = 16.5
"""How high a line is: that of Chinese is higher than Excel's 15."""
_HIGHEST: Final = 409.0
_NUMBER: Final = "\0"
"""Stands for the number of the row; no text has it, as control characters are written out."""
_ESCAPE: Final = re.compile("(?=_x[0-9a-fA-F]{4}_)")
"""What Excel would take for one of its escapes."""

Cell: TypeAlias = str | int | float | None


class XmlRow(NamedTuple):
    """A row of XML."""

    first: str
    """What the first cell holds, which may lead somewhere; empty where it is left out."""
    rest: str
    """The other cells."""
    lines: int = 1
    """Lines that the highest cell needs."""

    def xml(self, number: int, style: int) -> str:
        """Return the row as the one of ``number``, from 1, the first cell in ``style``."""
        first = f'<c r="A{number}" s="{style}"{self.first}</c>' if self.first else ""
        high = f' ht="{height(self.lines):g}" customHeight="1"'
        return f'<row r="{number}"{high}>{first}{self.rest.replace(_NUMBER, str(number))}</row>'


class SheetPiece(NamedTuple):
    """Rows of a sheet, and what is to be known of all of them."""

    rows: list[XmlRow]
    widths: list[int]
    """Of each column, in half-width characters: as wide as it needs, or as it may be."""
    cut: int
    """Cells whose text was cut to what Excel can hold."""


class RowMaker:
    """Makes the rows of one sheet."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns: Final = columns
        self._starts: Final = _starts(tuple(column.style for column in columns))
        self._widths: Final = [0] * len(columns)
        self._rows: Final[list[XmlRow]] = []
        self._cut = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """Make a row of ``cells``."""
        made: list[str] = []
        lines = 1
        for number, value in enumerate(cells):
            if value is None or value == "":
                made.append("")
                continue
            if isinstance(value, str):
                text = self._fitted(value)
                made.append(_text(text))
            else:
                text = str(value) if isinstance(value, int) else f"{value:.1f}%"
                made.append(f"><v>{value:.16G}</v>")
            widest = self._columns[number].widest
            may_wrap = 2 * len(text) + _AIR > widest
            if may_wrap or self._widths[number] < widest:
                needed = width(text) + _AIR
                self._widths[number] = max(self._widths[number], needed)
                if needed > widest:
                    lines = max(lines, lines_of(text, widest))
        rest = zip(self._starts, made[1:], strict=True)
        row = XmlRow(
            made[0],
            "".join(f"{start}{content}</c>" for start, content in rest if content),
            lines,
        )
        self._rows.append(row)

    def made(self) -> SheetPiece:
        """Return the rows until now."""
        return SheetPiece(self._rows, self._widths, self._cut)

    def _fitted(self, value: str) -> str:
        text = one_line(value)
        if len(text) * 2 > MOST_CHARACTERS:
            units = text.encode("utf-16-le")
            if len(units) // 2 > MOST_CHARACTERS:
                self._cut += 1
                kept = units[: 2 * (MOST_CHARACTERS - len(_CUT))]
                return kept.decode("utf-16-le", errors="ignore") + _CUT
        return text


@lru_cache(maxsize=4096)  # titles and advice come again and again
def width(text: str) -> int:
    """Return how many half-width characters ``text`` takes up: a Chinese one counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


@lru_cache(maxsize=4096)
def lines_of(text: str, column: int) -> int:
    """Return how many lines ``text`` takes in a column that is ``column`` half-width characters.

    Words are moved to the next line whole, and cut where they are longer than that.
    """
    room = max(1, (column - _AIR) * 100 // _FONT_PERCENT)
    if " " not in text:
        return max(1, -(-width(text) // room))
    lines, filled = 1, 0
    for word in _WORDS.findall(text):
        needed = width(word)
        if filled + width(word.rstrip()) > room and filled:
            lines, filled = lines + 1, 0
        filled += needed
        if filled > room:
            more = (min(filled, width(word.rstrip())) - 1) // room
            lines, filled = lines + more, filled - more * room
    return lines


def height(lines: int) -> float:
    """Return how high a row of ``lines`` is, in points, as far as Excel lets it be."""
    return min(lines * LINE_POINTS, _HIGHEST)


def _text(text: str) -> str:
    """Return what a cell of ``text`` has after its reference and style."""
    if "_x" in text:
        text = _ESCAPE.sub("_x005F", text)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f' t="inlineStr"><is><t{space}>{escape(text)}</t></is>'


@cache
def _starts(styles: Sequence[str]) -> list[str]:
    """Return how cells begin in the columns after the first, whose formats have these names."""
    from xlsxwriter.utility import xl_col_to_name

    return [
        f'<c r="{xl_col_to_name(number)}{_NUMBER}" s="{STYLES[style]}"'
        for number, style in enumerate(styles)
    ][1:]
