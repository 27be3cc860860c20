"""The order in which people go through the cells of a workbook."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.exchange.workbook.layout import SHEETS
from scriptcheck.exchange.workbook.vocabulary import folded

_CELL: Final = re.compile(r"#(?P<sheet>[^#!]+)(?:!(?P<column>[A-Z]+)(?P<row>[0-9]+))?$")


def cell_order(source: str) -> tuple[int, int, int, str]:
    """Return a sort key of the cell ``FILE#SHEET!CELL``: by sheet, row and column.

    What is no cell, such as a place in a file of the lexicon, comes last.
    """
    found = _CELL.search(source)
    if found is None:
        return len(SHEETS) + 1, 0, 0, ""
    column = found["column"] or ""
    return _sheet(found["sheet"]), int(found["row"] or 0), len(column), column


def _sheet(title: str) -> int:
    name = folded(title)
    orders = (at for at, sheet in enumerate(SHEETS) if name in map(folded, sheet.name))
    return next(orders, len(SHEETS))
