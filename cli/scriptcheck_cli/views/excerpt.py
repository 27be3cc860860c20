"""Part of a turn on one line of a terminal, with what matters in it underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck_cli.console import one_line

if TYPE_CHECKING:
    from scriptcheck.call import Turn

_CUT: Final = "…"
_LEAST: Final = 8
"""Cells of an excerpt at least, however narrow the terminal."""


class Excerpt(NamedTuple):
    """What stands before, in and after the marked part, each made safe to look at."""

    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.marked + self.after


def excerpt(turn: Turn, start: int, end: int, cells: int) -> Excerpt:
    """Return as much of ``turn`` around its characters ``start`` to ``end`` as ``cells`` hold.

    A Chinese character takes two cells. What is left out is shown as ``…``.
    """
    from rich.cells import cell_len

    cells = max(cells, _LEAST)
    before, marked, after = map(
        one_line, (turn.text[:start], turn.text[start:end], turn.text[end:])
    )
    marked = _head(marked, cells)
    room = cells - cell_len(marked)
    # What one side does not need is the other's.
    left = max(room // 2, room - cell_len(after))
    before = _tail(before, left)
    return Excerpt(before, marked, _head(after, room - cell_len(before)))


def _head(text: str, cells: int) -> str:
    """Return as much of the beginning of ``text`` as ``cells`` hold."""
    from rich.cells import cell_len

    if cell_len(text) <= cells:
        return text
    kept, used = [], cell_len(_CUT)
    for char in text:
        used += cell_len(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + _CUT if cells >= cell_len(_CUT) else ""


def _tail(text: str, cells: int) -> str:
    """Return as much of the end of ``text`` as ``cells`` hold."""
    from rich.cells import cell_len

    if cell_len(text) <= cells:
        return text
    kept, used = [], cell_len(_CUT)
    for char in reversed(text):
        used += cell_len(char)
        if used > cells:
            break
        kept.append(char)
    return _CUT + "".join(reversed(kept)) if cells >= cell_len(_CUT) else ""
