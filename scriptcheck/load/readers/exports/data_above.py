"""Call data that stand above a table, as on a form: 通话编号：C1, or the value beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import find_call_columns, find_columns, name_key
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.text.field_lines import fields_of, is_field_name
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_FEWEST: Final = 2
_LONGEST_NAME: Final = 16
_LONGEST_TITLE: Final = 20
_LONGEST_HEADING: Final = 10
"""Characters of what stands below a field and says what follows: 通话内容如下."""
_SENTENCE: Final = re.compile(r"[，。！？；：,!?;:]|[0-9]{5}")
"""What a title has not."""
_MOST_FIELDS: Final = 100
_MOST_CELLS: Final = 1000
"""Cells of a row above a table that are looked at."""
_SURE_NAMES: Final = {"start_time": "通话时间", "call_id": "通话编号"}
"""What fields are called whose names mean something else in a table of turns."""


class DataAbove(NamedTuple):
    """Names of call data and their values, the same for all rows of the table below."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    left: int = 0
    """How many characters stand there that are no call data, and no title."""
    line: int = 0
    """The row in which the first of these stand."""

    def before(self, names: tuple[str, ...], rows: Iterator[TableRow]) -> Iterator[TableRow]:
        """Yield ``rows`` with the values in columns before their own, which ``names`` name."""
        count = len(self.names)
        if not count:
            yield from rows
            return
        for row in rows:
            is_heading = tuple(plain(cell) for cell in row.cells) == names
            added = self.names if is_heading else self.values
            above = {column + count: value for column, value in row.above.items()}
            yield row._replace(cells=[*added, *row.cells], above=above)

    def warnings(self, source: str) -> tuple[Problem, ...]:
        """Return the warning of what is left, if anything is."""
        if not self.left:
            return ()
        message = Text(
            f"表格上下有 {self.left} 个字看不出是通话数据，没有读入。",
            f"{self.left} characters above or below the table do not look like call data and were"
            " not read.",
        )
        fix = Text(
            "如果是通话数据，请写成“名称：值”；如果是说的话，请放进表格。",
            "If they are call data, write them as NAME: VALUE; if they are speech, put them into"
            " the table.",
        )
        return (Problem("text-left", message, source, self.line, fix=fix),)


def data_above(
    rows: Sequence[TableRow], names: Sequence[str], below: Sequence[TableRow] = ()
) -> DataAbove:
    """Return what ``rows`` say, which stand above the heading ``names``.

    What is known goes by its field, and other names with values by their own. What the table has
    a column for is left out, and so are titles. What stands ``below`` the table counts as left.
    """
    own = find_columns(names, {})
    taken = {name_key(name) for name in names}
    found: dict[str, tuple[str, str]] = {}
    left, line = 0, 0
    for row, fields, rest in _read(rows):
        for name, value in fields:
            field = next(iter(find_call_columns([name], {})), None)
            if field in own:
                continue
            key = field or name_key(name)
            is_of_turns = field is None and bool(find_columns([name], {}))
            is_free = not is_of_turns and key not in taken and len(found) < _MOST_FIELDS
            if is_free and _is_value(value):
                found.setdefault(key, (_own_name(name, field), value))
            if found.get(key, ("", ""))[1] != value:
                rest.append(value)
        count = sum(map(len, rest))
        left, line = left + count, line or (row.line if count else 0)
    said = {value for _, value in found.values()}
    for row, fields, rest in _read(below):
        count = sum(map(len, (*rest, *(value for _, value in fields if value not in said))))
        left, line = left + count, line or (row.line if count else 0)
    pairs = list(found.values())
    return DataAbove(tuple(n for n, _ in pairs), tuple(v for _, v in pairs), left, line)


def _own_name(name: str, field: str | None) -> str:
    """Return what a column of ``field`` may be called in a table of turns; else ``name``."""
    is_so = field is None or field in find_columns([name], {})
    return name if is_so or field is None else _SURE_NAMES[field]


