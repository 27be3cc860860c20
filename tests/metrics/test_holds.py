"""Holds: silences of over 10 s in which the customer waits for the agent, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn, Word
from tests.conftest import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.metrics.measure import Metrics

LONG_TALE = "我跟您讲一下这个产品的保修政策从购买之日起一年之内都是免费的超过一年要收费"


@pytest.mark.parametrize(
    ("turns", "longest", "unannounced"),
    [
        (["A 0-1 请稍候", "A 41-42 查到了"], 40_000, 0),
        (["A 0-1 请稍候", "C 1-2 好的", "A 41-42 查到了"], 39_000, 0),
        (["A 0-1 请稍候", "C 1-2 好的", "A 2-3 嗯", "C 41-42 喂"], 38_000, 0),
        (["A 0-1 请稍候", "C 1-3 麻烦您快一点", "A 41-42 查到了"], 38_000, 0),
        (["A 0-1 请稍候", "A 1-3 我帮您看看系统", "A 41-42 查到了"], 38_000, 0),
        (["A 0-1 请稍候好吗？", "A 41-42 查到了"], 40_000, 0),
        (["A 0-1 请稍候", "C 1-2 多少钱", "A 41-42 查到了"], 39_000, 0),
        (["A 0-2 请稍候我给您查一下？", "A 41-42 查到了"], 39_000, 0),
        (["A 0-1 我查查请稍候", "A 41-42 查到了"], 40_000, 0),
        (["A 0-2 请稍候，您叫什么名字呢", "C 2-3 姓王", "A 41-42 查到了"], 38_000, 0),
        # Nothing was said about it, but it is for the agent to go on.
        (["A 0-1 我看看", "A 41-42 查到了"], 40_000, 40_000),
        (["C 0-1 怎么回事", "A 41-42 查到了"], 40_000, 40_000),
        (["A 0-1 我看看", "C 1-2 嗯好的", "A 41-42 查到了"], 39_000, 39_000),
        # The notice was for an earlier wait.
        (["A 0-1 请稍候", f"A 1-9 {LONG_TALE}", "A 41-42 查到了"], 32_000, 32_000),
        (["A 0-1 请稍候", f"C 1-9 {LONG_TALE}", "A 41-42 查到了"], 32_000, 32_000),
        # The agent waits for the customer.
        (["A 0-1 您的地址是哪里", "A 41-42 喂您好"], 0, 0),
        (["A 0-1 您的地址？", "A 41-42 喂您好"], 0, 0),
        (["A 0-1 请稍候", "A 1-2 您的地址是哪里", "C 41-42 人民路"], 0, 0),
        (["A 0-2 请稍候您的地址是哪里", "C 41-42 人民路"], 0, 0),
        (["A 0-2 请稍候您的地址是哪里", "C 2-3 嗯", "C 41-42 人民路"], 0, 0),
        (["A 0-2 请稍候您的地址是哪里", "C 2-3 嗯", "A 41-42 喂"], 0, 0),
        (["A 0-1 您的地址？", "C 1-2 嗯", "A 41-42 找到了吗"], 0, 0),
        (["A 0-1 您报一下", "C 41-42 我找到了"], 0, 0),
        (["A 0-1 嗯", "C 1-2 我找找", "C 41-42 我找到了"], 0, 0),
        (["C 0-1 你等一下", "A 41-42 找到了吗"], 0, 0),
        (["A 0-1 请稍候", "C 1-3 你等一下", "A 41-42 找到了吗"], 0, 0),
        # Not long enough, or somebody speaks.
        (["A 0-1 请稍候", "A 11-12 查到了"], 0, 0),
        (["A 0-1 请稍候", "A 11.001-12 查到了"], 10_001, 0),
        (["A 0-50 我看看", "C 1-2 嗯", "A 51-52 查到了"], 0, 0),
        # A machine ends nobody's wait.
        (["A 0-1 请稍候", "S 20-30 坐席忙", "A 41-42 查到了"], 40_000, 0),
        (["S 0-1 欢迎致电", "A 41-42 您好"], 0, 0),
        (["A 0-1 您好"], 0, 0),
    ],
)
def test_who_waits(
    measured: Callable[[Call], Metrics], turns: list[str], longest: int, unannounced: int
) -> None:
    values = measured(timed(*turns)).values()
    found = (values["longest_hold_ms"], values["longest_unannounced_hold_ms"])
    assert found == (longest, unannounced)


def test_holds_are_counted_with_their_places(measured: Callable[[Call], Metrics]) -> None:
    spoken = timed("A 0-1 请稍候", "A 21-22 查到了", "C 23-24 多少钱", "A 54-55 十元")
    metrics = measured(spoken).measured
    count, total, longest = (metrics[name] for name in ("hold_count", "hold_ms", "longest_hold_ms"))
    assert (count.value, total.value, longest.value) == (2, 50_000, 30_000)
    assert [(p.first_turn, p.last_turn, p.start_ms, p.end_ms) for p in count.places] == [
        (0, 1, 1000, 21_000),
        (2, 3, 24_000, 54_000),
    ]
    assert [(p.start_ms, p.end_ms) for p in longest.places] == [(24_000, 54_000)]


@pytest.mark.parametrize(
    ("words", "longest", "unannounced"),
    [
        ([("请稍候", 0, 1000), ("查到了", 31_000, 32_000)], 30_000, 0),
        ([("查到了", 0, 1000), ("请稍候", 31_000, 32_000)], 30_000, 30_000),
        # Times that are not the turn's, or not in order, tell nothing of its inside.
        ([("请稍候", 60_000, 61_000), ("查到了", 91_000, 92_000)], 0, 0),
        ([("请稍候", 31_000, 32_000), ("查到了", 0, 1000)], 0, 0),
        ([("请稍候", 0, 1000), ("查到了", None, 32_000)], 0, 0),
    ],
)
def test_a_wait_within_a_turn(
    measured: Callable[[Call], Metrics],
    words: list[tuple[str, int, int]],
    longest: int,
    unannounced: int,
) -> None:
    text = "".join(word for word, _, _ in words)
    spoken = Turn("agent", text, 0, 32_000, tuple(Word(*word) for word in words))
    values = measured(Call("test", (spoken,))).values()
    found = (values["longest_hold_ms"], values["longest_unannounced_hold_ms"])
    assert found == (longest, unannounced)


def test_words_that_the_text_does_not_have(measured: Callable[[Call], Metrics]) -> None:
    words = (Word("please wait", 0, 1000), Word("found", 31_000, 32_000))
    spoken = Turn("agent", "请稍候，查到了", 0, 32_000, words)
    assert measured(Call("test", (spoken,))).values()["longest_silence_ms"] == 30_000
