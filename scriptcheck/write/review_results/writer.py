"""Writes reviewed calls as they come: reviews.jsonl, review.csv, review.xlsx, review.parquet."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.report_lines import CallKeys
from scriptcheck.rule_selection import ALL_RULES
from scriptcheck.write.content.cell_text import joined, no_formula
from scriptcheck.write.content.section_scores import NO_SECTIONS
from scriptcheck.write.excel.column import Look
from scriptcheck.write.excel.row_xml import RowMaker
from scriptcheck.write.excel.sheet import TableSheet
from scriptcheck.write.excel.styles import formats
from scriptcheck.write.excel.system_errors import system_errors
from scriptcheck.write.review_results import sheets
from scriptcheck.write.review_results.rows import (
    ReviewedVerdictRow,
    SectionsAfterReview,
    call_row,
    history_rows,
    verdict_rows,
)
from scriptcheck.write.whole_file import growing_file, whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from pyarrow import RecordBatch

    from scriptcheck.language import Lang
    from scriptcheck.review import CallReview, Reviews
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.excel.row_xml import SheetPiece
    from scriptcheck.write.writer import Pair

REVIEWS_FILE: Final = "reviews.jsonl"
REVIEW_CSV: Final = "review.csv"
REVIEW_WORKBOOK: Final = "review.xlsx"
REVIEW_PARQUET: Final = "review.parquet"
REVIEW_FILES: Final = (REVIEWS_FILE, REVIEW_CSV, REVIEW_WORKBOOK, REVIEW_PARQUET)

_CREATED: Final = datetime(2000, 1, 1)
_TYPES: Final[Mapping[str, str]] = {
    "machine_points": "int64",
    "final_points": "int64",
    "machine_score": "int64",
    "final_score": "int64",
    "machine_passed": "bool_",
    "final_passed": "bool_",
    "closed": "bool_",
    "machine_sections": "list:string",
    "final_sections": "list:string",
    "section_floors": "list:string",
    "machine_sections_below": "list:string",
    "final_sections_below": "list:string",
}
_COLUMNS: Final = {name: _TYPES.get(name, "string") for name in ReviewedVerdictRow._fields}


class ReviewCounts(NamedTuple):
    """What a review comes to."""

    calls: int
    reviewed: int
    """Calls with a label."""
    changed_scores: int
    refused: int
    """Things said that do not count."""
    statuses: Mapping[str, int]
    """How many verdicts have each status."""
    unknown_rules: tuple[str, ...]
    """Rules with a label that the reports have no verdict of."""
    unknown_labels: int
    """How many labels there are on them, none of which counts."""
    unweighed: tuple[str, ...]
    """Rules of violations that count after review alone, and whose points are not known."""
    unscored: int
    """Calls whose verdicts changed and whose score cannot be worked out by the profile."""
    repeated: tuple[str, ...]
    """Ids that several calls have: labels count for each of them."""
    other_profile: int
    """Calls that were judged by another profile, or another version, than the review is by."""


class ReviewPiece(NamedTuple):
    """What some reports add."""

    reviews: list[CallReview]
    ids: list[str]
    other_profile: int
    """How many were judged by another profile than the review is by."""
    lines: bytes
    csv: bytes
    calls: SheetPiece
    verdicts: SheetPiece
    history: SheetPiece
    batch: RecordBatch | None


@dataclass(frozen=True, slots=True)
class _ReviewMaker:
    reviews: Reviews
    sections: ScorecardSections
    lang: Lang
    parquet: bool
    selection: RuleSelection

    def __call__(self, pairs: Sequence[Pair]) -> ReviewPiece:
        calls, verdicts, history = (
            RowMaker(columns)
            for columns in (
                sheets.call_columns(self.sections),
                sheets.VERDICT_COLUMNS,
                sheets.HISTORY_COLUMNS,
            )
        )
        reviews, rows = [], []
        for report, call in pairs:
            review = self.reviews(report).of(self.selection)
            reviews.append(review)
            profile = report.profile.name
            scores = SectionsAfterReview(
                self.sections.named(review.sections, profile),
                self.sections.named(review.final_sections, profile),
            )
            cells = call_row(review, call, scores)
            calls.add(sheets.call_cells(cells, profile, self.sections, self.lang))
            for row in verdict_rows(review, call, scores):
                rows.append(row)
                verdicts.add(sheets.verdict_cells(row, self.lang))
            for event in history_rows(review):
                history.add(sheets.history_cells(event, self.lang))
        return ReviewPiece(
            reviews,
            [report.call_id for report, _ in pairs],
            sum(self.reviews.is_by_other_profile(report) for report, _ in pairs),
            b"".join(review.to_json() + b"\n" for review in reviews),
            _encoded(map(_cells, rows)),
            calls.made(),
            verdicts.made(),
            history.made(),
            self._batch(rows),
        )

    def _batch(self, rows: Sequence[ReviewedVerdictRow]) -> RecordBatch | None:
        if not self.parquet:
            return None
        from scriptcheck.write.files.parquet import record_batch

        return record_batch([row._asdict() for row in rows], _COLUMNS)


class ReviewWriter(PieceWriter[ReviewPiece]):
    """Writes what holds after review to a folder, beside what the machine found.

    Where pyarrow is installed, there is a Parquet file as well. The rules that ``selection`` takes
    are written; scores rest on all. ``sections`` are those of the profile.
    """

    wants_all_rules = True

    def __init__(
        self,
        folder: Path,
        reviews: Reviews,
        lang: Lang = "zh",
        *,
        selection: RuleSelection = ALL_RULES,
        sections: ScorecardSections = NO_SECTIONS,
    ) -> None:
        self._folder, self._lang, self._sections = folder, lang, sections
        self._unread: Final = set(reviews.labels)
        self._has_parquet: Final = find_spec("pyarrow") is not None
        self.maker = _ReviewMaker(reviews, sections, lang, self._has_parquet, selection)
        self._calls_seen = self._reviewed = self._changed = self._refused = 0
        self._keys: Final = CallKeys()
        self._unsigned: Final = reviews.unsigned_files
        self._unknown_labels = self._unscored = self._other_profile = 0
        self._statuses: Final[Counter[str]] = Counter()
        self._unknown: Final[set[str]] = set()
        self._unweighed: Final[set[str]] = set()

    @property
    def other_calls(self) -> tuple[str, ...]:
        """The ids of calls that have labels and no report."""
        return tuple(sorted(self._unread))

    @property
    def unsigned_files(self) -> tuple[str, ...]:
        """The files with labels that nobody has signed, where these are several."""
        return self._unsigned if len(self._unsigned) > 1 else ()

    @property
    def counts(self) -> ReviewCounts:
        """What the review comes to, as far as it was written."""
        return ReviewCounts(
            self._calls_seen,
            self._reviewed,
            self._changed,
            self._refused,
            dict(sorted(self._statuses.items())),
            tuple(sorted(self._unknown)),
            self._unknown_labels,
            tuple(sorted(self._unweighed)),
            self._unscored,
            self._keys.repeated,
            self._other_profile,
        )

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        from xlsxwriter import Workbook

        self._folder.mkdir(parents=True, exist_ok=True)
        self._lines = opened.enter_context(growing_file(self._folder / REVIEWS_FILE))
        self._csv = opened.enter_context(growing_file(self._folder / REVIEW_CSV))
        self._csv.write(BOM_UTF8 + _encoded([ReviewedVerdictRow._fields]))
        part = opened.enter_context(whole_file(self._folder / REVIEW_WORKBOOK))
        safe = ("strings_to_formulas", "strings_to_numbers", "strings_to_urls")
        self._book = Workbook(str(part), {"constant_memory": True} | dict.fromkeys(safe, False))
        opened.push(self._finish)
        self._book.set_properties({"created": _CREATED, "title": "scriptcheck"})
        look = Look(formats(self._book), self._lang)
        columns = sheets.call_columns(self._sections)
        self._calls = TableSheet(self._book, sheets.CALLS, columns, look)
        self._verdicts = TableSheet(self._book, sheets.VERDICTS, sheets.VERDICT_COLUMNS, look)
        self._history = TableSheet(self._book, sheets.HISTORY, sheets.HISTORY_COLUMNS, look)
        self._table: Any = None
        if self._has_parquet:
            from scriptcheck.write.files.parquet import GrowingTable

            path = opened.enter_context(whole_file(self._folder / REVIEW_PARQUET))
            self._table = opened.enter_context(GrowingTable(path, _COLUMNS))

    def add(self, piece: ReviewPiece) -> None:
        """Write some calls."""
        self._lines.write(piece.lines)
        self._csv.write(piece.csv)
        for sheet, made in (
            (self._calls, piece.calls),
            (self._verdicts, piece.verdicts),
            (self._history, piece.history),
        ):
            sheet.take(made)
            for row in made.rows:
                sheet.add(row)
        if self._table is not None and piece.batch is not None:
            self._table.add(piece.batch)
        self._unread.difference_update(piece.ids)
        for call_id in piece.ids:
            self._keys.next(call_id)
        self._other_profile += piece.other_profile
        for review in piece.reviews:
            self._count(review)

    def _count(self, review: CallReview) -> None:
        self._calls_seen += 1
        self._reviewed += review.reviewed
        self._changed += review.final_score != review.score and not review.unscored
        self._unknown.update(review.unknown_rules)
        self._unknown_labels += sum(len(each.history) for each in review.unknown)
        self._unscored += review.unscored
        self._unweighed.update(review.unweighed)
        for verdict in review.verdicts:
            self._statuses[verdict.status.value] += verdict.concerns_people
            self._refused += sum(bool(event.refused) for event in verdict.history)

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            for sheet in self._book.worksheets():
                # XlsxWriter closes these only with the whole workbook.
                sheet.row_data_fh.close()
            return
        for table in (self._calls, self._verdicts, self._history):
            table.finish()
        with system_errors():
            self._book.close()


def _cells(row: ReviewedVerdictRow) -> list[str | int | None]:
    cells: list[str | int | None] = []
    for value in row:
        if isinstance(value, bool):
            cells.append("true" if value else "false")
        elif isinstance(value, tuple):
            cells.append(no_formula(joined(value)))
        else:
            cells.append(no_formula(value) if isinstance(value, str) and value else value)
    return cells


def _encoded(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()
