"""Reports as an Excel workbook: a summary, and sheets of calls, violations, rules and agents."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.write.call_data import CallData
from scriptcheck.write.excel import calls_sheet, summary_sheet, totals_sheets, violations_sheet
from scriptcheck.write.excel.sheet import EXCEL, Limits, Look, Sheet
from scriptcheck.write.excel.styles import formats
from scriptcheck.write.excel.summary_sheet import SummarySheet
from scriptcheck.write.page_names import PageNames, page_url
from scriptcheck.write.totals import Totals
from scriptcheck.write.violation_rows import violation_rows
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.language import Lang, Text
    from scriptcheck.report import CallReport
    from scriptcheck.write.excel.sheet import Column

_CREATED: Final = datetime(2000, 1, 1)


class WorkbookWriter:
    """Writes a workbook row by row; rows wait in temporary files, and memory does not grow.

    The workbook is there when all reports are written. ``pages`` says whether the calls have HTML
    pages beside it to point to.
    """

    def __init__(
        self,
        path: Path,
        lang: Lang = "zh",
        *,
        pages: bool = False,
        limits: Limits = EXCEL,
    ) -> None:
        self._path, self._lang = path, lang
        self._pages = pages
        self._limits = limits

    def __enter__(self) -> Self:
        from xlsxwriter import Workbook

        self._opened = ExitStack()
        part = self._opened.enter_context(whole_file(self._path))
        # Rows of many calls may be too much for the system's folder for temporary files.
        folder = self._opened.enter_context(
            TemporaryDirectory(prefix=f".{self._path.name}.", dir=self._path.parent)
        )
        self._book = Workbook(
            str(part),
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._opened.push(self._finish)
        self._book.set_properties({"created": _CREATED, "title": "scriptcheck"})
        self._styles = formats(self._book)
        self._totals, self._page_names = Totals(), PageNames()
        self._summary = self._book.add_worksheet(summary_sheet.NAME.to(self._lang))
        self._calls = self._sheet(calls_sheet.NAME, calls_sheet.columns(self._styles, self._lang))
        self._violations = self._sheet(
            violations_sheet.NAME, violations_sheet.columns(self._styles, self._lang)
        )
        self._rules = self._sheet(
            totals_sheets.RULES, totals_sheets.rule_columns(self._styles, self._lang)
        )
        self._agents = self._sheet(totals_sheets.AGENTS, totals_sheets.agent_columns())
        return self

    def _sheet(self, name: Text, columns: Sequence[Column]) -> Sheet:
        look = Look(self._styles, self._lang)
        return Sheet(self._book, name, columns, look, self._limits)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def write(self, report: CallReport, call: Call) -> None:
        """Add ``report`` to the sheets."""
        self._totals.add(report, call)
        data = CallData.of(call)
        link = page_url(self._page_names.page(report)) if self._pages else None
        self._calls.row(calls_sheet.cells(report, data, self._lang), link)
        for row in violation_rows(report, call):
            self._violations.row(violations_sheet.cells(row, self._lang), link)

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            for sheet in self._book.worksheets():
                # XlsxWriter closes these only with the whole workbook.
                sheet.row_data_fh.close()
            return
        for cells in totals_sheets.rule_rows(self._totals, self._lang):
            self._rules.row(cells)
        for cells in totals_sheets.agent_rows(self._totals, self._lang):
            self._agents.row(cells)
        sheets = (self._calls, self._violations, self._rules, self._agents)
        for sheet in sheets:
            sheet.finish()
        SummarySheet(self._summary, self._styles, self._lang).write(self._totals, sheets)
        self._book.close()
