"""Cells of tables that show a failed formula: nothing stands in them, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.side_file.values import is_faulty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

BAD_CELL: Final = "bad-cell"
_MARK: Final = "#"


class ErrorCell(str):
    """What a workbook has in a cell whose formula failed: ``#REF!``, ``#N/A``."""

    __slots__ = ()


def without_faults(
    names: Sequence[str], columns: Mapping[str, int], rows: Iterator[TableRow], source: str
) -> Iterator[TableRow]:
    """Yield ``rows`` without what failed formulas show; each row has a warning of it.

    What only looks so is text where ``columns`` say that the cell holds what is said.
    """
    text = columns.get("text")
    for row in rows:
        faulty = {
            index: str(cell) for index, cell in enumerate(row.cells) if _shows(cell, index != text)
        }
        above = row.above
        if any(_shows(cell, True) for cell in above.values()):
            above = {index: cell for index, cell in above.items() if not _shows(cell, True)}
        if faulty:
            cells = [None if index in faulty else cell for index, cell in enumerate(row.cells)]
            flaw = _bad_cell(names, faulty, source, row.line)
            yield row._replace(cells=cells, flaws=(*row.flaws, flaw), above=above)
        else:
            yield row if above is row.above else row._replace(above=above)


def _shows(cell: object, is_value: bool) -> bool:
    """Return whether ``cell`` shows a failed formula; text does where it ``is_value``."""
    if not isinstance(cell, str) or _MARK not in cell:
        return False
    return isinstance(cell, ErrorCell) or (is_value and is_faulty(cell))


def _bad_cell(names: Sequence[str], faulty: Mapping[int, str], source: str, line: int) -> Problem:
    zh = "、".join(f"{_name(names, index)}（{cell}）" for index, cell in faulty.items())
    en = ", ".join(f"{_name(names, index)} ({cell})" for index, cell in faulty.items())
    message = Text(
        f"单元格是出错的公式，没有读入：{zh}等。",
        f"Cells show failed formulas and were not read: {en} and so on.",
    )
    return Problem(BAD_CELL, message, source, line)


def _name(names: Sequence[str], index: int) -> str:
    return (names[index] if index < len(names) else "") or str(index + 1)
