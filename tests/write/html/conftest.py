"""Reports to look at, and a real browser that looks at them and minds what it should not do."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, sync_playwright

from scriptcheck import Call, Checker, load_calls
from scriptcheck.write.html import HtmlWriter
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
# A policy that is broken is an event of the document, not only a word in the console.
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return chromium; without it tests skip, but fail where CI should have installed it."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        reason = "no chromium: apt-get install chromium fonts-noto-cjk"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


class Watched:
    """A page that fails its test for any error, request over a network, or broken policy."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.faults: list[str] = []
        self.context = browser.new_context(accept_downloads=True, **options)
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(120_000)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("dialog", self._opened)

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("file:", "blob:", "data:")):
            self.faults.append(f"request: {request.url}")

    def _opened(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def close(self) -> list[str]:
        """Close the page and return all that it did wrong."""
        if self.page.url.startswith("file:"):
            self.faults += self.page.evaluate("window.broken")
        self.context.close()
        return self.faults


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a report's page; what the page does wrong fails the test."""
    opened: list[Watched] = []

    def open_(
        folder: Path, fragment: str = "", *, file: str = "index.html", **options: Any
    ) -> Page:
        options = {"viewport": {"width": 1400, "height": 900}, "locale": "zh-CN"} | options
        watched = Watched(browser, **options)
        opened.append(watched)
        watched.page.goto(f"{(folder / file).resolve().as_uri()}{fragment}")
        return watched.page

    yield open_
    faults = [fault for watched in opened for fault in watched.close()]
    assert faults == []


def write_report(checker: Checker, calls: Iterable[Call], folder: Path) -> Path:
    """Write the HTML report of ``calls`` to ``folder``, and return that."""
    with HtmlWriter(folder, profile=checker.profile) as writer:
        for call in calls:
            writer.write(checker.check(call), call)
    return folder


@pytest.fixture(scope="session")
def made_up_calls() -> list[Call]:
    """Return the made-up calls of the examples."""
    return list(load_calls(ROOT / "examples" / "calls"))


@pytest.fixture(scope="session")
def made_up_report(
    default_checker: Checker,
    made_up_calls: list[Call],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return the report of the made-up calls."""
    return write_report(default_checker, made_up_calls, tmp_path_factory.mktemp("made_up"))
