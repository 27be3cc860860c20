"""Reports as an Excel workbook: a summary, and sheets of calls, violations, rules and agents."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.content.call_names import WantedName
from scriptcheck.write.content.case_rows import CaseTotals, case_rows
from scriptcheck.write.content.page_names import PageNames, page_url
from scriptcheck.write.content.section_scores import NO_SECTIONS
from scriptcheck.write.content.suspect_rows import suspect_rows
from scriptcheck.write.content.totals import Totals
from scriptcheck.write.content.unsure import NOTHING_UNSURE
from scriptcheck.write.content.violation_rows import violation_rows
from scriptcheck.write.excel import (
    calls_sheet,
    cases_sheet,
    summary_sheet,
    suspects_sheet,
    totals_sheets,
    violations_sheet,
)
from scriptcheck.write.excel.column import Look
from scriptcheck.write.excel.row_xml import RowMaker
from scriptcheck.write.excel.sheet import EXCEL, Limits, TableSheet
from scriptcheck.write.excel.styles import formats
from scriptcheck.write.excel.summary_sheet import SummarySheet
from scriptcheck.write.excel.system_errors import system_errors
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from xlsxwriter.url import Url

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.language import Lang, Text
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.content.unsure import UnsureCandidates
    from scriptcheck.write.excel.column import Column
    from scriptcheck.write.excel.row_xml import SheetPiece
    from scriptcheck.write.writer import Pair

_CREATED: Final = datetime(2000, 1, 1)


class WorkbookPiece(NamedTuple):
    """What some reports add to the workbook."""

    names: list[WantedName]
    """One a call, where calls have pages."""
    calls: SheetPiece
    violations: SheetPiece
    suspects: SheetPiece
    counts: list[tuple[int, int]]
    """How many of the violations, and of what is for people, each call has."""
    totals: Totals


@dataclass(frozen=True, slots=True)
class _RowsMaker:
    lang: Lang
    pages: bool
    sections: ScorecardSections
    review: Callable[[CallReport], CallReview] | None
    unsure: UnsureCandidates

    def __call__(self, pairs: Sequence[Pair]) -> WorkbookPiece:
        calls = RowMaker(calls_sheet.columns(self.sections))
        violations = RowMaker(violations_sheet.COLUMNS)
        suspects = RowMaker(suspects_sheet.COLUMNS)
        totals, counts = Totals(), []
        for report, call in pairs:
            totals.add(
                report,
                call,
                sections=self.sections.scores(report),
                review=self.review and self.review(report),
            )
            calls.add(calls_sheet.cells(report, CallData.of(call), self.lang, self.sections))
            rows = list(violation_rows(report, call))
            for row in rows:
                violations.add(violations_sheet.cells(row, self.lang))
            for_people = [
                *(suspects_sheet.cells(each, self.lang) for each in suspect_rows(report, call)),
                *suspects_sheet.unsure_cells(report, call, self.unsure, self.lang),
            ]
            for cells in for_people:
                suspects.add(cells)
            counts.append((len(rows), len(for_people)))
        names = [WantedName.of(report) for report, _ in pairs] if self.pages else []
        made = (calls.made(), violations.made(), suspects.made())
        return WorkbookPiece(names, *made, counts, totals)


class WorkbookWriter(PieceWriter[WorkbookPiece]):
    """Writes a workbook row by row; rows wait in temporary files, and memory does not grow.

    The workbook is there when all reports are written. ``pages`` says whether the calls have HTML
    pages beside it to point to; ``sections`` are those of the profile; ``review`` returns what
    reviewers said of a call, where there was a review, and can be pickled; ``unsure`` finds what
    leaves verdicts undecidable.
    """

    def __init__(  # noqa: PLR0913  (each is a setting of its own)
        self,
        path: Path,
        lang: Lang = "zh",
        *,
        pages: bool = False,
        limits: Limits = EXCEL,
        sections: ScorecardSections = NO_SECTIONS,
        review: Callable[[CallReport], CallReview] | None = None,
        unsure: UnsureCandidates = NOTHING_UNSURE,
    ) -> None:
        self._path, self._lang = path, lang
        self._limits, self._sections = limits, sections
        self.maker = _RowsMaker(lang, pages, sections, review, unsure)

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        from xlsxwriter import Workbook

        part = opened.enter_context(whole_file(self._path))
        folder = opened.enter_context(_room_for_rows(self._path))
        self._book = Workbook(
            str(part),
            {
                "constant_memory": True,
                "tmpdir": str(folder),
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        opened.push(self._finish)
        self._book.set_properties({"created": _CREATED, "title": "scriptcheck"})
        self._styles = formats(self._book)
        self._totals, self._page_names = Totals(), PageNames()
        self._summary = self._book.add_worksheet(summary_sheet.NAME.to(self._lang))
        self._calls = self._sheet(calls_sheet.NAME, calls_sheet.columns(self._sections))
        self._violations = self._sheet(violations_sheet.NAME, violations_sheet.COLUMNS)
        self._rules = self._sheet(totals_sheets.RULES, totals_sheets.RULE_COLUMNS)
        self._agents = self._sheet(totals_sheets.AGENTS, totals_sheets.AGENT_COLUMNS)
        self._suspects = self._sheet(suspects_sheet.NAME, suspects_sheet.COLUMNS)
        self._cases: TableSheet | None = None
        self._case_totals = CaseTotals()

    def _sheet(self, name: Text, columns: Sequence[Column]) -> TableSheet:
        look = Look(self._styles, self._lang)
        return TableSheet(self._book, name, columns, look, self._limits)

    def add(self, piece: WorkbookPiece) -> None:
        """Write some rows."""
        self._totals.merge(piece.totals)
        self._calls.take(piece.calls)
        self._violations.take(piece.violations)
        self._suspects.take(piece.suspects)
        violations, suspects = iter(piece.violations.rows), iter(piece.suspects.rows)
        for index, (row, (count, for_people)) in enumerate(
            zip(piece.calls.rows, piece.counts, strict=True)
        ):
            link = self._link(piece.names[index]) if piece.names else None
            self._calls.add(row, link)
            for violation in islice(violations, count):
                self._violations.add(violation, link)
            for suspect in islice(suspects, for_people):
                self._suspects.add(suspect, link)

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Write a row for each time limit that a case did not keep; without any, no sheet."""
        maker = RowMaker(cases_sheet.COLUMNS)
        for case in cases:
            self._case_totals.add(case)
            for row in case_rows(case):
                maker.add(cases_sheet.cells(row, self._lang))
        if self._case_totals.violations:
            self._cases = self._sheet(cases_sheet.NAME, cases_sheet.COLUMNS)
            made = maker.made()
            self._cases.take(made)
            for line in made.rows:
                self._cases.add(line, None)

    def _link(self, wanted: WantedName) -> Url:
        """Return what leads to the page of a call."""
        from xlsxwriter.url import Url

        return Url(f"external:{page_url(self._page_names.page(wanted))}")

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            for sheet in self._book.worksheets():
                # XlsxWriter closes these only with the whole workbook.
                sheet.row_data_fh.close()
            return
        self._rules.add_all(totals_sheets.rule_rows(self._totals, self._lang))
        self._agents.add_all(totals_sheets.agent_rows(self._totals, self._lang))
        sheets = [self._calls, self._violations, self._rules, self._agents, self._suspects]
        sheets += [self._cases] if self._cases is not None else []
        for sheet in sheets:
            sheet.finish()
        summary = SummarySheet(self._summary, Look(self._styles, self._lang))
        summary.write(self._totals, self._case_totals, sheets)
        with system_errors():
            self._book.close()


@contextmanager
def _room_for_rows(path: Path) -> Iterator[Path]:
    """Yield a folder beside ``path`` for the rows that wait, which goes at the end.

    They may be too many for the system's folder for temporary files. What a run that was killed
    left there goes at the beginning: it holds what was said.
    """
    folder = path.with_name(f".{path.name}.rows")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
