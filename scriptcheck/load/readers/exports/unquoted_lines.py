"""Dialogues in CSV whose line breaks nobody put into quotes: each line looks like a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.limits import LARGEST_CALL, utf8_size
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.text.lines import Conventions, read_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_LABELS: Final = Conventions(letters=False, line_ends=False, bare_times=False)
_LONGEST_HEAD: Final = 80
"""Characters of a line in which its label stands."""


def with_whole_dialogues(
    columns: Mapping[str, int], width: int, rows: Iterator[TableRow], source: str
) -> Iterator[TableRow]:
    """Yield ``rows`` with lines of a dialogue that stand as rows joined to the row they belong to.

    Such a line is a row whose first cell begins with a label (``客服：…``) where the table has
    something else, behind one that ends with what is said. ``columns`` are those of the table,
    which has ``width``.
    """
    at = columns["text"]
    if at == 0 or columns.get("speaker") == 0:
        yield from rows
        return
    open_row: _OpenRow | None = None
    for row in rows:
        if open_row is not None and open_row.takes(row):
            open_row.add(row)
            continue
        if open_row is not None:
            yield open_row.closed(source)
        open_row = _OpenRow(row, at, width)
    if open_row is not None:
        yield open_row.closed(source)


class _OpenRow:
    """A row to whose text lines may still be added."""

    def __init__(self, row: TableRow, at: int, width: int) -> None:
        self._row: Final = row
        self._at: Final = at
        self._behind: Final = width - at - 1
        """How many columns stand behind the text."""
        self._lines: Final[list[str]] = []
        self._rest: Sequence[object] = ()
        self._size = 0
        filled = _filled(row)
        # Where columns stand behind the text, a row that breaks off in it has none of their cells.
        self._is_open = filled > at if self._behind == 0 else filled == at + 1

    def takes(self, row: TableRow) -> bool:
        """Return whether ``row`` is a line of the dialogue in this one."""
        if not self._is_open:
            return False
        filled = _filled(row)
        if filled == 0:
            return not row.flaws
        # Commas within a line look like further cells where the text is the last column.
        if row.above or filled > 1 + self._behind + (self._at - 1 if self._behind == 0 else 0):
            return False
        first = plain(row.cells[0])
        if _has_label(first):
            return True
        # A line that goes on the one before it has no label.
        return bool(self._lines) and len(row.cells) == 1 and not _is_id(first)

    def add(self, row: TableRow) -> None:
        """Add the line that ``row`` is."""
        cells = list(row.cells[: _filled(row)])
        if not cells:
            return
        if self._behind and len(cells) > 1:
            # The rest of the row that the line breaks divided.
            self._rest = cells[1:]
            self._is_open = False
            cells = cells[:1]
        line = ",".join(map(plain, cells))
        # What is longer than a call may be is reported as such, and need not be kept whole.
        if self._size <= LARGEST_CALL:
            self._lines.append(line)
        self._size += utf8_size(line)

    def closed(self, source: str) -> TableRow:
        """Return the row with all lines of its text, and a warning of it where there are more."""
        if not self._lines:
            return self._row
        row = self._row
        said = (
            list(row.cells[self._at : _filled(row)]) if self._behind == 0 else [row.cells[self._at]]
        )
        text = "\n".join([",".join(map(plain, said)), *self._lines])
        cells = [*row.cells[: self._at], text, *self._rest]
        flaw = _unquoted(len(self._lines), source, row.line)
        return row._replace(cells=cells, flaws=(*row.flaws, flaw))


def _filled(row: TableRow) -> int:
    """Return how many cells ``row`` has, up to the last in which something stands."""
    count = len(row.cells)
    while count and not plain(row.cells[count - 1]):
        count -= 1
    return count


def _has_label(text: str) -> bool:
    segments = read_line(text[:_LONGEST_HEAD], 1, _LABELS) if text else ()
    return bool(segments) and segments[0].is_marked


def _is_id(text: str) -> bool:
    return text.isascii()


def _unquoted(count: int, source: str, line: int) -> Problem:
    message = Text(
        f"内容里的换行没有加双引号，后面 {count} 行已接到这一行的内容。",
        f"Line breaks in what is said are not within quotes; {count} further lines were joined to"
        " the text of this row.",
    )
    fix = Text("请把有换行的内容放进双引号。", "Put text that has line breaks into double quotes.")
    return Problem("unquoted-lines", message, source, line, fix=fix)
