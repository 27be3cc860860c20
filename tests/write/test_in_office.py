"""Workbooks beside the report: LibreOffice opens them, and finds what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.trend import trend_of, write_trend
from scriptcheck.trend.collect import CallOutcome
from scriptcheck.write.review_results import ReviewWriter
from tests.office import XLSX
from tests.write.conftest import HOSTILE, full_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")


def values(path: Path) -> dict[str, list[list[Any]]]:
    """Return what the cells of each sheet show, without rows and columns that are empty."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            [_shown(cell.value) for cell in row if cell.value not in (None, "")]
            for row in sheet.iter_rows()
            if any(cell.value not in (None, "") for cell in row)
        ]
        for sheet in book
    }


def _shown(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else value


@pytest.fixture
def review_book(tmp_path: Path) -> Path:
    """Return the workbook of a call after review."""
    report, call = full_report("说了这个")
    rule = report.violations[0].rule
    line = f'{{"call_id": "{report.call_id}", "verdicts": {{"{rule}": "not_fail"}}}}\n'
    (tmp_path / "l.jsonl").write_text(line, encoding="utf-8")
    reviews = Reviews.of(read_labels([tmp_path / "l.jsonl"]), ReviewTerms({}, 80, None))
    with ReviewWriter(tmp_path, reviews) as writer:
        writer.write(report, call)
    return tmp_path / "review.xlsx"


@pytest.fixture
def trend_book(tmp_path: Path) -> Path:
    """Return the workbook of charts over ten days, of teams with names that look like formulas."""
    outcomes = [
        CallOutcome(f"2026-03-{day:02}", agent, HOSTILE[0], bool(number % 3), frozenset(), rules)
        for day in range(1, 11)
        for agent in ("8001", "8002")
        for number in range(12)
        for rules in [frozenset({"a.rule"})]
    ]
    write_trend(trend_of(outcomes), tmp_path)
    return tmp_path / "trend.xlsx"


@pytest.mark.parametrize("name", ["review_book", "trend_book"])
def test_libreoffice_finds_what_was_written(
    name: str, request: pytest.FixtureRequest, office: Callable[..., None], tmp_path: Path
) -> None:
    book = request.getfixturevalue(name)
    office("--convert-to", XLSX, "--outdir", tmp_path / "again", book)
    again = tmp_path / "again" / book.name
    assert values(again) == values(book)
    found = openpyxl.load_workbook(again)
    charts = sum(len(sheet._charts) for sheet in found)
    written = sum(len(sheet._charts) for sheet in openpyxl.load_workbook(book))
    assert charts == written
    assert charts or name == "review_book"
