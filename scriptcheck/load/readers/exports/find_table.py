"""Which rows of a file are a table, and what its columns hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import have_decimals
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.cell_faults import without_faults
from scriptcheck.load.readers.exports.cell_nulls import is_null, without_nulls
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.data_above import better_heading, data_above
from scriptcheck.load.readers.exports.guessed_text import guess_text, guessed, unclear
from scriptcheck.load.readers.exports.joined_texts import with_parts_joined
from scriptcheck.load.readers.exports.list_values import rows_of_lists
from scriptcheck.load.readers.exports.nameless import columns_without_names
from scriptcheck.load.readers.exports.table import IDS, Table
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.exports.text_columns import (
    parts_joined,
    text_columns_of,
    texts_beside,
)
from scriptcheck.load.readers.exports.unquoted_lines import with_whole_dialogues
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.same_names import duplicate_columns, rows_filled, same_names, unread_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADER_WITHIN: Final = 10
"""Rows in which the names of the columns stand; titles may stand above them."""

_LOOKED_AT: Final = 50
"""Rows that distinguish a table of calls from one of turns."""

_MOST_NAMES: Final = 12
_LONGEST_NAME: Final = 40
_SURE_NAME: Final = 4
"""Characters from which on the name of a column, such as 聊天内容, is nothing that people say."""


def find_table(
    rows: Iterator[TableRow],
    given: Mapping[str, str],
    source: str,
    *,
    has_cells: bool = False,
    around: Sequence[TableRow] = (),
) -> Table:
    """Return the table that ``rows`` are; ``given`` names columns of fields.

    ``has_cells`` is as for ``Table``. ``around`` is what stands beside the table, each with the
    line of the row that it stands above. Raises ``LoadError`` where no column is known to hold what
    is said.
    """
    first = list(islice(filter(_is_written, rows), _HEADER_WITHIN))
    number = _heading(first, given)
    if number is not None:
        return _named(_Head.of(first, number, around), rows, given, source, has_cells=has_cells)
    if (by_side := _column_of_each_side(first)) is not None:
        number, sides = by_side
        return _table_of_sides(_Head.of(first, number, around), sides, rows, source)
    if columns := columns_without_names(first):
        width = max(len(row.cells) for row in first)
        table = _table(("",) * width, columns, chain(first, rows), source)
        return replace(table, flaws=data_above((), (), around).warnings(source))
    if (guess := guess_text(first, given)) is not None:
        line = first[guess.number].line
        if guess.rivals:
            raise LoadError(unclear(guess, source, line))
        head = _Head.of(first, guess.number, around)
        table = _named(head, rows, guess.given, source, has_cells=has_cells)
        return replace(table, flaws=(*table.flaws, *guessed(guess, source, line)))
    raise LoadError(_no_columns(first, given, source))


def _heading(first: Sequence[TableRow], given: Mapping[str, str]) -> int | None:
    """Return which of the ``first`` rows names a column of what is said; ``None`` where none."""
    for number, row in enumerate(first):
        names = tuple(plain(cell) for cell in row.spread())
        columns = text_columns_of(names, given).columns
        below = map(plain, first[number + 1].spread()) if number + 1 < len(first) else ()
        if better_heading(first, number, columns, text_columns_of(tuple(below), given).columns):
            continue
        if "text" in columns and _is_header(names, columns, given):
            return number
    return None


class _Head(NamedTuple):
    """The row that names the columns of a table, and the first rows around it."""

    above: Sequence[TableRow]
    row: TableRow
    below: Sequence[TableRow]
    after: Sequence[TableRow]
    """What stands below the heading and in no row."""

    @classmethod
    def of(cls, first: Sequence[TableRow], number: int, around: Sequence[TableRow]) -> _Head:
        """Return row ``number`` of the ``first`` rows as the one that names the columns."""
        row = first[number]
        above = [each for each in around if each.line <= row.line]
        # What stands above a row comes before what stands in it.
        every = sorted((*above, *first[:number]), key=lambda each: each.line)
        after = [each for each in around if each.line > row.line]
        return cls(every, row, first[number + 1 :], after)


def _named(
    head: _Head,
    rows: Iterator[TableRow],
    given: Mapping[str, str],
    source: str,
    *,
    has_cells: bool,
) -> Table:
    """Return the table whose columns ``head`` names; ``rows`` follow on those below it."""
    below = head.below
    names = tuple(plain(cell) for cell in head.row.spread())
    after: Iterator[TableRow] = chain(below, rows)
    form = data_above(head.above, names, head.after)
    after = form.before(names, after)
    below = list(form.before(names, iter(below)))
    names = (*form.names, *names)
    added = len(form.names)
    found = text_columns_of(names, given, below)
    same = same_names(found.names, found.columns, given)
    after = rows_filled(after, (*same, *found.fill), _has_nothing)
    rest = with_parts_joined(after, found.parts, names)
    table = _table(names, found.columns, rest, source, has_cells=has_cells)
    flaws = (
        *duplicate_columns(found.names, same, source, head.row.line, added=added),
        *parts_joined(names, found.parts, source, head.row.line),
        *form.warnings(source),
    )
    others = texts_beside(names, found, given)
    unread = unread_columns(same).union(found.parts[1:])
    return replace(table, other_texts=others, unread=unread, flaws=flaws, added=added)


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
    ids = {field: [plain(table.cell(row, field)) for row in sample] for field in IDS}
    decimal = frozenset(field for field, written in ids.items() if have_decimals(written))
    table = replace(table, decimal_ids=decimal)
    texts = [text for row in sample if (text := table.text(row, "text"))]
    dialogues = sum(map(is_dialogue, texts))
    return replace(table, has_calls=dialogues * 2 > len(texts))


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
    head: _Head, sides: Sequence[int], rows: Iterator[TableRow], source: str
) -> Table:
    """Return the table of ``rows`` with a row for each cell of the columns of ``sides``."""
    cells = head.row.cells
    named = ["" if index in sides else plain(cell) for index, cell in enumerate(cells)]
    form = data_above(head.above, [name for name in named if name], head.after)
    same = same_names(named, find_columns(named, {}), {})
    unread = unread_columns(same).union(sides)
    others = [index for index in range(len(named)) if index not in unread]

    def turns() -> Iterator[TableRow]:
        for row in rows_filled(chain(head.below, rows), same, _has_nothing):
            spread = row.spread()
            beside = [spread[index] if index < len(spread) else None for index in others]
            said = [(index, row.cells[index]) for index in sides if index < len(row.cells)]
            for index, text in said:
                if plain(text):
                    turn = [cells[index], text, *beside, *form.values]
                    yield TableRow(row.line, turn, row.flaws)

    names = ("speaker", "text", *(plain(cells[index]) for index in others), *form.names)
    table = _table(names, find_columns(names, {}), turns(), source)
    flaws = (*duplicate_columns(named, same, source, head.row.line), *form.warnings(source))
    return replace(table, flaws=flaws)


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
