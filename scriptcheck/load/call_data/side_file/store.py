"""Rows of a side file by call id, kept on disk, where the workers of a run can look them up."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.load.call_data.side_file.cipher import RowCipher

if TYPE_CHECKING:
    from collections.abc import Iterable


class StoredRow(NamedTuple):
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
    unknown_unit: str = ""
    """The column of a duration whose name says a unit that is not known."""


class RowStore:
    """Rows by call id; first they are added, then asked for, by other processes too.

    They hold names and numbers of customers. A process that is killed leaves its file behind, so
    that nothing in it can be read without the key, which processes hand to each other in memory.
    """

    def __init__(self, path: str | None = None, key: bytes | None = None) -> None:
        """Open a store: a new one, or that at ``path`` with its ``key``, which is only asked."""
        self._path: Final = _temporary() if path is None else path
        self._cipher: Final = RowCipher(key)
        # Calls may be asked for in another thread than the one that read the file.
        self._rows: Final = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False
        )
        # What was asked for is each process's own, so that none waits for another's lock.
        self._rows.execute("ATTACH '' AS own")
        self._rows.execute(
            "CREATE TABLE own.asked (number INTEGER PRIMARY KEY, call BLOB, shared INTEGER)"
        )
        if path is None:
            weakref.finalize(self, _discard, self._rows, self._path)
            self._rows.execute("PRAGMA main.journal_mode = OFF")
            self._rows.execute("PRAGMA main.synchronous = OFF")
            self._rows.execute("BEGIN")
            self._rows.execute(
                "CREATE TABLE rows (number INTEGER PRIMARY KEY, id BLOB UNIQUE, row BLOB,"
                " claimed BLOB, shared INTEGER NOT NULL DEFAULT 0)"
            )

    def __reduce__(self) -> tuple[type[RowStore], tuple[str, bytes]]:
        return RowStore, (self._path, self._cipher.key)

    def seal(self) -> None:
        """Let others see the rows; none is added after this."""
        self._rows.execute("COMMIT")

    def add(self, key: str, row: StoredRow) -> None:
        """Keep ``row``; further rows of a call fill in what the first leaves open."""
        key = _storable(key)
        own = self._cipher.digest(key)
        added = self._rows.execute(
            "INSERT OR IGNORE INTO rows (id, row) VALUES (?, ?)", (own, self._hidden(key, row))
        )
        if added.rowcount == 0:
            (before,) = self._rows.execute("SELECT row FROM rows WHERE id = ?", (own,)).fetchone()
            _, first = self._shown(before)
            whole = self._hidden(key, _joined(first, row))
            self._rows.execute("UPDATE rows SET row = ? WHERE id = ?", (whole, own))

    def claim(self, claims: Iterable[tuple[str, str]]) -> None:
        """Note which calls might have which rows: pairs of a key and the id of a call.

        A row that several calls might have is shared, and found for none by that key alone. None
        is asked for before this.
        """
        self._rows.execute("BEGIN")
        try:
            for key, call_id in claims:
                own, call = (self._cipher.digest(_storable(each)) for each in (key, call_id))
                self._rows.execute(
                    "UPDATE rows SET shared = shared OR claimed <> ?, claimed = ?"
                    " WHERE id = ? AND claimed IS NOT NULL",
                    (call, call, own),
                )
                self._rows.execute(
                    "UPDATE rows SET claimed = ? WHERE id = ? AND claimed IS NULL", (call, own)
                )
        finally:
            self._rows.execute("COMMIT")

    def is_shared(self, key: str) -> bool:
        """Return whether several calls might have the row ``key``."""
        found = self._rows.execute(
            "SELECT shared FROM rows WHERE id = ?", (self._cipher.digest(_storable(key)),)
        ).fetchone()
        return found is not None and bool(found[0])

    def find(self, key: str, call_id: str = "") -> StoredRow | None:
        """Return what there is under ``key``, and remember that the call ``call_id`` asked for it.

        Without an id nobody has it yet.
        """
        found = self._rows.execute(
            "SELECT number, row FROM rows WHERE id = ?", (self._cipher.digest(_storable(key)),)
        ).fetchone()
        if found is None:
            return None
        number, row = found
        call = self._cipher.digest(_storable(call_id)) if call_id else None
        self._rows.execute(
            "INSERT INTO own.asked VALUES (?, ?, 0) ON CONFLICT (number) DO UPDATE SET"
            " shared = shared OR coalesce(call <> excluded.call, 0),"
            " call = coalesce(call, excluded.call)",
            (number, call),
        )
        return self._shown(row)[1]

    def unread(self, most: int) -> tuple[int, tuple[str, ...]]:
        """Return how many rows were never asked for, and the ids of the first ``most`` of them."""
        return self._named("FROM rows WHERE number NOT IN (SELECT number FROM own.asked)", most)

    def given_twice(self, most: int) -> tuple[int, tuple[str, ...]]:
        """Return how many rows several calls have, and the ids of the first ``most`` of them."""
        shared = "SELECT number FROM own.asked WHERE shared"
        return self._named(f"FROM rows WHERE number IN ({shared})", most)

    def _named(self, which: str, most: int) -> tuple[int, tuple[str, ...]]:
        (count,) = self._rows.execute(f"SELECT count(*) {which}").fetchone()
        first = self._rows.execute(f"SELECT row {which} ORDER BY number LIMIT ?", (most,))
        return count, tuple(self._shown(row)[0] for (row,) in first)

    def _hidden(self, key: str, row: StoredRow) -> bytes:
        return self._cipher.hidden(json.dumps((key, *row), separators=(",", ":")))

    def _shown(self, data: bytes) -> tuple[str, StoredRow]:
        key, line, values, unreadable, differing, *rest = json.loads(self._cipher.shown(data))
        return key, StoredRow(line, values, tuple(unreadable), tuple(differing), *rest)


def _temporary() -> str:
    handle, path = tempfile.mkstemp(prefix="scriptcheck-", suffix=".sqlite")
    os.close(handle)
    return path


def _discard(rows: sqlite3.Connection, path: str) -> None:
    rows.close()
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108  (pathlib may be gone when the program ends)


def _joined(first: StoredRow, further: StoredRow) -> StoredRow:
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
