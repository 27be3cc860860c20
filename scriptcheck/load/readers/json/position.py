"""Where things stand in a JSON text, for those who have to fix it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = tuple[str | int, ...]

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)


def find_path(text: str, path: Path) -> int:
    """Return where the value at ``path`` begins in ``text``, which is valid JSON.

    A key, if there is one, is meant. What is not there is sought one step up.
    """
    offsets = dict(reversed(list(_entries(text))))
    while path and path not in offsets:
        path = path[:-1]
    return offsets.get(path, len(text) - len(text.lstrip()))


def find_duplicate(text: str) -> tuple[Path, int] | None:
    """Return the first key of ``text``, which is valid JSON, that its object has already."""
    seen: set[Path] = set()
    for path, offset in _entries(text):
        if path in seen:
            return path, offset
        seen.add(path)
    return None


def find_lone_surrogate(text: str) -> int | None:
    r"""Return where an escape such as ``\ud800`` is half a character; ``None`` if nowhere."""
    high: re.Match[str] | None = None
    for escape in _ESCAPE.finditer(text):
        code = int(escape[1], 16) if escape[1] else 0
        if high is not None:
            if code in _LOW and escape.start() == high.end():
                high = None
                continue
            return high.start()
        if code in _LOW:
            return escape.start()
        high = escape if code in _HIGH else None
    return high.start() if high else None


def _entries(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path of each value in containers, and where its key or itself begins."""
    path: list[str | int] = []
    is_next = False
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "}]":
            path.pop()
            is_next = False
            continue
        if is_next:
            is_next = False
            is_key = isinstance(path[-1], str)
            if is_key:
                path[-1] = json.loads(mark)
            yield tuple(path), token.start()
            if is_key:
                continue
        if mark in "{[":
            path.append("" if mark == "{" else 0)
        elif mark == "," and isinstance(path[-1], int):
            path[-1] += 1
        is_next = mark in "{[,"