def _read(
    rows: Sequence[TableRow],
) -> Iterator[tuple[TableRow, list[tuple[str, str]], list[str]]]:
    """Yield each of ``rows`` with its names and values, and what else stands in it."""
    above: dict[int, str] = {}
    longest = _LONGEST_TITLE
    for number, row in enumerate(rows):
        texts = map(plain, row.cells[:_MOST_CELLS])
        cells = {index: text for index, text in enumerate(texts) if text}
        beyond = [text for cell in row.cells[_MOST_CELLS:] if (text := plain(cell))]
        if above:
            pairs = [(above[index], text) for index, text in cells.items() if index in above]
            rest = [text for index, text in cells.items() if index not in above]
            yield row, pairs, rest + beyond
            above, longest = {}, _LONGEST_HEADING
            continue
        following = rows[number + 1] if number + 1 < len(rows) else None
        if following is not None and _name_columns(cells, following):
            above = cells
            continue
        pairs, rest = _pairs(cells)
        longest = _LONGEST_HEADING if pairs else longest
        is_title = not pairs and _are_titles(rest, longest)
        yield row, pairs, beyond if is_title else rest + beyond


def _name_columns(cells: Mapping[int, str], following: TableRow) -> bool:
    """Return whether ``cells`` are names of what stands in the row below them: 客户姓名, 电话."""
    below = {index for index, cell in enumerate(following.cells) if plain(cell)}
    values = [plain(cell) for cell in following.cells]
    return (
        len(cells) >= _FEWEST
        and below <= cells.keys()
        and len(below) * 2 > len(cells)
        and all(map(is_field_name, cells.values()))
        and not any(is_field_name(value) or fields_of(value) for value in values if value)
    )


def _pairs(cells: Mapping[int, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the names in ``cells`` with what they say, and what else stands there.

    A value stands within a cell behind a colon, or in the cell to the right, behind blank ones
    too where a cell is as wide as several. A name that is not known is one where others are.
    """
    pairs: list[tuple[str, str]] = []
    rest: list[str] = []
    places = list(cells)
    is_form = any(map(is_field_name, cells.values()))
    at = 0
    while at < len(places):
        text = cells[places[at]]
        at += 1
        if fields := [field for field in fields_of(text) if field.value]:
            pairs += fields
        elif (value := _value(cells, places, at, is_form=is_form)) is not None:
            pairs.append((text.rstrip(":： "), value))
            at += 1
        else:
            rest.append(text)
    return pairs, rest


def _value(
    cells: Mapping[int, str], places: Sequence[int], at: int, *, is_form: bool
) -> str | None:
    """Return what the cell before the one at number ``at`` names; ``None`` where it names none.

    ``places`` are the columns of ``cells``; ``is_form`` says whether any of these names a field.
    """
    if at == len(places):
        return None
    text, value = cells[places[at - 1]], cells[places[at]]
    is_beside = places[at] == places[at - 1] + 1
    if not _is_value(value) or (is_field_name(value) and not (is_beside and is_field_name(text))):
        return None
    is_known = is_field_name(text) or (is_beside and role_named(text) is not None)
    return value if is_known or (is_beside and _may_name(text, is_form=is_form)) else None


def _may_name(text: str, *, is_form: bool) -> bool:
    bare = text.rstrip(":： ")
    is_plain = len(bare) <= _LONGEST_NAME and _SENTENCE.search(bare) is None
    return is_plain and any(map(str.isalpha, bare)) and (is_form or bare != text)


def _is_value(text: str) -> bool:
    """Return whether ``text`` is no name of a column or a role, as those of groups of columns."""
    return not (find_columns([text], {}) or role_named(text) is not None or fields_of(text))


def _are_titles(texts: Sequence[str], longest: int) -> bool:
    """Return whether ``texts`` are a title, or names of groups of columns."""
    return all(len(text) <= longest and _SENTENCE.search(text) is None for text in texts)


def better_heading(
    first: Sequence[TableRow], number: int, fields: Mapping[str, int], below: Mapping[str, int]
) -> bool:
    """Return whether the row below row ``number`` of ``first`` is the heading, and this a title.

    So it is where groups of columns have names of their own (通话内容 above 角色, 内容, 时间).
    """
    if number + 1 >= len(first):
        return False
    own = [plain(cell) for cell in first[number].cells]
    return (
        "text" in below
        and len(below) > len(fields)
        and len(set(filter(None, own))) < len(set(map(plain, first[number + 1].spread())))
    )
