"""What the calls of any number of cases said, put aside on disk and taken up case by case."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.cases.judge import check_cases, start_of
from scriptcheck.report import CasePart, from_line, to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from types import TracebackType

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker

_REPEATED: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM parts GROUP BY case_id, part HAVING count(*) > 1)"
)
_BY_CASE: Final = "SELECT case_id, part FROM parts ORDER BY case_id, part"


class CaseStore:
    """Holds what each call says of its case, in a temporary database that SQLite keeps on disk.

    The reports do not depend on the order in which the parts came, and memory grows with the
    largest case, not with the number of calls or cases.
    """

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, which goes when it is closed, however that is.
        self._database: Final = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE parts (case_id BLOB, part BLOB)")
        self._latest: datetime | None = None

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

    def add(self, parts: Iterable[CasePart]) -> None:
        """Take in what some more calls say."""
        rows = []
        for part in parts:
            start = start_of(part)
            if start is not None and (self._latest is None or start > self._latest):
                self._latest = start
            rows.append((_bytes(part.case_id), to_line(part)))
        if rows:
            self._database.execute("BEGIN")
            self._database.executemany("INSERT INTO parts VALUES (?, ?)", rows)
            self._database.execute("COMMIT")

    @property
    def repeated(self) -> int:
        """How many calls came more than once, with the same id, start and findings."""
        (count,) = self._database.execute(_REPEATED).fetchone()
        return int(count)

    def reports(self, checker: Checker, *, as_of: datetime | None = None) -> Iterator[CaseReport]:
        """Yield a report of ``checker`` on each case, by case id.

        What is due after ``as_of`` is left open; without it, what is due after the start of the
        latest call.
        """
        known_until = as_of if as_of is not None else self._latest
        rows = self._database.execute(_BY_CASE)
        for _, group in groupby(rows, key=itemgetter(0)):
            yield from check_cases(checker, map(_part, group), as_of=known_until)


def _part(row: tuple[bytes, bytes]) -> CasePart:
    return from_line(row[1], CasePart)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
