"""A row of a table as files of any kind give it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.errors import Problem


class TableRow(NamedTuple):
    """One row and where it stands."""

    line: int
    """Line or row of the file, from 1."""
    cells: Sequence[object]
    flaws: tuple[Problem, ...] = ()
    """What was lost in reading it."""
    above: Mapping[int, object] = MappingProxyType({})
    """What stands in it by cells that begin in rows above it, by column."""

    def spread(self) -> Sequence[object]:
        """Return its cells, those that begin above it among them."""
        if not self.above:
            return self.cells
        width = max(len(self.cells), *(column + 1 for column in self.above))
        filled = [*self.cells, *[None] * (width - len(self.cells))]
        for column, value in self.above.items():
            filled[column] = value if filled[column] is None else filled[column]
        return filled
