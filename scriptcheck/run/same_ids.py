"""Calls of one id in several places, as where an export cut a call in two."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.text.plain_id import visible_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

_DIGEST: Final = 16
_MOST_NAMED: Final = 3


class SameIds:
    """Finds ids that several calls of a run have; memory does not grow with their number."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, which goes when it is closed, however that is.
        self._database: Final = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE calls (id BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._count = 0
        self._first: Final[list[tuple[str, str, str]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of all that was held."""
        self._database.close()

    def add(self, calls: Iterable[tuple[str, str]]) -> None:
        """Take in the ids and sources of some more calls, in the order of the run."""
        self._database.execute("BEGIN")
        for call_id, source in calls:
            own = hashlib.blake2b(_bytes(visible_id(call_id)), digest_size=_DIGEST).digest()
            added = self._database.execute(
                "INSERT OR IGNORE INTO calls VALUES (?, ?)", (own, _bytes(source))
            )
            if added.rowcount == 0:
                self._note(call_id, own, source)
        self._database.execute("COMMIT")

    def _note(self, call_id: str, own: bytes, source: str) -> None:
        self._count += 1
        if len(self._first) < _MOST_NAMED:
            found = self._database.execute("SELECT place FROM calls WHERE id = ?", (own,))
            (place,) = found.fetchone()
            self._first.append((call_id, place.decode("utf-8", "surrogatepass"), source))

    def notice(self) -> Problem | None:
        """Return the notice of the calls whose ids other calls have, if there are any."""
        if not self._count:
            return None
        zh = "；".join(f"{call_id}（{place} 和 {other}）" for call_id, place, other in self._first)
        en = "; ".join(f"{call_id} ({place} and {other})" for call_id, place, other in self._first)
        ends = ("……", " …") if self._count > len(self._first) else ("。", ".")
        message = Text(
            f"有 {self._count} 通电话与前面的电话编号相同：{zh}{ends[0]}",
            f"{self._count} calls have the id of a call before them: {en}{ends[1]}",
        )
        fix = Text(
            "如果是同一通电话被导出切成了两段，请合在一个文件里再检查；各段是分开判断的。",
            "If an export cut a call in two, put it into one file and check again; each part was"
            " judged by itself.",
        )
        return Problem("same-call-id", message, self._first[0][2], fix=fix)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
