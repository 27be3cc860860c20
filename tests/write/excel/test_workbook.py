"""The workbook: what is in its sheets, that it is text, and what it does at Excel's limits."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
import pytest

from scriptcheck.report import LearnedEvidence, Outcome, Suspect
from scriptcheck.write.excel.row_xml import width
from scriptcheck.write.excel.sheet import Limits
from scriptcheck.write.excel.workbook import WorkbookWriter
from tests.write.conftest import CALL, HOSTILE, full_report, heard, violation

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


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_opens_it(tmp_path: Path) -> None:
    pairs = [full_report(text) for text in HOSTILE]
    expected = written(tmp_path / "b.xlsx", *pairs, pages=True)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/home",
            *("--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "again")),
            str(tmp_path / "b.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
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
