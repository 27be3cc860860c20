"""Tables of turns or of calls, whatever file they come in: which column is what, and which kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import have_decimals, whole_id
from scriptcheck.load.columns import find_columns, has_unknown_unit, unit_named
from scriptcheck.load.readers.exports.cell_faults import without_faults
from scriptcheck.load.readers.exports.cell_nulls import is_null, without_nulls
from scriptcheck.load.readers.exports.cell_text import cell_value, plain, shown
from scriptcheck.load.readers.exports.data_above import better_heading, data_above
from scriptcheck.load.readers.exports.list_values import rows_of_lists
from scriptcheck.load.readers.exports.nameless import columns_without_names
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.exports.unquoted_lines import with_whole_dialogues
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.readers.text.marks import without_tags
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.same_names import duplicate_columns, rows_filled, same_names, unread_columns
from scriptcheck.load.times.moments import number_of
from scriptcheck.text.plain_id import visible_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADER_WITHIN: Final = 10
"""Rows in which the names of the columns stand; titles may stand above them."""

_LOOKED_AT: Final = 50
"""Rows that tell a table of calls from one of turns."""

_MOST_NAMES: Final = 12
_LONGEST_NAME: Final = 40
_DAYS: Final = frozenset({"date", "日期"})
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?")
_OF_ONE_ROW: Final = frozenset({"text", "start", "end", "row_id"})
"""Fields of which each row has its own: a cell over several rows is said once."""
_IDS: Final = frozenset({"call_id", "row_id"})
_HAN: Final = re.compile("[\u3400-\u9fff]")
_SURE_NAME: Final = 4
"""Characters from which on the name of a column, such as 聊天内容, is nothing that people say."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known."""

    names: tuple[str, ...]
    """The names of all columns."""
    columns: Mapping[str, int]
    """The column of each field that there is."""
    rows: Iterator[TableRow]
    has_calls: bool
    """Whether a row is a call, not a turn."""
    has_cells: bool = False
    """Whether each value has a cell of its own, so that no comma can have divided one."""
    other_texts: tuple[int, ...] = ()
    """Columns whose names say that they hold what is said, and that are not read."""
    unread: frozenset[int] = frozenset()
    """Columns that are read only into another one of the same name."""
    flaws: tuple[Problem, ...] = ()
    """What is odd about the names of the columns, to be reported once."""
    decimal_ids: frozenset[str] = frozenset()
    """Fields of ids whose decimals tell calls apart, so that those of 0 stay."""
    added: int = 0
    """How many columns stand before those of the file."""

    def is_heading(self, row: TableRow) -> bool:
        """Return whether ``row`` names the columns once more."""
        names = self.names
        return plain(row.cells[0]) == names[0] and tuple(map(plain, row.cells)) == names

    def cell(self, row: TableRow, field: str) -> object:
        """Return what ``row`` has for ``field``; ``None`` where it has nothing."""
        value = cell_value(self._cell(row, field))
        if isinstance(value, str) and field == "start" and (day := self._day(row)):
            return f"{day} {value.strip()}" if _CLOCK.fullmatch(value.strip()) else value
        return None if isinstance(value, str) and not value.strip() else value

    def _cell(self, row: TableRow, field: str) -> object:
        index = self.columns.get(field)
        if index is None:
            return None
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is None and row.above and field not in _OF_ONE_ROW:
            return row.above.get(index)
        return cell

    def _day(self, row: TableRow) -> str:
        """Return the day that stands in a column of its own, beside one of clocks."""
        days = (index for index, name in enumerate(self.names) if name.casefold() in _DAYS)
        index = next(days, len(row.cells))
        return plain(row.cells[index]) if index < len(row.cells) else ""

    def text(self, row: TableRow, field: str) -> str:
        """Return what ``row`` has for ``field`` as text.

        Commas that stand in the last column divide it only where somebody forgot to quote them.
        """
        if field in _IDS:
            written = plain(self.cell(row, field))
            return visible_id(written) if field in self.decimal_ids else whole_id(written)
        if field != "text":
            return plain(self.cell(row, field))
        text = without_tags(shown(self._cell(row, field)))
        if self.has_extra(row) and self.columns["text"] == len(self.names) - 1:
            return ",".join([text, *map(plain, row.cells[len(self.names) :])]).rstrip(",")
        return text

    def has_extra(self, row: TableRow) -> bool:
        """Return whether ``row`` has more cells than there are columns."""
        beyond = () if self.has_cells else row.cells[len(self.names) :]
        return any(plain(cell) for cell in beyond)

    def unnamed(self, row: TableRow) -> int:
        """Return how many cells of ``row`` hold something under a blank heading.

        The numbers of rows in the first column, as pandas writes them, are nothing.
        """
        if not any(self.names):
            return 0
        known = set(self.columns.values())
        beyond = row.cells[len(self.names) :] if self.has_cells else ()
        return sum(map(bool, map(plain, beyond))) + sum(
            not name
            and index not in known
            and bool(text := plain(value))
            # Rows are counted without a heading by whoever writes an index.
            and not (index == 0 and text.isdecimal())
            for index, (name, value) in enumerate(zip(self.names, row.cells, strict=False))
        )

    def unit(self, field: str) -> float | None:
        """Return how many milliseconds one is in the column of ``field``, if its name says so."""
        index = self.columns.get(field)
        return None if index is None else unit_named(self.names[index])

    def unknown_units(self, rows: Sequence[TableRow], *fields: str) -> list[str]:
        """Return the columns of ``fields`` that say a unit not known here and hold numbers."""
        columns = (self.columns[field] for field in fields if field in self.columns)
        return [
            self.names[index]
            for index in columns
            if has_unknown_unit(self.names[index])
            and any(
                index < len(row.cells) and number_of(plain(row.cells[index])) is not None
                for row in rows
            )
        ]

    def others(self, row: TableRow) -> Iterator[tuple[str, str]]:
        """Yield name and text of each cell of ``row`` that holds no known field."""
        known = self.unread.union(self.columns.values())
        for index, (name, value) in enumerate(zip(self.names, row.cells, strict=False)):
            if index not in known and name and (text := shown(value)):
                yield name, text


