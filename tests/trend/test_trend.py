"""Charts over the reports of runs: what counts, which run holds, and the files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scriptcheck import Call, Checker, Turn
from scriptcheck.errors import UsageError
from scriptcheck.trend import Period, SeriesKind, Signal, collect, trend_of, write_trend
from scriptcheck.trend.output import trend_json
from tests.command_line import Done, in_this_process
from tests.conftest import cue, rule
from tests.written_runs import write_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUES = {"hello": cue("您好", speaker="agent")}
RULES = {"a.hello": rule(require="hello", points=-50, severity="major")}


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    """Return a checker whose one rule decides whether a call passes."""
    return make_checker(CUES, RULES)


def spoken(name: str, day: str, *, good: bool, agent: str = "8001", team: str = "甲组") -> Call:
    meta = {"agent_id": agent, "team": team} | ({"start_time": f"{day}T10:00:00"} if day else {})
    words = "您好，请问有什么可以帮您的呢" if good else "喂，什么事你快说，我这边忙"
    return Call(name, (Turn("agent", words), Turn("customer", "我想查一下话费")), meta)


@pytest.fixture
def runs(checker: Checker, tmp_path: Path) -> list[Path]:
    """Return ten days, on the last of which agent 8002 greets nobody; and a day checked again."""
    days = [f"2026-03-{day:02}" for day in range(1, 11)]
    calls = [
        spoken(
            f"{agent}-{day}-{n}",
            day,
            good=bool(n) and (agent, day) != ("8002", days[-1]),
            agent=agent,
        )
        for day in days
        for agent in ("8001", "8002")
        for n in range(12)
    ]
    calls.append(spoken("undated", "", good=False))
    again = [spoken("8001-2026-03-01-0", "2026-03-01", good=True)]
    return [
        write_run(checker, tmp_path / "first", calls),
        write_run(checker, tmp_path / "second", again),
    ]


def test_what_each_chart_counts(runs: list[Path]) -> None:
    found = trend_of(collect(runs), titles={"a.hello": "问好"})
    assert (found.calls, found.undated, found.unjudged) == (240, 1, 0)
    assert [(each.kind.value, each.name, each.title) for each in found.series] == [
        ("all", "", "全部通话"),
        ("team", "甲组", "甲组"),
        ("agent", "8002", "8002"),
        ("agent", "8001", "8001"),
        ("rule", "a.hello", "问好"),
    ]
    worst = found.series[2].chart
    assert [point.period for point in worst.points if Signal.ABOVE in point.signals] == [
        "2026-03-10"
    ]
    assert (worst.points[-1].calls, worst.points[-1].counted) == (12, 12)
    # The second run has the call, and there it passes.
    assert found.series[3].chart.points[0].counted == 0
    assert found.series[0].chart.points[0].counted == 1


@pytest.mark.parametrize(
    ("period", "names"),
    [(Period.WEEK, ["2026-W09", "2026-W10", "2026-W11"]), (Period.MONTH, ["2026-03"])],
)
def test_periods(period: Period, names: list[str], runs: list[Path]) -> None:
    found = trend_of(collect(runs), period=period)
    assert [point.period for point in found.series[0].chart.points] == names
    assert sum(point.calls for point in found.series[0].chart.points) == 240


def test_days_bound_what_is_shown(runs: list[Path]) -> None:
    found = trend_of(collect(runs), first_day="2026-03-02", last_day="2026-03-03")
    assert found.calls == 48
    with pytest.raises(UsageError):
        trend_of([], first_day="3月2日")


def test_a_call_without_a_score_counts_for_rules_alone(runs: list[Path]) -> None:
    outcomes = [each._replace(passed=None) for each in collect(runs)]
    found = trend_of(outcomes)
    assert found.unjudged == 240
    assert {each.kind for each in found.series} == {SeriesKind.RULE}


def test_the_order_of_calls_changes_nothing(runs: list[Path]) -> None:
    outcomes = collect(runs)
    assert trend_json(trend_of(outcomes)) == trend_json(trend_of(reversed(outcomes)))


def test_the_files(runs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = trend_of(collect(runs))
    write_trend(found, out)
    document = json.loads((out / "trend.json").read_text("utf-8"))
    assert [each["kind"] for each in document["series"]] == [
        "all",
        "team",
        "agent",
        "agent",
        "rule",
    ]
    rows = list(csv.DictReader(io.StringIO((out / "trend.csv").read_text("utf-8-sig"))))
    assert len(rows) == sum(len(each.chart.points) for each in found.series)
    assert [row["period"] for row in rows if "above" in row["signals"].split()]
    book = openpyxl.load_workbook(out / "trend.xlsx")
    assert book.sheetnames == ["概览", "明细", "控制图"]
    assert book["概览"]["C2"].value == "全部通话"
    assert book["明细"].max_row == len(rows) + 1
    page = (out / "index.html").read_text("utf-8")
    assert page.count("<svg") == 5
    assert "高于上限" in page


def test_names_are_text_wherever_they_go(checker: Checker, tmp_path: Path) -> None:
    evil = "=1+1<script>alert(1)</script>"
    calls = [spoken("1", "2026-03-01", good=False, agent=evil, team=evil)]
    out = tmp_path / "out"
    write_trend(trend_of(collect([write_run(checker, tmp_path / "run", calls)])), out)
    assert "<script" not in (out / "index.html").read_text("utf-8")
    book = openpyxl.load_workbook(out / "trend.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    rows = list(csv.DictReader(io.StringIO((out / "trend.csv").read_text("utf-8-sig"))))
    assert {row["name"] for row in rows if row["kind"] == "agent"} == {f"'{evil}"}


def test_no_calls_make_a_page_that_says_so(tmp_path: Path) -> None:
    write_trend(trend_of([]), tmp_path / "out")
    assert "没有可看的通话" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_the_command(runs: list[Path], tmp_path: Path) -> None:
    def run(*arguments: object) -> Done:
        return in_this_process(tmp_path, "trend", *map(str, arguments))

    done = run(*runs, "-o", "trend")
    assert done.code == 0
    assert done.err.startswith("240 通，5 张控制图，")
    assert "1 通没有日期" in done.err
    assert "客服 8002，2026-03-10：100.0%，高于上限" in done.err
    assert (tmp_path / "trend" / "index.html").is_file()
    assert run(tmp_path / "nowhere", "-o", "trend").code == 2
    assert run(*runs, "-o", "trend", "--first-day", "3月").code == 2


def test_a_last_day_before_the_first_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="2026-03-01 is before 2026-03-02"):
        trend_of([], first_day="2026-03-02", last_day="2026-03-01")
    assert trend_of([], first_day="2026-03-02", last_day="2026-03-02").calls == 0
