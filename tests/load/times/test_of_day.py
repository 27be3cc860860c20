"""Times of day beside the start of a call, and fractions of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from scriptcheck import load_calls
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.of_day import since_start

if TYPE_CHECKING:
    from pathlib import Path

SECOND = 1000


def starts(path: Path) -> list[tuple[Any, list[int | None]]]:
    """Return when each call began, and the starts of its turns in milliseconds."""
    return [
        (call.meta.get("start_time"), [turn.start_ms for turn in call.turns])
        for call in load_calls(path)
    ]


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_day_in_a_column_beside_clocks(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.csv",
        "通话编号,通话日期,角色,内容,开始时间",
        "C1,2024-05-01,客服,您好，海尔客服,10:00:03",
        "C1,2024-05-01,客户,冰箱坏了,10:00:08",
        "C2,2024-05-01,客服,您好，请讲,23:59:58",
        "C2,2024-05-01,客户,电视坏了,00:00:05",
    )
    assert starts(path) == [
        ("2024-05-01T10:00:03", [0, 5 * SECOND]),
        ("2024-05-01T23:59:58", [0, 7 * SECOND]),
    ]


def test_a_start_beside_clocks(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.csv",
        "通话编号,角色,内容,时间,结束时间,来电时间",
        "C1,客服,您好，海尔客服,10:00:13,10:00:15,2024-05-01 10:00:00",
        "C1,客户,冰箱坏了,10:00:18,10:00:20,2024-05-01 10:00:00",
    )
    (call,) = load_calls(path)
    assert call.meta["start_time"] == "2024-05-01T10:00:00"
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [
        (13 * SECOND, 15 * SECOND),
        (18 * SECOND, 20 * SECOND),
    ]


@pytest.mark.parametrize(
    ("start_time", "clocks", "found"),
    [
        ("2024-05-01T10:00:00", ("10:00:13", "10:00:18"), (13, 18)),
        ("2024-05-01T23:59:50", ("00:00:03", "00:00:08"), (3, 8)),
        ("2024-05-01T23:59:50", ("23:59:58", "00:00:08"), (8, 18)),
        # Clocks that count from the start of the recording, or of another time zone.
        ("2024-05-01T10:00:00", ("00:00:13", "00:00:18"), (13, 18)),
        ("2024-05-01T00:00:00", ("00:00:13", "00:00:18"), (13, 18)),
        ("2024-05-01T02:00:00", ("10:00:13", "10:00:18"), (36013, 36018)),
        (None, ("10:00:13", "10:00:18"), (36013, 36018)),
        ("10:00", ("10:00:13", "10:00:18"), (36013, 36018)),
        # A clock that is behind: nothing is said before the call begins.
        ("2024-05-01T10:00:20", ("10:00:13", "10:00:18"), (0, 5)),
    ],
)
def test_what_clocks_count_from(
    tmp_path: Path, start_time: str | None, clocks: tuple[str, str], found: tuple[int, int]
) -> None:
    column = "" if start_time is None else start_time
    path = written(
        tmp_path / "t.csv",
        "通话编号,角色,内容,时间,来电时间",
        f"C1,客服,您好，海尔客服,{clocks[0]},{column}",
        f"C1,客户,冰箱坏了,{clocks[1]},{column}",
    )
    ((began, times),) = starts(path)
    assert began == start_time
    assert times == [each * SECOND for each in found]


def test_what_is_no_clock_stays() -> None:
    clock = Sentence("您好", start="10:00:00")
    for said in ([], [Sentence("您好", start=3)], [clock, Sentence("")]):
        assert since_start(said, "2024-05-01T10:00:00") == (said, None)


def sheet(path: Path, *times: object) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["角色", "内容", "开始时间"])
    for number, (text, time) in enumerate(
        zip(("您好，海尔客服", "冰箱坏了", "请您稍等"), times, strict=True)
    ):
        page.append([("客服", "客户")[number % 2], text, time])
    book.save(path)
    return path


def test_fractions_of_a_day_in_a_short_call(tmp_path: Path) -> None:
    path = sheet(tmp_path / "t.xlsx", 1 / 86400, 75 / 86400, 3725 / 86400)
    assert starts(path) == [(None, [SECOND, 75 * SECOND, 3725 * SECOND])]


def test_fractions_of_a_second_stay_seconds(tmp_path: Path) -> None:
    path = sheet(tmp_path / "t.xlsx", 0.04, 0.75, 1.5)
    assert starts(path) == [(None, [40, 750, 1500])]
    path = sheet(tmp_path / "u.xlsx", 1 / 24, 2 / 3, 5 / 3)
    assert starts(path) == [(None, [42, 667, 1667])]


@pytest.mark.parametrize("half", ["0.5", "0.50"])
def test_a_fraction_of_a_day_among_clocks(tmp_path: Path, half: str) -> None:
    path = written(
        tmp_path / "t.csv",
        "角色,内容,时间",
        "客服,您好，海尔客服,11:59:58",
        f"客户,冰箱坏了,{half}",
        "客服,请讲,12:00:09",
    )
    noon = 12 * 3600 * SECOND
    assert starts(path) == [(None, [noon - 2 * SECOND, noon, noon + 9 * SECOND])]
