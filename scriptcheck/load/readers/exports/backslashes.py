"""Quotes that databases escape by a backslash in text files, as MySQL's OUTFILE does."""

from __future__ import annotations

import re
from typing import Final

_ESCAPED: Final = '\\"'
_WITHIN: Final = re.compile(r'(?:^|[,\t;|，])[ \u3000]*+"(?:[^"\\]|\\[^"])*+\\"(?=[^"\s,;|，])')
"""A quote behind a backslash, within quotes: what follows is no end of a cell."""
_ANY: Final = re.compile(r'\\(["\\]|$)')


class Backslashes:
    """Lines of a text file whose quotes may be escaped; from the first that shows it, all are."""

    def __init__(self) -> None:
        self._is_escaped = False

    def plain(self, line: str) -> str:
        """Return ``line`` with its escaped quotes written twice, as CSV does."""
        if "\\" not in line:
            return line
        if not self._is_escaped and _ESCAPED in line:
            self._is_escaped = _WITHIN.search(line) is not None
        return _ANY.sub(_meant, line) if self._is_escaped else line


def _meant(found: re.Match[str]) -> str:
    return '""' if found[1] == '"' else found[1]
