"""Rows of a side file by call id, kept on disk where they are many.

SQLite's temporary database stays in memory while it is small and is gone with its connection.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final, NamedTuple


class Stored(NamedTuple):
    """What a side file has on one call."""

    line: int
    """The line of its first row, from 1."""
    data: dict[str, Any]
    unreadable: tuple[str, ...]
    """Columns whose cells show a failed formula."""
    differing: tuple[str, ...] = ()
    """Keys in which further rows on the same call say something else."""
    other_line: int | None = None
    """The line of the first such row."""


class RowStore:
    """Rows by call id."""

    def __init__(self) -> None:
        # Calls may be asked for in another thread than the one that read the file.
        self._rows: Final = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("PRAGMA synchronous = OFF")
        self._rows.execute("BEGIN")
        self._rows.execute(
            "CREATE TABLE rows (number INTEGER PRIMARY KEY, id TEXT UNIQUE, row TEXT,"
            " asked INTEGER DEFAULT 0)"
        )

    def add(self, key: str, row: Stored) -> None:
        """Keep ``row``; further rows of a call fill in what the first leaves open."""
        key = _storable(key)
        added = self._rows.execute(
            "INSERT OR IGNORE INTO rows (id, row) VALUES (?, ?)", (key, _text(row))
        )
        if added.rowcount == 0:
            (before,) = self._rows.execute("SELECT row FROM rows WHERE id = ?", (key,)).fetchone()
            whole = _joined(_stored(before), row)
            self._rows.execute("UPDATE rows SET row = ? WHERE id = ?", (_text(whole), key))

    def find(self, key: str) -> Stored | None:
        """Return what there is on the call ``key``, and remember that it was asked for."""
        found = self._rows.execute(
            "SELECT number, row, asked FROM rows WHERE id = ?", (_storable(key),)
        ).fetchone()
        if found is None:
            return None
        number, row, asked = found
        if not asked:
            self._rows.execute("UPDATE rows SET asked = 1 WHERE number = ?", (number,))
        return _stored(row)

    def unread(self, most: int) -> tuple[int, tuple[str, ...]]:
        """Return how many calls were never asked for, and the ids of the first ``most`` of them."""
        (count,) = self._rows.execute("SELECT count(*) FROM rows WHERE asked = 0").fetchone()
        first = self._rows.execute(
            "SELECT id FROM rows WHERE asked = 0 ORDER BY number LIMIT ?", (most,)
        )
        return count, tuple(key for (key,) in first)


def _joined(first: Stored, further: Stored) -> Stored:
    differing = {
        key
        for key, value in further.data.items()
        if key in first.data and str(first.data[key]) != str(value)
    }
    if not differing:
        return first._replace(data=further.data | first.data)
    return first._replace(
        data=further.data | first.data,
        differing=tuple(sorted({*first.differing, *differing})),
        other_line=first.other_line or further.line,
    )


def _storable(key: str) -> str:
    return key.encode("utf-8", "backslashreplace").decode()


def _text(row: Stored) -> str:
    return json.dumps(row, separators=(",", ":"))


def _stored(text: str) -> Stored:
    line, data, unreadable, differing, other_line = json.loads(text)
    return Stored(line, data, tuple(unreadable), tuple(differing), other_line)
