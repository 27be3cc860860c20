"""Turns in JSON that share a moment, and say in another key when they begin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TIMES = (1000, 34000, 95000)
BEGAN = "2024-06-01 10:00:00"


def lines(key: str = "begin_offset", unit: float = 1, **more: Any) -> list[dict[str, Any]]:
    texts = zip(("A", "B", "A"), (ASK, ANSWER, BYE), TIMES, strict=True)
    common = {"begin_time": BEGAN, "call_id": "1"} | more
    return [
        {"role": role, "words": text, key: at / unit, "end_offset": (at + 2000) / unit, **common}
        for role, text, at in texts
    ]


def loaded(load_bytes: Callable[..., Loaded], turns: list[dict[str, Any]]) -> Loaded:
    return load_bytes("\n".join(map(json.dumps, turns)).encode(), name="t.jsonl")


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("begin_offset", 1),
        ("beginOffset", 1),
        ("sentence_offset_ms", 1),
        ("offset_in_seconds", 1000),
        ("secondsFromStart", 1000),
        ("起始偏移(秒)", 1000),
    ],
)
def test_offsets_are_the_times(load_bytes: Callable[..., Loaded], key: str, unit: float) -> None:
    [call] = loaded(load_bytes, lines(key, unit)).calls
    assert [turn.start_ms for turn in call.turns] == list(TIMES)
    assert [turn.end_ms for turn in call.turns] == [at + 2000 for at in TIMES]
    assert call.meta["start_time"] == "2024-06-01T10:00:00"


@pytest.mark.parametrize("began", [1717207200000, "1717207200", "2024-06-01T10:00:00+08:00"])
def test_moments_in_other_words(load_bytes: Callable[..., Loaded], began: Any) -> None:
    [call] = loaded(load_bytes, lines(begin_time=began)).calls
    assert [turn.start_ms for turn in call.turns] == list(TIMES)
    assert call.meta["start_time"] == "2024-06-01T10:00:00+08:00"


def test_calls_that_are_interleaved(load_bytes: Callable[..., Loaded]) -> None:
    other = lines(call_id="2", begin_time="2024-06-01 10:05:00")
    mixed = [turn for pair in zip(lines(), other, strict=True) for turn in pair]
    found = loaded(load_bytes, mixed)
    assert [[turn.start_ms for turn in call.turns] for call in found.calls] == [list(TIMES)] * 2
    assert [call.meta["start_time"] for call in found.calls] == [
        "2024-06-01T10:00:00",
        "2024-06-01T10:05:00",
    ]


def test_a_call_of_one_turn(load_bytes: Callable[..., Loaded]) -> None:
    [call] = load_bytes(json.dumps({"data": lines()[1:2]}).encode(), name="t.json").calls
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [(34000, 36000)]
    assert call.meta["start_time"] == "2024-06-01T10:00:00"


def test_moments_of_each_turn_go_before_offsets(load_bytes: Callable[..., Loaded]) -> None:
    turns = [
        turn | {"begin_time": f"2024-06-01 10:00:0{second}"}
        for turn, second in zip(lines(), (1, 4, 9), strict=True)
    ]
    [call] = loaded(load_bytes, turns).calls
    assert [turn.start_ms for turn in call.turns] == [0, 3000, 8000]


@pytest.mark.parametrize("key", ["char_offset", "utc_offset", "text_offset"])
def test_other_offsets(load_bytes: Callable[..., Loaded], key: str) -> None:
    turns = [{k: v for k, v in turn.items() if k != "end_offset"} for turn in lines(key)]
    [call] = loaded(load_bytes, turns).calls
    assert [turn.start_ms for turn in call.turns] == [None] * 3
    assert call.meta["start_time"] == "2024-06-01T10:00:00"
