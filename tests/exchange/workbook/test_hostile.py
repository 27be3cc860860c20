"""Workbooks as people and other programs leave them."""

from __future__ import annotations

import datetime
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import LexiconError, LoadError, UsageError
from scriptcheck.exchange import SourceKind, import_lexicon, source_kind
from scriptcheck.exchange.workbook import layout
from tests.exchange.workbook.conftest import SMALL, SMALL_CHAPTER, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.workbook.conftest import Workbench

pytest.importorskip("openpyxl")


def refused(small: Workbench, *changes: Any) -> list[str]:
    small.changed(*changes)
    return small.problems()


def test_every_mistake_is_named_at_once(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        rules, phrases = book["规则"], book["说法"]
        rule = row(rules, 规则编号="own.sorry")
        rule["内容"].value = "sory"
        rule["程度"].value = "很重"
        rule["扣分"].value = "五"
        rule["违规提示"].value = None
        rule["前提"].value = "sorry 且"
        rule["章"].value = "../../etc/passwd"
        phrases.append(["sorry", None, "说发", "你好]"])
        phrases.append([None, None, None, "没有编号"])
        phrases.append(["nobody", None, None, "谁"])
        phrases.append(["sorry", None, None, None, "同音"])
        book["话术"].append(["保留", 12, "数"])
        book["话术"].append(["保留", "sorry", "又"])
        book["话术"].append(["保留", "empty_one", "空", "谁说的"])
        book["话术例句"].append(["sorry", None, None, "没选结果"])
        book["变量"].append(["x", "[a", "方案"])
        book["方案"].append(["及格", 1])
        row(book["方案"], 项目="及格分")["值"].value = 700

    # As people go through the sheets, whatever found them.
    assert refused(small, spoil) == [
        "话术!B3 bad-id",
        "话术!B4 duplicate-id",
        "话术!B5 missing",
        "话术!B5 missing",
        "话术!D5 unknown-word",
        "说法!C4 unknown-word",
        "说法!D4:3 template",
        "说法!A5 missing-id",
        "说法!A6 unknown-id",
        "说法!D7 missing-text",
        "话术例句!C4 missing-result",
        "规则!E2 unknown-cue",
        "规则!F2:8 cell-text",
        "规则!H2 unknown-word",
        "规则!I2 cell-text",
        "规则!J2 missing",
        "规则!S2 bad-file",
        "变量!B4 template",
        "方案!B7 less-than-equal",
        "方案!A16 unknown-setting",
    ]


def test_unknown_cues_are_named_in_their_cell(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        row(book["规则"], 规则编号="own.sorry")["内容"].value = "sory 或 sorry"

    assert refused(small, spoil) == ["规则!E2 unknown-cue"]


def test_what_excel_makes_of_cells(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        phrases = book["说法"]
        for value in (datetime.datetime(2026, 1, 2), datetime.time(1, 2), "=1+1", "#REF!"):
            phrases.append(["sorry", None, None, value])
        phrases.cell(7, 4).data_type = "e"

    assert refused(small, spoil) == [f"说法!D{number} cell-value" for number in (4, 5, 6, 7)]


def test_what_does_no_harm(small: Workbench) -> None:
    def change(book: Any) -> None:
        phrases = book["说法"]
        phrases.insert_rows(2, 3)
        phrases.row_dimensions[5].hidden = True
        phrases.append([" SORRY ".lower(), None, "　说法 ", "  前后有空格 \xa0", " EXACT "])
        phrases.append(["ｓｏｒｒｙ", None, None, 12])
        phrases.append(["sorry", None, None, "_x000D_\n两行_x000D_\n"])
        phrases["H1"] = "备忘"
        phrases["H5"] = "记一笔"
        book.create_sheet("草稿")["A1"] = "x"
        book["规则"].title = " 规则 "
        row(book[" 规则 "], 规则编号="own.sorry")["扣分"].value = "－３"

    small.changed(change)
    before = small.texts()
    done = small.take()
    spaced = "{text: 前后有空格, tolerance: exact}"
    assert small.difference(before) == {
        "words.yaml": [
            '-    phrases: ["真抱歉", "万分抱歉"]',
            f'+    phrases: ["真抱歉", "万分抱歉", {spaced}, "12", "两行"]',
            "+    points: -3",
        ]
    }
    assert [each.zh for each in done.unread] == ["“说法”的列“备忘”（H）", "工作表“草稿”"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+8610", "-5", "@x", "<r>x</r>", "_x000D_", "'q", "12", "1-2", " 空 ", "a\rb", "a\nb"],
)
def test_no_text_becomes_anything_else(bench: Workbench, text: str) -> None:
    import json

    quoted = json.dumps(text)
    chapter = SMALL_CHAPTER.replace('"真抱歉", "万分抱歉"', f'"真抱歉", {quoted}, "甲{quoted[1:]}')
    chapter = chapter.replace("title: 要抱歉", f"title: {quoted}")
    chapter = chapter.replace("你]", f"{quoted}]")
    bench.write(profile=SMALL, words=chapter)
    try:
        bench.export()
    except LexiconError:
        pytest.skip("no template has this text")
    import openpyxl

    before = bench.texts()
    assert bench.take().files == ()
    for sheet in openpyxl.load_workbook(bench.book):
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    import_lexicon(bench.book, bench.home.with_name("again"), standalone=True)
    assert bench.texts() == before


def test_lines_in_a_cell_are_named(small: Workbench) -> None:
    """Alt+Enter begins one; the two phrases would be one that nobody says."""

    def spoil(book: Any) -> None:
        book["说法"].append(["sorry", None, None, "下载软件\n安装软件"])
        book["说法"].append(["sorry", None, "例外", "不抱歉\u2028别抱歉"])
        book["说法"].append(["sorry", None, None, "下载_x000D_\n{nope}"])
        book["变量"].append(["you", "贵方\n贵司", "words.yaml"])

    assert refused(small, spoil) == [
        "说法!D4 cell-lines",
        "说法!D5 cell-lines",
        "说法!D6 cell-lines",
        "说法!D6:4 unknown-variable",
        "变量!B4 cell-lines",
    ]


def test_headings_that_are_missing_or_renamed(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        book["说法"]["D1"] = "文本"
        book["规则"].delete_cols(18)
        for cell in book["话术例句"][1]:
            cell.value = None
        del book["规则例句"]

    assert refused(small, spoil) == [
        "说法!A1 missing-column",
        "话术例句 missing-sheet",
        "话术例句!A1 no-headings",
        "规则!A1 missing-column",
        "规则例句 missing-sheet",
    ]


def test_headings_of_either_language_below_a_title(small: Workbench) -> None:
    small.export("en")

    def change(book: Any) -> None:
        sheet = book["phrases"]
        sheet.insert_rows(1)
        sheet["A1"] = "我们的话术"
        sheet["D2"] = "内容"
        sheet.append(["sorry", None, "exception", "例外话", None])

    before = small.texts()
    small.changed(change)
    small.take()
    assert small.difference(before) == {"words.yaml": ["+    unless: [例外话]"]}


def test_merged_cells_are_refused(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        book["说法"].merge_cells("A2:A3")

    assert refused(small, spoil) == ["说法!A3 missing-id"]


def test_two_sheets_of_one_name(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        book.create_sheet("cues")["A1"] = "cue id"

    assert refused(small, spoil) == ["cues sheet-twice"]


def test_no_more_problems_than_can_be_read(small: Workbench) -> None:
    def spoil(book: Any) -> None:
        for _ in range(700):
            book["说法"].append([None, None, None, "没有编号"])

    problems = refused(small, spoil)
    assert len(problems) == 501
    assert problems[-1].endswith("more-problems")


def test_what_is_no_workbook(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    (tmp_path / "text.xlsx").write_text("不是", encoding="utf-8")
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 400_000_000)
    for name in ("text", "old", "bomb", "absent"):
        with pytest.raises(LoadError):
            source_kind(tmp_path / f"{name}.xlsx")
        with pytest.raises(LoadError):
            import_lexicon(tmp_path / f"{name}.xlsx", home)
    assert not home.exists()


def test_kinds_of_sources(small: Workbench, tmp_path: Path) -> None:
    import openpyxl

    words = openpyxl.Workbook()
    sheet: Any = words.active
    sheet.append(["滚"])
    sheet.title = "说法"
    words.save(tmp_path / "words.xlsx")
    assert source_kind(small.book) is SourceKind.WORKBOOK
    assert source_kind(tmp_path / "words.xlsx") is SourceKind.WORDS
    assert source_kind(tmp_path / "words.txt") is SourceKind.WORDS


def test_many_rows(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "big.xlsx"), {"constant_memory": True})
    for sheet, rows in (
        (layout.CUES, [["", "own_many", "多"]]),
        (layout.PHRASES, (["own_many", "", "", f"词{number}"] for number in range(5_000))),
        (
            layout.CUE_EXAMPLES,
            [["own_many", "", "应匹配", "词1"], ["own_many", "", "不应匹配", "好"]],
        ),
    ):
        page = book.add_worksheet(sheet.name.zh)
        page.write_row(0, 0, [column.heading.zh for column in sheet.columns])
        for number, cells in enumerate(rows, 1):
            page.write_row(number, 0, cells)
    book.close()
    done = import_lexicon(tmp_path / "big.xlsx", tmp_path / "mine")
    assert done.added == ("own_many",)
    assert (tmp_path / "mine" / "own.yaml").read_text(encoding="utf-8").count("\n      - ") == 5_000


def test_a_base_that_there_is_not(own: Workbench) -> None:
    def change(book: Any) -> None:
        row(book["方案"], 项目="基础方案")["值"].value = "nowhere"

    new = own.home.with_name("new")
    with pytest.raises(UsageError, match="unknown-profile"):
        import_lexicon(own.changed(change), new)
    assert not new.exists()
