"""Tables whose columns have no names: what stands in them shows what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_TIMED_TEXT: Final = 3


def columns_without_names(rows: Sequence[TableRow]) -> dict[str, int]:
    """Return what the columns hold where none has a name: times and text, or an id and dialogue."""
    if not rows:
        return {}
    cells = [plain(cell) for cell in rows[0].cells]
    if len(cells) == _TIMED_TEXT and all(map(_is_number, cells[:2])):
        return {"start": 0, "end": 1, "text": 2}
    if timed := _timed_columns(rows):
        return timed
    found = next((index for index, cell in enumerate(cells) if is_dialogue(cell)), None)
    if found is None:
        return {}
    return {"text": found} | ({"row_id": 0} if found > 0 else {})


def _timed_columns(rows: Sequence[TableRow]) -> dict[str, int]:
    """Return the columns of rows with a role, two numbers or more, and last what is said.

    ELAN writes them so, with the length of each after its beginning and end.
    """
    cells = [plain(cell) for cell in rows[0].cells]
    numbers = [index for index, cell in enumerate(cells) if _is_number(cell)]
    is_so = (
        len(numbers) > 1
        and len(cells) > numbers[-1] + 1
        and all(role_named(plain(row.cells[0])) is not None for row in rows)
    )
    if not is_so or float(cells[numbers[0]]) > float(cells[numbers[1]]):
        return {}
    return {"speaker": 0, "start": numbers[0], "end": numbers[1], "text": len(cells) - 1}


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
