"""Tables with a row for each turn: the rows of a call put together."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.call_data.side_file.values import mangled_id
from scriptcheck.load.columns import is_time_sent
from scriptcheck.load.limits import LARGEST_CALL, too_large, utf8_size
from scriptcheck.load.readers.exports.call_rows import call_of_rows
from scriptcheck.load.readers.exports.cell_faults import BAD_CELL
from scriptcheck.load.readers.exports.cell_nulls import NO_CALL_ID
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.cell_times import turn_times
from scriptcheck.load.readers.exports.dialogue_cell import holds_dialogue, spread_dialogues
from scriptcheck.load.readers.exports.repeats import RowFacts, first_copy, repeated
from scriptcheck.load.readers.exports.row_data import row_data
from scriptcheck.load.readers.exports.sheet import FORMULA_WITHOUT_VALUE
from scriptcheck.load.readers.exports.turn_calls import rows_differ
from scriptcheck.load.readers.exports.turn_interim import (
    Interim,
    interim_results,
    may_be_interim,
    without_interim,
)
from scriptcheck.load.readers.exports.turn_numbers import numbered_order, numbers_in, order_warning
from scriptcheck.load.readers.exports.turn_unsaid import rows_unsaid, with_unsaid
from scriptcheck.load.readers.exports.unread_cells import unread_cells
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.roles.labels import Closing, plain_width, read_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.column_units import TIME_UNIT, in_one_unit, unknown_units
from scriptcheck.load.times.durations import duration_name, with_ends
from scriptcheck.load.times.sentence_clocks import with_hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin
    from scriptcheck.load.times.moments import Time

HELD: Final = 200_000
"""Rows that are kept for calls whose rows may not stand together; those not seen for the longest
time are taken to be complete."""

MOST_TURNS: Final = 1_000_000
"""Rows of one call: what has more is no call, and would fill the memory."""

_OF_CELLS: Final = frozenset({FORMULA_WITHOUT_VALUE, BAD_CELL, NO_CALL_ID})


def read_turns(*parts: tuple[Table, Origin]) -> Iterator[Call | Problem]:
    """Yield the calls of the rows of a table, which may stand in several ``parts``.

    These are the sheets of a workbook with the same columns; the origin of each is that of the
    whole of it. A call with which a part ends goes on in the next, where that begins with its id;
    else the same id is another call's. Calls come in the order in which they end. Rows without an
    id belong to the call before; where there is no column for ids, all rows are one call.
    """
    groups: OrderedDict[_Key, _Group] = OrderedDict()
    given: set[_Key] = set()
    held = 0
    going_on: _Key | None = None
    for number, (table, origin) in enumerate(parts):
        last: _Key | None = None
        first_id, is_empty = "", True
        for row in _whole_rows(table, origin):
            is_empty = False
            if isinstance(row, Problem):
                yield row
                continue
            call_id = table.text(row, "call_id")
            first_id = first_id or call_id
            if call_id or last is None:
                is_more = going_on is not None and call_id == going_on.call_id == first_id
                last = going_on if is_more and going_on is not None else _Key(call_id, number)
            if last in given:
                given.discard(last)
                yield _split(last.call_id, origin, row)
            group = groups.setdefault(last, _Group(row.line, table, origin))
            groups.move_to_end(last)
            before = len(group.rows)
            group.add(row, origin)
            if len(group.rows) > MOST_TURNS:
                raise LoadError(_too_many(origin, group))
            held += len(group.rows) - before
            while held > HELD and len(groups) > 1:
                key, oldest = groups.popitem(last=False)
                held -= len(oldest.rows)
                given.add(key)
                yield _finished(key.call_id, oldest)
        if is_empty:
            yield empty_file(origin.source)
        going_on = last if last is not None and last.call_id != first_id else None
    for key, group in groups.items():
        yield _finished(key.call_id, group)


class _Key(NamedTuple):
    """By what calls are distinguished."""

    call_id: str
    part: int
    """The number of the part in which it begins."""


def _whole_rows(table: Table, origin: Origin) -> Iterator[TableRow | Problem]:
    """Yield the rows of ``table``, but a problem for those whose ids have lost their last digits.

    Nobody can say which of these belong to which call.
    """
    mangled: set[str] = set()
    is_mangled = False
    for row in table.rows:
        if table.is_heading(row):
            continue
        call_id = table.text(row, "call_id")
        problem = mangled_id(table.cell(row, "call_id"), origin.file, row.line)
        if call_id:
            is_mangled = problem is not None
        if problem is not None and call_id not in mangled:
            mangled.add(call_id)
            yield problem
        if not is_mangled:
            yield row


@dataclass(slots=True)
class _Group:
    first_line: int
    table: Table
    origin: Origin
    """The origin of the part in which it begins."""
    rows: list[TableRow] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    """The sources of further parts in which it has rows."""

    size: int = 0
    """Bytes of what is said."""

    @property
    def is_too_large(self) -> bool:
        """Whether more is said than is read of one call; its rows are not kept then."""
        return self.size > LARGEST_CALL

    def add(self, row: TableRow, origin: Origin) -> None:
        self.size += utf8_size(plain(self.table.cell(row, "text")))
        if self.is_too_large:
            self.rows.clear()
        else:
            self.rows.append(row)
        if origin is not self.origin and origin.source not in self.further:
            self.further.append(origin.source)


def _finished(call_id: str, group: _Group) -> Call | Problem:
    """Return the call of ``group``; the problem of one in which too much is said."""
    if group.is_too_large:
        return too_large(group.origin.file, LARGEST_CALL, group.first_line)
    return _call(call_id, group)


def _call(call_id: str, group: _Group) -> Call:
    table, origin = group.table, group.origin
    if call_id and len(group.rows) == 1 and _is_dialogue(table, group.rows[0]):
        # What cannot be read stays a turn, and is reported below.
        with suppress(LoadError):
            return call_of_rows(table, group.rows, origin)
    here = origin
    if call_id:
        source = f"{origin.source}:{group.first_line}"
        here = replace(origin, call_id=call_id, source=source, line=group.first_line)
    texts = [table.text(row, "text") for row in group.rows]
    kinds = rows_unsaid(table.names, group.rows, texts)
    unsaid = [(kind, text) for kind, text in zip(kinds, texts, strict=True) if kind]
    spoken = [row for row, kind in zip(group.rows, kinds, strict=True) if not kind]
    group, count = replace(group, rows=spoken), len(spoken)
    group = replace(group, rows=list(first_copy(group.rows, partial(_facts, table))))
    order = None
    if not any(_has_time(table, row) for row in group.rows):
        order = numbered_order(table.names, partial(numbers_in, table, group.rows))
    if order is not None and order.places is not None:
        group = replace(group, rows=[group.rows[place] for place in order.places])
    times = turn_times([(table.cell(row, "start"), table.cell(row, "end")) for row in group.rows])
    pairs = _with_ends(table, group.rows, times.pairs)
    pairs, unit = in_one_unit(pairs, table.unit("start"), table.unit("end"))
    letters = _letters_name_speakers(table, group)
    said = [
        _sentence(table, row, start, end, letters=letters)
        for row, (start, end) in zip(group.rows, pairs, strict=True)
    ]
    said, interim = _without_interim(table, group, said)
    said, odd = spread_dialogues(said, here)
    data = row_data(table, group.rows)
    meta = data.others | data.known
    if times.start_time is not None:
        meta.setdefault("start_time", times.start_time)
    start = table.columns.get("start")
    if start is not None and is_time_sent(table.names[start]):
        said, _ = with_hours(said, meta.get("start_time"), are_sent=True)
    call = with_unsaid(make_call(said, here, ms_per_unit=unit, meta=meta), unsaid, here)
    flaws = _told_once([flaw for row in group.rows for flaw in row.flaws])
    warnings = (
        *flaws,
        *_over_parts(group, here),
        *repeated(count, len(group.rows), here),
        *(() if order is None else (order_warning(order, here),)),
        *interim_results(interim, here),
        *odd,
        *call.warnings,
        *rows_differ(data.differing, here),
        *_unknown_units(table, group, call),
        *_extra(table, group, here),
        *unread_cells(table, group.rows, here.file),
    )
    return msgspec.structs.replace(call, warnings=warnings)


def _unknown_units(table: Table, group: _Group, call: Call) -> Iterator[Problem]:
    """Yield the warning of units that are not known, unless ``call`` has one of its times."""
    fields = ["start", "end", "ring_ms"]
    if any(warning.code == TIME_UNIT for warning in call.warnings):
        fields = ["ring_ms"]
    names = table.unknown_units(group.rows, *fields)
    yield from unknown_units(names, group.origin.file, group.first_line)


def _without_interim(
    table: Table, group: _Group, said: list[Sentence]
) -> tuple[list[Sentence], Interim]:
    """Return ``said``, the sentences of ``group``, without interim results that others replace."""
    if not may_be_interim(table.names):
        return said, Interim()
    turns = [dict(zip(table.names, map(plain, row.cells), strict=False)) for row in group.rows]
    return without_interim(turns, said)


def _is_dialogue(table: Table, row: TableRow) -> bool:
    """Return whether ``row`` names no speaker, and its text does, of several turns."""
    return not table.text(row, "speaker") and holds_dialogue(table.text(row, "text"))


def _facts(table: Table, row: TableRow) -> RowFacts:
    # The number that pandas writes before a row says nothing of it.
    cells = row.cells[1:] if table.names[0] == "" and len(table.names) > 1 else row.cells
    whole = tuple(map(plain, cells)), *sorted(row.above.items())
    said = table.text(row, "speaker"), table.text(row, "text")
    return RowFacts(whole, said, plain(table.cell(row, "start")))


def _has_time(table: Table, row: TableRow) -> bool:
    return table.cell(row, "start") is not None


def _with_ends(
    table: Table, rows: Sequence[TableRow], pairs: list[tuple[Time, Time]]
) -> list[tuple[Time, Time]]:
    """Return ``pairs`` with the ends that a column of durations gives, where there is no other."""
    name = duration_name(table.names)
    if name is None or "start" not in table.columns or "end" in table.columns:
        return pairs
    lasts = numbers_in(table, rows, name)
    return with_ends(pairs, lasts, table.names[table.columns["start"]], name)


def _told_once(flaws: Sequence[Problem]) -> Iterator[Problem]:
    """Yield ``flaws``, and of cells that have no value the first of each kind alone."""
    warned: set[str] = set()
    for flaw in flaws:
        if flaw.code not in warned:
            yield flaw
        if flaw.code in _OF_CELLS:
            warned.add(flaw.code)


def _unnested(text: str) -> str:
    """Return ``text`` with its label in one pair of brackets, where it has two of them."""
    return text[1:].replace("]]", "]", 1) if text.startswith("[[") else text


def _letters_name_speakers(table: Table, group: _Group) -> bool:
    """Return whether all cells begin with ``A：`` or ``B：``, and both are there."""
    if "speaker" in table.columns:
        return False
    labels = [read_label(plain_width(table.text(row, "text")), 0) for row in group.rows]
    speakers = {label[0].speaker for label in labels if label and label[0].is_letter}
    return len(speakers) > 1 and None not in labels


def _sentence(
    table: Table, row: TableRow, start: object, end: object, *, letters: bool
) -> Sentence:
    text, label, speaker = table.text(row, "text"), table.text(row, "speaker"), None
    if "speaker" not in table.columns:
        # 客服：您好, with the label in the cell; [[SPEAKER_00]] in labels for Audacity.
        text = _unnested(text)
        if holds_dialogue(text):
            return Sentence(text, start=start, end=end)  # type: ignore[arg-type]
        found = read_label(plain_width(text), 0)
        is_label = found is not None and (letters or not found[0].is_letter)
        if is_label and found is not None and found[0].closing is Closing.MARK:
            speaker, label = found[0].speaker, found[0].anonymous
            text = text[found[2] :]
    return Sentence(text, label, speaker, start, end)  # type: ignore[arg-type]


def _extra(table: Table, group: _Group, origin: Origin) -> Iterator[Problem]:
    lines = [row.line for row in group.rows if table.has_extra(row)]
    if lines:
        message = Text(
            f"有 {len(lines)} 行比表头多出单元格；内容在最后一列时已接上，否则略过。",
            f"{len(lines)} rows have more cells than there are columns; they were joined where what"
            " is said is the last column, else left out.",
        )
        fix = Text("含逗号的内容请加双引号。", "Put text that has commas in it into double quotes.")
        yield Problem("extra-cells", message, origin.file, lines[0], fix=fix)


def _too_many(origin: Origin, group: _Group) -> Problem:
    message = Text(
        f"一通电话超过 {MOST_TURNS} 行，没有读取。",
        f"A call has more than {MOST_TURNS} rows and was not read.",
    )
    fix = Text(
        "如果是很多通电话，请用 --columns call_id=列名 指明通话编号。",
        "If these are many calls, say which column tells them apart: --columns call_id=NAME.",
    )
    return Problem("too-many-turns", message, origin.file, group.first_line, fix=fix)


def _over_parts(group: _Group, origin: Origin) -> Iterator[Problem]:
    if group.further:
        names = [group.origin.source, *group.further]
        message = Text(
            f"这通电话的行分在几个工作表里，已合在一起：{'、'.join(names)}。",
            f"The rows of this call stand in several sheets and were put together:"
            f" {', '.join(names)}.",
        )
        yield origin.problem("rows-in-sheets", message)


def _split(call_id: str, origin: Origin, row: TableRow) -> Problem:
    message = Text(
        f"通话“{call_id}”的行相距太远，后面的行成了另一通同名的通话。",
        f"The rows of call '{call_id}' stand too far apart; those from here on became another call"
        " of the same id.",
    )
    fix = Text("请先按通话编号排序。", "Sort the table by call id first.")
    return Problem("rows-apart", message, origin.file, row.line, fix=fix)
