"""The rows of a side file, whatever kind of file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.side_file.values import is_blank
from scriptcheck.load.columns import find_call_columns
from scriptcheck.load.files.documents import require_no_document
from scriptcheck.load.limits import LARGEST_FILE
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.delimited import DELIMITER_OF, DELIMITERS, DelimitedLines
from scriptcheck.load.readers.exports.parquet import PARQUET, open_parquet, parquet_rows
from scriptcheck.load.readers.exports.sheet import sheet_rows
from scriptcheck.load.readers.exports.workbook import XLSX, open_workbook
from scriptcheck.load.readers.format import empty_file, require_library
from scriptcheck.load.readers.json.array import elements, is_array
from scriptcheck.load.readers.json.files import JSON, JSON_LINES
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.same_names import (
    SameNames,
    duplicate_columns,
    first_filled,
    same_names,
    unread_columns,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.transcript import Transcript

_HEADER_WITHIN: Final = 10
"""Rows in which the names of the columns stand; titles may stand above them."""
_LOOKED_AT: Final = 10
_CALL_ID: Final = "call_id"


class SideRow(NamedTuple):
    """What one row says about one call."""

    line: int
    """Line or row of the file, from 1; of an array or object in JSON, the element's."""
    values: Mapping[str, object]
    """By the name of the column."""


class SideNotice(NamedTuple):
    """What is odd about a side file, and keeps no row from being read."""

    problem: Problem


SideItem: TypeAlias = SideRow | SideNotice | Problem


def side_rows(transcript: Transcript, given: Mapping[str, str]) -> Iterator[SideItem]:
    """Yield the rows of ``transcript``, what is odd about them, and why some cannot be read.

    ``given`` names columns of fields. Raises ``LoadError`` where the whole file cannot be read.
    """
    if not transcript.head.strip():
        raise LoadError(empty_file(transcript.source))
    require_no_document(transcript)
    for form in (XLSX, PARQUET):
        if form.recognises(transcript):
            require_library(form.library, form.extra, transcript.source)
    if XLSX.recognises(transcript):
        yield from _of_workbook(transcript, given)
    elif PARQUET.recognises(transcript):
        yield from _of_parquet(transcript)
    elif JSON_LINES.recognises(transcript):
        yield from _of_lines(transcript)
    elif JSON.recognises(transcript) or transcript.opening.lstrip("\ufeff \t\r\n")[:1] in "[{":
        yield from _of_json(transcript)
    else:
        yield from _of_delimited(transcript, given)


def _of_workbook(transcript: Transcript, given: Mapping[str, str]) -> Iterator[SideItem]:
    workbook = open_workbook(transcript)
    found = False
    try:
        for sheet in workbook.worksheets:
            rows = sheet_rows(sheet, transcript.source)
            try:
                yield from _named(rows, given, transcript.source)
                found = True
            except LoadError as error:
                # Other sheets, such as notes and pivots, need not be lists of calls.
                if error.problems[0].code != "no-call-id-column":
                    raise
                nothing = error
        if not found:
            raise nothing
    finally:
        workbook.close()


def _of_parquet(transcript: Transcript) -> Iterator[SideRow]:
    with open_parquet(transcript) as file:
        for number, values in enumerate(parquet_rows(file, transcript.source), 1):
            yield SideRow(number, values)


def _of_lines(transcript: Transcript) -> Iterator[SideRow | Problem]:
    for number, line in transcript.lines():
        if isinstance(line, Problem):
            yield line
            continue
        text = JsonText(line.text.strip("\ufeff"), transcript.source, number)
        yield _object(text)


def _of_json(transcript: Transcript) -> Iterator[SideRow | Problem]:
    text = JsonText(transcript.read(LARGEST_FILE).text.strip("\ufeff"), transcript.source)
    if is_array(text):
        for element in elements(text):
            yield _object(element)
        return
    value = text.parse()
    if not (isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())):
        raise LoadError(_no_rows(transcript.source))
    for number, (call_id, values) in enumerate(value.items(), 1):
        yield SideRow(number, {_CALL_ID: call_id} | values)


