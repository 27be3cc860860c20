"""Clocks of twelve hours, with the part of the day beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.day_periods import hour_of_day
from scriptcheck.load.times.moments import milliseconds
from scriptcheck.load.times.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

DATED = [
    ("2024/5/1 上午 11:59:56", "2024-05-01T11:59:56"),
    ("2024/5/1 上午11:59:56", "2024-05-01T11:59:56"),
    ("2024/5/1 下午 12:00:01", "2024-05-01T12:00:01"),
    ("2024/5/1 上午 12:00:02", "2024-05-01T00:00:02"),
    ("2024-05-01 下午 02:30", "2024-05-01T14:30:00"),
    ("2024年5月1日 晚上 9:05:00", "2024-05-01T21:05:00"),
    ("2024年5月1日 星期三 下午 2:30", "2024-05-01T14:30:00"),
    ("2024/5/1 凌晨12:01:00", "2024-05-01T00:01:00"),
    ("2024/5/1 中午 11:30:00", "2024-05-01T11:30:00"),
    ("2024/5/1 中午 1:30:00", "2024-05-01T13:30:00"),
    ("2024/5/1 11:59:56 AM", "2024-05-01T11:59:56"),
    ("2024-05-01 2:30:05 PM", "2024-05-01T14:30:05"),
    ("2024-05-01 12:30 am", "2024-05-01T00:30:00"),
    ("2024-05-01 2:30:05 p.m.", "2024-05-01T14:30:05"),
    # Of a clock of 24 hours the word says nothing new.
    ("2024/5/1 下午 14:30:05", "2024-05-01T14:30:05"),
]


@pytest.mark.parametrize(("text", "moment"), DATED)
def test_dates_with_the_part_of_the_day(text: str, moment: str) -> None:
    assert iso_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("下午 2:30:05", (14, 30, 5)),
        ("下午2:30", (14, 30, 0)),
        ("上午 12:00:02", (0, 0, 2)),
        ("2:30:05 PM", (14, 30, 5)),
    ],
)
def test_clocks_without_a_date(text: str, clock: tuple[int, int, int]) -> None:
    hours, minutes, seconds = clock
    assert milliseconds(text, 1) == ((hours * 60 + minutes) * 60 + seconds) * 1000


def test_a_range_names_the_part_of_the_day_once() -> None:
    found = read_stamp("[下午 2:30 - 2:35]", 0)
    assert found is not None
    assert (found[0].start_ms, found[0].end_ms) == (52_200_000, 52_500_000)


@pytest.mark.parametrize("text", ["2024/5/1 上午", "上午", "下午好", "2024/5/1 下午 2"])
def test_no_times(text: str) -> None:
    assert read_stamp(text, 0) is None


def test_what_is_said_after_a_time_is_no_half_of_the_day() -> None:
    assert read_stamp("00:12:05 AM", 0) == read_stamp("00:12:05", 0)
    found = read_stamp("10:05 Amy", 0)
    assert found is not None
    assert found[1] == len("10:05")


def test_hours() -> None:
    assert [hour_of_day(hour, "晚上") for hour in (7, 12, 19)] == [19, 12, 19]
    assert [hour_of_day(hour, "午夜") for hour in (12, 0)] == [0, 0]


TIMES = ("2024/5/1 上午 11:59:56", "2024/5/1 下午 12:00:01", "2024/5/1 下午 12:00:04")
SAID = (("客服", "您好，请讲。"), ("客户", "冰箱不制冷了。"), ("客服", "请您稍等。"))


def _written() -> dict[str, str]:
    rows = [(name, text, time) for (name, text), time in zip(SAID, TIMES, strict=True)]
    names = {"客服": "张三", "客户": "李四"}
    keys = ("role", "content", "time")
    return {
        "x.csv": "角色,内容,发言时间\n" + "".join(f"{','.join(row)}\n" for row in rows),
        "y.csv": "角色,内容,日期,时间\n"
        + "".join(f"{name},{text},{time.replace(' ', ',', 1)}\n" for name, text, time in rows),
        "x.json": json.dumps([dict(zip(keys, row, strict=True)) for row in rows]),
        "above.txt": "".join(f"{name} {time}\n{text}\n" for name, text, time in rows),
        "names.txt": "".join(f"{names[name]} {time}\n{text}\n" for name, text, time in rows),
        "before.txt": "".join(f"[{time}] {name}：{text}\n" for name, text, time in rows),
        "behind.txt": "".join(f"{name}：{text} {time}\n" for name, text, time in rows),
    }


@pytest.mark.parametrize("name", list(_written()))
def test_every_format(load_bytes: Callable[..., Loaded], name: str) -> None:
    (call,) = load_bytes(_written()[name], name).calls
    assert [turn.start_ms for turn in call.turns] == [0, 5000, 8000]
    assert [turn.text for turn in call.turns] == [text for _, text in SAID]
    assert call.meta["start_time"] == "2024-05-01T11:59:56"


def test_clocks_behind_what_is_said(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("客服：您好 下午2:30:05\n客户：冰箱坏了 下午2:30:09\n").calls
    assert [turn.text for turn in call.turns] == ["您好", "冰箱坏了"]
    assert [turn.start_ms for turn in call.turns] == [52_205_000, 52_209_000]


@pytest.mark.parametrize(
    "text",
    [
        "客服：几点方便？\n客户：下午3:30\n客服：好的\n",
        "客服：几点方便？\n客户：明天吧\n下午 3:30 到\n客服：好的\n",
        "客服：您好\n客户：好\n客服下午3:30联系您\n",
    ],
)
def test_what_is_said_of_times_stays(load_bytes: Callable[..., Loaded], text: str) -> None:
    (call,) = load_bytes(text).calls
    assert "3:30" in "".join(turn.text for turn in call.turns)
    assert all(turn.start_ms is None for turn in call.turns)
