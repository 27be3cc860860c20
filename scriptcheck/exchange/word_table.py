"""Which sheet and column of a table hold the words of a list, and what is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADINGS: Final = frozenset(
    {
        *("词", "词语", "关键词", "敏感词", "禁语", "违禁词", "话术", "内容", "短语"),
        *("禁用语", "禁用词", "禁词", "忌语", "服务禁语", "服务忌语", "违规词", "违规用语"),
        *("word", "words", "keyword", "keywords", "phrase", "phrases", "text"),
    }
)
"""What stands over the words of a list and is no word itself, in lower case."""
_TOP: Final = 20
"""Rows in which a heading is looked for, below titles."""
_NUMBER: Final = re.compile(r"[+-]?[0-9０-９]+(?:[.,][0-9]+)?[.、]?")


class ListRow(NamedTuple):
    """A row of a table."""

    line: int
    """Its line or row, from 1."""
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the cell in ``column``, from 0; empty where there is none."""
        return self.cells[column] if column < len(self.cells) else ""


class ListSheet(NamedTuple):
    """A sheet of a workbook, or a whole CSV file: its rows that are not empty."""

    name: str
    """Empty for a file that is one sheet."""
    rows: tuple[ListRow, ...]


class ChosenWords(NamedTuple):
    """The words that a table holds."""

    entries: tuple[tuple[int, str], ...]
    """Each word with its line or row."""
    left_out: tuple[Text, ...]
    """What else the table has, in words."""
    has_numbers: bool = False
    """Whether there is something in a table of which nothing is a word."""


class _Place(NamedTuple):
    """Where in a sheet the words are."""

    column: int
    first: int
    """The number of the row of the first word among the rows of the sheet."""


def choose_words(sheets: Sequence[ListSheet]) -> ChosenWords:
    """Return the words of ``sheets``.

    They are below the heading of a list of words, in the first sheet that has one; else in the
    first column that is no numbering, in the first sheet with one. Columns of numbers are no words.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    for found in (_under_heading, _beside_numbers, _first_column):
        for sheet in filled:
            if (place := found(sheet)) is not None:
                return ChosenWords(
                    tuple(_words(sheet, place)), tuple(_left_out(filled, sheet, place))
                )
    return ChosenWords((), (), has_numbers=bool(filled))


def _under_heading(sheet: ListSheet) -> _Place | None:
    for at, row in enumerate(sheet.rows[:_TOP]):
        # A word list of one column may have 内容 as a word.
        if at and sum(map(bool, row.cells)) < 2:  # noqa: PLR2004
            continue
        for column, cell in enumerate(row.cells):
            if cell.lower() in HEADINGS:
                return _Place(column, at + 1)
    return None


def _beside_numbers(sheet: ListSheet) -> _Place | None:
    """Return the first column of words behind one that numbers the rows under a heading."""
    if not sheet.rows:
        return None
    numbered = [column for column in range(_width(sheet)) if _is_numbers(sheet, column)]
    words = _column_of_words(sheet)
    if not numbered or words is None:
        return None
    heads = [head for column in numbered if (head := sheet.rows[0].cell(column))]
    has_heading = any(not _NUMBER.fullmatch(head) for head in heads)
    return _Place(words, 1 if has_heading else 0)


def _first_column(sheet: ListSheet) -> _Place | None:
    column = _column_of_words(sheet)
    return None if column is None else _Place(column, 0)


def _column_of_words(sheet: ListSheet) -> int | None:
    columns = (
        column
        for column in range(_width(sheet))
        if any(row.cell(column) for row in sheet.rows) and not _is_numbers(sheet, column)
    )
    return next(columns, None)


def _is_numbers(sheet: ListSheet, column: int) -> bool:
    """Return whether all cells of ``column``, but for a heading, are numbers."""
    cells = [cell for row in sheet.rows if (cell := row.cell(column))]
    if len(cells) > 1 and not _NUMBER.fullmatch(cells[0]):
        cells = cells[1:]
    return bool(cells) and all(map(_NUMBER.fullmatch, cells))


def _width(sheet: ListSheet) -> int:
    return max(len(row.cells) for row in sheet.rows)


def _words(sheet: ListSheet, place: _Place) -> Iterator[tuple[int, str]]:
    for row in sheet.rows[place.first :]:
        if cell := row.cell(place.column):
            yield row.line, cell


def _left_out(sheets: Sequence[ListSheet], chosen: ListSheet, place: _Place) -> Iterator[Text]:
    for sheet in sheets:
        if sheet is not chosen:
            count = len(sheet.rows)
            yield Text(
                f"工作表“{sheet.name}”（{count} 行）", f"sheet '{sheet.name}' ({count} rows)"
            )
    for column in range(_width(chosen)):
        cells = [cell for row in chosen.rows if (cell := row.cell(column))]
        if column != place.column and cells:
            yield Text(
                f"第 {column + 1} 列（{cells[0][:10]}…）", f"column {column + 1} ({cells[0][:10]}…)"
            )
    titles = [row for row in chosen.rows[: max(0, place.first - 1)] if any(row.cells)]
    if titles:
        yield Text(f"标题上面的 {len(titles)} 行", f"{len(titles)} rows above the heading")
