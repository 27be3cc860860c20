r"""Rows of a database with a line for each column, as psql (``\x``) and mysql (``\G``) show them.

Above each row stands ``-[ RECORD 1 ]---`` or ``*** 1. row ***``, and in it ``name | value`` or
``name: value``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.exports.tables import read_rows
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_RECORD: Final = re.compile(r"[+|┌├╔╠]?[-─═]\[ [^\[\]\n]{1,16} [0-9]{1,9} \][-+─═┬┼┐┤╤╪╗╣|]*")
"""What psql writes above a row, in any language, border and style of lines."""
_ROW: Final = re.compile(r"\*{5,} [0-9]{1,9}\. \S{1,8} \*{5,}")
_FOOT: Final = {
    True: re.compile(r"\([0-9]{1,9} [^()\s]{1,12}\)|(?:Time|时间|時間)[:：].*|[+└╚][-+─═┴┘╧╝╩]*"),
    False: re.compile(r"[0-9]{1,9} rows? in set.*"),
}
"""What psql, and mysql, say of the rows below the last."""
_AROUND: Final = re.compile(
    r"(?:Expanded|扩展|擴展).*|[^\s|]{0,40}(?:[=\-'(*][#>]|(?:mysql|MariaDB \[[^\]]{0,64}\])>).*"
    r"|->.*|Query OK.*|Bye|\\q"
)
"""What stands, with what was typed, above the first row and below the last."""
_BARS: Final = "|│║"
_GOES_ON: Final = ("+", "↵")
_LOOKED_AT: Final = 20
_LONGEST_NAME: Final = 64


@dataclass(slots=True)
class _Record:
    """A row, as far as it has been read."""

    line: int
    """The line above it, from 1."""
    has_bars: bool
    is_framed: bool
    """Whether bars stand around each line."""
    known: list[str]
    """The names of the columns of the first row; none where this is the first."""
    names: list[str] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    """The lines of each."""
    flaws: list[Problem] = field(default_factory=list)
    widths: tuple[int, ...] = ()
    """How far its names reach, which mysql aligns at the right."""

    def add(self, line: str) -> bool:
        """Take ``line`` as that of a column or as one that goes on; false where it is neither."""
        return self._add_barred(line) if self.has_bars else self._add_keyed(line)

    def _next_name(self) -> str:
        number = len(self.names)
        return self.known[number] if number < len(self.known) else ""

    def _add_barred(self, line: str) -> bool:
        bare = line.strip()
        if self.is_framed and bare[:1] in _BARS:
            bare = bare[1:-1] if bare[-1:] in _BARS else bare[1:]
        at = next((place for place, each in enumerate(bare) if each in _BARS), None)
        if at is None:
            return False
        name, value = bare[:at].strip(), bare[at + 1 :].strip()
        if not name:
            return self._go_on(value)
        self.names.append(name)
        self.values.append([value])
        return True

    def _go_on(self, value: str) -> bool:
        if not self.values:
            return False
        lines = self.values[-1]
        if lines[-1].endswith(_GOES_ON):
            lines[-1] = lines[-1][:-1].rstrip()
        lines.append(value)
        return True

    def _add_keyed(self, line: str) -> bool:
        name, colon, value = line.partition(":")
        widths = _widths(name)
        is_column = bool(colon) and 0 < len(name.strip()) <= _LONGEST_NAME
        if self.known:
            is_column = is_column and self._next_name() == name.strip()
        aligned = any(one == other for one, other in zip(widths, self.widths, strict=False))
        if is_column and (aligned or not self.names):
            self.widths = self.widths or widths
            self.names.append(name.strip())
            self.values.append([value.strip()])
            return True
        if self.values:
            self.values[-1].append(line.strip())
        return bool(self.values)


def _recognises(transcript: Transcript) -> bool:
    lines = [line.strip("\ufeff \t") for line in transcript.opening.splitlines()]
    lines = [line for line in lines if line][:_LOOKED_AT]
    return any(_begins(line) for line in lines[:-1])


def _begins(line: str) -> bool:
    return _RECORD.fullmatch(line) is not None or _ROW.fullmatch(line) is not None


def _widths(name: str) -> tuple[int, ...]:
    """Return how wide ``name`` is in characters, and in bytes of UTF-8 and of GBK."""
    return len(name), len(name.encode()), sum(1 if each.isascii() else 2 for each in name)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    records = _Records(transcript)
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    if not transcript.opening.strip("\ufeff \t\r\n"):
        raise LoadError(empty_file(source))
    yield from read_rows(records.rows(), origin, transcript.options.columns)
    yield from records.problems


class _Records:
    """The rows of a transcript, with what could not be read of it."""

    def __init__(self, transcript: Transcript) -> None:
        self.problems: Final[list[Problem]] = []
        """Reported at the end, and all there then."""
        self._transcript: Final = transcript
        self._names: list[str] = []

    def rows(self) -> Iterator[TableRow]:
        """Yield the names of the columns, and each row with the line above it."""
        record: _Record | None = None
        for number, decoded in self._transcript.lines():
            if isinstance(decoded, Problem):
                self.problems.append(decoded)
                continue
            line = decoded.text.strip("\ufeff\r\n")
            bare = line.strip()
            if _begins(bare):
                yield from self._row(record)
                has_bars = not bare.startswith("*")
                is_framed = has_bars and bare[0] not in "-─═"
                record = _Record(number, has_bars, is_framed, self._names)
            elif record is not None and _FOOT[record.has_bars].fullmatch(bare):
                yield from self._row(record)
                record = None
            elif record is None:
                if not any(each.fullmatch(bare) for each in (*_FOOT.values(), _AROUND)):
                    self.problems.append(_bad_line(self._transcript.source, number))
            elif not record.add(line):
                self.problems.append(_bad_line(self._transcript.source, number))
            if record is not None:
                record.flaws += decoded.flaws
        yield from self._row(record)

    def _row(self, record: _Record | None) -> Iterator[TableRow]:
        if record is None or not record.names:
            return
        if not self._names:
            self._names = record.names
            yield TableRow(record.line, list(record.names))
        if record.names == self._names:
            cells = ["\n".join(lines) for lines in record.values]
            yield TableRow(record.line, cells, tuple(record.flaws))
        else:
            self.problems.append(_other_columns(self._transcript.source, record.line))


def _bad_line(source: str, line: int) -> Problem:
    message = Text("这一行不属于任何一行数据，没有读入。", "This line is part of no row; not read.")
    return Problem("bad-row", message, source, line)


def _other_columns(source: str, line: int) -> Problem:
    message = Text(
        "这一行数据的列与第一行的不同，没有读入。",
        "This row has other columns than the first; it was not read.",
    )
    fix = Text("请把每次查询的结果各存一个文件。", "Put the result of each query into a file.")
    return Problem("bad-row", message, source, line, fix=fix)


EXPANDED: Final = Format(
    "expanded",
    (),
    _recognises,
    _read,
    Text("psql（\\x）、mysql（\\G）逐列列出的行", "rows as psql (\\x) and mysql (\\G) list them"),
)
