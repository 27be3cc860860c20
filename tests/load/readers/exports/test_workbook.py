"""Excel workbooks: sheets, cells of any kind, and what is broken."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

openpyxl = pytest.importorskip("openpyxl")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ROWS: list[list[Any]] = [["通话编号", "角色", "内容"], [1, "客服", "您好"], [None, "客户", 10.0]]

STRICT = [
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
]
EXTENSION = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst>'
"""What stands in a sheet with conditional formats of newer Excel."""


def workbook(**sheets: Any) -> bytes:
    """Return a workbook with the rows of each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["x.xlsx", "x.txt", "x", "x.zip"])
def test_a_row_for_each_turn(load_bytes: Callable[..., Loaded], name: str) -> None:
    loaded = load_bytes(workbook(Sheet1=ROWS), name)
    (call,) = loaded.calls
    assert (call.call_id, call.source) == ("1", f"{name}:2")
    assert [(turn.speaker, turn.text) for turn in call.turns] == [
        ("agent", "您好"),
        ("customer", "10"),
    ]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_a_row_for_each_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = [["录音编号", "通话内容", "评分"], ["7", "【坐席】您好【客户】你好", 95]]
    (call,) = load_bytes(workbook(a=rows), "x.xlsx").calls
    assert (call.call_id, len(call.turns), call.meta) == ("7", 2, {"评分": "95"})


def test_cells_under_blank_headings_are_counted(load_bytes: Callable[..., Loaded]) -> None:
    rows = [["角色", "内容", None], ["客服", "您好", "愤怒"], ["客户", "好", None]]
    loaded = load_bytes(workbook(a=rows), "x.xlsx")
    assert loaded.warnings == ["unnamed-column"]
    assert "1 个" in loaded.calls[0].warnings[0].message.zh


def test_titles_and_blank_rows_stand_above(load_bytes: Callable[..., Loaded]) -> None:
    rows = [["某公司通话记录"], [], [None, "导出时间", datetime(2024, 5, 1)], *ROWS, [], ROWS[1]]
    assert len(load_bytes(workbook(a=rows), "x.xlsx").calls[0].turns) == 3


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(0, 0, 1, 500_000), time(0, 1), (1_500, 60_000)),
        (timedelta(seconds=2), timedelta(seconds=3), (2_000, 3_000)),
        (datetime(2024, 5, 1, 10), datetime(2024, 5, 1, 10, 0, 2), (0, 2_000)),
        ("00:00:01", None, (1_000, None)),
        (0.5, 2, (500, 2_000)),
    ],
)
def test_times(
    load_bytes: Callable[..., Loaded], start: Any, end: Any, expected: tuple[int, int | None]
) -> None:
    rows = [["角色", "内容", "开始", "结束"], ["客服", "您好请讲", start, end]]
    (call,) = load_bytes(workbook(a=rows), "x.xlsx").calls
    assert (call.turns[0].start_ms, call.turns[0].end_ms) == expected


def test_every_sheet_is_read(load_bytes: Callable[..., Loaded]) -> None:
    turns = [["角色", "内容"], ["客服", "您好"]]
    summary = [["合计", 2]]
    loaded = load_bytes(workbook(一月=turns, 汇总=summary, 二月=turns, 空=[]), "x.xlsx")
    assert [call.call_id for call in loaded.calls] == ["x#一月", "x#二月"]
    assert [call.source for call in loaded.calls] == ["x.xlsx#一月", "x.xlsx#二月"]
    assert loaded.problems == []
    assert [[w.code for w in call.warnings] for call in loaded.calls] == [["no-columns"], []]
    assert loaded.calls[0].warnings[0].source == "x.xlsx#汇总"


def turns_of(call_id: str, *texts: str) -> list[list[str]]:
    return [[call_id, "客服", text] for text in texts]


HEAD = ["通话编号", "角色", "内容"]
FIRST = [HEAD, *turns_of("a", "您好", "再见"), *turns_of("b", "您好")]


