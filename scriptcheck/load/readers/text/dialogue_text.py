"""Text that holds a whole call: 【坐席】…【客户】…, lines with labels, or HTML."""

from __future__ import annotations

from typing import Final

from scriptcheck.load.readers.text.conventions import read_lines
from scriptcheck.load.roles.labels import Closing

_ENOUGH: Final = 2
_LOOKED_AT: Final = 4096
"""Characters that show whether a text has labels."""


def is_dialogue(text: str) -> bool:
    """Return whether ``text`` has turns of its own, each with its speaker."""
    begin = text[:_LOOKED_AT]
    if begin.lstrip().startswith("<") and "<li" in begin:
        return True
    marked = [
        segment.label
        for segment in read_lines(begin.splitlines())
        if segment.label is not None and segment.label.closing is Closing.MARK
    ]
    return len(marked) >= _ENOUGH
