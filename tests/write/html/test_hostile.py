"""Hostile calls in a real browser: whatever they hold is shown as text and nothing of it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from scriptcheck import Call, Turn
from scriptcheck.text.visible import visible
from tests.write.html.conftest import write_report
from tests.write.html.test_call_page import shows_what_was_found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from scriptcheck import Checker

TEXTS = (
    "</script><script>window.hacked = 1</script>",
    '<img src=x onerror="window.hacked = 1">',
    "<svg/onload=window.hacked=1>",
    "<!--<script>",
    "]]></style><style>*{display:none}</style>",
    "javascript:window.hacked=1//",
    "{{7*7}}${7*7}#{7*7}",
    "\u202e文本\u202c\u2066a\u2069\u200b\u200d\ufeff",
    "\x1b]0;标题\x07\x1b[31m红\x1b[0m",
    "空\x00字符\x08\x7f\x85",
    "半个\ud83d代理\udc00",
    "\u2028分行\u2029",
    "𠮷😀👨‍👩‍👧é̂ㄟ㈱",
    "&lt;b&gt;&amp;&#60;",
    "=cmd|' /C calc'!A0",
    "عربي שלום",
)
IDS = (
    *("../../evil", "..\\evil", "__proto__", "constructor", "toString", "hasOwnProperty", ""),
    *("Case", "case", "CASE", "a/b", "a\\b", "a:b", "CON", "x" * 400, "same", "same"),
    *("</title><script>window.hacked=1</script>", '"><b onclick=x>', "a&b#c?d=e%20f+g", " x "),
    *("javascript:window.hacked=1", "\u202efdp.exe", "line\nbreak", "\ud800", "=1+1", "📞"),
)


@pytest.fixture(scope="module")
def calls() -> list[Call]:
    """Return calls that hold all of it, in every place that a page shows."""
    bad = "；您好，不知道，滚开"
    made = []
    for number, call_id in enumerate(IDS):
        text = TEXTS[number % len(TEXTS)]
        meta = {
            "agent_id": text,
            "agent_name": f"<b>{text}",
            "team": text,
            "audio": "javascript:window.hacked=1",
            "start_time": f"2025-03-01{text}",
            text: {"<b>": [text.encode("utf-8", "replace").decode()]},
        }
        turns = [Turn("agent", f"{part}{bad}{part}") for part in TEXTS]
        turns.append(Turn("customer", text))
        made.append(Call(call_id, tuple(turns), meta, source=f"{text}.json"))
    return made


@pytest.fixture(scope="module")
def report(
    calls: list[Call], default_checker: Checker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the report of the hostile calls."""
    return write_report(default_checker, calls, tmp_path_factory.mktemp("hostile") / "deep" / "out")


def test_nothing_is_written_elsewhere(report: Path) -> None:
    assert [path.name for path in report.parent.parent.iterdir()] == ["deep"]
    assert {path.name for path in report.iterdir()} == {"index.html", "pages"}
    stubs = list((report / "pages").glob("*.html"))
    assert len(stubs) == len(IDS)
    assert len({path.name.casefold() for path in stubs}) == len(IDS)
    assert not any("<script" in path.read_text(encoding="utf-8") for path in stubs)


def test_the_table_shows_all_of_it_as_text(
    report: Path, calls: list[Call], open_page: Callable[..., Page]
) -> None:
    page = open_page(report)
    page.locator(".line").first.wait_for()
    shown = page.evaluate("sc.rows.map((row) => row.id)")
    assert shown == [visible(call.call_id, keep=frozenset()) for call in calls]
    page.locator("#filter-agent").select_option(index=3)
    expect(page.locator(".chip")).to_be_visible()
    page.locator("#lang").click()
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("window.getComputedStyle(document.body).display") == "block"


def test_every_call_opens_and_shows_its_text(
    report: Path, calls: list[Call], default_checker: Checker, open_page: Callable[..., Page]
) -> None:
    page = open_page(report)
    page.locator(".line").first.wait_for()
    for number, call in enumerate(calls):
        page.evaluate("(at) => sc.route.go({ call: sc.rows[at].page })", number)
        expect(page.locator(".at-of")).to_have_text(f"{number + 1} / {len(calls)}")
        shows_what_was_found(page, default_checker.check(call), call)
        assert page.locator("audio").count() == 0
    assert page.evaluate("window.hacked") is None


def test_marks_on_hostile_calls_are_kept_apart_and_come_back(
    report: Path, calls: list[Call], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(report)
    page.locator(".line").first.wait_for()
    for number in range(len(calls)):
        page.evaluate(
            "(at) => sc.review.set(sc.rows[at].page, { rule: 'banned.rude', mark: 'right' })",
            number,
        )
    assert page.evaluate("({}).rule === undefined && ({})['rule:banned.rude'] === undefined")
    text = page.evaluate("sc.labels.text()")
    ids = [json.loads(line)["call_id"] for line in text.splitlines()]
    assert ids == list(dict.fromkeys(call.call_id for call in calls))
    page.reload()
    # The browser may hand over what was stored after the page was loaded again.
    page.wait_for_function(f"sc.review.pages().length === {len(calls)}")


def test_the_files_of_hostile_calls_lead_into_the_report(
    report: Path, calls: list[Call], open_page: Callable[..., Page]
) -> None:
    page = open_page(report)
    page.locator(".line").first.wait_for()
    pages = page.evaluate("sc.rows.map((row) => row.page)")
    for number in (0, 4, 14, 17, 19, 22):
        page.goto((report / "pages" / f"{pages[number]}.html").as_uri())
        shown = visible(calls[number].call_id, keep=frozenset())
        page.locator("#call-title").wait_for()
        assert page.locator("#call-title").text_content() == shown


def test_the_policy_stops_what_should_ever_get_through(report: Path, browser: Browser) -> None:
    # Not watched: the browser is to complain.
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    page.locator(".line").first.wait_for()
    markup = "<img src=x onerror='window.hacked=1'>"
    put = "(text) => { try { document.body.innerHTML = text; } catch (e) { return e.name; } }"
    assert page.evaluate(put, markup) == "TypeError"
    handler = """(text) => {
      const link = document.createElement("a");
      try { link.setAttribute("onclick", text); } catch (error) { return error.name; }
    }"""
    assert page.evaluate(handler, "window.hacked = 1") == "TypeError"
    asks = "() => fetch('https://example.invalid/').then(() => 'answer', (error) => error.name)"
    assert page.evaluate(asks) == "TypeError"
    assert page.evaluate("window.hacked") is None
    page.close()
