"""The rows of a lexicon workbook, whoever saved it last."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.exchange.workbook.cell_text import cell_text
from scriptcheck.exchange.workbook.layout import README, SHEETS
from scriptcheck.exchange.workbook.vocabulary import folded
from scriptcheck.language import Text
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.exports.sheet import workbook_damage
from scriptcheck.load.readers.exports.workbook import open_workbook
from scriptcheck.load.readers.format import require_library
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from scriptcheck.exchange.workbook.layout import Sheet, SheetColumn

_MOST_COLUMNS: Final = 64
_HEADING_ROWS: Final = 20
"""Rows in which the headings are looked for."""
_FEWEST_HEADINGS: Final = 2
_FEWEST_SHEETS: Final = 2
_UNUSABLE: Final = "？"
"""Stands for the value of a cell that cannot be taken."""
_SUFFIXES: Final = frozenset({".xlsx", ".xlsm"})


class CellPlace(NamedTuple):
    """A cell, and what stands over it."""

    cell: str
    """As in ``规则!D12``."""
    heading: str


class SheetRow(NamedTuple):
    """A row in which something stands."""

    number: int
    cells: dict[str, str]
    """Text by the keys of the columns; empty cells are left out."""
    sheet: ReadSheet

    def place(self, key: str) -> CellPlace:
        """Return where the cell of ``key`` is."""
        return self.sheet.place(self.number, key)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that was found: its name, and where its columns are."""

    layout: Sheet
    name: str
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The letter of each column and its heading, by key."""

    def place(self, row: int, key: str) -> CellPlace:
        """Return where the cell of ``key`` is in the row ``row``."""
        letter, heading = self.columns.get(key) or ("A", self.layout.column(key).heading.zh)
        return CellPlace(f"{self.name}!{letter}{row}", heading)


@dataclass(slots=True)
class WorkbookRows:
    """All that was read of a workbook."""

    source: str
    sheets: dict[str, ReadSheet] = field(default_factory=dict)
    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Text] = field(default_factory=list)
    """Sheets and columns that are none of a lexicon's."""

    def complain(self, code: str, place: str, message: Text, fix: Text, column: int = 0) -> None:
        """Add a problem in the cell ``place``, ``column`` characters into its text."""
        where = f"{self.source}#{place}"
        at = column + 1 if column else None
        self.problems.append(Problem(code, message, where, column=at, fix=fix))


def is_lexicon_workbook(path: Path) -> bool:
    """Return whether ``path`` is a workbook with sheets of a lexicon.

    Raises ``LoadError`` where it is a workbook that cannot be read.
    """
    if path.suffix.lower() not in _SUFFIXES:
        return False
    with _opened(path) as book:
        # A list of words may stand in a sheet that is called as one of these.
        known = sum(_layout_of(title) is not None for title in book.sheetnames)
        return known >= _FEWEST_SHEETS


def read_rows(path: Path) -> WorkbookRows:
    """Return the rows of the lexicon workbook ``path``, with what is wrong in single cells.

    Raises ``LoadError`` where the file cannot be read as a workbook.
    """
    found = WorkbookRows(path.as_posix())
    with _opened(path) as book:
        for sheet in book.worksheets:
            layout = _layout_of(sheet.title)
            if layout is None:
                if folded(sheet.title) not in map(folded, README):
                    found.unread.append(Text(f"工作表“{sheet.title}”", f"sheet '{sheet.title}'"))
                continue
            if layout.key in found.sheets:
                _complain_of_two(found, sheet.title, found.sheets[layout.key].name)
                continue
            try:
                _read_sheet(sheet, layout, found)
            except LoadError:
                raise
            except Exception as error:  # noqa: BLE001  (a broken workbook makes it raise anything)
                raise LoadError(workbook_damage(found.source, error)) from None
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    source = path.as_posix()
    require_library("openpyxl", "excel", source)
    try:
        with path.open("rb") as stream:
            transcript = Transcript(stream, source=source, call_id="", suffix=path.suffix)
            book = open_workbook(transcript, formulas=True)
            try:
                yield book
            finally:
                book.close()
    except OSError as error:
        raise LoadError(os_problem(error, source)) from error


def _layout_of(title: str) -> Sheet | None:
    name = folded(title)
    return next((each for each in SHEETS if name in map(folded, each.name)), None)


def _complain_of_two(found: WorkbookRows, title: str, other: str) -> None:
    message = Text(f"“{title}”和“{other}”是同一张表。", f"'{title}' and '{other}' are one sheet.")
    found.complain("sheet-twice", title, message, Text("请合并或改名。", "Merge or rename one."))


