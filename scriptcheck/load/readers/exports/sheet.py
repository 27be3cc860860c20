"""The rows of an Excel sheet, with all cells that stand in it, wherever they are."""

from __future__ import annotations

import re
import warnings
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import EXACT
from scriptcheck.load.readers.exports.cell_faults import ErrorCell
from scriptcheck.load.readers.exports.cell_formats import CellFormats
from scriptcheck.load.readers.exports.table_row import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FORMULA_WITHOUT_VALUE: Final = "formula-without-value"
_USUAL_COLUMNS: Final = 1024
_MOST_BLANKS: Final = 1 << 25
"""Blank cells between others beyond the usual columns: a small file can stand for any number."""
_MOST_MERGED: Final = 100_000
"""Merged cells of a sheet that are looked at."""
_AT_ONCE: Final = 1 << 20
_LONGEST_TAG: Final = 400
_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"'
)


class _Merge(NamedTuple):
    """Cells of several rows that are one; what stands in it is that of its first row."""

    column: int
    """From 0."""
    last_row: int


def sheet_rows(sheet: Any, source: str) -> Iterator[TableRow]:
    """Yield the rows of ``sheet`` in which anything stands.

    Raises ``LoadError`` where it is broken, or spreads what it holds over too many columns.
    """
    try:
        yield from _rows(sheet, source)
    except LoadError:
        raise
    except Exception as error:  # noqa: BLE001  (a broken workbook makes it raise anything)
        raise LoadError(workbook_damage(source, error)) from None


def _rows(sheet: Any, source: str) -> Iterator[TableRow]:
    from openpyxl.utils import get_column_letter

    # Its own iter_rows leaves out rows and cells that are not in order.
    merges = _merges(sheet)
    active: dict[int, tuple[object, int]] = {}
    blanks = 0
    with sheet._get_source() as stream:
        for number, every in _without_warnings(_parsed(sheet, stream)):
            parsed = [cell for cell in every if cell["value"] is not None]
            width = max((cell["column"] for cell in parsed), default=0)
            blanks += max(0, width - _USUAL_COLUMNS - len(parsed))
            if blanks > _MOST_BLANKS:
                raise LoadError(_too_wide(source, number))
            cells: list[object] = [None] * width
            flaws: tuple[Problem, ...] = ()
            for cell in parsed:
                value = cell["value"]
                if value is UNCALCULATED:
                    place = f"{get_column_letter(cell['column'])}{number}"
                    flaws = flaws or (_uncalculated(source, number, place),)
                    value = None
                cells[cell["column"] - 1] = _as_kept(value)
            above = _above(number, active)
            for merge in merges.get(number, ()):
                if merge.column < width and cells[merge.column] is not None:
                    active[merge.column] = cells[merge.column], merge.last_row
            if flaws or cells.count(None) < len(cells):
                yield TableRow(number, tuple(cells), flaws, above)


class _Uncalculated:
    """What stands in a cell whose formula nobody has worked out."""


UNCALCULATED: Final = _Uncalculated()


def _parsed(sheet: Any, stream: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the number and the cells of each row, in the order of the file."""
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class Parser(WorkSheetParser):
        def parse_cell(self, element: Any) -> dict[str, Any]:
            cell: dict[str, Any] = super().parse_cell(element)
            # A formula may come to nothing, which is a text.
            is_open = cell["value"] is None and element.get("t", "n") != "str"
            if is_open and element.find(FORMULA_TAG) is not None:
                cell["value"] = UNCALCULATED
            if element.get("t") == "e" and isinstance(cell["value"], str):
                cell["value"] = ErrorCell(cell["value"])
            cell["value"] = formats.shown(cell["value"], cell["style_id"])
            return cell

    book = sheet.parent
    formats = CellFormats(book)
    parser = Parser(
        stream,
        sheet._shared_strings,
        data_only=book.data_only,
        epoch=book.epoch,
        # Where a workbook has no styles they are no sets.
        date_formats={*book._date_formats, *formats.chinese_dates},
        timedelta_formats={*book._timedelta_formats},
    )
    yield from parser.parse()


def _without_warnings(rows: Iterable[Any]) -> Iterator[Any]:
    """Yield ``rows``, of whose styles and extensions openpyxl warns nobody."""
    following = iter(rows)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(following, None)
        if row is None:
            return
        yield row


def _as_kept(value: object) -> object:
    """Return ``value``; a number that spreadsheets round is one with decimals, exact or not."""
    is_long = isinstance(value, int) and not isinstance(value, bool) and abs(value) >= EXACT
    return float(value) if is_long else value  # type: ignore[arg-type]


def _merges(sheet: Any) -> Mapping[int, list[_Merge]]:
    """Return the merged cells of several rows, by the first of these.

    They stand behind all rows.
    """
    from openpyxl.utils import column_index_from_string

    found: dict[int, list[_Merge]] = {}
    count = 0
    with sheet._get_source() as stream:
        rest = b""
        while count < _MOST_MERGED and (data := stream.read(_AT_ONCE)):
            text = rest + data
            end = 0
            for match in _MERGED.finditer(text):
                end = match.end()
                first, last = int(match[2]), int(match[3])
                count += 1
                if last > first:
                    column = column_index_from_string(match[1].decode()) - 1
                    found.setdefault(first, []).append(_Merge(column, last))
            rest = text[max(end, len(text) - _LONGEST_TAG) :]
    return found


def _above(number: int, active: dict[int, tuple[object, int]]) -> Mapping[int, object]:
    """Return what stands in row ``number`` by cells that begin above it, by column."""
    if not active:
        return {}
    for column in [column for column, (_, last) in active.items() if last < number]:
        del active[column]
    return {column: value for column, (value, _) in active.items()}


def _uncalculated(source: str, number: int, place: str) -> Problem:
    message = Text(
        f"公式没有存下算出的值，没有读入（{place} 等）。",
        f"What formulas come to is not in the file, and was not read ({place} and so on).",
    )
    fix = Text(
        "请用 Excel 打开，保存后再检查。", "Open it in Excel, save it, and check what it saved."
    )
    return Problem("formula-without-value", message, source, number, fix=fix)


def _too_wide(source: str, number: int) -> Problem:
    message = Text(
        "各行的内容隔着太多空列，这一行起没有读取。",
        "Too many blank columns stand between cells; rows from here on were not read.",
    )
    fix = Text("请删去右边远处的单元格。", "Delete the cells far to the right.")
    return Problem("too-large", message, source, number, fix=fix)


def workbook_damage(source: str, error: Exception) -> Problem:
    """Return the problem of a workbook that made the reader raise ``error``."""
    zh, en = _reason(error)
    message = Text(f"Excel 文件损坏，无法读取：{zh}。", f"The workbook is damaged: {en}.")
    fix = Text(
        "请用 Excel 打开并另存为 .xlsx 或 .csv。", "Open it in Excel and save it as .xlsx or .csv."
    )
    return Problem("damaged-workbook", message, source, fix=fix)


def _reason(error: Exception) -> Text:
    """Return what is broken in a workbook that made the reader raise ``error``."""
    if isinstance(error, BadZipFile | zlib.error | EOFError):
        return Text("压缩的内容不完整或已损坏", "what it packs is incomplete or broken")
    if isinstance(error, ParseError):
        line, column = error.position
        return Text(
            f"其中一个 XML 部件第 {line} 行第 {column + 1} 列有错",
            f"one of its parts is no XML from line {line}, column {column + 1} on",
        )
    if isinstance(error, KeyError):
        return Text("缺少必要的部件", "a part that it needs is not there")
    return Text("其中一个部件的内容不合格式", "one of its parts is not as it should be")
