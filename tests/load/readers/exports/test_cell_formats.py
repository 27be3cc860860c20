"""Cells of a workbook are read as the sheet shows them."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
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