def _read_sheet(sheet: Any, layout: Sheet, found: WorkbookRows) -> None:
    sheet.reset_dimensions()
    read: ReadSheet | None = None
    rows: list[SheetRow] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        if read is None:
            read = _headings(sheet.title, layout, cells, number, found)
            if read is None and number >= _HEADING_ROWS:
                break
            if read is not None:
                keys = {letter: key for key, (letter, _) in read.columns.items()}
                by_index = {_index(letter): key for letter, key in keys.items()}
            continue
        texts = _row_texts(cells, by_index, number, read, found)
        if texts:
            rows.append(SheetRow(number, texts, read))
    if read is None:
        expected = "、".join(column.heading.zh for column in layout.columns if column.is_read)
        english = ", ".join(column.heading.en for column in layout.columns if column.is_read)
        message = Text("没有找到列名那一行。", "The row of headings is missing.")
        fix = Text(f"第一行应有：{expected}。", f"The first row should have: {english}.")
        found.complain("no-headings", f"{sheet.title}!A1", message, fix)
        return
    found.sheets[layout.key] = read
    found.rows[layout.key] = rows


def _headings(
    title: str, layout: Sheet, cells: Any, number: int, found: WorkbookRows
) -> ReadSheet | None:
    """Return where the columns are, if ``cells`` are their headings."""
    known = {folded(name): column for column in layout.columns for name in column.heading}
    columns: dict[str, tuple[str, str]] = {}
    others: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        text = cell_text(str(cell.value)) if cell.value is not None else ""
        column = known.get(folded(text)) if text else None
        if column is not None and column.key not in columns:
            columns[column.key] = (_letter(index), text)
        elif text:
            others.append((_letter(index), text))
    if len(columns) < min(_FEWEST_HEADINGS, len(layout.columns)):
        return None
    _complain_of_columns(title, layout, columns, others, number, found)
    return ReadSheet(layout, title, columns)


def _complain_of_columns(  # noqa: PLR0913, PLR0917  (one row of headings)
    title: str,
    layout: Sheet,
    columns: dict[str, tuple[str, str]],
    others: list[tuple[str, str]],
    number: int,
    found: WorkbookRows,
) -> None:
    missing = [each for each in layout.columns if each.is_read and each.key not in columns]
    for column in missing:
        name = column.heading
        message = Text(f"缺少列“{name.zh}”。", f"The column '{name.en}' is missing.")
        renamed = _suggested(column, others)
        found.complain("missing-column", f"{title}!A{number}", message, renamed)
    if not missing:
        for letter, text in others:
            what = Text(f"“{title}”的列“{text}”", f"column '{text}' of '{title}'")
            found.unread.append(Text(f"{what.zh}（{letter}）", f"{what.en} ({letter})"))


def _suggested(column: SheetColumn, others: list[tuple[str, str]]) -> Text:
    name = column.heading
    if not others:
        return Text(
            f"请补上“{name.zh}”一列，可以空着。", f"Add the column '{name.en}'; it may be empty."
        )
    listed = "、".join(f"“{text}”（{letter}）" for letter, text in others)
    english = ", ".join(f"'{text}' ({letter})" for letter, text in others)
    return Text(
        f"请补上，或把列名改回来；不认识的列有{listed}。",
        f"Add it, or rename it back; unknown columns: {english}.",
    )


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def _index(letter: str) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(letter)) - 1


def _row_texts(
    cells: Any, keys: Mapping[int, str], number: int, read: ReadSheet, found: WorkbookRows
) -> dict[str, str]:
    texts: dict[str, str] = {}
    for index, cell in enumerate(cells):
        if cell.value is None or (key := keys.get(index)) is None:
            continue
        if not read.layout.column(key).is_read:
            continue
        if (fault := _fault(cell)) is not None:
            found.complain("cell-value", read.place(number, key).cell, *fault)
            # What else is wrong in the row is found all the same.
            texts[key] = _UNUSABLE
        elif text := _text_of(cell.value):
            texts[key] = text
    return texts


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell_text(str(value))


def _fault(cell: Any) -> tuple[Text, Text] | None:
    """Return why the value of ``cell`` cannot be taken, with what to do, if it cannot."""
    value = cell.value
    if cell.data_type == "f" or not isinstance(
        value, str | int | float | datetime.date | datetime.time | datetime.timedelta
    ):
        return (
            Text("这里是公式。", "This is a formula."),
            Text("请改成文字（复制后“选择性粘贴”为值）。", "Paste its value as text."),
        )
    if cell.data_type == "e":
        return (
            Text(f"这里是 Excel 的错误值 {value}。", f"This is an error of Excel's, {value}."),
            Text("请改成文字。", "Write text."),
        )
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return (
            Text(
                f"Excel 把这里变成了日期或时间：{value}。",
                f"Excel made a date or time of this: {value}.",
            ),
            Text(
                "请把单元格格式设为“文本”，再重写一遍。",
                "Format the cell as text and write it again.",
            ),
        )
    return None
