"""Excel workbooks (.xlsx): each sheet a table of turns or of calls."""

from __future__ import annotations

import codecs
import warnings
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.archives.zip_file import check_expansion, zip_names
from scriptcheck.load.call_builder import warn_first
from scriptcheck.load.readers.exports.find_table import find_table
from scriptcheck.load.readers.exports.sheet import sheet_rows, workbook_damage
from scriptcheck.load.readers.exports.tables import read_table
from scriptcheck.load.readers.exports.turn_rows import read_turns
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.transcript import Transcript

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Excel 97 begin, and newer ones with a password."""

_WORKBOOK: Final = "xl/workbook.xml"
_BINARY: Final = "xl/workbook.bin"
"""What binary workbooks (.xlsb) have in its place."""
_OF_2003: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_DESCRIPTION: Final = 65536
"""Bytes of the list of sheets in which the kind of workbook is said."""


def _recognises(transcript: Transcript) -> bool:
    return _is_other(transcript) or _WORKBOOK in zip_names(transcript)


def _is_other(transcript: Transcript) -> bool:
    """Return whether ``transcript`` is a workbook of a kind that is not read."""
    head = transcript.head.removeprefix(codecs.BOM_UTF8)
    if head.startswith(_OLD) or (head.startswith(b"<") and _OF_2003 in head):
        return True
    return _BINARY in zip_names(transcript)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    source = transcript.source
    workbook = open_workbook(transcript)
    try:
        tables, skipped = _tables(workbook, transcript)
        if not tables:
            raise LoadError(*(skipped or [empty_file(source)]))
        yield from warn_first(_calls(tables), skipped)
    finally:
        workbook.close()


def _calls(sheets: list[tuple[Table, Origin]]) -> Iterator[Call | Problem]:
    """Yield the calls of ``sheets``; those that follow with the same columns are one table.

    Systems begin a new sheet after so many rows, in the middle of a call too.
    """
    for _, alike in groupby(sheets, _kind):
        together = list(alike)
        first, _ = together[0]
        if first.has_calls or "call_id" not in first.columns:
            for table, origin in together:
                yield from read_table(table, origin)
        else:
            yield from warn_first(read_turns(*together), first.flaws)


def _kind(sheet: tuple[Table, Origin]) -> tuple[tuple[str, ...], bool]:
    table, _ = sheet
    return table.names, table.has_calls


def open_workbook(transcript: Transcript, *, formulas: bool = False) -> Workbook:
    """Return the workbook that ``transcript`` is; raises ``LoadError`` where it is none.

    Its cells have what their formulas came to, or the ``formulas`` themselves.
    """
    if _is_other(transcript):
        raise LoadError(_old_workbook(transcript.source))
    check_expansion(transcript)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # What it warns of, such as styles, has no bearing on what is said.
            warnings.simplefilter("ignore")
            workbook = load_workbook(transcript.file(), read_only=True, data_only=not formulas)
    except Exception as error:  # noqa: BLE001  (a broken workbook makes it raise anything)
        raise LoadError(workbook_damage(transcript.source, error)) from None
    if not workbook.sheetnames and _is_strict(transcript):
        workbook.close()
        raise LoadError(_old_workbook(transcript.source))
    return workbook


def _is_strict(transcript: Transcript) -> bool:
    """Return whether ``transcript`` is of Strict Open XML, in which openpyxl sees no sheets."""
    with ZipFile(transcript.file()) as packed, packed.open(_WORKBOOK) as described:
        return _STRICT in described.read(_DESCRIPTION)


def _tables(
    workbook: Workbook, transcript: Transcript
) -> tuple[list[tuple[Table, Origin]], list[Problem]]:
    """Return the sheets that are tables, and why others are none; blank ones count for nothing."""
    tables: list[tuple[Table, Origin]] = []
    skipped: list[Problem] = []
    sheets = workbook.worksheets
    for sheet in sheets:
        origin = Origin(transcript.call_id, transcript.source, transcript.source, is_alone=True)
        if len(sheets) > 1:
            origin = replace(origin, call_id=f"{origin.call_id}#{sheet.title}", is_alone=False)
            origin = replace(origin, source=f"{origin.source}#{sheet.title}")
        rows = sheet_rows(sheet, origin.source)
        first = next(rows, None)
        if first is None:
            continue
        try:
            table = find_table(
                _again(first, rows), transcript.options.columns, origin.source, has_cells=True
            )
        except LoadError as error:
            skipped += error.problems
        else:
            tables.append((table, origin))
    return tables, skipped


def _again(first: TableRow, rows: Iterator[TableRow]) -> Iterator[TableRow]:
    yield first
    yield from rows


def _old_workbook(source: str) -> Problem:
    message = Text(
        "这是旧版（.xls、XML 表格）、带密码的或其他格式（.xlsb、Strict Open XML）的工作簿，"
        "无法读取。",
        "A workbook of old Excel (.xls, XML), with a password, or of another kind (.xlsb,"
        " Strict Open XML); it cannot be read.",
    )
    fix = Text(
        "请另存为不带密码的 .xlsx 或 .csv。", "Save it as .xlsx or .csv, without a password."
    )
    return Problem("old-workbook", message, source, fix=fix)


XLSX: Final = Format(
    "xlsx",
    (".xlsx", ".xlsm", ".xls"),
    _recognises,
    _read,
    Text("Excel：一行一句或一行一通", "Excel: a row for each turn or each call"),
    "excel",
    "openpyxl",
)
