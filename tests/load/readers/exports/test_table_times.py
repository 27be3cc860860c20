"""Times in tables: numbers, clocks and moments, their units, and what is odd about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.columns import unit_named
from scriptcheck.load.roles.unknown_labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call
    from tests.load.conftest import Loaded


def times(call: Call) -> list[tuple[int | None, int | None]]:
    return [(turn.start_ms, turn.end_ms) for turn in call.turns]


def test_labels_for_audacity(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("13.07\t14.87\t[[SPEAKER_00]]您好，请讲\n14.9\t15\t嗯\n", "x.aud")
    (call,) = loaded.calls
    assert [turn.text for turn in call.turns] == ["您好，请讲", "嗯"]
    assert call.meta[LABELS] == ["SPEAKER_00", None]
    assert times(call) == [(13_070, 14_870), (14_900, 15_000)]


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        ("start(ms)", "5", "9", (5, 9)),
        ("开始时间（秒）", "5", "9", (5_000, 9_000)),
        ("start_sec", "5", "9", (5_000, 9_000)),
        ("start", "0.5", "2", (500, 2_000)),
        ("start", "500", "2000", (500, 2_000)),
        ("start", "1", "3", (1_000, 3_000)),
        ("开始时间", "00:00:01", "00:00:03.5", (1_000, 3_500)),
        ("开始时间", "0:01", "", (1_000, None)),
        ("开始时间", "2024-05-01 10:00:05", "2024-05-01 10:00:07.250", (0, 2_250)),
        ("开始时间", "2024/5/1 10:00:05", "", (0, None)),
        ("timestamp", "1714528805000", "", (0, None)),
        ("timestamp", "1714528805", "1714528807", (0, 2_000)),
    ],
)
def test_times(
    load_bytes: Callable[..., Loaded],
    name: str,
    start: str,
    end: str,
    expected: tuple[int | None, int | None],
) -> None:
    loaded = load_bytes(f"角色,内容,{name},结束\n客服,您好请讲什么事,{start},{end}", "x.csv")
    assert times(loaded.calls[0]) == [expected]


def test_the_first_moment_is_the_start_of_the_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好,2024-05-01 10:00:05\n客户,你好,2024-05-01 10:00:08"
    (call,) = load_bytes(f"角色,内容,时间\n{rows}", "x.csv").calls
    assert times(call) == [(0, None), (3_000, None)]
    assert call.meta == {"start_time": "2024-05-01T10:00:05"}


def test_the_same_moment_in_all_rows_is_that_of_the_call(
    load_bytes: Callable[..., Loaded],
) -> None:
    rows = "客服,您好,2024-05-01 10:00:05\n客户,你好,2024-05-01 10:00:05"
    (call,) = load_bytes(f"角色,内容,开始时间\n{rows}", "x.csv").calls
    assert times(call) == [(None, None)] * 2
    assert call.meta == {"start_time": "2024-05-01T10:00:05"}
    assert call.warnings == ()


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("客服,您好,x,5", ["bad-time"]),
        ("客服,您好,9000,5000", ["end-before-start"]),
        ("客服,您好,-5,5000", ["negative-time"]),
        ("客服,您好,,\n客户,你好,1000,2000", ["times-missing"]),
        ("客服,您好,1000,1000", ["times-zero"]),
        ("客服,您好,5000,6000\n客户,你好,1000,2000", ["out-of-order"]),
        (
            "客服,您好,5000,6000\n客户,嗯,,\n客户,你好,1000,2000",
            ["times-missing", "times-backwards"],
        ),
        ("客服,您好,1000,3000\n客服,请讲,2000,4000", ["times-overlap"]),
        ("客服,您好,1000,3000\n客户,你好,2000,4000", []),
        ("客服,您好,0,0\n客户,你好,0,0", ["times-zero"]),
    ],
)
def test_odd_times_are_warnings(
    load_bytes: Callable[..., Loaded], rows: str, codes: list[str]
) -> None:
    loaded = load_bytes(f"角色,内容,start_ms,end_ms\n{rows}", "x.csv")
    assert loaded.warnings == codes
    assert loaded.problems == []
    assert all(w.message.zh != w.message.en for w in loaded.calls[0].warnings)


def test_the_unit_that_cannot_be_told_is_told(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容,start\n客服,您好,1200", "x.csv")
    assert loaded.warnings == ["time-unit"]
    assert times(loaded.calls[0]) == [(1_200, None)]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("start_ms", 1.0),
        ("开始（毫秒）", 1.0),
        ("begin (MS)", 1.0),
        ("开始时间(s)", 1000.0),
        ("结束秒", 1000.0),
        ("startSec", 1000.0),
        ("开始时间(分钟)", 60_000.0),
        ("开始时间（分）", 60_000.0),
        ("start (min)", 60_000.0),
        ("start[单位：分钟]", 60_000.0),
        ("振铃时长(小时)", 3_600_000.0),
        ("开始时间(us)", 0.001),
        ("开始时间(μs)", 0.001),
        ("开始时间(帧)", None),
        ("start", None),
        ("starts", None),
        ("时间", None),
    ],
)
def test_units_in_names(name: str, unit: float | None) -> None:
    assert unit_named(name) == unit


def test_start_and_end_in_minutes(load_bytes: Callable[..., Loaded]) -> None:
    rows = "角色,内容,开始时间(分),结束时间(分)\n客服,您好,0.5,1\n客户,你好,1.5,2\n"
    loaded = load_bytes(rows, "x.csv")
    assert times(loaded.calls[0]) == [(30_000, 60_000), (90_000, 120_000)]
    assert loaded.warnings == []


def test_start_and_end_may_have_units_of_their_own(load_bytes: Callable[..., Loaded]) -> None:
    rows = "角色,内容,开始时间(秒),结束时间(ms)\n客服,您好,1,2000\n客户,你好,00:03,4500\n"
    assert times(load_bytes(rows, "x.csv").calls[0]) == [(1_000, 2_000), (3_000, 4_500)]
    rows = "角色,内容,开始时间,结束时间(us)\n客服,您好,1000000,2000000\n客户,你好,2000000,3000000\n"
    assert times(load_bytes(rows, "x.csv").calls[0]) == [(1_000, 2_000), (2_000, 3_000)]


@pytest.mark.parametrize(
    ("starts", "codes"),
    [(("1.5", "3.5"), ["time-unit"]), (("00:01", "00:03"), []), (("12", ""), ["time-unit"])],
)
def test_a_unit_that_is_not_known_is_told(
    load_bytes: Callable[..., Loaded], starts: tuple[str, str], codes: list[str]
) -> None:
    rows = "".join(
        f"{role},请问您需要什么,{start}\n"
        for role, start in zip(("客服", "客户"), starts, strict=True)
    )
    loaded = load_bytes(f"角色,内容,开始时间(帧)\n{rows}", "x.csv")
    assert [code for code in loaded.warnings if code == "time-unit"] == codes


@pytest.mark.parametrize(
    ("name", "ms", "codes"),
    [("振铃时长(分钟)", 120_000, []), ("振铃时长(拍)", 2_000, ["time-unit"])],
)
def test_the_unit_of_a_duration_of_a_call(
    load_bytes: Callable[..., Loaded], name: str, ms: int, codes: list[str]
) -> None:
    tables = (
        f"通话编号,角色,内容,{name}\n1,客服,您好,2\n1,客户,你好,2\n",
        f"通话编号,内容,{name}\n1,客服：您好 客户：你好,2\n",
    )
    for table in tables:
        loaded = load_bytes(table, "x.csv")
        assert loaded.calls[0].meta["ring_ms"] == ms
        assert [code for code in loaded.warnings if code == "time-unit"] == codes


_SAID = ("您好，请问有什么可以帮您？", "我家冰箱不制冷了", "请您稍候，我帮您查一下", "好的")


@pytest.mark.parametrize(
    ("starts", "expected", "is_doubtful"),
    [
        # Decimal seconds, with a pause of minutes.
        (("0.0", "3.2", "7.85", "605.25"), [0, 3_200, 7_850, 605_250], False),
        (("0.0", "3.2", "7.85", "3605.25"), [0, 3_200, 7_850, 3_605_250], True),
        (("0.0", "3200.5", "7850.25", "12000.75"), [0, 3_200, 7_850, 12_001], True),
        # Fractions of a day: 0, 12.5, 75 and 3605.25 s, and 10:00:00 in the morning.
        (
            ("0.0", "0.00014467592592592592", "0.0008680555555555555", "0.041727430555555556"),
            [0, 12_500, 75_000, 3_605_250],
            True,
        ),
        (
            ("0.4166666666666667", "0.4168113425925926", "0.4175", "0.418"),
            [36_000_000, 36_012_500, 36_072_000, 36_115_200],
            True,
        ),
    ],
)
def test_fractions_without_ends(
    load_bytes: Callable[..., Loaded],
    starts: tuple[str, ...],
    expected: list[int],
    is_doubtful: bool,
) -> None:
    rows = "".join(f"客服,{said},{start}\n" for said, start in zip(_SAID, starts, strict=True))
    (call,) = load_bytes(f"角色,内容,开始时间\n{rows}", "x.csv").calls
    assert [turn.start_ms for turn in call.turns] == expected
    assert ("time-unit" in {warning.code for warning in call.warnings}) == is_doubtful


SERIALS = [45413.4168, 45413.416944675926, 45413.423802]


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
@pytest.mark.parametrize("end", [None, 0.00005])
def test_days_as_spreadsheets_count_them(
    load_bytes: Callable[..., Loaded], name: str, end: float | None
) -> None:
    rows = [(role, start) for role, start in zip(("客服", "客户", "客服"), SERIALS, strict=True)]
    if name == "x.csv":
        lines = [f"{r},你好,{s},{'' if end is None else s + end}" for r, s in rows]
        text = "\n".join(["角色,内容,开始时间,结束时间", *lines])
    else:
        ends = {} if end is None else {"结束时间": SERIALS[-1] + end}
        text = json.dumps([{"角色": r, "内容": "你好", "开始时间": s} | ends for r, s in rows])
    (call,) = load_bytes(text, name).calls
    assert [turn.start_ms for turn in call.turns] == [0, 12500, 604973]
    assert call.meta["start_time"] == "2024-05-01T10:00:11.520"


@pytest.mark.parametrize(
    "starts", [["45413", "45420"], ["45413.25", "45419.5"], ["45413.25"], ["45413.25", "x"]]
)
def test_other_numbers_count_no_days(load_bytes: Callable[..., Loaded], starts: list[str]) -> None:
    lines = [f"客服,您好请问有什么可以帮您,{start}" for start in starts]
    (call,) = load_bytes("\n".join(["角色,内容,开始时间", *lines]), "x.csv").calls
    assert "start_time" not in call.meta


def test_when_a_call_began_in_days(load_bytes: Callable[..., Loaded]) -> None:
    text = "角色,内容,通话时间\n客服,您好,45413.4168\n客户,你好,45413.4168\n"
    (call,) = load_bytes(text, "x.csv").calls
    assert call.meta["start_time"] == "2024-05-01T10:00:11.520"
    assert call.warnings == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1714528803.123", "1714528806.0"),
        ("1.714528803123E9", "1.714528806E9"),
        ("1.714528803123E12", "1.714528806E12"),
        ("1.714528803123e+12", "1.714528806e+12"),
    ],
)
def test_counts_from_1970_with_decimals(
    load_bytes: Callable[..., Loaded], first: str, second: str
) -> None:
    rows = f"客服,早上好,{first}\n客户,灯不亮,{second}\n"
    (call,) = load_bytes(f"角色,内容,开始时间\n{rows}", "x.csv").calls
    assert [turn.start_ms for turn in call.turns] == [0, 2877]
    assert call.meta["start_time"] == "2024-05-01T10:00:03.123+08:00"
