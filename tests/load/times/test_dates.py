"""Moments as sources write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.times.dates import iso_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("20240501102030", "2024-05-01T10:20:30"),
        ("20240501102030123", "2024-05-01T10:20:30.123"),
        (20240501102030007, "2024-05-01T10:20:30.007"),
        ("20240501102030000", "2024-05-01T10:20:30"),
        ("20241301102030123", None),
        ("1714528803123456", "2024-05-01T10:00:03.123456+08:00"),
        ("1714528803123456789", "2024-05-01T10:00:03.123457+08:00"),
        ("/Date(1714528803000+0800)/", "2024-05-01T10:00:03+08:00"),
        ("/Date(1714528803000-0500)/", "2024-04-30T21:00:03-05:00"),
        (r"\/Date(1714528803500)\/", "2024-05-01T10:00:03.500+08:00"),
        ("/Date(-1)/", None),
        ("/Date(1714528803000+9900)/", None),
        ("/Date(soon)/", None),
    ],
)
def test_digits_run_together(value: object, moment: str | None) -> None:
    assert iso_moment(value) == moment


@pytest.mark.parametrize("kind", [str, int])
def test_turns_with_milliseconds_in_their_moments(
    load_bytes: Callable[..., Loaded], kind: type
) -> None:
    times = ["20240501100003123", "20240501100008124"]
    turns = [
        {"role": role, "content": "您好", "time": kind(time)}
        for role, time in zip(("客服", "客户"), times, strict=True)
    ]
    table = "角色,内容,开始时间\n" + "\n".join(f"{t['role']},您好,{t['time']}" for t in turns)
    for found in (
        load_bytes(json.dumps(turns).encode(), name="t.json"),
        load_bytes(table.encode(), name="t.csv"),
    ):
        [call] = found.calls
        assert [turn.start_ms for turn in call.turns] == [0, 5001]
        assert call.meta["start_time"] == "2024-05-01T10:00:03.123"
        assert not found.warnings


def test_digits_that_are_no_moment_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    times = ["20240501100003123", "20249901100008123"]
    turns = [{"role": "客服", "content": "您好", "time": time} for time in times]
    found = load_bytes(json.dumps(turns).encode(), name="t.json")
    assert "bad-time" in found.warnings


def test_moments_of_dotnet(load_bytes: Callable[..., Loaded]) -> None:
    times = ["/Date(1714528803000+0800)/", "/Date(1714528807000+0800)/", "/Date(1714528811500)/"]
    turns = [{"Role": "agent", "Content": "您好", "Time": time} for time in times]
    table = "角色,内容,开始时间\n" + "\n".join(f"客服,您好,{time}" for time in times)
    for found in (
        load_bytes(json.dumps({"CallId": "T", "Dialog": turns}).encode(), name="t.json"),
        load_bytes(table.encode(), name="t.csv"),
    ):
        [call] = found.calls
        assert [turn.start_ms for turn in call.turns] == [0, 4000, 8500]
        assert call.meta["start_time"] == "2024-05-01T10:00:03+08:00"
        assert not found.warnings


def test_the_start_of_a_call_in_dotnets_words(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"role": "agent", "text": "您好"}]
    call = {"callTime": "/Date(1714528803000+0800)/", "turns": turns}
    [found] = load_bytes(json.dumps({"data": call}).encode(), name="t.json").calls
    assert found.meta["start_time"] == "2024-05-01T10:00:03+08:00"
