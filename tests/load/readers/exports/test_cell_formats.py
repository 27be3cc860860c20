"""Cells of a workbook are read as the sheet shows them."""

from __future__ import annotations

import re
from datetime import datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.load.conftest import Loaded

DAY, MOMENT = datetime(2024, 5, 1), datetime(2024, 5, 1, 10, 20)


def workbook(path: Path, header: list[str], cell: object, form: str) -> None:
    """Write a call whose third cell in both rows is ``cell``, shown as ``form``."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(header)
    for role in ("客服", "客户"):
        sheet.append([role, "您好", cell])
        sheet.cell(sheet.max_row, 3).number_format = form
    book.save(path)


@pytest.mark.parametrize(
    ("cell", "form", "shown"),
    [
        (0.5, "0%", "50%"),
        (0.285, "0%", "29%"),
        (0.1234, "0.00%", "12.34%"),
        (0.5, "0.00%", "50.00%"),
        (0.125, "0.##%", "12.5%"),
        (0.5, "0.##%", "50%"),
        (-0.1, "0%;[Red]-0%", "-10%"),
        (1, "0%", "100%"),
        (1e300, "0%", str(int(1e300))),
        (7, "000000", "000007"),
        (23, '"A"0000', "A0023"),
        (8, "\\K000;[Red]-0", "K008"),
        (13800001234, "000-0000-0000", "138-0000-1234"),
        (1234567, "0000", "1234567"),
        (7.5, "000", "7.5"),
        (-7, "000", "-7"),
        (7, "0", "7"),
        (0.5, 'General"%"', "0.5"),
        (0.5, "General", "0.5"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (DAY, "yyyy/m/d", "2024-05-01"),
        (DAY, 'yyyy"年"m"月"d"日"', "2024-05-01"),
        (DAY, "[$-804]yyyy-mm-dd", "2024-05-01"),
        (DAY, "yyyy/m/d h:mm", "2024-05-01 00:00:00"),
        (MOMENT, "yyyy/m/d", "2024-05-01 10:20:00"),
        (1234567, "#,##0", "1,234,567"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12, "0.00", "12.00"),
        (2.675, "0.00_ ", "2.68"),
        (12.4, "0", "12"),
        (0.5, "#.##", ".5"),
        (-300, "#,##0;[Red](#,##0)", "(300)"),
        (-300, "#,##0_);(#,##0)", "(300)"),
        (-1234.5, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "(1,234.50)"),
        (0, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "-"),
        (-5, "0.00", "-5.00"),
        (1.5, '0.0"万"', "1.5万"),
        (123456, '0!.0,"万"', "12.3万"),
        (5000, '0"."0,"万"', "0.5万"),
        (1234567, "0.0,,", "1.2"),
        (1234567, '"¥"#,##0.00', "¥1,234,567.00"),
        (1234567, "[$¥-804]#,##0", "¥1,234,567"),
        (5, '0.0" 分"', "5.0 分"),
        (DAY, 'm"月"d"日"', "5月1日"),
        (DAY, '[$-804]m"月"d"日";@', "5月1日"),
        (DAY, "mm-dd", "05-01"),
        (DAY, "d/m", "1/5"),
        (MOMENT, 'm"月"d"日"', "2024-05-01 10:20:00"),
        (time(14, 30), "h:mm AM/PM", "2:30 PM"),
        (time(0, 5, 7), "hh:mm:ss AM/PM", "12:05:07 AM"),
        # What is not known is read as it is kept.
        (5, ";;;", "5"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (7, '[>=10000]0.0,"万";0', "7"),
        (7, "[DBNum1]0", "7"),
        (1234567, "#,##0,.0", "1234567"),
        (1234567, "0,000", "1234567"),
        (1234567, '#,##0!.0,"万"', "1234567"),
        (0, "#,###", "0"),
        (1, "0." + "0" * 300, "1"),
        (0.5, "0." + "0" * 200 + "%", "50." + "0" * 200 + "%"),
        (DAY, "d-mmm", "2024-05-01"),
        (time(14, 30), "[$-804]AM/PM h:mm", "14:30:00"),
        (time(14, 30, 5), "h:mm AM/PM", "14:30:05"),
    ],
)
def test_cells_are_read_as_shown(
    cell: object, form: str, shown: str, folder: Path, load: Callable[..., Loaded]
) -> None:
    workbook(folder / "a.xlsx", ["角色", "备用", "内容"], cell, form)
    workbook(folder / "b.xlsx", ["角色", "内容", "折扣"], cell, form)
    said, data = load("a.xlsx", "b.xlsx").calls
    assert said.turns[0].text == shown
    assert data.meta["折扣"] == shown


def test_known_call_data_has_its_own_values(folder: Path, load: Callable[..., Loaded]) -> None:
    workbook(folder / "a.xlsx", ["角色", "内容", "dropped"], cell=True, form="General")
    workbook(folder / "b.xlsx", ["角色", "内容", "通话开始时间"], DAY, "yyyy/m/d")
    dropped, day = load("a.xlsx", "b.xlsx").calls
    assert dropped.meta["dropped"] is True
    assert day.meta["start_time"] == "2024-05-01T00:00:00"


@pytest.mark.parametrize(
    ("cells", "starts"),
    [
        # As whoever types 0:12 and 1:15 gets them: a CSV of the sheet has the same.
        ([(time(0, 0), "h:mm"), (time(0, 12), "h:mm"), (time(1, 15), "h:mm")], [0, 12_000, 75_000]),
        ([(time(0, 12), "h:mm"), (time(1, 0, 5), "h:mm:ss")], [12_000, 3_605_000]),
        ([(time(0, 0, 12), "mm:ss"), (time(0, 1, 15), "mm:ss")], [12_000, 75_000]),
        ([(time(0, 0, 12, 500_000), "mm:ss.0")], [12_500]),
        # Seconds that the format hides show that the others are hours and minutes.
        ([(time(10, 12), "h:mm"), (time(10, 12, 30), "h:mm")], [36_720_000, 36_750_000]),
        ([(time(9, 12), "h:mm AM/PM"), (time(9, 13), "h:mm AM/PM")], [33_120_000, 33_180_000]),
    ],
)
def test_typed_clocks_are_read_as_they_are_shown(
    tmp_path: Path,
    load: Callable[..., Loaded],
    cells: list[tuple[time, str]],
    starts: list[int],
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["角色", "内容", "开始时间"])
    for value, form in cells:
        sheet.append(["客服", "您好", value])
        sheet.cell(sheet.max_row, 3).number_format = form
    book.save(tmp_path / "x.xlsx")
    (call,) = load(tmp_path / "x.xlsx").calls
    assert [turn.start_ms for turn in call.turns] == starts


@pytest.mark.parametrize(
    ("form", "cells", "starts"),
    [
        ("#,##0", (1000, 12000), [1000, 12000]),
        ("0.00", (1.5, 12), [1500, 12000]),
        ('0.0"秒"', (1.5, 12), [1500, 12000]),
        ("h:mm AM/PM", (time(14, 30), time(14, 31)), [52_200_000, 52_260_000]),
        ('m"月"d"日"', (datetime(2024, 5, 1), datetime(2024, 5, 2)), [0, 86_400_000]),
    ],
)
def test_times_are_those_that_are_kept(
    folder: Path,
    load: Callable[..., Loaded],
    form: str,
    cells: tuple[object, ...],
    starts: list[int],
) -> None:
    rows: list[list[Any]] = [
        ["角色", "内容", "开始时间"],
        *(["客服", "您好您好", cell] for cell in cells),
    ]
    save(folder / "x.xlsx", rows, form)
    (call,) = load("x.xlsx").calls
    assert [turn.start_ms for turn in call.turns] == starts


def test_ids_and_known_call_data_are_those_that_are_kept(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    names = ["通话编号", "角色", "内容", "工号", "振铃次数", "振铃时长(秒)", "序号", "等待"]
    rows: list[list[Any]] = [
        names,
        *([20240501, "客服", "您好", 8023, 2, 12, number, 1234] for number in (2, 1)),
    ]
    for form in ("#,##0", "0.00_ ", '0.0"个"'):
        save(folder / "x.xlsx", rows, form)
        (call,) = load("x.xlsx").calls
        known = {"agent_id": 8023, "ring_count": 2, "ring_ms": 12_000}
        assert call.call_id == "20240501"
        assert {key: call.meta[key] for key in known} == known
        assert "out-of-order" in [warning.code for warning in call.warnings]
    assert call.meta["等待"] == "1234.0个"


def test_a_side_file_has_other_call_data_as_it_is_shown(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    (folder / "20240501.txt").write_text("客服：您好\n", encoding="utf-8")
    rows: list[list[Any]] = [
        ["id", "工号", "振铃秒", "消费", "生日"],
        [20240501, 8023, 12, 1234, None],
    ]
    save(folder / "side.xlsx", rows, "#,##0.00", {5: (DAY, 'm"月"d"日"')})
    loaded = load("20240501.txt", call_data="side.xlsx")
    assert loaded.warnings == []
    assert loaded.calls[0].meta == {
        "agent_id": 8023,
        "ring_ms": 12_000,
        "消费": "1,234.00",
        "生日": "5月1日",
    }


def test_excels_own_days_in_chinese(folder: Path, load: Callable[..., Loaded]) -> None:
    rows: list[list[Any]] = [["角色", "内容", "来电时间", "生日"], ["客服", "您好", 45413, 45413]]
    save(folder / "a.xlsx", rows, "0.00000")
    with ZipFile(folder / "a.xlsx") as made, ZipFile(folder / "x.xlsx", "w") as changed:
        for name in made.namelist():
            data = made.read(name)
            if name == "xl/styles.xml":
                # As Excel writes a format that depends on its language: by its number alone.
                data = re.sub(b"<numFmts.*</numFmts>", b"", data)
                data = data.replace(b'numFmtId="164"', b'numFmtId="58"')
            changed.writestr(name, data)
    (call,) = load("x.xlsx").calls
    assert call.meta == {"start_time": "2024-05-01T00:00:00", "生日": "5月1日"}


def save(
    path: Path,
    rows: list[list[Any]],
    form: str,
    others: Mapping[int, tuple[Any, str]] = MappingProxyType({}),
) -> None:
    """Write ``rows``, whose numbers, days and clocks are shown as ``form``, or as ``others`` say.

    These have the value and the format of further columns of the last row.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row):
        if not isinstance(cell.value, str):
            cell.number_format = form
    for column, (value, own) in others.items():
        cell = sheet.cell(sheet.max_row, column)
        cell.value, cell.number_format = value, own
    book.save(path)
