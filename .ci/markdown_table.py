"""A table of the documentation, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.language import Lang, Text


class Table:
    """A table in both languages: a heading and rows, whose cells are text or ``Text``."""

    def __init__(self, heading: Iterable[str | Text], rows: Iterable[Iterable[str | Text]]) -> None:
        self._rows = [tuple(heading), *map(tuple, rows)]

    def markdown(self, lang: Lang) -> str:
        """Return the table in ``lang``, a line each row."""
        heading, *rows = (
            [cell if isinstance(cell, str) else cell.to(lang) for cell in row] for row in self._rows
        )
        return "".join(_line(row) for row in (heading, ["---"] * len(heading), *rows))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def codes(names: Iterable[str]) -> str:
    """Return ``names`` as code, with spaces between."""
    return " ".join(f"`{name}`" for name in names)
