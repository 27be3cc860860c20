"""The summary in Markdown: what it says, and that a text in it is only text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from scriptcheck.text.visible import visible
from scriptcheck.write.files.markdown import MOST_ROWS, MarkdownWriter
from tests.write.conftest import CALL, HOSTILE, full_report, violation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

markdown_it = pytest.importorskip("markdown_it")


def written(path: Path, *pairs: tuple[CallReport, Call], lang: Lang = "zh") -> str:
    with MarkdownWriter(path, lang) as writer:
        for pair in pairs:
            writer.write(*pair)
    return path.read_text(encoding="utf-8")


class Page(HTMLParser):
    """What a page shows: its cells and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"th", "td"} or not attrs
        self.tags.add(tag)
        if tag in {"th", "td"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip("\n")


def rendered(text: str) -> Page:
    return Page(markdown_it.MarkdownIt("commonmark").enable("table").render(text))


def test_what_it_says(report: Callable[..., CallReport], tmp_path: Path) -> None:
    text = written(tmp_path / "s.md", full_report("甲"), (report("y"), CALL))
    assert text == (
        "# 服务规范质检\n\n"
        "**2** 通电话，合格率 **50.0%**，平均 **72.5** 分。违规：致命 1，严重 1，轻微 1。\n\n"
        "## 违规最多的规则\n\n"
        "| 规则 | 程度 | 违规通数 | 遵守率 |\n| --- | --- | --- | --- |\n"
        "| 甲 | 严重 | 1 | 0% |\n| 规则 | 轻微 | 1 | 0% |\n| 规则 | 致命 | 1 | 0% |\n\n"
        "## 平均分最低的客服\n\n"
        "| 客服 | 通话数 | 平均分 | 最常见的违规 |\n| --- | --- | --- | --- |\n"
        "| 甲 | 1 | 45.0 | 甲；规则；规则 |\n\n"
        "## 得分最低的通话\n\n"
        "| 通话 | 得分 | 主要违规 |\n| --- | --- | --- |\n"
        "| 甲 | 45 | 规则；甲；规则 |\n"
    )


def test_in_english_and_of_no_calls(tmp_path: Path) -> None:
    text = written(tmp_path / "s.md", lang="en")
    assert text == "# Service script check\n\n**0** calls. Violations: 0.\n"


def test_it_stays_short_and_names_the_lowest(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    from msgspec.structs import replace

    scores = [(n * 37) % 101 for n in range(101)]
    reports = [
        (replace(report(f"c{n}", "", violation(f"r{n}")), score=score), CALL)
        for n, score in enumerate(scores)
    ]
    page = rendered(written(tmp_path / "s.md", *reports, lang="en"))
    calls = page.cells[page.cells.index("main violations") + 1 :]
    assert calls[1::3] == [str(score) for score in range(MOST_ROWS)]
    assert page.cells.count("major") == MOST_ROWS


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 60])
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    page = rendered(written(tmp_path / "s.md", full_report(text)))
    assert page.tags <= {"h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    shown = visible(text, keep=frozenset()).strip()
    assert shown in page.cells


def test_long_names_are_cut(tmp_path: Path) -> None:
    page = rendered(written(tmp_path / "s.md", full_report("长" * 500)))
    assert max(map(len, page.cells)) < 200
