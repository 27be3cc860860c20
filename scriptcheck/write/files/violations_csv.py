"""Violations and suspects as CSV: a row each, for Excel and for scripts."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from scriptcheck.write.content.case_rows import CaseRow, case_rows
from scriptcheck.write.content.cell_text import joined, no_formula
from scriptcheck.write.content.section_scores import NO_SECTIONS
from scriptcheck.write.content.suspect_rows import SuspectRow, suspect_rows
from scriptcheck.write.content.violation_rows import ViolationRow, violation_rows
from scriptcheck.write.whole_file import growing_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.writer import Pair

HEADER: Final = ViolationRow._fields
"""The names of the columns, whatever the language of the reports."""

SUSPECTS_HEADER: Final = SuspectRow._fields


class CsvPiece(NamedTuple):
    """Rows of both files, as they stand there."""

    violations: bytes
    suspects: bytes


def csv_rows(pairs: Sequence[Pair], sections: ScorecardSections = NO_SECTIONS) -> CsvPiece:
    """Return a row for each violation, and one for each suspect."""
    violations = (row for report, call in pairs for row in violation_rows(report, call, sections))
    suspects = (row for report, call in pairs for row in suspect_rows(report, call))
    return CsvPiece(_encoded(map(_cells, violations)), _encoded(map(_cells, suspects)))


class CsvWriter(PieceWriter[CsvPiece]):
    """Writes a row for each violation and, in a file of their own, for each suspect, as they come.

    UTF-8 with a byte order mark, without which Excel takes it for the system's own encoding; lines
    end in CR LF (RFC 4180), and a row is one line. ``sections`` are those of the profile.
    """

    def __init__(
        self,
        path: Path,
        suspects: Path,
        cases: Path | None = None,
        *,
        sections: ScorecardSections = NO_SECTIONS,
    ) -> None:
        self._path: Final = path
        self._cases_path: Final = cases
        self._suspects_path: Final = suspects
        self.maker = partial(csv_rows, sections=sections)

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = opened.enter_context(growing_file(self._path))
        self._file.write(BOM_UTF8 + _encoded([HEADER]))
        self._suspects = opened.enter_context(growing_file(self._suspects_path))
        self._suspects.write(BOM_UTF8 + _encoded([SUSPECTS_HEADER]))
        self._cases: BinaryIO | None = None
        if self._cases_path is not None:
            self._cases = opened.enter_context(growing_file(self._cases_path))
            self._cases.write(BOM_UTF8 + _encoded([CaseRow._fields]))

    def add(self, piece: CsvPiece) -> None:
        """Write some rows."""
        self._file.write(piece.violations)
        self._suspects.write(piece.suspects)

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Write a row for each violation of a time limit."""
        if self._cases is not None:
            for case in cases:
                self._cases.write(_encoded(map(_cells, case_rows(case))))


def _encoded(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    # With text in quotes, what is in it starts no cell where another separator is usual.
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()


def _cells(row: ViolationRow | SuspectRow | CaseRow) -> Iterator[str | int | float | None]:
    for name, value in zip(row._fields, row, strict=True):
        if isinstance(value, str):
            yield no_formula(value) if value else value
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(row, ViolationRow) and name == "measured":
            yield no_formula(joined(f"{each.metric}={each.value}" for each in row.measured))
        elif isinstance(value, tuple):
            yield no_formula(joined(value)) if value else ""
        else:
            yield value