def test_a_call_that_goes_on_in_the_next_sheet(load_bytes: Callable[..., Loaded]) -> None:
    second = [HEAD, *turns_of("b", "请讲", "再见"), *turns_of("c", "您好")]
    third = [HEAD, *turns_of("c", "再见")]
    loaded = load_bytes(workbook(一=FIRST, 二=second, 三=third), "x.xlsx")
    texts = {call.call_id: [turn.text for turn in call.turns] for call in loaded.calls}
    assert texts == {
        "a": ["您好", "再见"],
        "b": ["您好", "请讲", "再见"],
        "c": ["您好", "再见"],
    }
    (warning,) = (w for call in loaded.calls if call.call_id == "b" for w in call.warnings)
    assert warning.code == "rows-in-sheets"
    assert "x.xlsx#一、x.xlsx#二" in warning.message.zh
    assert [call.source for call in loaded.calls] == ["x.xlsx#一:2", "x.xlsx#一:4", "x.xlsx#二:4"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"一": FIRST, "二": FIRST},
        {"一": [HEAD, *turns_of("b", "您好")], "二": [HEAD, *turns_of("b", "您好")]},
        {"一": FIRST, "二": [HEAD, *turns_of("c", "您好"), *turns_of("b", "您好")]},
        {"一": FIRST, "二": [["通话编号", "说话人", "内容"], *turns_of("b", "您好")]},
        {"一": [row[1:] for row in FIRST], "二": [row[1:] for row in FIRST]},
    ],
)
def test_ids_that_begin_anew_in_each_sheet(
    load_bytes: Callable[..., Loaded], sheets: dict[str, list[list[str]]]
) -> None:
    apart = [
        len(call.turns)
        for name, rows in sheets.items()
        for call in load_bytes(workbook(**{name: rows}), "x.xlsx").calls
    ]
    loaded = load_bytes(workbook(**sheets), "x.xlsx")
    assert sorted(len(call.turns) for call in loaded.calls) == sorted(apart)
    assert "rows-in-sheets" not in loaded.warnings


