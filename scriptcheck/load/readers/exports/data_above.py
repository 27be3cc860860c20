"""Call data that stand above a table, as on a form: 通话编号：C1, or the value beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.columns import find_call_columns, find_columns
from scriptcheck.load.readers.exports.cell_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_PAIR: Final = re.compile(r"\s*([^:：]{1,20}?)\s*[:：]\s*(\S.*?)\s*")


class DataAbove(NamedTuple):
    """Names of call data and their values, the same for all rows of the table below."""

    names: tuple[str, ...]
    values: tuple[str, ...]

    def before(self, names: tuple[str, ...], rows: Iterator[TableRow]) -> Iterator[TableRow]:
        """Yield ``rows`` with the values in columns before their own, which ``names`` name."""
        count = len(self.names)
        for row in rows:
            is_heading = tuple(plain(cell) for cell in row.cells) == names
            added = self.names if is_heading else self.values
            above = {column + count: value for column, value in row.above.items()}
            yield row._replace(cells=[*added, *row.cells], above=above)


def data_above(rows: Sequence[TableRow], names: Sequence[str]) -> DataAbove | None:
    """Return the known call data of ``rows``, which stand above the heading ``names``.

    What the table has a column for is left out; so are titles and all that is not known.
    """
    own = find_columns(names, {})
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for name, value in _pairs([plain(cell) for cell in row.cells]):
            field = next(iter(find_call_columns([name], {})), None)
            if field is not None and field not in own:
                found.setdefault(field, (name, value))
    if not found:
        return None
    return DataAbove(*zip(*found.values(), strict=True))


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names with what they say: within a cell behind a colon, or in the cell to the right."""
    for number, cell in enumerate(cells):
        if pair := _PAIR.fullmatch(cell):
            yield pair[1], pair[2]
        elif value := next(filter(None, cells[number + 1 : number + 2]), ""):
            yield cell.rstrip(":： "), value


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
