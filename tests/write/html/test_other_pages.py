"""Pages that stand by themselves in a browser: charts over days, and an agent's coaching sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.coaching import coaching_sheet, write_coaching
from scriptcheck.trend import trend_of, write_trend
from scriptcheck.trend.collect import CallOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.language import Lang

EVIL = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_over_days(scheme: str, open_page: Callable[..., Page], tmp_path: Path) -> None:
    outcomes = [
        CallOutcome(f"2026-03-{day:02}", agent, EVIL, failed, frozenset(), frozenset())
        for day in range(1, 11)
        for agent in ("8001", "8002")
        for number in range(12)
        for failed in [bool(number) and (agent, day) != ("8002", 10)]
    ]
    write_trend(trend_of(outcomes), tmp_path)
    page = open_page(tmp_path, color_scheme=scheme)
    charts = page.locator(".card svg")
    expect(charts).to_have_count(4)
    box = charts.first.bounding_box()
    assert box is not None
    assert box["width"] > 300
    expect(page.locator("h3", has_text=EVIL)).to_have_count(1)
    expect(page.locator(".dot.signal").first).to_be_visible()
    expect(page.locator(".card li", has_text="高于上限").first).to_be_visible()
    # No chart is wider than its card, nor the page than a narrow window.
    page.set_viewport_size({"width": 380, "height": 800})
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_agents_coaching_sheet(
    lang: Lang, open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    meta = {"agent_id": "8023", "agent_name": EVIL, "start_time": "2026-03-02T10:00:00+08:00"}
    said = ("这个我不知道，你问别人吧", "我想查一下这个月的话费")
    turns = (Turn(Speaker.AGENT, said[0]), Turn(Speaker.CUSTOMER, said[1]))
    calls = [Call(f"call-{number}", turns, meta=meta) for number in range(3)]
    pairs = [(default_checker.check(call), call) for call in calls]
    write_coaching(coaching_sheet(pairs, default_checker.profile, lang=lang), tmp_path, lang=lang)
    page = open_page(tmp_path, file="coaching.html")
    expect(page.locator("h1")).to_contain_text(EVIL)
    expect(page.locator("body")).to_contain_text("我不知道")
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if lang == "zh" else "en")
    page.set_viewport_size({"width": 380, "height": 800})
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)
