"""Clocks without dates in calls that last over midnight."""

from __future__ import annotations

import json
from datetime import time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scriptcheck.load.times.midnight import DAY_MS, LEAST_FALL_MS, first_after_midnight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.load.conftest import Loaded

EVENING, NIGHT = 86_398_000, 5_000


@pytest.mark.parametrize(
    ("starts", "first"),
    [
        ([], None),
        ([EVENING], None),
        ([EVENING, NIGHT], 1),
        ([EVENING, None, NIGHT, NIGHT + 1], 2),
        ([EVENING, EVENING - 500, NIGHT], 2),
        ([NIGHT, EVENING], None),
        ([EVENING, NIGHT, EVENING, NIGHT], None),
        ([LEAST_FALL_MS, 0], None),
        ([LEAST_FALL_MS + 1, 0], 1),
    ],
)
def test_one_great_fall_is_midnight(starts: Sequence[int | None], first: int | None) -> None:
    assert first_after_midnight(starts) == first


def of_csv(folder: Path) -> str:
    rows = ["时间,结束,角色,内容", "23:59:58,00:00:03,客服,您好", "00:00:05,00:00:06,客户,喂"]
    (folder / "a.csv").write_text("\n".join(rows))
    return "a.csv"


def of_workbook(folder: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["时间", "结束", "角色", "内容"])
    sheet.append([time(23, 59, 58), time(0, 0, 3), "客服", "您好"])
    sheet.append([time(0, 0, 5), time(0, 0, 6), "客户", "喂"])
    book.save(folder / "a.xlsx")
    return "a.xlsx"


def of_json(folder: Path) -> str:
    turns = [
        {"role": "客服", "text": "您好", "start": "23:59:58", "end": "00:00:03"},
        {"role": "客户", "text": "喂", "start": "00:00:05", "end": "00:00:06"},
    ]
    (folder / "a.json").write_text(json.dumps({"dialogue": turns}))
    return "a.json"


def of_text(folder: Path) -> str:
    lines = "[23:59:58 - 00:00:03] 客服：您好\n[00:00:05 - 00:00:06] 客户：喂\n"
    (folder / "a.txt").write_text(lines)
    return "a.txt"


@pytest.mark.parametrize("write", [of_csv, of_workbook, of_json, of_text])
def test_turns_keep_their_order_over_midnight(
    write: Callable[[Path], str], folder: Path, load: Callable[..., Loaded]
) -> None:
    loaded = load(write(folder))
    (call,) = loaded.calls
    assert [(turn.text, turn.start_ms, turn.end_ms) for turn in call.turns] == [
        ("您好", EVENING, DAY_MS + 3_000),
        ("喂", DAY_MS + NIGHT, DAY_MS + 6_000),
    ]
    assert not {"out-of-order", "times-backwards", "end-before-start"} & set(loaded.warnings)


def test_rows_that_are_out_of_order_are_sorted_as_before(
    load_bytes: Callable[..., Loaded],
) -> None:
    loaded = load_bytes("时间,角色,内容\n10:00:09,客户,喂\n10:00:05,客服,您好\n", "a.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "喂"]
    assert "out-of-order" in loaded.warnings