def find_table(
    rows: Iterator[TableRow], given: Mapping[str, str], source: str, *, has_cells: bool = False
) -> Table:
    """Return the table that ``rows`` are; ``given`` names columns of fields.

    ``has_cells`` is as for ``Table``. Raises ``LoadError`` where no column is known to hold what
    is said.
    """
    first = list(islice(filter(_is_written, rows), _HEADER_WITHIN))
    for number, row in enumerate(first):
        names = tuple(plain(cell) for cell in row.spread())
        columns = find_columns(names, given)
        below = map(plain, first[number + 1].spread()) if number + 1 < len(first) else ()
        if better_heading(first, number, columns, find_columns(tuple(below), given)):
            continue
        if "text" in columns and _is_header(names, columns, given):
            after: Iterator[TableRow] = chain(first[number + 1 :], rows)
            if form := data_above(first[:number], names):
                after = form.before(names, after)
                names = (*form.names, *names)
                columns = find_columns(names, given)
            added = len(form.names) if form else 0
            same = same_names(names, columns, given)
            rest = rows_filled(after, same, _has_nothing)
            table = _table(names, columns, rest, source, has_cells=has_cells)
            others = _texts_beside(names, columns["text"], given)
            flaws = duplicate_columns(names, same, source, row.line, added=added)
            unread = unread_columns(same)
            return replace(table, other_texts=others, unread=unread, flaws=flaws, added=added)
    if (by_side := _column_of_each_side(first)) is not None:
        number, sides = by_side
        rest = chain(first[number + 1 :], rows)
        return _table_of_sides(first[number], sides, rest, source)
    if columns := columns_without_names(first):
        width = max(len(row.cells) for row in first)
        return _table(("",) * width, columns, chain(first, rows), source)
    raise LoadError(_no_columns(first, given, source))


def unread_cells(table: Table, rows: Sequence[TableRow], source: str) -> Iterator[Problem]:
    """Yield warnings of what ``rows`` have that is not read.

    It stands under blank headings, or in columns that might hold what is said as well.
    """
    yield from _other_texts(table, rows, source)
    lines = [(row.line, count) for row in rows if (count := table.unnamed(row))]
    if not lines:
        return
    count = sum(number for _, number in lines)
    message = Text(
        f"有 {count} 个单元格在没有名称的列里，没有读入。",
        f"{count} cells stand in columns without a name and were not read.",
    )
    fix = Text("请给这些列加上名称。", "Give these columns a name.")
    yield Problem("unnamed-column", message, source, lines[0][0], fix=fix)


def _other_texts(table: Table, rows: Sequence[TableRow], source: str) -> Iterator[Problem]:
    for index in table.other_texts:
        name, taken = table.names[index], table.names[table.columns["text"]]
        lines = [
            row.line
            for row in rows
            if index < len(row.cells)
            and _HAN.search(text := plain(row.cells[index]))
            and text != plain(table.cell(row, "text"))
        ]
        if lines:
            place = index + 1 - table.added
            message = Text(
                f"第 {place} 列“{name}”也有文字（{len(lines)} 格），没有读；取的是“{taken}”。",
                f"Column {place}, '{name}', has texts too ({len(lines)} cells), which were not"
                f" read; '{taken}' was taken.",
            )
            fix = Text(
                "要取另一列，请给它单独的名称，加上 --columns text=列名。",
                "To take the other, give it a name of its own and say --columns text=NAME.",
            )
            yield Problem("other-text-column", message, source, lines[0], fix=fix)


def _has_nothing(cell: object) -> bool:
    return not plain(cell) or is_null(cell)


def _is_written(row: TableRow) -> bool:
    return bool(row.flaws) or any(plain(cell) for cell in row.cells)


def _is_header(names: Sequence[str], columns: Mapping[str, int], given: Mapping[str, str]) -> bool:
    """Return whether ``names`` are names: one known word alone may be what somebody says."""
    if given and not set(given) <= set(columns):
        return False
    is_short = all(len(name) <= _LONGEST_NAME for name in names)
    is_sure = len(names[columns["text"]]) >= _SURE_NAME
    return is_short and (len(columns) > 1 or sum(map(bool, names)) == 1 or bool(given) or is_sure)


