"""Which columns of a table hold what is said: one, a corrected one, or one in numbered parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import (
    find_columns,
    is_corrected,
    may_be_corrected,
    name_key,
    text_columns,
)
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.roles.labels import plain_width
from scriptcheck.load.same_names import SameNames

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_HAN: Final = re.compile("[\u3400-\u9fff]")
_LONGEST_NAME: Final = 40
_SENTENCE: Final = 5
"""Characters from which on a cell is no name and no answer of yes or no."""
_FIGURES: Final = "一二三四五六七八九十"
_NUMBERED: Final = re.compile(rf"(.+?)[ _-]?[(\[]?(?:([0-9]{{1,2}})|([{_FIGURES}])|(续))[)\]]?")


class TextColumns(NamedTuple):
    """The columns of a table, as far as they hold what is said."""

    names: tuple[str, ...]
    """The names of all columns, as what they hold is known: parts beside the first have none."""
    columns: Mapping[str, int]
    """The column of each field that there is."""
    parts: tuple[int, ...] = ()
    """The columns that hold what is said in turn (内容1, 内容2); the first is that of text."""
    fill: tuple[SameNames, ...] = ()
    """Where the column of text is blank, others that were not corrected."""


def text_columns_of(
    names: Sequence[str], given: Mapping[str, str], below: Sequence[TableRow] = ()
) -> TextColumns:
    """Return what the columns ``names`` hold; ``given`` names columns of fields.

    ``below`` are the first rows under them, by which a column that speaks of a correction alone
    (人工校对) is known to hold what was said.
    """
    if "text" in given:
        return TextColumns(tuple(names), find_columns(names, given))
    known, parts = _numbered(names)
    columns = find_columns(known, given)
    if columns.get("text") not in parts:
        # Another column is surer: what is numbered stays as it is, and is reported.
        known, parts = tuple(names), ()
        columns = find_columns(known, given)
    if "text" not in columns:
        return TextColumns(known, columns)
    better = _corrected(known, columns["text"], below)
    if better is not None:
        columns = {**columns, "text": better}
        parts = ()
    taken = columns["text"]
    others = tuple(index for index in text_columns(known) if index != taken)
    is_better = better is not None or is_corrected(known[taken])
    fill = (SameNames(taken, (), others, ()),) if is_better and others else ()
    return TextColumns(known, columns, parts, fill)


def texts_beside(
    names: Sequence[str], found: TextColumns, given: Mapping[str, str]
) -> tuple[int, ...]:
    """Return the columns beside those read that are named as what is said is.

    Where the user has named the one, only others of the same name.
    """
    taken = found.columns["text"]
    if "text" in given:
        return tuple(i for i, name in enumerate(names) if i != taken and name == names[taken])
    others = {*text_columns(names), *text_columns([_base(name)[0] for name in names])}
    same = (i for i, name in enumerate(names) if name == names[taken])
    columns = {taken, *found.parts, *(i for f, i in found.columns.items() if f != "text")}
    return tuple(sorted(others.union(same) - columns))


def parts_joined(
    names: Sequence[str], parts: Sequence[int], source: str, line: int
) -> tuple[Problem, ...]:
    """Return the warning that the columns ``parts`` of ``names`` were read as one, if several."""
    if len(parts) <= 1:
        return ()
    written = [names[index].strip() for index in parts]
    message = Text(
        f"说话内容分在几列里，已依次接起来：“{'”“'.join(written)}”。",
        f"What is said stands in several columns, which were put together in turn:"
        f" {', '.join(written)}.",
    )
    fix = Text(
        "如果只要其中一列，请加 --columns text=列名。",
        "If only one of them is wanted, say --columns text=NAME.",
    )
    return (Problem("text-columns-joined", message, source, line, fix=fix),)


def _base(name: str) -> tuple[str, int]:
    """Return ``name`` without the number behind it, and the number; of 续 it is 2, else 0."""
    plain_name = plain_width(name).strip()
    if len(plain_name) > _LONGEST_NAME:
        return name, 0
    found = _NUMBERED.fullmatch(plain_name)
    if found is None:
        return name, 0
    number = int(found[2]) if found[2] else 2
    return found[1], _FIGURES.index(found[3]) + 1 if found[3] else number


def _numbered(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return ``names`` with the first of numbered columns of text under its bare name.

    The others of these have none. The second value is all of them, in turn.
    """
    groups: dict[str, dict[int, int]] = {}
    for index, name in enumerate(names):
        base, number = _base(name)
        if not number and find_columns([name], {}).keys() == {"text"}:
            base = name
        elif not number or find_columns([base], {}).keys() != {"text"}:
            continue
        groups.setdefault(name_key(base), {}).setdefault(number, index)
    numbered = [group for group in groups.values() if any(group)]
    if not numbered:
        return tuple(names), ()
    known = list(names)
    firsts: dict[int, tuple[int, ...]] = {}
    for group in numbered:
        parts = tuple(group[number] for number in sorted(group))
        known[parts[0]] = _base(names[parts[0]])[0]
        for index in parts[1:]:
            known[index] = ""
        firsts[parts[0]] = parts
    taken = find_columns(known, {}).get("text", -1)
    for group in numbered:
        for index in group.values():
            if index not in firsts.get(taken, ()):
                known[index] = names[index]
    return tuple(known), firsts.get(taken, ())


def _corrected(names: Sequence[str], taken: int, below: Sequence[TableRow]) -> int | None:
    """Return a column that holds what ``taken`` does as somebody corrected it, by its cells."""
    for index, name in enumerate(names):
        if may_be_corrected(name) and any(_is_said(row.cells, index, taken) for row in below):
            return index
    return None


def _is_said(cells: Sequence[object], index: int, taken: int) -> bool:
    if max(index, taken) >= len(cells):
        return False
    text = plain(cells[index])
    return _HAN.search(text) is not None and (len(text) >= _SENTENCE or text == plain(cells[taken]))
