"""Calls that break a fatal rule without having a score: every output counts them as failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, Outcome, Speaker, Turn
from scriptcheck.coaching import coaching_sheet
from scriptcheck.coaching.content import heading
from scriptcheck.diff.pairs import ReportPair
from scriptcheck.diff.tally import run_difference
from scriptcheck.report_lines import CallKey
from scriptcheck.review import ReviewTerms, read_labels, review_call
from scriptcheck.run.tally import CaseCounts, RunTally
from scriptcheck.trend import trend_of
from scriptcheck.trend.collect import CallOutcome
from scriptcheck.write.content.totals import Totals
from scriptcheck.write.excel.workbook import WorkbookWriter
from scriptcheck.write.files.markdown import MarkdownWriter
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import CallReport

SAID = {
    "good": "您好，这里是客服，请问有什么可以帮您的吗",
    "rude": "滚开",
    "short": "喂",
}
Pairs = list[tuple["CallReport", Call]]


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(
        {"greeting": cue("您好"), "rude": cue("滚开")},
        {
            "a.greeting": rule(require="greeting", points=-10),
            "a.polite": rule(forbid="rude", severity="fatal", points=-60),
        },
        {"least_speech": 8},
    )


@pytest.fixture
def pairs(checker: Checker) -> Pairs:
    """Return a call that passes, one that fails without a score, and one that is not judged."""
    meta = {"agent_id": "8023", "start_time": "2026-03-02T10:00:00+08:00"}
    calls = [Call(name, (Turn(Speaker.AGENT, said),), meta=meta) for name, said in SAID.items()]
    found = [(checker.check(call), call) for call in calls]
    assert [(report.score, report.passed) for report, _ in found] == [
        (100, True),
        (None, False),
        (None, None),
    ]
    return found


def test_counts(pairs: Pairs) -> None:
    tally, totals = RunTally(), Totals()
    for report, call in pairs:
        tally.count(report)
        totals.add(report, call)
    summary = tally.summary(CaseCounts())
    for found in (summary, totals.all, totals.agents["8023"]):
        assert (found.calls, found.scored, found.judged, found.passed) == (3, 1, 2, 1)
        assert found.mean_score == 100
    assert totals.all.pass_rate == 0.5
    assert totals.bands.total() == 1


def test_a_comparison(pairs: Pairs) -> None:
    found = run_difference(ReportPair(CallKey(one.call_id, 0), one, one) for one, _ in pairs)
    assert (found.new.scored, found.new.judged, found.new.passed) == (1, 2, 1)
    assert (found.new.pass_rate, found.new.mean_score) == (0.5, 100)


def test_an_agents_sheet(pairs: Pairs, checker: Checker) -> None:
    sheet = coaching_sheet(pairs, checker.profile)
    assert (sheet.calls, sheet.scored, sheet.passed, sheet.failed) == (3, 1, 1, 1)
    assert heading(sheet, "zh")[1].endswith("3 通，1 通有分数，平均 100.0 分，1 通合格，1 通不合格")


def test_a_trend(pairs: Pairs) -> None:
    outcomes = [
        CallOutcome("2026-03-02", "8023", "", report.passed, frozenset(), frozenset())
        for report, _ in pairs
    ]
    found = trend_of(outcomes)
    (point,) = found.series[0].chart.points
    assert (point.calls, point.counted, found.unjudged) == (2, 1, 1)


@pytest.mark.filterwarnings("ignore:.*xtension is not supported.*:UserWarning")
def test_excel_and_markdown(pairs: Pairs, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for writer in (
        WorkbookWriter(tmp_path / "out.xlsx", "en", pages=False),
        MarkdownWriter(tmp_path / "out.md", "en"),
    ):
        with writer:
            for report, call in pairs:
                writer.write(report, call)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    rows = list(book["Summary"].iter_rows(values_only=True))
    book.close()
    figures = {row[0]: row[1] for row in rows if row and row[0]}
    shown = ("passed", "failed", "not judged", "pass rate", "mean score")
    assert [figures[name] for name in shown] == [1, 1, 1, 0.5, 100]
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "**3** calls, **50.0%** passed, mean score **100.0**, 1 could not be judged" in text


@pytest.mark.parametrize(
    ("call_id", "rule_id", "verdict", "passed"),
    [
        ("rude", "a.polite", "not_fail", None),
        ("rude", "a.polite", "fail", False),
        ("rude", "a.greeting", "fail", False),
        ("short", "a.polite", "fail", False),
        ("short", "a.greeting", "fail", None),
    ],
)
def test_after_review(  # noqa: PLR0913, PLR0917
    call_id: str,
    rule_id: str,
    verdict: str,
    passed: bool | None,
    pairs: Pairs,
    checker: Checker,
    tmp_path: Path,
) -> None:
    line = f'{{"call_id": "{call_id}", "verdicts": {{"{rule_id}": "{verdict}"}}}}\n'
    (tmp_path / "labels.jsonl").write_text(line, encoding="utf-8")
    (report,) = (each for each, _ in pairs if each.call_id == call_id)
    terms = ReviewTerms.of(checker.profile)
    found = review_call(report, read_labels([tmp_path / "labels.jsonl"]), terms)
    assert (found.final_score, found.final_passed) == (None, passed)
    assert found.passed is report.passed
    assert Outcome.FAIL in {each.final for each in found.verdicts} or passed is None
