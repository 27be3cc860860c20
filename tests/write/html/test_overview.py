"""The overview in a browser: figures, filters, the table, languages, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from scriptcheck.write.html.shell import page_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Call, Checker
    from scriptcheck.report import CallReport

Opener = "Callable[..., Page]"


@pytest.fixture(scope="session")
def reports(default_checker: Checker, made_up_calls: list[Call]) -> list[CallReport]:
    """Return the reports that the page is of."""
    return [default_checker.check(call) for call in made_up_calls]


@pytest.fixture
def page(open_page: Callable[..., Page], made_up_report: Path) -> Page:
    """Return the overview."""
    return open_page(made_up_report)


def ids(page: Page) -> list[str]:
    """Return the ids of the calls in sight, from above."""
    return page.locator(".line .c-id").all_text_contents()


def figure(page: Page, name: str) -> str:
    """Return the figure under ``name``."""
    return page.locator(".figure", has_text=name).first.locator("dd").inner_text().split("\n")[0]


def test_the_figures_are_those_of_the_reports(page: Page, reports: list[CallReport]) -> None:
    assert figure(page, "通话") == str(len(reports))
    judged = [report for report in reports if report.score is not None]
    passed = sum(report.passed is True for report in reports)
    assert figure(page, "合格率") == f"{100 * passed / len(judged):.1f}%"
    mean = sum(report.score or 0 for report in judged) / len(judged)
    assert figure(page, "平均分") == f"{mean:.1f}".removesuffix(".0")
    assert figure(page, "违规") == str(sum(len(report.violations) for report in reports))
    assert page.locator("figure.chart canvas").count() == 4
    each = sum(len(report.violations) for report in reports) / len(reports)
    expect(page.locator(".figure", has_text="每通")).to_contain_text(f"每通 {each:.1f} 处")


@pytest.mark.parametrize(
    ("field", "value"), [("result", "failed"), ("severity", "fatal"), ("rule", "phone.restate")]
)
def test_filters_leave_the_calls_that_fit(
    field: str, value: str, page: Page, reports: list[CallReport]
) -> None:
    def fits(report: CallReport) -> bool:
        if field == "result":
            return report.passed is False
        return any(getattr(each, field) == value for each in report.violations)

    page.locator(f"#filter-{field}").select_option(value)
    wanted = [report.call_id for report in reports if fits(report)]
    expect(page.locator(".count")).to_contain_text(f"显示 {len(wanted)} / {len(reports)}")
    assert ids(page) == wanted
    assert figure(page, "通话") == str(len(wanted))
    page.locator(".chip").click()
    expect(page.locator(".count")).to_contain_text(f"显示 {len(reports)} /")


def test_a_search_looks_for_all_words_and_can_find_nothing(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("投诉一组 BAD")
    expect(page.locator(".count")).to_contain_text("显示 1 /")
    assert ids(page) == ["demo-complaint-bad"]
    page.locator("#search").fill("没有这样的")
    expect(page.locator(".table .empty")).to_be_visible()
    assert ids(page) == [] or not page.locator(".body").is_visible()


def test_what_is_typed_next_after_the_key_is_searched_for(page: Page) -> None:
    focused = """() => {
        const key = { key: "/", bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent("keydown", key));
        return document.activeElement.id;
    }"""
    assert page.evaluate(focused) == "search"


def test_the_key_leads_from_a_call_to_the_search(page: Page) -> None:
    page.locator(".line").first.dblclick()
    expect(page.locator(".columns")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_columns_sort_both_ways(page: Page, reports: list[CallReport]) -> None:
    scores = sorted(report.score for report in reports if report.score is not None)
    button = page.locator('[data-by="score"]')
    button.click()
    assert page.locator(".line .c-score").first.inner_text() == str(scores[-1])
    button.click()
    assert page.locator(".line .c-score").nth(1).inner_text() == str(scores[0])
    expect(page.locator('[role=columnheader][aria-sort="ascending"]')).to_have_count(1)


def test_a_chart_filters(page: Page) -> None:
    canvas = page.locator("figure.chart", has_text="违规按程度").locator("canvas")
    box = canvas.bounding_box()
    assert box
    # The first bar, of what is fatal, begins left.
    names = page.evaluate(
        """() => { const chart = Chart.getChart(document.querySelectorAll("canvas")[1]);
                   const bar = chart.getDatasetMeta(0).data[1];
                   return [bar.x, bar.y]; }"""
    )
    canvas.click(position={"x": names[0] - 5, "y": names[1]})
    expect(page.locator(".chip")).to_contain_text("程度：严重")


def test_keys_move_and_open_and_come_back(page: Page) -> None:
    page.locator("#calls").focus()
    for key in ("ArrowDown", "j", "j", "k"):
        page.keyboard.press(key)
    wanted = ids(page)[2]
    page.keyboard.press("Enter")
    expect(page.locator("#call-title")).to_have_text(wanted)
    page.keyboard.press("n")
    expect(page.locator("#call-title")).not_to_have_text(wanted)
    page.keyboard.press("p")
    expect(page.locator("#call-title")).to_have_text(wanted)
    page.keyboard.press("Escape")
    expect(page.locator(".line.active .c-id")).to_have_text(wanted)
    assert page.evaluate("document.activeElement.id") == "calls"


def test_filters_are_kept_while_a_call_is_looked_at(page: Page) -> None:
    page.locator("#filter-result").select_option("failed")
    expect(page.locator(".count")).to_contain_text("显示 6 /")
    page.locator(".line").nth(1).click()
    expect(page.locator(".at-of")).to_have_text("2 / 6")
    page.go_back()
    expect(page.locator(".count")).to_contain_text("显示 6 /")


def test_the_language_changes_everywhere_and_is_kept(page: Page) -> None:
    page.locator("#lang").click()
    expect(page.locator(".figure").first).to_contain_text("Calls")
    assert page.evaluate("document.documentElement.lang") == "en"
    shown = set(page.locator("body").inner_text().split("\n"))
    assert shown & {english for _, english in page_words().values()}
    assert not shown & {chinese for chinese, english in page_words().values() if chinese != english}
    page.reload()
    expect(page.locator(".figure").first).to_contain_text("Calls")


def test_the_theme_follows_the_system_and_the_switch(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate(ground) != dark
    page.locator("#theme").click()
    assert page.evaluate(ground) == dark


@pytest.mark.parametrize("width", [360, 768, 1400, 2560])
def test_nothing_is_wider_than_the_screen(
    width: int, open_page: Callable[..., Page], made_up_report: Path
) -> None:
    for fragment in ("", "#call=demo-complaint-bad"):
        page = open_page(made_up_report, fragment, viewport={"width": width, "height": 800})
        page.locator("main > *").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_tab_leads_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("上一处违规")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
