"""Comma-separated values and their kin: commas, tabs, semicolons or bars between the columns."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.backslashes import Backslashes
from scriptcheck.load.readers.exports.find_table import find_table
from scriptcheck.load.readers.exports.guessed_text import guess_text
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.exports.tables import read_rows
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.text.lines import Conventions, read_line
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.transcript import Transcript

DELIMITERS: Final = (",", "\t", ";", "|", "，")
DELIMITER_OF: Final = {".tsv": "\t", ".tab": "\t"}
_LOOKED_AT: Final = 10
_LEAST: Final = 2
"""Columns that are known in a table."""
_QUOTE: Final = '"'
_ESCAPED_BAR: Final = "\\|"
"""How Markdown writes a bar within a cell."""
_AS_FORMULA: Final = re.compile(r'="((?:[^"]|"")*)"')
_AS_TEXT: Final = re.compile(r"'(?=[-=+@\d])[^']*$")
_LABELS: Final = Conventions(letters=True, line_ends=False, bare_times=False)
_HAN: Final = re.compile("[\u3400-\u9fff]")
_RULE: Final = re.compile(r"\s*[|+][-=:+| ]*-[-=:+| ]*")
"""What stands under the heading of a table in Markdown, and around one in a terminal."""


def _recognises(transcript: Transcript) -> bool:
    return _delimiter(transcript) is not None


def _delimiter(transcript: Transcript) -> str | None:
    """Return what stands between the columns, if the first rows make a table of turns or calls."""
    lines = list(islice(filter(str.strip, transcript.opening.splitlines()), _LOOKED_AT))
    given = transcript.options.columns
    there = [mark for mark in DELIMITERS if any(mark in line for line in lines)]
    found = {delimiter: _columns_found(lines, delimiter, given) for delimiter in there}
    best = max(there, key=found.__getitem__, default="")
    return best if found.get(best, 0) >= _LEAST else None


def _columns_found(lines: Iterable[str], delimiter: str, given: Mapping[str, str]) -> int:
    rows = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            rows.append(TableRow(number, cells))
    except csv.Error:
        pass
    if not any(len(row.cells) > 1 for row in rows):
        return 0
    try:
        table = find_table(iter(rows), given, "")
    except LoadError:
        # A table in which nobody can say which column is which is one all the same.
        return _LEAST if guess_text(rows, given) is not None else 0
    return 0 if delimiter != "\t" and _is_cut_dialogue(table, rows[0]) else len(table.columns)


def _is_cut_dialogue(table: Table, first: TableRow) -> bool:
    """Return whether ``table``, which names no columns, is a dialogue cut at its commas.

    【坐席】您好，请讲【客户】… is one: labels stand before what would be the column of dialogues,
    where a table has ids and call data.
    """
    if any(table.names):
        return False
    before = map(str, first.cells[: table.columns["text"]])
    segments = (segment for cell in before for segment in read_line(cell, 1, _LABELS))
    return any(segment.label is not None and _HAN.search(segment.text) for segment in segments)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    delimiter = _delimiter(transcript) or DELIMITER_OF.get(transcript.suffix, ",")
    lines = DelimitedLines(transcript)
    origin = Origin(transcript.call_id, transcript.source, transcript.source, is_alone=True)
    if not transcript.opening.strip("\ufeff \t\r\n"):
        raise LoadError(empty_file(transcript.source))
    yield from read_rows(lines.rows(delimiter), origin, transcript.options.columns)
    yield from lines.problems


class DelimitedLines:
    """The lines of a transcript, with what went wrong in reading them."""

    def __init__(self, transcript: Transcript) -> None:
        self.problems: Final[list[Problem]] = []
        """Lines and rows that could not be read; reported at the end, and all there then."""
        self._transcript: Final = transcript
        self._number = 0
        self._flaws: list[Problem] = []
        self._quotes = 0
        self._backslashes: Final = Backslashes()

    def rows(self, delimiter: str) -> Iterator[TableRow]:
        """Yield the rows, each with the line in which it begins."""
        lines = self._lines()
        escape = None
        if delimiter == "|":
            lines = (line for line in lines if _RULE.fullmatch(line.strip()) is None)
            escape = "\\" if _ESCAPED_BAR in self._transcript.opening else None
        reader = csv.reader(lines, delimiter=delimiter, escapechar=escape)
        begin = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                self.problems.append(_bad_row(self._transcript.source, begin, error))
                begin = self._number + 1
                continue
            flaws, self._flaws = tuple(self._flaws), []
            yield TableRow(begin, [_meant(cell) for cell in cells], flaws)
            begin = self._number + 1
        if self._quotes % 2:
            self.problems.append(_open_quote(self._transcript.source, self._number))

    def _lines(self) -> Iterator[str]:
        for number, line in self._transcript.lines():
            self._number = number
            if isinstance(line, Problem):
                self.problems.append(line)
                continue
            self._flaws += line.flaws
            text = self._backslashes.plain(line.text)
            self._quotes += text.count(_QUOTE)
            yield f"{text}\n"


def _meant(cell: str) -> str:
    """Return ``cell`` without what keeps Excel from taking it for a number or a formula.

    ``="0071"`` and ``'0071`` are the text 0071, as Excel shows the first and sheets keep the other.
    """
    if found := _AS_FORMULA.fullmatch(cell):
        return found[1].replace('""', '"')
    return cell[1:] if _AS_TEXT.match(cell) else cell


def _bad_row(source: str, line: int, error: csv.Error) -> Problem:
    message = Text(
        f"从这里开始的一行读不了：{error}。", f"The row that begins here fails: {error}."
    )
    return Problem("bad-row", message, source, line, fix=_CHECK_QUOTES)


def _open_quote(source: str, line: int) -> Problem:
    message = Text(
        "双引号不成对，引号以后的若干行可能成了一个单元格。",
        "A quote is never closed; the rows after it may have become one cell.",
    )
    return Problem("open-quote", message, source, line, fix=_CHECK_QUOTES)


_CHECK_QUOTES: Final = Text(
    '请检查双引号；内容里的双引号要写成两个（""）。',
    'Check the double quotes; within a cell they are written twice ("").',
)

CSV: Final = Format(
    "csv",
    (".csv", ".tsv", ".tab"),
    _recognises,
    _read,
    Text("CSV、TSV：一行一句或一行一通", "CSV, TSV: a row for each turn or each call"),
)
