"""The summary in Markdown: what it says, and that a text in it is only text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from scriptcheck.report import Severity
from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.text.visible import visible
from scriptcheck.write.files.markdown import MarkdownWriter
from scriptcheck.write.files.markdown_tables import MOST_ROWS
from tests.write.conftest import (
    CALL,
    HOSTILE,
    SECTIONS,
    case_report,
    full_report,
    violation,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

markdown_it = pytest.importorskip("markdown_it")


def written(path: Path, *pairs: tuple[CallReport, Call], lang: Lang = "zh", **options: Any) -> str:
    with MarkdownWriter(path, lang, **options) as writer:
        for pair in pairs:
            writer.write(*pair)
    return path.read_text(encoding="utf-8")


class Page(HTMLParser):
    """What a page shows: its cells and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.is_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"th", "td"} or not attrs
        self.tags.add(tag)
        if tag in {"th", "td"}:
            self.cells.append("")
            self.is_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.is_cell = self.is_cell and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self.is_cell:
            self.cells[-1] += data.strip("\n")


def rendered(text: str) -> Page:
    return Page(markdown_it.MarkdownIt("commonmark").enable("table").render(text))


def test_what_it_says(report: Callable[..., CallReport], tmp_path: Path) -> None:
    text = written(tmp_path / "s.md", full_report("甲"), (report("y"), CALL))
    assert text == (
        "# 服务规范质检\n\n"
        "**2** 通电话，合格率 **50.0%**，平均 **72.5** 分。"
        "违规：致命 1，严重 1，轻微 1，平均每通 1.5 处。\n\n"
        "## 违规最多的规则\n\n"
        "| 规则 | 程度 | 违规通数 | 遵守率 |\n| --- | --- | --- | --- |\n"
        "| 甲 | 严重 | 1 | 0% |\n| 规则 | 轻微 | 1 | 0% |\n| 规则 | 致命 | 1 | 0% |\n\n"
        "另有 1 位客服有得分的通话不足 10 通，不排。\n\n"
        "## 得分最低的通话\n\n"
        "| 通话 | 得分 | 主要违规 |\n| --- | --- | --- |\n"
        "| 甲 | 45 | 规则 / 甲 / 规则 |\n"
    )


def test_agents_have_the_number_of_their_calls_and_intervals(tmp_path: Path) -> None:
    bad, call = full_report("甲")
    good_call = replace(call, meta=dict(call.meta) | {"agent_id": "乙"})
    good = replace(bad, score=100, passed=True, verdicts=())
    pairs = [*[(bad, call)] * 10, *[(good, good_call)] * 30, *[(good, good_call)] * 30]
    page = rendered(written(tmp_path / "s.md", *pairs))
    first = page.cells.index("最常见的违规") + 1
    assert page.cells[first : first + 12] == [
        *("甲", "10", "45.0 (45.0–45.0)", "0% (0.0%–27.8%)", "低于总平均", "甲 / 规则 / 规则"),
        *("乙 甲", "60", "100.0 (100.0–100.0)", "100% (94.0%–100.0%)", "高于总平均", ""),
    ]


def test_sections_of_the_scorecard(tmp_path: Path) -> None:
    report, call = full_report("甲")
    made = [
        (replace(report, sections={"opening": score, "closing": None}), call) for score in (79, 90)
    ]
    page = rendered(written(tmp_path / "s.md", *made, sections=SECTIONS))
    first = page.cells.index("低于下限的通话") + 1
    assert page.cells[first : first + 4] == ["开场 / 问候", "84.5", "80", "1"]
    assert page.cells[first + 4 : first + 8] == ["结束", "–", "–", "–"]


def test_what_reviewers_dispute(tmp_path: Path) -> None:
    report, call = full_report("甲")
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"call_id": "甲", "verdicts": {"a.rule": "not_fail", "b.missed": "fail"}}')
    reviews = Reviews.of(read_labels([labels]), ReviewTerms({}, 80, None))
    text = written(tmp_path / "s.md", (report, call), review=reviews)
    assert "有标注的违规 2 处，其中 1 处有异议（50.0%）。" in text
    page = rendered(text)
    first = page.cells.index("异议率") + 1
    assert page.cells[first : first + 4] == ["甲", "1", "1", "100%"]
    # Rules that nobody disputes are not listed.
    assert page.cells[first + 4] == "通话"


def test_cases_are_counted_and_the_most_severe_violations_listed(tmp_path: Path) -> None:
    made = [
        case_report("T2", Severity.MINOR),
        case_report("T|1", Severity.MAJOR),
        case_report("T3"),
    ]
    with MarkdownWriter(tmp_path / "s.md", "en") as writer:
        writer.write(*full_report("甲"))
        writer.add_cases(made)
    text = (tmp_path / "s.md").read_text(encoding="utf-8")
    assert "**3** cases, **2** with violations." in text
    page = rendered(text)
    first = page.cells.index("due") + 2
    assert page.cells[first : first + 10] == [
        *("T|1", "一小时内回电", "major", "2026-03-02 10:00:00+08:00"),
        "The call that had to follow did not come.",
        *("T2", "一小时内回电", "minor", "2026-03-02 10:00:00+08:00"),
        "The call that had to follow did not come.",
    ]


def test_in_english_and_of_no_calls(tmp_path: Path) -> None:
    text = written(tmp_path / "s.md", lang="en")
    assert text == "# Service script check\n\n**0** calls. Violations: 0.\n"


def test_it_stays_short_and_names_the_lowest(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
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
