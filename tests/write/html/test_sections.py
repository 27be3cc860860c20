"""Sections of the scorecard in a browser: of all calls and of one, and what they are in the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from playwright.sync_api import Page, expect

from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.write.html import HtmlWriter
from tests.conftest import call, cue, rule
from tests.write.html.test_review import mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Call, Checker

CUES = {"hello": cue("您好"), "bad": cue("办不了"), "more": cue("还有其他需要")}
RULES = {
    "open.hello": rule(require="hello", points=-10, severity="minor"),
    "words.bad": rule(forbid="bad", points=-15),
    "end.more": rule(require="more", points=-3, when="bad", severity="minor"),
}
SECTIONS = {
    "opening": {"title": "开场", "title_en": "Opening", "rules": ["open.*"], "floor": 95},
    "language": {"title": "用语 / 禁语", "title_en": "Language", "rules": ["words.*"], "floor": 80},
    "ending": {"title": "结束<b>", "title_en": "Ending", "rules": ["end.*"]},
}


def checker_of(make_checker: Callable[..., Checker], **scorecard: object) -> Checker:
    return make_checker(CUES, RULES, profile={"scorecard": {"sections": SECTIONS} | scorecard})


def calls() -> list[Call]:
    said = {"good": "A 您好", "bad": "A 您好，办不了", "rude": "A 喂，办不了", "short": "A 喂"}
    return [msgspec.structs.replace(call(text), call_id=name) for name, text in said.items()]


def written(folder: Path, checker: Checker, reviews: Reviews | None = None) -> Path:
    with HtmlWriter(folder, profile=checker.profile, review=reviews) as writer:
        for each in calls():
            writer.write(checker.check(each), each)
    return folder


@pytest.fixture
def page(
    open_page: Callable[..., Page], make_checker: Callable[..., Checker], tmp_path: Path
) -> Page:
    """Return the overview of the calls."""
    return open_page(written(tmp_path, checker_of(make_checker)))


def cells(page: Page, title: str) -> list[str]:
    """Return what the card of sections says of the one with this title."""
    line = page.locator("figure.chart", has_text="评分卡各部分").locator("tr", has_text=title)
    return line.locator("td").all_text_contents()


def test_the_overview_has_each_section(page: Page) -> None:
    assert cells(page, "开场") == ["4", "95", "95", "2"]
    assert cells(page, "用语 / 禁语") == ["4", "92.5", "80", "0"]
    assert cells(page, "结束<b>") == ["2", "97", "–", ""]
    page.locator("figure.chart", has_text="评分卡各部分").locator("button").click()
    expect(page.locator(".count")).to_contain_text("显示 2 / 4")
    expect(page.locator(".chip").first).to_contain_text("低于下限的部分：开场")
    assert page.locator(".line .low").all_text_contents() == ["↓ 开场", "↓ 开场"]
    page.locator("#filter-section").select_option("language")
    expect(page.locator(".table .empty")).to_be_visible()


def section(page: Page, title: str) -> str:
    return page.locator(".sections div", has_text=title).locator("dd").inner_text()


def test_a_call_has_them_and_they_change_as_one_marks(page: Page) -> None:
    page.locator(".line", has_text="rude").click()
    assert section(page, "开场") == "90 低于下限 95"
    assert section(page, "用语 / 禁语") == "85 下限 80"
    assert section(page, "结束<b>") == "97"
    expect(page.locator(".score").first).to_contain_text("不合格")
    mark(page, "open.hello", "wrong")
    assert section(page, "开场") == "90 → 100 下限 95"
    assert page.locator(".sections .below").count() == 0
    # 100 - 15 - 3: enough, and now no floor is missed.
    expect(page.locator("#final-score")).to_have_text("82复核后：合格")
    page.locator(".back").click()
    expect(page.locator(".line", has_text="rude").locator(".c-passed")).to_have_text(
        "不合格 → 合格"
    )


def test_a_floor_that_is_missed_after_review_fails_the_call(page: Page) -> None:
    page.locator(".line", has_text="bad").first.click()
    mark(page, "words.bad", "wrong")
    expect(page.locator("#final-score")).to_contain_text("合格")
    page.keyboard.press("Escape")
    page.locator(".line", has_text="short").click()
    expect(page.locator(".score").first).to_have_text("90不合格")
    expect(page.locator("#final-score")).to_be_hidden()


def test_scores_by_weights_are_those_that_the_labels_come_to(
    open_page: Callable[..., Page], make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = checker_of(make_checker, method="weights")
    labels = tmp_path / "labels.jsonl"
    report = checker.check(next(each for each in calls() if each.call_id == "rude"))

    def reviewed(*rules: str) -> Reviews:
        label = {"call_id": "rude", "verdicts": dict.fromkeys(rules, "not_fail"), "reviewer": "王"}
        labels.write_text(json.dumps(label))
        return Reviews.of(read_labels([labels]), ReviewTerms.of(checker.profile))

    first = reviewed("open.hello")
    page = open_page(written(tmp_path, checker, first), "#call=rude")
    assert first(report).final_score != report.score
    expect(page.locator("#final-score b")).to_have_text(str(first(report).final_score))
    assert section(page, "开场") == "0 → 100 下限 95"
    mark(page, "words.bad", "wrong")
    both = reviewed("open.hello", "words.bad")(report)
    assert both.final_score != first(report).final_score
    expect(page.locator("#final-score b")).to_have_text(str(both.final_score))
    assert both.final_sections["language"] == 100
    assert section(page, "用语 / 禁语") == "0 → 100 下限 80"


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_is_wider_than_the_screen(
    width: int,
    open_page: Callable[..., Page],
    make_checker: Callable[..., Checker],
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, checker_of(make_checker))
    for fragment in ("", "#call=rude"):
        page = open_page(folder, fragment, viewport={"width": width, "height": 800})
        page.locator("main > *").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_another_profile_judged_has_its_ids(
    open_page: Callable[..., Page],
    make_checker: Callable[..., Checker],
    default_checker: Checker,
    tmp_path: Path,
) -> None:
    checker = checker_of(make_checker)
    with HtmlWriter(tmp_path, profile=default_checker.profile) as writer:
        for each in calls():
            writer.write(checker.check(each), each)
        plain = msgspec.structs.replace(calls()[0], call_id="plain")
        writer.write(default_checker.check(plain), plain)
    page = open_page(tmp_path)
    assert cells(page, "opening") == ["4", "95", "–", ""]
    page.locator(".line", has_text="plain").click()
    expect(page.locator("#call-title")).to_have_text("plain")
    assert page.locator(".sections").count() == 0
