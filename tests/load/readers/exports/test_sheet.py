"""What stands in a sheet is read wherever it stands, and what cannot be is reported."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.load.readers.exports import sheet as reader

openpyxl = pytest.importorskip("openpyxl")

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker
    from tests.load.conftest import Loaded

NAMES: list[Any] = ["通话编号", "角色", "内容", "工单号"]
FAR = 1500
SHEET = "xl/worksheets/sheet1.xml"


def saved(rows: list[list[Any]], *merged: str, far: dict[int, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number, text in (far or {}).items():
        book.active.cell(number, FAR).value = text
    for cells in merged:
        book.active.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def edited(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook ``data`` with its sheet changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            new.writestr(name, change(member) if name == SHEET else member)
    return stream.getvalue()


def said(loaded: Loaded) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for call in loaded.calls for turn in call.turns]


def test_cells_far_to_the_right(load_bytes: Callable[..., Loaded]) -> None:
    rows = [NAMES, ["a", "客服", "您好"]]
    loaded = load_bytes(saved(rows, far={1: "备注", 2: "后面还有"}), "x.xlsx")
    assert (loaded.calls[0].meta, loaded.warnings) == ({"备注": "后面还有"}, [])
    assert load_bytes(saved(rows, far={2: "后面还有"}), "x.xlsx").warnings == ["unnamed-column"]


def test_what_is_said_may_stand_far_to_the_right(load_bytes: Callable[..., Loaded]) -> None:
    data = saved([["角色"], ["客服"], ["客户"]], far={1: "内容", 2: "您好", 3: "坏了"})
    assert said(load_bytes(data, "x.xlsx")) == [("agent", "您好"), ("customer", "坏了")]


def test_cells_spread_without_end_are_refused(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MOST_BLANKS", 3 * FAR)
    rows = [NAMES, *[["a", "客服", "您好"]] * 40]
    far = dict.fromkeys(range(2, 42), "远")
    assert load_bytes(saved(rows, far=far), "x.xlsx").codes == ["too-large"]


def test_rows_and_cells_out_of_order(load_bytes: Callable[..., Loaded]) -> None:
    data = saved([NAMES, ["a", "客服", "您好"], ["a", "客户", "坏了"]])

    def turned(sheet: bytes) -> bytes:
        begin, end = sheet.index(b'<row r="2"'), sheet.index(b"</sheetData>")
        second, third = sheet[begin:end].split(b"</row>")[:2]
        cells = [cell + b"</c>" for cell in third.split(b"</c>")[:-1]]
        opening, first = cells[0].split(b">", 1)
        third = opening + b">" + b"".join([*cells[:0:-1], first])
        return sheet[:begin] + third + b"</row>" + second + b"</row>" + sheet[end:]

    assert sorted(said(load_bytes(edited(data, turned), "x.xlsx"))) == [
        ("agent", "您好"),
        ("customer", "坏了"),
    ]


def test_cells_merged_over_several_rows(load_bytes: Callable[..., Loaded]) -> None:
    rows = [
        NAMES,
        ["a", "客服", "您好", "G1"],
        [None, None, "请讲"],
        [None, "客户", "坏了"],
        ["b", "客户", "喂"],
    ]
    loaded = load_bytes(saved(rows, "A2:A4", "B2:B3", "D2:D5"), "x.xlsx")
    assert said(loaded) == [
        ("agent", "您好"),
        ("agent", "请讲"),
        ("customer", "坏了"),
        ("customer", "喂"),
    ]
    assert [call.meta["case_id"] for call in loaded.calls] == ["G1", "G1"]
    assert loaded.warnings == []


def test_what_is_said_in_a_merged_cell_is_said_once(load_bytes: Callable[..., Loaded]) -> None:
    rows = [NAMES, ["a", "客服", "您好"], ["a", "客服", None], ["a", "客户", "坏了"]]
    loaded = load_bytes(saved(rows, "C2:C3"), "x.xlsx")
    assert said(loaded) == [("agent", "您好"), ("customer", "坏了")]


def test_formulas_that_nobody_has_worked_out(load_bytes: Callable[..., Loaded]) -> None:
    rows = [NAMES, ["a", "客服", '="您"&"好"'], ["a", "客户", "=1+1"], ["a", "客服", "再见"]]
    loaded = load_bytes(saved(rows), "x.xlsx")
    assert (said(loaded), loaded.warnings) == ([("agent", "再见")], ["formula-without-value"])
    alone = load_bytes(saved([["角色", "内容"], ["=A9", "=B9"], ["客服", "您好"]]), "x.xlsx")
    assert alone.warnings == ["formula-without-value"]
    worked = edited(
        saved([NAMES, ["a", "客服", '="您"&"好"'], ["a", "客户", '=""']]),
        lambda sheet: (
            sheet.replace(b'<c r="C2">', b'<c r="C2" t="str">')
            .replace(b'<c r="C3">', b'<c r="C3" t="str">')
            .replace(b"<v></v>", "<v>您好</v>".encode(), 1)
            .replace(b"<v/>", "<v>您好</v>".encode(), 1)
        ),
    )
    loaded = load_bytes(worked, "x.xlsx")
    assert (said(loaded), loaded.warnings) == ([("agent", "您好")], [])


@pytest.mark.parametrize("number", [2**53, 2**53 + 2, 20240501000012000, 12345678901234567])
def test_numbers_that_lost_their_last_digits_are_no_cases(
    load_bytes: Callable[..., Loaded], number: int, default_checker: Checker
) -> None:
    rows = [NAMES, ["a", "客服", "您好", number], ["a", "客户", "坏了", number]]
    loaded = load_bytes(saved(rows), "x.xlsx")
    assert loaded.warnings == ["meta-value"]
    assert default_checker.check(loaded.calls[0]).case is None


def test_numbers_that_are_whole_are_cases(load_bytes: Callable[..., Loaded]) -> None:
    rows = [NAMES, ["a", "客服", "您好", 2**53 - 1], ["a", "客户", "坏了", 2**53 - 1]]
    loaded = load_bytes(saved(rows), "x.xlsx")
    assert (loaded.calls[0].meta, loaded.warnings) == ({"case_id": 2**53 - 1}, [])


def test_marks_without_width_tell_no_ids_apart(load_bytes: Callable[..., Loaded]) -> None:
    rows = [NAMES, ["1\u200b", "客服\u200b", "您好"], ["1", "客户\u200e", "喂"]]
    loaded = load_bytes(saved(rows), "x.xlsx")
    assert [call.call_id for call in loaded.calls] == ["1"]
    assert said(loaded) == [("agent", "您好"), ("customer", "喂")]