def test_no_sheet_is_a_table(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(workbook(a=[["合计", 2]], b=[["x"]]), "x.xlsx").codes == ["no-columns"] * 2
    assert load_bytes(workbook(a=[], b=[]), "x.xlsx").codes == ["empty-file"]


def test_cells_in_far_corners_take_no_memory(load_bytes: Callable[..., Loaded]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    sheet["XFD1048576"] = "远"
    stream = io.BytesIO()
    book.save(stream)
    assert len(load_bytes(stream.getvalue(), "x.xlsx").calls[0].turns) == 2


@pytest.mark.parametrize("size", ["A1", "A1:B2", "B3:B3", "A1:XFD1048576", "nonsense"])
def test_the_size_that_a_sheet_says_it_has_hides_no_row(
    load_bytes: Callable[..., Loaded], size: str
) -> None:
    data = workbook(a=ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    changed = sheet.replace(b'<dimension ref="A1:C3"', f'<dimension ref="{size}"'.encode())
    assert changed != sheet
    loaded = load_bytes(without(data, **{"xl/worksheets/sheet1.xml": changed}), "x.xlsx")
    assert [turn.text for call in loaded.calls for turn in call.turns] == ["您好", "10"]
    assert (loaded.problems, loaded.warnings) == ([], [])


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_old_workbooks_and_such_with_a_password(
    load_bytes: Callable[..., Loaded], data: bytes
) -> None:
    loaded = load_bytes(data, "x.xls")
    assert loaded.codes == ["old-workbook"]
    assert ".xlsx" in loaded.problems[0].fix.zh


def without(data: bytes, *names: str, **changed: bytes) -> bytes:
    """Return the ZIP file ``data`` without some members, and with others changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(
                    name, changed.get(name.rpartition("/")[2].split(".")[0], old.read(name))
                )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("names", "changed"),
    [
        (("xl/worksheets/sheet1.xml",), {}),
        (("xl/_rels/workbook.xml.rels",), {}),
        ((), {"workbook": b"<broken"}),
        ((), {"sheet1": b"<worksheet><sheetData><row><c t='s'><v>99</v></c></row>"}),
        ((), {"sheet1": b"no xml"}),
    ],
)
def test_broken_workbooks(
    load_bytes: Callable[..., Loaded], names: tuple[str, ...], changed: dict[str, bytes]
) -> None:
    data = without(workbook(a=ROWS), *names, **changed)
    assert set(load_bytes(data, "x.xlsx").codes) <= {"damaged-workbook", "empty-file"}
    assert load_bytes(data, "x.xlsx").calls == []
    assert load_bytes(data, "x.xlsx").problems


def test_what_is_broken_is_said_without_the_words_of_python(
    load_bytes: Callable[..., Loaded],
) -> None:
    data = without(workbook(a=ROWS), sheet1=b"no xml")
    (problem,) = load_bytes(data, "x.xlsx").problems
    assert "Error" not in problem.message.en
    assert "line 1" in problem.message.en


def test_a_workbook_without_styles(load_bytes: Callable[..., Loaded]) -> None:
    data = workbook(a=ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        relations = old.read("xl/_rels/workbook.xml.rels")
        kinds = old.read("[Content_Types].xml")
    relations = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", relations)
    kinds = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", kinds)
    plain = without(data, "xl/styles.xml", **{"workbook": relations, "[Content_Types]": kinds})
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(plain)) as cut, zipfile.ZipFile(stream, "w") as new:
            for name in cut.namelist():
                kept = old.read(name) if name == "xl/workbook.xml" else cut.read(name)
                new.writestr(name, kept)
    loaded = load_bytes(stream.getvalue(), "x.xlsx")
    assert [call.turns for call in loaded.calls] == [
        call.turns for call in load_bytes(data, "x.xlsx").calls
    ]
    assert loaded.calls


def test_a_workbook_that_is_cut_off(load_bytes: Callable[..., Loaded]) -> None:
    data = workbook(a=ROWS)
    loaded = load_bytes(data[: len(data) // 2], "x.xlsx")
    assert loaded.calls == []
    assert loaded.codes == ["damaged-archive"]


def test_workbooks_that_expand_beyond_measure(load_bytes: Callable[..., Loaded]) -> None:
    data = without(workbook(a=ROWS))
    stream = io.BytesIO(data)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/media/image1.bin", "w") as member,
    ):
        for _ in range(100):
            member.write(bytes(1 << 20))
    loaded = load_bytes(stream.getvalue(), "x.xlsx")
    assert loaded.codes == ["archive-too-large"]


def test_the_library_is_named_where_it_is_missing(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptcheck.load.readers.format.find_spec", lambda _: None)
    loaded = load_bytes(workbook(a=ROWS), "x.xlsx")
    assert loaded.codes == ["missing-extra"]
    assert "scriptcheck[excel]" in loaded.problems[0].fix.zh
    assert "openpyxl" in loaded.problems[0].message.en


def test_workbooks_of_other_kinds_are_refused(load_bytes: Callable[..., Loaded]) -> None:
    binary, strict = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(binary, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.bin"):
            archive.writestr(name, b"<x/>")
    transitional = zipfile.ZipFile(io.BytesIO(workbook(Sheet1=ROWS)))
    with zipfile.ZipFile(strict, "w") as archive:
        for name in transitional.namelist():
            content = transitional.read(name)
            for old, new in STRICT:
                content = content.replace(old, new)
            archive.writestr(name, content)
    kinds = {
        "a.xlsb": binary.getvalue(),
        "a.xls": b'<?xml version="1.0"?><Workbook xmlns="'
        b'urn:schemas-microsoft-com:office:spreadsheet"/>',
        "a.xlsx": strict.getvalue(),
    }
    for name, content in kinds.items():
        loaded = load_bytes(content, name)
        assert (loaded.calls, loaded.codes) == ([], ["old-workbook"]), name


def test_what_openpyxl_warns_of_is_nobodys_concern(load_bytes: Callable[..., Loaded]) -> None:
    plain = zipfile.ZipFile(io.BytesIO(workbook(Sheet1=ROWS)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in plain.namelist():
            content = plain.read(name)
            archive.writestr(name, content.replace(b"</worksheet>", EXTENSION + b"</worksheet>"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(load_bytes(stream.getvalue(), "x.xlsx").calls) == 1


def test_ids_that_are_no_whole_numbers_any_more(load_bytes: Callable[..., Loaded]) -> None:
    # Programs write numbers of 17 digits with 16.
    rows = [ROWS[0], [20240501123456789, "客服", "您好"], [20240501123456788, "客户", "好"]]
    loaded = load_bytes(workbook(Sheet1=[*rows, [8, "客服", "喂"]]), "x.xlsx")
    assert set(loaded.codes) == {"mangled-id"}
    assert [call.call_id for call in loaded.calls] == ["8"]
