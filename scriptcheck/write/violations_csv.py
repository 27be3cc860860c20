"""Violations as CSV: a row each, for Excel and for scripts."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.write.cell_text import joined, no_formula
from scriptcheck.write.violation_rows import ViolationRow, violation_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport

HEADER: Final = ViolationRow._fields
"""The names of the columns, whatever the language of the reports."""


class CsvWriter:
    """Writes a row for each violation, as it comes.

    UTF-8 with a byte order mark, without which Excel takes it for the system's own encoding; lines
    end in CR LF (RFC 4180), and a row is one line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        # With text in quotes, what is in it starts no cell where another separator is usual.
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_NONNUMERIC)
        self._rows.writerow(HEADER)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, report: CallReport, call: Call) -> None:
        """Write the violations in ``report``."""
        self._rows.writerows(list(_cells(row)) for row in violation_rows(report, call))


def _cells(row: ViolationRow) -> Iterator[str | int | float | None]:
    for name, value in zip(HEADER, row, strict=True):
        if isinstance(value, bool):
            yield "true" if value else "false"
        elif name == "measured":
            yield no_formula(joined(f"{each.metric}={each.value}" for each in row.measured))
        elif isinstance(value, tuple):
            yield no_formula(joined(value))
        elif isinstance(value, str):
            yield no_formula(value)
        else:
            yield value
