"""Cells of a side file to call data."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import is_mangled, with_all_digits
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.readers.exports.cell_text import ShownCell, cell_value
from scriptcheck.text.no_value import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FAULT: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA|#+)",
    re.IGNORECASE,
)
"""What a spreadsheet shows where a formula failed, or a column is too narrow."""


def is_blank(value: object) -> bool:
    """Return whether a cell has nothing in it."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in NO_VALUE)


def mangled_id(value: object, source: str, line: int) -> Problem | None:
    """Return the problem of an id that a spreadsheet has made a rounded number of."""
    if not is_mangled(value):
        return None
    value = str(value)
    message = Text(
        f"通话编号成了“{value.strip()}”，后面的数字已经丢失。",
        f"The call id has become '{value.strip()}', and its last digits are lost.",
    )
    fix = Text(
        "请在 Excel 里把这一列设为文本后重新导出。",
        "Make the column text in the spreadsheet, and export it again.",
    )
    return Problem("mangled-id", message, source, line, fix=fix)


def row_data(
    names: Sequence[str],
    cells: Sequence[object],
    columns: Mapping[str, int],
    ring_unit: float | None,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the call data in ``cells``, and the columns whose cells show a failed formula.

    ``ring_unit`` is as for ``call_data``. Columns of no known field go under their own names.
    """
    faulty = {index for index, cell in enumerate(cells) if is_faulty(cell)}
    filled = {
        index for index, cell in enumerate(cells) if index not in faulty and not is_blank(cell)
    }
    known = {
        field: cell_value(cells[index])
        for field, index in columns.items()
        if index in filled and field != "call_id"
    }
    taken = set(columns.values())
    others = {
        names[index].strip(): _plain(cells[index])
        for index in sorted(filled - taken)
        if names[index].strip()
    }
    return others | call_data(known, ring_unit=ring_unit), tuple(
        names[index] for index in sorted(faulty)
    )


def is_faulty(cell: object) -> bool:
    """Return whether a cell shows a failed formula."""
    return isinstance(cell, str) and _FAULT.fullmatch(cell.strip()) is not None


def _plain(value: object) -> object:
    """Return ``value`` as JSON can hold it."""
    if isinstance(value, ShownCell):
        return value.text
    if isinstance(value, float) and value.is_integer() and not is_mangled(value):
        return int(value)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    is_plain = isinstance(value, bool | int | float | list | dict)
    return with_all_digits(value) if is_plain else str(value)