def _object(text: JsonText) -> SideRow | Problem:
    try:
        value = text.parse(nan_is_null=True)
    except LoadError as error:
        return error.problems[0]
    if isinstance(value, dict):
        return SideRow(text.first_line, value)
    message = Text("这里应为一个对象（键: 值）。", "An object should stand here.")
    return text.problem("bad-row", message, 0)


def _of_delimited(transcript: Transcript, given: Mapping[str, str]) -> Iterator[SideItem]:
    lines = DelimitedLines(transcript)
    yield from _named(lines.rows(_delimiter(transcript, given)), given, transcript.source)
    yield from lines.problems


def _delimiter(transcript: Transcript, given: Mapping[str, str]) -> str:
    lines = transcript.opening.splitlines()[:_LOOKED_AT]

    def columns(delimiter: str) -> int:
        cells = (tuple(line.split(delimiter)) for line in lines)
        return max((len(find_call_columns(row, given)) for row in cells), default=0)

    best = max(DELIMITERS, key=columns)
    return best if columns(best) > 1 else DELIMITER_OF.get(transcript.suffix, ",")


def _named(rows: Iterator[TableRow], given: Mapping[str, str], source: str) -> Iterator[SideItem]:
    """Yield ``rows`` under the names of the columns, which one of the first of them gives.

    Of what was lost in reading them, the first of each kind.
    """
    first: TableRow | None = None
    for number, row in enumerate(rows):
        names = tuple(map(plain, row.cells))
        columns = find_call_columns(names, given)
        if _CALL_ID in columns and given.keys() <= columns.keys():
            same = same_names(names, columns, given)
            yield from map(SideNotice, duplicate_columns(names, same, source, row.line))
            yield from _below(names, same, rows)
            return
        first = first or row
        if number + 1 == _HEADER_WITHIN:
            break
    raise LoadError(no_call_ids(map(plain, first.cells) if first else (), source, given))


def _below(
    names: tuple[str, ...], same: Sequence[SameNames], rows: Iterator[TableRow]
) -> Iterator[SideRow | Problem]:
    unread = unread_columns(same)
    flawed: set[str] = set()
    for row in rows:
        cells = tuple(map(plain, row.cells))
        yield from (flaw for flaw in row.flaws if flaw.code not in flawed)
        flawed |= {flaw.code for flaw in row.flaws}
        if cells != names and any(cells):
            filled = first_filled(row.spread(), same, is_blank)
            yield SideRow(row.line, _by_name(names, filled, unread))


def _by_name(
    names: tuple[str, ...], cells: Sequence[object], unread: Container[int]
) -> dict[str, object]:
    """Return ``cells`` by the names of their columns, of which one without a name has its number.

    Columns that are ``unread`` have no name of their own. The numbers of rows in the first column,
    as pandas writes them, are left out.
    """
    pairs = enumerate(zip(names, cells, strict=False), 1)
    return {
        name or f"列{number}": cell
        for number, (name, cell) in pairs
        if number - 1 not in unread
        and (name or ((text := plain(cell)) and not (number == 1 and text.isdecimal())))
    }


def no_call_ids(names: Iterable[str], source: str, given: Mapping[str, str]) -> Problem:
    """Return the problem of a file in which no column, of ``names``, is known to name calls.

    ``given`` are the user's columns, all of which must be there.
    """
    some = [name for name in names if name][:12]
    message = Text(
        f"找不到写着通话编号的列；第一行是：{'、'.join(some)}。",
        f"No column is known to hold the ids of calls; the first row has {', '.join(some)}.",
    )
    if given:
        message = Text(
            f"没有同时含有通话编号和 {'、'.join(given.values())} 的表头；第一行是："
            f"{'、'.join(some)}。",
            f"No row names a call id and the columns {', '.join(given.values())}; the first row has"
            f" {', '.join(some)}.",
        )
    fix = Text(
        "请用 --call-data-columns 指定，如 --call-data-columns call_id=录音编号。",
        "Say which it is, as in --call-data-columns call_id=录音编号.",
    )
    return Problem("no-call-id-column", message, source, fix=fix)


def _no_rows(source: str) -> Problem:
    message = Text(
        "应为对象的数组、一行一个对象，或以通话编号为键的对象。",
        "It should be an array of objects, an object a line, or one with call ids as keys.",
    )
    return Problem("bad-call-data", message, source)
