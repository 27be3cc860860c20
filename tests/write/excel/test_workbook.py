"""The workbook: what is in its sheets, that it is text, and what it does at Excel's limits."""

from __future__ import annotations

import os
import re
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
import pytest

from scriptcheck.report import LearnedEvidence, Outcome, Severity, Suspect
from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.write.excel.row_xml import width
from scriptcheck.write.excel.sheet import Limits
from scriptcheck.write.excel.workbook import WorkbookWriter
from tests.write.conftest import (
    CALL,
    HOSTILE,
    SECTIONS,
    case_report,
    full_report,
    heard,
    violation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

openpyxl = pytest.importorskip("openpyxl")

pytestmark = pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")


def written(path: Path, *pairs: tuple[CallReport, Call], lang: Lang = "zh", **options: Any) -> Any:
    """Return the workbook of these reports, as openpyxl reads it."""
    with WorkbookWriter(path, lang, **options) as writer:
        for report, call in pairs:
            writer.write(report, call)
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of ``sheet`` by their headings."""
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def every_cell(book: Any) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from row


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["概览", "通话", "违规", "规则", "客服", "请人看"]),
        ("en", ["Summary", "Calls", "Violations", "Rules", "Agents", "To look at"]),
    ],
)
def test_the_sheets(lang: Lang, names: list[str], tmp_path: Path) -> None:
    report, call = full_report()
    evidence = LearnedEvidence(1.0, 0.75, (("知道", 3),), "不知道呀")
    suspect = Suspect("cue", "agent", 0, 0, 3, "不知道", "话术", evidence)
    report = msgspec.structs.replace(report, suspects=(suspect,))
    book = written(tmp_path / "b.xlsx", (report, call), lang=lang)
    assert book.sheetnames == names
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        headings = [cell.value for cell in sheet[1]]
        assert len(set(headings)) == len(headings)
        assert all(re.search("[\u4e00-\u9fff]", each) for each in headings) == (lang == "zh")


def test_a_row_a_call(tmp_path: Path) -> None:
    (row,) = table(written(tmp_path / "b.xlsx", full_report("不知道"))["通话"])
    assert (row["通话"], row["得分"], row["结果"]) == ("不知道", 45, "不合格")
    assert (row["致命"], row["严重"], row["轻微"], row["提示"]) == (1, 1, 1, None)
    assert row["主要违规"] == "规则 / 不知道 / 规则"
    assert (row["客服工号"], row["班组"], row["队列"]) == ("不知道", "不知道", "7")
    assert (row["日期"], row["时长（秒）"]) == ("2026-03-02", 64.5)
    assert (row["移情性"], row["保证性"], row["转写提醒"]) == (50, None, "guess")


def test_a_row_a_violation(tmp_path: Path) -> None:
    waited, said, missed = table(written(tmp_path / "b.xlsx", full_report("不知道"))["违规"])
    assert (said["规则编号"], said["程度"], said["扣分"]) == ("a.rule", "严重", -5)
    assert (said["话轮"], said["时间"], said["说的话"]) == ("1", "00:01.5", "不知道")
    assert (waited["测得"], waited["时间"]) == ("最长等待 61.5 秒", "00:03.0")
    assert (missed["查找的话轮"], missed["维度"]) == ("1–2", "移情性")
    assert missed["最接近的话"] == "不知道（缺：不知道）"


def test_totals_by_rule_and_agent(report: Callable[..., CallReport], tmp_path: Path) -> None:
    kept = report("y", "", violation(verdict=Outcome.PASS, points=0))
    clean = msgspec.structs.replace(kept, passed=True)
    good = full_report("甲")[1]
    bad, call = full_report("甲")
    book = written(tmp_path / "b.xlsx", (bad, call), (bad, call), (clean, good), (clean, CALL))
    rule = next(row for row in table(book["规则"]) if row["编号"] == "a.rule")
    assert (rule["违规通数"], rule["通过"], rule["遵守率"], rule["共扣分"]) == (2, 2, 0.5, -10)
    (agent,) = table(book["客服"])
    assert (agent["客服"], agent["通话数"], agent["班组"]) == ("甲", 3, "甲")
    assert agent["平均分"] == pytest.approx((45 + 45 + 100) / 3)
    assert agent["合格率"] == pytest.approx(1 / 3)
    assert agent["最常见的违规"].startswith("甲（2 通） / 规则（2 通）")
    summary = dict(row[:2] for row in book["概览"].iter_rows(values_only=True) if row[0])
    assert (summary["通话数"], summary["不合格"], summary["合格"]) == (4, 2, 2)
    assert (summary["平均分"], summary["违规"], summary["其中致命"]) == (72.5, 6, 2)
    assert (summary["40–49"], summary["90–100"], summary["0–9"]) == (2, 2, 0)
    assert (summary["2026-03-02"], summary["转写提醒 guess：2 通。"]) == (3, None)


def test_sections_of_the_scorecard(tmp_path: Path) -> None:
    report, call = full_report("甲")
    pairs = [
        (msgspec.structs.replace(report, sections={"opening": score, "closing": 50, "x": 1}), call)
        for score in (79, 90, None)
    ]
    book = written(tmp_path / "b.xlsx", *pairs, sections=SECTIONS)
    heading = "部分：开场 / 问候（下限 80）"
    rows = table(book["通话"])
    assert [row[heading] for row in rows] == [79, 90, None]
    assert [row["部分：结束"] for row in rows] == [50, 50, 50]
    assert [row["低于下限的部分"] for row in rows] == ["开场 // 问候", None, None]
    assert {row["其他部分得分"] for row in rows} == {"x=1"}
    summary = {row[0]: row[1:5] for row in book["概览"].iter_rows(values_only=True) if row[0]}
    assert summary["开场 / 问候"] == (2, 84.5, 80, 1)
    assert summary["结束"] == (3, 50, None, None)
    # Of another profile's sections only the ids are known.
    stamp = msgspec.structs.replace(report.profile, name="another")
    other = [(msgspec.structs.replace(each, profile=stamp), call) for each, _ in pairs]
    row = table(written(tmp_path / "c.xlsx", other[0], sections=SECTIONS)["通话"])[0]
    assert (row[heading], row["其他部分得分"]) == (None, "opening=79 / closing=50 / x=1")


def test_agents_are_ranked_with_enough_calls_only(tmp_path: Path) -> None:
    report, call = full_report("甲")

    def of(agent: str, score: int, count: int) -> list[tuple[CallReport, Call]]:
        meta = dict(call.meta) | {"agent_id": agent}
        made = msgspec.structs.replace(report, score=score, passed=score > 80)
        return [(made, msgspec.structs.replace(call, meta=meta))] * count

    pairs = [*of("few", 0, 9), *of("weak", 50, 10), *of("strong", 90, 30)]
    rows = table(written(tmp_path / "b.xlsx", *pairs)["客服"])
    assert [row["客服"] for row in rows] == ["weak", "strong", "few"]
    assert [row["与总平均相比"] for row in rows] == ["低于总平均", "高于总平均", "通数太少，不排"]
    assert [row["平均分 95% 区间"] for row in rows] == ["50.0–50.0", "90.0–90.0", None]
    assert rows[1]["合格率 95% 区间"] == "88.6%–100.0%"
    assert [row["每通违规"] for row in rows] == [3, 3, 3]


def test_agents_without_an_id_or_a_name(report: Callable[..., CallReport], tmp_path: Path) -> None:
    named = msgspec.structs.replace(CALL, meta={"agent_name": "李"})
    book = written(tmp_path / "b.xlsx", (report("x"), named), (report("y"), CALL))
    (row,) = table(book["客服"])
    assert (row["客服"], row["通话数"]) == ("李", 1)


def test_what_reviewers_dispute(tmp_path: Path) -> None:
    report, call = full_report("甲")
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"call_id": "甲", "verdicts": {"a.rule": "not_fail", "b.missed": "fail"}}')
    reviews = Reviews.of(read_labels([labels]), ReviewTerms({}, 80, None))
    book = written(tmp_path / "b.xlsx", (report, call), (report, call), review=reviews)
    found = {row["编号"]: row for row in table(book["规则"])}
    shown = [
        found[name][f"{what}"]
        for name in ("a.rule", "b.missed", "c.waited")
        for what in ("有标注的违规", "其中有异议", "异议率")
    ]
    assert shown == [2, 2, 1, 2, 0, 0, None, None, None]
    summary = dict(row[:2] for row in book["概览"].iter_rows(values_only=True) if row[0])
    assert (summary["有标注的违规"], summary["其中有异议"], summary["异议率"]) == (4, 2, 0.5)
    plain = written(tmp_path / "c.xlsx", (report, call))
    assert "异议率" not in {cell.value for cell in plain["概览"]["A"]}
    assert plain["规则"].column_dimensions["L"].hidden


def test_cases_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with WorkbookWriter(path) as writer:
        writer.write(*full_report())
        writer.add_cases([case_report("T1", Severity.MAJOR), case_report("T2")])
    book = openpyxl.load_workbook(path)
    summary = dict(row[:2] for row in book["概览"].iter_rows(values_only=True) if row[0])
    assert (summary["工单"], summary["其中有违规"]) == (2, 1)
    (row,) = table(book["工单"])
    assert (row["工单"], row["说的话"], row["起始通话"]) == ("T1", "我要投诉", "one")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_prints_as_wide_as_a_page(lang: Lang, tmp_path: Path) -> None:
    pairs = [full_report("一段很长的话，" * 30)] * 3
    for sheet in written(tmp_path / "b.xlsx", *pairs, lang=lang, sections=SECTIONS).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
        if sheet.title in {"概览", "Summary"}:
            continue
        assert sheet.print_title_rows == "$1:$1"
        first, last = sheet.print_area.replace("$", "").split("!")[1].split(":")
        assert first == "A1"
        widths = [
            sheet.column_dimensions[cell.column_letter].width
            for cell in next(sheet[f"A1:{re.sub('[0-9]', '', last)}1"].__iter__())
            if not sheet.column_dimensions[cell.column_letter].hidden
        ]
        # At 150 half-width characters a page is printed as it is, at 250 with three fifths.
        assert sum(widths) <= 250, (sheet.title, widths)


def test_rows_are_as_high_as_their_text(
    office: Callable[..., None], report: Callable[..., CallReport], tmp_path: Path
) -> None:
    quote = "这句话很长，" * 20 + "到此为止"
    pair = (report("x", "", violation(evidence=(heard(0, quote),))), CALL)
    written(tmp_path / "b.xlsx", pair)
    office("--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "b.xlsx")
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "b.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # What does not fit into a cell is not printed.
    assert "到此为止" in re.sub(r"\s", "", text)


def test_columns_without_anything_are_hidden(tmp_path: Path) -> None:
    report, call = full_report()
    calls = written(tmp_path / "b.xlsx", (report, call))["通话"]
    shown = {cell.value: calls.column_dimensions[cell.column_letter].hidden for cell in calls[1]}
    assert shown["低于下限的部分"]
    assert not shown["班组"]
    assert not shown["来源"]


def test_no_calls_at_all(tmp_path: Path) -> None:
    book = written(tmp_path / "b.xlsx")
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [1] * 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    from openpyxl.utils.escape import unescape

    from scriptcheck.text.visible import visible

    book = written(tmp_path / "b.xlsx", full_report(text), pages=True)
    cells = [cell for cell in every_cell(book) if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    shown = visible(text, keep=frozenset())
    # Excel and LibreOffice read these escapes in every string, openpyxl only in shared ones.
    texts = [unescape(cell.value).strip() for cell in cells if cell.data_type != "n"]
    assert shown.strip() in texts
    for cell in cells:
        if cell.hyperlink is not None:
            folder, _, name = cell.hyperlink.target.partition("\\")
            assert folder == "pages"
            assert not set(unquote(name)) & set("/\\")


def test_a_spreadsheet_opens_it(office: Callable[..., None], tmp_path: Path) -> None:
    pairs = [full_report(text) for text in HOSTILE]
    expected = written(tmp_path / "b.xlsx", *pairs, pages=True)
    office("--convert-to", "ods", "--outdir", tmp_path / "again", tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "again" / "b.ods") as ods:
        content = ods.read("content.xml").decode()
    assert re.findall(r'<table:table table:name="([^"]+)"', content) == expected.sheetnames
    assert "of:=1+1" not in content
    assert "table:formula" not in content
    for text in ("=1+1", "@SUM(A1)", "&lt;r&gt;&lt;t&gt;rich&lt;/t&gt;&lt;/r&gt;", "_x0041_"):
        assert f">{text}<" in re.sub(r"<text:s[^>]*/>", "", content), text


def test_links_lead_to_the_pages(report: Callable[..., CallReport], tmp_path: Path) -> None:
    pairs = [(report(name, "", violation()), CALL) for name in ("x", "X", "../x", "通 话#1%")]
    book = written(tmp_path / "b.xlsx", *pairs, pages=True)
    targets = [row[0].hyperlink.target for row in book["通话"].iter_rows(min_row=2)]
    # The separator that Excel itself writes.
    assert targets[0] == r"pages\x.html"
    assert len({target.casefold() for target in targets}) == 4
    assert all(re.fullmatch(r"pages\\[\w.%-]+\.html", target) for target in targets)
    assert [row[0].hyperlink.target for row in book["违规"].iter_rows(min_row=2)] == targets
    plain = written(tmp_path / "c.xlsx", *pairs)
    assert not any(cell.hyperlink for cell in every_cell(plain))


def test_equal_reports_give_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def data(name: str, zone: str) -> bytes:
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()
        written(tmp_path / name, full_report())
        return (tmp_path / name).read_bytes()

    assert data("a.xlsx", "UTC") == data("b.xlsx", "Asia/Shanghai")


def test_rows_past_the_last_go_on_in_a_further_sheet(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    pairs = [(report(f"c{number}", "", violation()), CALL) for number in range(5)]
    book = written(tmp_path / "b.xlsx", *pairs, pages=True, limits=Limits(rows=3, links=1))
    assert book.sheetnames == [
        "概览",
        "通话",
        "违规",
        "规则",
        "客服",
        "请人看",
        "通话 2",
        "违规 2",
        "通话 3",
        "违规 3",
    ]
    ids = [row["通话"] for name in ("通话", "通话 2", "通话 3") for row in table(book[name])]
    assert ids == [f"c{number}" for number in range(5)]
    assert [bool(book[name]["A2"].hyperlink) for name in ("通话", "通话 2", "通话 3")] == [True] * 3
    assert not book["通话"]["A3"].hyperlink
    assert book["通话 3"].auto_filter.ref.startswith("A1:")
    notes = [row[0] for row in book["概览"].iter_rows(values_only=True) if row[0]]
    assert "“通话”超过 Excel 一张表的行数，分在：通话、通话 2、通话 3。" in notes
    assert "“通话”有 2 行没有链接：Excel 一张表最多 65,530 个。" in notes


@pytest.mark.parametrize("char", ["长", "😀"])
def test_text_too_long_for_a_cell_is_cut_and_that_is_said(
    char: str, report: Callable[..., CallReport], tmp_path: Path
) -> None:
    quote = char * 40_000
    pair = (report("x", "", violation(evidence=(heard(0, quote),))), CALL)
    book = written(tmp_path / "b.xlsx", pair)
    shown = book["违规"]["G2"].value
    assert 32_766 <= len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert shown.rstrip("…") == quote[: len(shown) - 1]
    notes = [row[0] for row in book["概览"].iter_rows(values_only=True) if row[0]]
    assert "“违规”有 1 格文字过长，截到 Excel 的上限 32,767 字。" in notes


def test_columns_are_as_wide_as_chinese_needs(tmp_path: Path) -> None:
    book = written(tmp_path / "b.xlsx", full_report("十六个字宽的文本"))
    widths = {
        cell.value: book["违规"].column_dimensions[cell.column_letter].width
        for cell in book["违规"][1]
        if cell.column_letter in book["违规"].column_dimensions
    }
    assert 18 <= widths["通话"] <= 19.5
    assert (width("abc"), width("中文"), width("ｱ！")) == (3, 4, 3)


def test_an_earlier_workbook_goes_and_none_is_left_of_a_run_that_failed(tmp_path: Path) -> None:
    path = tmp_path / "out" / "b.xlsx"
    written(path, full_report())

    def fail() -> None:
        with WorkbookWriter(path) as writer:
            writer.write(*full_report())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert os.listdir(path.parent) == []  # noqa: PTH208


def test_one_writer_can_write_twice(tmp_path: Path) -> None:
    writer = WorkbookWriter(tmp_path / "b.xlsx")
    sizes = []
    for _ in range(2):
        with writer:
            writer.write(*full_report())
        sizes.append((tmp_path / "b.xlsx").read_bytes())
    assert sizes[0] == sizes[1]
    assert os.listdir(tmp_path) == ["b.xlsx"]  # noqa: PTH208