def _table(
    names: tuple[str, ...],
    columns: Mapping[str, int],
    rows: Iterator[TableRow],
    source: str,
    *,
    has_cells: bool = False,
) -> Table:
    rows = with_whole_dialogues(columns, len(names), _in_order(names, rows), source)
    rows = rows_of_lists(rows, columns, source)
    rows = without_faults(names, columns, rows, source)
    rows = without_nulls(columns, rows, source)
    sample = list(islice(filter(_is_written, rows), _LOOKED_AT))
    everything = filter(_is_written, chain(sample, rows))
    table = Table(names, columns, everything, has_calls=False, has_cells=has_cells)
    ids = {field: [plain(table.cell(row, field)) for row in sample] for field in _IDS}
    decimal = frozenset(field for field, written in ids.items() if have_decimals(written))
    table = replace(table, decimal_ids=decimal)
    texts = [text for row in sample if (text := table.text(row, "text"))]
    dialogues = sum(map(is_dialogue, texts))
    return replace(table, has_calls=dialogues * 2 > len(texts))


def _texts_beside(names: Sequence[str], taken: int, given: Mapping[str, str]) -> tuple[int, ...]:
    """Return the columns beside the one ``taken`` that are named as what is said is.

    Where the user has named it, only others of the same name.
    """
    return tuple(
        index
        for index, name in enumerate(names)
        if index != taken
        and (
            name == names[taken]
            or ("text" not in given and find_columns([name], {}).keys() == {"text"})
        )
    )


def _in_order(names: tuple[str, ...], rows: Iterator[TableRow]) -> Iterator[TableRow]:
    """Yield ``rows`` with their cells in the order of ``names``.

    Where tables are put together, a heading may stand in the middle that has them in another one.
    """
    distinct = frozenset(names)
    width = len(names)
    order: list[int] | None = None
    for row in rows:
        cells = row.cells
        if len(cells) >= width == len(distinct) and plain(cells[0]) in distinct:
            heading = list(map(plain, cells))
            if frozenset(heading[:width]) == distinct and not any(heading[width:]):
                order = None if heading[:width] == list(names) else list(map(heading.index, names))
                continue
        if order is None:
            yield row
        else:
            filled = [*cells, *[None] * (width - len(cells))]
            moved = [filled[index] for index in order]
            above = {new: row.above[old] for new, old in enumerate(order) if old in row.above}
            yield row._replace(cells=[*moved, *filled[width:]], above=above)


def _column_of_each_side(rows: Sequence[TableRow]) -> tuple[int, tuple[int, ...]] | None:
    """Return which row names a column for each side, such as 客服 and 客户, and which those are."""
    for number, row in enumerate(rows):
        roles = [role_named(plain(cell)) for cell in row.cells]
        if {Speaker.AGENT, Speaker.CUSTOMER} <= set(roles):
            return number, tuple(index for index, role in enumerate(roles) if role is not None)
    return None


def _table_of_sides(
    head: TableRow, sides: Sequence[int], rows: Iterator[TableRow], source: str
) -> Table:
    """Return the table of ``rows`` with a row for each cell of the columns of ``sides``."""
    named = ["" if index in sides else plain(cell) for index, cell in enumerate(head.cells)]
    same = same_names(named, find_columns(named, {}), {})
    unread = unread_columns(same).union(sides)
    others = [index for index in range(len(named)) if index not in unread]

    def turns() -> Iterator[TableRow]:
        for row in rows_filled(rows, same, _has_nothing):
            spread = row.spread()
            cells = [spread[index] if index < len(spread) else None for index in others]
            said = [(index, row.cells[index]) for index in sides if index < len(row.cells)]
            for index, text in said:
                if plain(text):
                    yield TableRow(row.line, [head.cells[index], text, *cells], row.flaws)

    names = ("speaker", "text", *(plain(head.cells[index]) for index in others))
    table = _table(names, find_columns(names, {}), turns(), source)
    return replace(table, flaws=duplicate_columns(named, same, source, head.line))


def _no_columns(rows: Sequence[TableRow], given: Mapping[str, str], source: str) -> Problem:
    line = rows[0].line if rows else None
    names = [plain(cell)[:_LONGEST_NAME] for cell in rows[0].cells] if rows else []
    some = [name for name in names if name][:_MOST_NAMES]
    message = Text(
        f"找不到写着说话内容的列；第一行是：{'、'.join(some)}。",
        f"No column is known to hold what is said; the first row has {', '.join(some)}.",
    )
    if given:
        message = Text(
            f"没有同时含有 {'、'.join(given.values())} 的表头；第一行是：{'、'.join(some)}。",
            f"No row names the columns {', '.join(given.values())}; the first row has"
            f" {', '.join(some)}.",
        )
    fix = Text(
        "请用 --columns 指定，如 --columns text=对话明细,speaker=角色。",
        "Say which it is, as in --columns text=对话明细,speaker=角色.",
    )
    return Problem("no-columns", message, source, line, fix=fix)
