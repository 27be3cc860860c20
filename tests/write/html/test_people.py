"""Agents and teams in a browser: the intervals of the library, and no place with too few calls."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import msgspec
import pytest
from playwright.sync_api import Page, expect

from scriptcheck.write.content.standing import standing_of
from scriptcheck.write.content.totals import GroupTotals
from scriptcheck.write.html import HtmlWriter
from tests.conftest import call
from tests.write.conftest import violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scriptcheck import Call
    from scriptcheck.report import CallReport


def calls_of(
    report: Callable[..., CallReport], agent: str, scores: list[int | None]
) -> Iterator[tuple[CallReport, Call]]:
    for number, score in enumerate(scores):
        passed = None if score is None else score >= 80
        made = report(f"{agent}-{number}", "", violation())
        made = msgspec.structs.replace(made, score=score, passed=passed)
        yield made, call("A 您好", agent_id=agent, team="甲" if agent < "c" else "乙")


@pytest.fixture
def page(report: Callable[..., CallReport], open_page: Callable[..., Page], tmp_path: Path) -> Page:
    """Return the overview of four agents."""
    scores: dict[str, list[int | None]] = {
        "a-strong": [90, 92, 94] * 8,
        "b-broad": [40, 100] * 5,
        "c-few": [0] * 9 + [None] * 9,
        "d-weak": [50, 55, 60] * 4,
    }
    with HtmlWriter(tmp_path) as writer:
        for agent, found in scores.items():
            for made, each in calls_of(report, agent, found):
                writer.write(made, each)
    return open_page(tmp_path)


def lines(page: Page, kind: str) -> list[str]:
    found = page.locator(f".people.{kind} tbody tr").all()
    return [
        f"{each.locator('th').inner_text()}: {each.locator('.standing').inner_text()}"
        for each in found
    ]


def test_only_those_with_enough_calls_are_ranked(page: Page) -> None:
    assert lines(page, "agents") == [
        "d-weak: 低于总平均",
        "b-broad: 看不出差别",
        "a-strong: 高于总平均",
        "c-few: 不足 10 通，不排",
    ]
    few = page.locator(".people.agents tr", has_text="c-few")
    assert few.locator("td").all_text_contents()[:5] == ["9", "0", "", "0%", "1"]
    weak = page.locator(".people.agents tr", has_text="d-weak")
    assert weak.locator("td").first.inner_text() == "12"
    assert weak.locator("td").nth(1).inner_text() == "55 52.3–57.7"
    assert lines(page, "teams")[0].startswith("乙")
    expect(page.locator(".people.agents .hint")).to_contain_text("不足 10 通不排")


def test_a_click_on_a_name_filters(page: Page) -> None:
    page.locator(".people.agents .name", has_text="b-broad").click()
    expect(page.locator(".count")).to_contain_text("显示 10 / 64")
    assert lines(page, "agents") == ["b-broad: 看不出差别"]


def test_the_figures_are_those_of_the_library(page: Page) -> None:
    draw = random.Random(7)  # noqa: S311  (not a secret)
    for _ in range(40):
        scores = [draw.choice([0, 40, 75, 90, 100, 100]) for _ in range(draw.randrange(1, 60))]
        others = [draw.randrange(101) for _ in range(50)]
        group, every = GroupTotals(), GroupTotals()
        for each, found in ((group, scores), (every, scores + others)):
            each.calls = each.scored = len(found)
            each.judged = each.scored + 1
            each.score_sum, each.passed = sum(found), sum(score >= 80 for score in found)
            each.score_squares = sum(score * score for score in found)
        given = [
            {
                "scored": one.scored,
                "judged": one.judged,
                "passed": one.passed,
                "sum": one.score_sum,
                "squares": one.score_squares,
            }
            for one in (group, every)
        ]
        shown = page.evaluate("([group, every]) => sc.stats.standing(group, every)", given)
        wanted = standing_of(group, every)
        assert shown["standing"] == wanted.standing.value
        assert shown["mean"] == (wanted.mean and pytest.approx(list(wanted.mean)))
        assert shown["rate"] == (wanted.pass_rate and pytest.approx(list(wanted.pass_rate)))


def test_all_are_shown_when_asked_for(
    report: Callable[..., CallReport], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    with HtmlWriter(tmp_path) as writer:
        for number in range(12):
            for made, each in calls_of(report, f"agent {number}", [80]):
                writer.write(made, each)
    page = open_page(tmp_path)
    assert page.locator(".people.agents tbody tr").count() == 10
    page.locator(".people.agents .link", has_text="全部 12 个").click()
    assert page.locator(".people.agents tbody th").all_text_contents() == [
        f"agent {number}" for number in range(12)
    ]
