"""Silence, answers, overlap, interruption, shares, pace: each on calls that show one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn, Word
from tests.conftest import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.metrics.measure import Metrics

TEN = "这个型号的保修期是三年"
"""Eleven characters."""


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ["A 2-3 您好", "C 4-5 你好", "A 5.5-8 请讲"],
            {
                "call_length_ms": 8000,
                "first_agent_word_ms": 2000,
                "silence_ms": 1000,
                "longest_silence_ms": 1000,
                "mean_answer_delay_ms": 500,
                "longest_answer_delay_ms": 500,
                "agent_talk_percent": 77.8,
                "overlap_ms": 0,
            },
        ),
        # Several at once: only what nobody speaks in is silence.
        (["A 0-10 您好", "C 2-3 你好", "A 14-15 请讲"], {"silence_ms": 4000, "overlap_ms": 1000}),
        # Turns out of the order of their times.
        (["A 10-11 请讲", "C 0-1 你好"], {"silence_ms": 9000, "longest_answer_delay_ms": 9000}),
        # Each speaker's overlapping turns count once.
        (
            ["A 0-4 您好", "A 2-6 您好", "C 3-5 你好"],
            {"overlap_ms": 2000, "agent_talk_percent": 75.0},
        ),
        (["S 0-5 欢迎致电", "A 6-7 您好", "C 8-9 你好"], {"first_agent_word_ms": 6000}),
        # An announced wait is no late answer, nor is one that the customer asks for.
        (
            ["A 0-1 请稍候", "C 1-2 好", f"A 9-19 {TEN * 3}", "C 20-21 几个", "A 22-23 三个"],
            {"longest_answer_delay_ms": 1000, "mean_answer_delay_ms": 1000},
        ),
        (["C 0-1 你等一下", "A 9-10 好了吗"], {"longest_answer_delay_ms": 0}),
    ],
)
def test_values(
    measured: Callable[[Call], Metrics], turns: list[str], expected: dict[str, float]
) -> None:
    values = measured(timed(*turns)).values()
    assert {name: values[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("turns", "lengths"),
    [
        ([f"C 0-5 {TEN}", f"A 3-8 {TEN}"], [2000]),
        ([f"C 0-5 {TEN}", "A 3-4.5 您先听我说"], [1500]),
        ([f"C 0-5 {TEN}", f"A 4-8 {TEN}"], [1000]),
        ([f"C 0-5 {TEN}", f"A 3-8 {TEN}", f"C 9-15 {TEN}", f"A 10-16 {TEN}"], [2000, 5000]),
        # Too short to be more than a rough cut.
        ([f"C 0-5 {TEN}", f"A 4.001-8 {TEN}"], []),
        ([f"C 0-5 {TEN}", f"A 5-8 {TEN}"], []),
        # Who begin together interrupt nobody.
        ([f"C 0-5 {TEN}", f"A 0.499-8 {TEN}"], []),
        ([f"C 0-5 {TEN}", f"A 0.5-8 {TEN}"], [4500]),
        # To show that one listens takes nobody's turn.
        ([f"C 0-5 {TEN}", "A 2-4 嗯，好的好的"], []),
        (["C 0-5 嗯对对对", f"A 2-8 {TEN}"], []),
        # The customer breaks in, and the agent goes on.
        ([f"A 0-3 {TEN}", f"C 2-8 {TEN}", f"A 3.5-9 {TEN}"], []),
        ([f"A 0-3 {TEN}", f"C 2-8 {TEN}", f"A 4-9 {TEN}"], [4000]),
        ([f"A 0-5 {TEN}", f"C 3-8 {TEN}"], []),
    ],
)
def test_interruptions(
    measured: Callable[[Call], Metrics], turns: list[str], lengths: list[int]
) -> None:
    metrics = measured(timed(*turns)).measured
    count, longest = metrics["interruption_count"], metrics["longest_interruption_ms"]
    assert [place.end_ms - place.start_ms for place in count.places] == lengths
    assert (count.value, longest.value) == (len(lengths), max(lengths, default=0))


@pytest.mark.parametrize(
    ("turns", "pace"),
    [
        ([f"A 0-6 {TEN}"], 110),
        ([f"A 0-6 {TEN}，嗯……", "C 6-7 好"], 120),
        # Neither short answers nor what the customer says.
        ([f"A 0-6 {TEN}", "A 6-30 好的", f"C 31-33 {TEN}"], 110),
        (["A 0-6 尾号是138****0012吗对吗"], 170),
        ([f"A 0-4.9 {TEN}"], None),
        (["A 0-6 thank you very much indeed"], None),
    ],
)
def test_pace(measured: Callable[[Call], Metrics], turns: list[str], pace: int | None) -> None:
    metrics = measured(timed(*turns))
    assert metrics.values().get("agent_chars_per_min") == pace
    assert metrics.missing.get("agent_chars_per_min") == (None if pace else "too-little-speech")


def test_the_fastest_and_the_slowest_piece_are_the_evidence(
    measured: Callable[[Call], Metrics],
) -> None:
    spoken = timed(f"A 0-6 {TEN}", f"A 7-9 {TEN}", f"A 10-20 {TEN}")
    places = measured(spoken).measured["agent_chars_per_min"].places
    assert [place.first_turn for place in places] == [1, 2]


def test_a_pause_within_a_turn_does_not_slow_its_pace(
    measured: Callable[[Call], Metrics],
) -> None:
    words = (Word(TEN, 0, 3000), Word(TEN, 30_000, 33_000))
    spoken = Turn("agent", f"{TEN}，{TEN}。", 0, 33_000, words)
    assert measured(Call("test", (spoken,))).values()["agent_chars_per_min"] == 220


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"ring_count": 2}, {"ring_count": 2}),
        ({"ring_ms": 12_000}, {"ring_count": 3, "ring_ms": 12_000}),
        ({"ring_ms": 15_000}, {"ring_count": 3, "ring_ms": 15_000}),
        ({"ring_ms": 15_001}, {"ring_count": 4, "ring_ms": 15_001}),
        ({"ring_ms": 0}, {"ring_count": 0, "ring_ms": 0}),
        ({"ring_count": 1, "ring_ms": 30_000}, {"ring_count": 1, "ring_ms": 30_000}),
        ({"ring_count": "三"}, {}),
        ({"ring_count": True}, {}),
        ({"ring_count": -1, "ring_ms": None}, {}),
        ({"ring_ms": 2**60}, {}),
        ({}, {}),
    ],
)
def test_rings(
    measured: Callable[[Call], Metrics], meta: dict[str, object], expected: dict[str, int]
) -> None:
    metrics = measured(timed("A 0-1 您好", **meta))
    found = {name: value for name, value in metrics.values().items() if "ring" in name}
    assert found == expected
    assert {name for name in metrics.missing if "ring" in name} == {"ring_count", "ring_ms"} - {
        *expected
    }
