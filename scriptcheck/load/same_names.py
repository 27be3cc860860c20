"""Columns of one name: the first is read, and the others where it is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import (
    call_field,
    find_columns,
    has_unknown_unit,
    name_key,
    unit_named,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_MOST_NAMED: Final = 12


class SameNames(NamedTuple):
    """Columns of one name, by their places."""

    taken: int
    """The column that is read."""
    others: tuple[int, ...]
    fills: tuple[int, ...]
    """Those of ``others`` that are read where ``taken`` is blank: all of the same unit."""
    unread: tuple[int, ...]
    """Those of ``others`` that cannot go under their own names, as columns do that are not known.

    Call data has one value under each: the name is that of ``taken``, or of the field itself.
    """


def same_names(
    names: Sequence[str], columns: Mapping[str, int], given: Mapping[str, str]
) -> tuple[SameNames, ...]:
    """Return which of ``names``, of a table's columns, are one name.

    ``columns`` is the column of each field, of which the user has ``given`` some. Names of a field
    are one where only case, blanks, separators and units distinguish them, unless the user has
    chosen between them; others where they are exactly the same. So is the name of a field
    itself, such as ``agent_id``, beside the column that it is taken from.
    """
    read = {index: field for field, index in columns.items()}
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        own = name.strip()
        if index not in read and own in columns and call_field(own) == own:
            places.setdefault(name_key(names[columns[own]]), []).append(index)
        elif own:
            places.setdefault(name_key(name), []).append(index)
    found = (
        _same(names, group, read, given) for group in map(sorted, places.values()) if len(group) > 1
    )
    return tuple(each for each in found if each.others)


def _same(
    names: Sequence[str],
    group: Sequence[int],
    read: Mapping[int, str],
    given: Container[str],
) -> SameNames:
    """Return what becomes of the columns of ``group``, all of one name.

    ``read`` is the field of each column that holds one, ``given`` the fields of the user's choice.
    """
    taken = next((index for index in group if index in read), group[0])
    others = tuple(index for index in group if index != taken and index not in read)
    own = {names[taken].strip(), read.get(taken)}
    unread = tuple(index for index in others if names[index].strip() in own)
    others = unread if read.get(taken) in given else others
    fills = tuple(index for index in others if _unit(names[index]) == _unit(names[taken]))
    return SameNames(taken, others, fills, unread)


def first_filled(
    cells: Sequence[object], same: Iterable[SameNames], is_blank: Callable[[object], bool]
) -> Sequence[object]:
    """Return ``cells`` with what is read where others of its name alone have a value."""
    filled: list[object] | None = None
    for group in same:
        if group.taken < len(cells) and not is_blank(cells[group.taken]):
            continue
        there = (cells[index] for index in group.fills if index < len(cells))
        value = next((cell for cell in there if not is_blank(cell)), None)
        if value is not None:
            filled = [*cells] if filled is None else filled
            filled += [None] * (group.taken + 1 - len(filled))
            filled[group.taken] = value
    return cells if filled is None else filled


def rows_filled(
    rows: Iterator[TableRow], same: Sequence[SameNames], is_blank: Callable[[object], bool]
) -> Iterator[TableRow]:
    """Yield ``rows`` as ``first_filled`` does their cells, but for what stands in them from above.

    Cells that are merged over several rows are no blank ones.
    """
    if not same:
        yield from rows
    for row in rows:
        here = [group for group in same if group.taken not in row.above]
        cells = first_filled(row.cells, here, is_blank) if here else row.cells
        yield row if cells is row.cells else row._replace(cells=cells)


def unread_columns(same: Iterable[SameNames]) -> frozenset[int]:
    """Return the columns that are read only into others of their name."""
    return frozenset(index for group in same for index in group.unread)


def colliding_keys(
    keys: Sequence[str], given: Mapping[str, str], source: str, line: int
) -> tuple[Problem, ...]:
    """Return the warning of ``keys`` of an object of which one is not read, if there are any."""
    same = same_names(keys, find_columns(keys, given), given)
    return duplicate_columns(keys, [group for group in same if group.unread], source, line)


def duplicate_columns(
    names: Sequence[str], same: Sequence[SameNames], source: str, line: int, *, added: int = 0
) -> tuple[Problem, ...]:
    """Return the warning of the columns that are the ``same``, if there are any.

    ``line`` is that of the heading, before whose columns ``added`` others stand.
    """
    if not same:
        return ()
    zh, en = [], []
    for group in same[:_MOST_NAMED]:
        every = sorted((group.taken, *group.others))
        written = list(dict.fromkeys(names[index].strip() for index in every))
        places = [str(index + 1 - added) for index in every]
        taken = group.taken + 1 - added
        zh.append(f"“{'”“'.join(written)}”（第 {'、'.join(places)} 列，取第 {taken} 列）")
        en.append(f"{' and '.join(written)} (columns {', '.join(places)}; {taken} is read)")
    more = ("等", " and others") if len(same) > _MOST_NAMED else ("", "")
    message = Text(
        f"有的列同名：{'、'.join(zh)}{more[0]}。取的列空着的行，用单位相同的另一列。",
        f"Columns have the same name: {'; '.join(en)}{more[1]}. Where the one that is read is"
        " blank, another of the same unit is taken.",
    )
    fix = Text("请给每列单独的名称，或删去一列。", "Give each a name of its own, or leave one out.")
    return (Problem("duplicate-column", message, source, line, fix=fix),)


def _unit(name: str) -> tuple[float | None, bool]:
    return unit_named(name), has_unknown_unit(name)
