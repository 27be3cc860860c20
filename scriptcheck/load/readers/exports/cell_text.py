"""What stands in the cell of a table, as text and as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a workbook that its format shows otherwise than it is kept: 1,234 for 1234."""

    value: object
    """What is kept, for ids, times and known call data."""
    text: str
    """What is shown, for what is said and for other call data."""

    def __str__(self) -> str:
        return self.text


def cell_value(cell: object) -> object:
    """Return what ``cell`` holds, however it is shown."""
    return cell.value if isinstance(cell, ShownCell) else cell


def plain(cell: object) -> str:
    """Return the value of ``cell`` as text: ``10`` for 10.0, nothing for no value."""
    value = cell_value(cell)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def shown(cell: object) -> str:
    """Return ``cell`` as text as it is shown."""
    return cell.text if isinstance(cell, ShownCell) else plain(cell)
