"""Times of two numbers, such as 14:32: of the day, or how far a recording has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

MINUTE = 60_000
HOUR = 60 * MINUTE
LONG = "您好，这里是海尔客服中心，请问有什么可以帮您"


def text_starts(said: str, *times: str) -> tuple[list[int | None], list[str]]:
    """Return the starts of turns that all say ``said``, and the warnings."""
    lines = (f"[{time}] {'客户' if n % 2 else '客服'}：{said}" for n, time in enumerate(times))
    call = parse_plain_text("\n".join(lines), call_id="x")
    return [turn.start_ms for turn in call.turns], [warning.code for warning in call.warnings]


@pytest.mark.parametrize(
    ("said", "times", "starts", "codes"),
    [
        # So much is said in no second, and a recording does not begin there.
        (
            LONG,
            ("14:32", "14:33", "14:34"),
            [14 * HOUR + minute * MINUTE for minute in (32, 33, 34)],
            [],
        ),
        ("好", ("14:32", "14:32"), [14 * HOUR + 32 * MINUTE] * 2, []),
        # Little is said, but it begins far from 0.
        ("好", ("15:02", "15:20"), [15 * HOUR + m * MINUTE for m in (2, 20)], ["time-unit"]),
        # As in a piece of a long recording.
        (
            LONG,
            ("12:40", "12:46", "12:53", "12:58"),
            [12 * MINUTE + s * 1000 for s in (40, 46, 53, 58)],
            ["time-unit"],
        ),
        # No one speaks so fast, at whatever minute it begins.
        (LONG, ("08:30", "08:31"), [8 * HOUR + 30 * MINUTE, 8 * HOUR + 31 * MINUTE], ["time-unit"]),
        ("好", ("00:00", "00:05", "10:07"), [0, 5000, 607_000], []),
        ("好", ("03:00", "03:05"), [180_000, 185_000], []),
        ("好", ("14:32",), [872_000], []),
        ("好", ("14:32", "25:10"), [872_000, 1_510_000], []),
        ("好", ("14:32.5", "14:33"), [872_500, 873_000], []),
        ("好", ("10:00:00", "10:30"), [10 * HOUR, 10 * MINUTE + 30_000], ["times-backwards"]),
        # Over midnight.
        (
            LONG,
            ("23:58", "23:59", "00:01"),
            [23 * HOUR + 58 * MINUTE, 23 * HOUR + 59 * MINUTE, 24 * HOUR + MINUTE],
            ["time-unit"],
        ),
    ],
)
def test_text(said: str, times: tuple[str, ...], starts: list[int], codes: list[str]) -> None:
    found, warnings = text_starts(said, *times)
    assert (found, warnings) == (starts, codes)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-05-01 14:32", "14:45", 13 * MINUTE),
        ("2024-05-01 14:32:10", "14:32", -10_000),
        ("2024-05-01 23:59", "00:05", 5_000),
        ("2024-05-01 14:32", "00:05", 5_000),
    ],
)
def test_beside_a_date(first: str, second: str, expected: int) -> None:
    assert text_starts("好", first, second)[0] == [0, expected]


@pytest.mark.parametrize(
    ("heading", "times", "start", "codes"),
    [
        ("发送时间", ("02:10", "02:40"), 2 * HOUR + 10 * MINUTE, []),
        ("消息时间", ("15:02", "15:41"), 15 * HOUR + 2 * MINUTE, []),
        ("发送时间", ("00:10", "00:40"), 10_000, []),
        ("发送时间(秒)", ("02:10", "02:40"), 130_000, []),
        ("开始时间", ("02:10", "02:40"), 130_000, []),
        ("开始时间", ("15:02", "15:41"), 15 * HOUR + 2 * MINUTE, ["time-unit"]),
    ],
)
def test_tables(
    load_bytes: Callable[..., Loaded],
    heading: str,
    times: tuple[str, str],
    start: int,
    codes: list[str],
) -> None:
    rows = "\n".join(
        f"{who},您好请讲,{at}" for who, at in zip(("客服", "客户"), times, strict=True)
    )
    loaded = load_bytes(f"角色,内容,{heading}\n{rows}", "x.csv")
    assert loaded.calls[0].turns[0].start_ms == start
    assert loaded.warnings == codes


def test_beside_the_start_of_the_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好,02:32,2024-05-01 02:30:00\n客户,坏了,02:45,2024-05-01 02:30:00"
    (call,) = load_bytes(f"角色,内容,开始时间,通话时间\n{rows}", "x.csv").calls
    assert [turn.start_ms for turn in call.turns] == [2 * MINUTE, 15 * MINUTE]
