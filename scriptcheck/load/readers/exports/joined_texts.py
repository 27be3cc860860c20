"""What is said in pieces, in several columns or rows, put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.exports.cell_text import plain, shown
from scriptcheck.load.readers.text.lines import Conventions, read_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_LABELS: Final = Conventions(letters=True, line_ends=False, bare_times=False)
_LONGEST_HEAD: Final = 80
"""Characters of a piece in which its label stands."""
_CUT_FROM: Final = 200
"""Characters from which on a piece that ends amid a sentence was cut by what it was kept in."""
_ENDS: Final = frozenset('。！？!?…；;”"』」】]）)>')


def joined_text(pieces: Iterable[str]) -> str:
    """Return ``pieces`` as one text, each on a line of its own unless it was cut amid a sentence.

    Databases and spreadsheets cut text at a length; what follows then goes on without a break.
    """
    joined: list[str] = []
    before = ""
    for piece in filter(None, pieces):
        if before and not _is_cut(before, piece):
            joined.append("\n")
        joined.append(piece)
        before = piece
    return "".join(joined)


def _is_cut(before: str, piece: str) -> bool:
    if len(before) < _CUT_FROM or before[-1] in _ENDS:
        return False
    return all(each.label is None for each in read_line(piece[:_LONGEST_HEAD], 1, _LABELS)[:1])


def with_parts_joined(
    rows: Iterator[TableRow], parts: Sequence[int], names: Sequence[str]
) -> Iterator[TableRow]:
    """Yield ``rows`` with the texts of the columns ``parts`` in the first of these.

    Rows that name the columns, which are ``names``, stay as they are.
    """
    if len(parts) < 2:  # noqa: PLR2004  (one alone has nothing to be joined with)
        yield from rows
        return
    heading = tuple(names)
    for row in rows:
        pieces = [shown(row.cells[index]) for index in parts if index < len(row.cells)]
        if not any(pieces[1:]) or tuple(map(plain, row.cells)) == heading:
            yield row
            continue
        cells = [*row.cells, *[None] * (parts[0] + 1 - len(row.cells))]
        cells[parts[0]] = joined_text(pieces)
        yield row._replace(cells=cells)
