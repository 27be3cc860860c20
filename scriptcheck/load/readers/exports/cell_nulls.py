"""What programs write into cells of text files in which nothing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.load.readers.exports.table_row import TableRow

NO_CALL_ID: Final = "no-call-id"
_NULLS: Final = frozenset(
    {"NULL", "null", "(NULL)", "(null)", "[NULL]", "[null]", "<null>", "<NULL>"}
    | {"None", "NaN", "nan", "<NA>", "\\N", "N/A", "n/a"}
)
"""As databases, pandas and spreadsheets write it; Nan and Null may be names."""


def without_nulls(
    columns: Mapping[str, int], rows: Iterator[TableRow], source: str
) -> Iterator[TableRow]:
    """Yield ``rows`` without words for no value, but in the column of what is said.

    Each row tells that its call has no id, where such a word stands in its place.
    """
    text, call_id = columns.get("text"), columns.get("call_id")
    for row in rows:
        nulls = [index for index, cell in enumerate(row.cells) if index != text and is_null(cell)]
        if not nulls:
            yield row
            continue
        cells = [None if index in nulls else cell for index, cell in enumerate(row.cells)]
        flaws = (*row.flaws, _no_id(source, row.line)) if call_id in nulls else row.flaws
        yield row._replace(cells=cells, flaws=flaws)


def is_null(cell: object) -> bool:
    """Return whether ``cell`` holds a word for no value."""
    return isinstance(cell, str) and cell.strip() in _NULLS


def _no_id(source: str, line: int) -> Problem:
    message = Text(
        "通话编号是空值（NULL 之类），这样的行按上一行的通话处理。",
        "The call id is no value (NULL and the like); such rows count to the call above.",
    )
    fix = Text("请核对导出的通话编号。", "Check the ids of calls in the export.")
    return Problem(NO_CALL_ID, message, source, line, fix=fix)
