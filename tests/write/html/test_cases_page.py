"""Cases in a browser: their calls, what each time limit comes to, and why, as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from scriptcheck import Checker
from scriptcheck.report import Outcome, Severity
from scriptcheck.run import check_files
from scriptcheck.run.rerender import rerender
from scriptcheck.text.visible import visible
from scriptcheck.write.again import write_again
from scriptcheck.write.html import HtmlWriter
from scriptcheck.write.registry import writers
from tests.write.conftest import CALL, HOSTILE, case_report
from tests.write.test_cases import two_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.report import CallReport


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the reports on a case in which the apology came too late."""
    out = tmp_path / "out"
    out.mkdir()
    checker = Checker.load()
    made = writers(["transcripts", "html"], out, "zh", profile=checker.profile)
    check_files(checker, two_calls(tmp_path), out, writers=made)
    return out


def test_a_case_says_what_was_late_and_leads_to_its_calls(
    folder: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(folder)
    expect(page.locator(".figure", has_text="工单")).to_contain_text("1 个有违规")
    page.locator(".views a", has_text="工单").click()
    expect(page.locator(".count")).to_have_text("显示 1 / 1 个工单；1 个有违规")
    case = page.locator('.case[data-case="T1"]')
    assert case.locator(".calls a").all_text_contents() == ["one", "two"]
    late = case.locator("li.fail", has_text="投诉后一小时内致歉").locator("p").first
    expect(late).to_contain_text("从通话 one（第 1 轮：")
    expect(late).to_contain_text("期限 2026-03-02 10:00。 通话 two")
    expect(late).to_contain_text("来得太晚。")
    late.locator("a").first.click()
    expect(page.locator("#call-title")).to_have_text("one")
    page.locator(".facts a", has_text="工单 T1").click()
    expect(page.locator(".chip")).to_contain_text("工单：T1")
    page.locator("#lang").click()
    late = case.locator("li.fail", has_text="An apology call").locator("p").first
    expect(late).to_contain_text("The time counts from call one (turn 1:")
    expect(late).to_contain_text("came too late.")


@pytest.mark.parametrize("again", ["rerender", "write_again"])
def test_made_again_it_is_the_same(again: str, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    profile = Checker.load().profile
    made = writers(["html", "markdown", "xlsx", "csv"], other, "zh", profile=profile)
    reports, said = folder / "reports.jsonl", folder / "transcripts.jsonl"
    if again == "rerender":
        rerender(reports, made, transcripts=said)
    else:
        write_again(reports, made, transcripts=said)
    assert (other / "index.html").read_bytes() == (folder / "index.html").read_bytes()
    assert "工单 **1** 个，**1** 个有违规。" in (other / "summary.md").read_text(encoding="utf-8")


@pytest.fixture
def page(report: Callable[..., CallReport], open_page: Callable[..., Page], tmp_path: Path) -> Page:
    """Return the cases of made-up reports, more than are shown at once."""
    with HtmlWriter(tmp_path) as writer:
        for name in ("one", "two"):
            writer.write(report(name), CALL)
        open_: dict[str, Any] = {
            "verdict": Outcome.UNDECIDABLE,
            "reason": "no-start-time",
            "due": None,
        }
        writer.add_cases(
            [
                *(case_report(f"kept {number:03}") for number in range(120)),
                case_report("minor", Severity.MINOR),
                case_report("major", Severity.MAJOR),
                case_report("open", met_by=None, **open_),
                case_report(
                    "none",
                    verdict=Outcome.NOT_APPLICABLE,
                    reason="no-occasion",
                    started_by=None,
                    due=None,
                    met_by=None,
                    evidence=(),
                ),
            ]
        )
    return open_page(tmp_path, "#view=cases")


def shown(page: Page) -> list[str]:
    return page.locator(".case h2").all_text_contents()


def test_the_most_severe_come_first_and_filters_leave_some(page: Page) -> None:
    assert shown(page)[:4] == ["major", "minor", "open", "kept 000"]
    assert len(shown(page)) == 100
    page.locator(".add-missed").click()
    assert len(shown(page)) == 124
    expect(page.locator(".add-missed")).to_be_hidden()
    assert shown(page)[-1] == "none"
    last = page.locator(".case").last
    expect(last).to_contain_text("1 条时限都不适用。")
    kept = page.locator('.case[data-case="kept 000"] li')
    expect(kept).to_contain_text("通话 two 在期限内。")
    page.locator("#filter-result").select_option("fail")
    assert shown(page) == ["major", "minor"]
    page.locator("#filter-result").select_option("undecidable")
    assert shown(page) == ["open"]
    expect(page.locator(".case li")).to_contain_text("从通话 one")
    page.locator("#filter-result").select_option("")
    page.locator("#search").fill("KEPT 05")
    page.locator("#search").press("Enter")
    # 005, 050 to 059, 105.
    expect(page.locator(".case")).to_have_count(12)
    page.locator(".views a", has_text="通话").click()
    expect(page.locator(".line")).to_have_count(2)


def test_hostile_text_is_text(
    report: Callable[..., CallReport], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    with HtmlWriter(tmp_path) as writer:
        writer.write(report("one"), CALL)
        writer.add_cases(
            case_report(text, Severity.MAJOR, title=text, reason=text) for text in HOSTILE
        )
    for width in (360, 1400):
        page = open_page(tmp_path, "#view=cases", viewport={"width": width, "height": 800})
        page.locator(".case").nth(len(HOSTILE) - 1).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wanted = [" ".join(visible(text, keep=frozenset()).split()) for text in HOSTILE]
        assert [" ".join(each.split()) for each in shown(page)] == wanted


def test_without_cases_nothing_speaks_of_them(
    made_up_report: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(made_up_report)
    page.locator(".line").first.wait_for()
    assert page.locator(".views").count() == 0
    assert page.locator(".figure", has_text="工单").count() == 0
