"""The report of the shared real calls in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from scriptcheck import Checker
from tests.write.html.conftest import write_report
from tests.write.html.test_call_page import shows_what_was_found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from scriptcheck import Call


def test_real_calls_open_with_their_highlights(
    real_calls: list[Call], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    checker = Checker.load(variables={"company": ["联通", "中国联通"]})
    page = open_page(write_report(checker, real_calls, tmp_path))
    expect(page.locator(".count")).to_contain_text(f"/ {len(real_calls)}")
    page.locator("#filter-result").select_option("failed")
    reports = {call.call_id: checker.check(call) for call in real_calls}
    failed = [name for name, report in reports.items() if report.passed is False]
    expect(page.locator(".count")).to_contain_text(f"{len(failed)} / {len(real_calls)}")
    for call in real_calls[::3]:
        page.evaluate("(id) => sc.route.go({ call: id })", call.call_id)
        expect(page.locator("#call-title")).to_have_text(call.call_id)
        shows_what_was_found(page, reports[call.call_id], call)
