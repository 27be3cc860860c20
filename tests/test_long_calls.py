"""Calls without end: a turn as long as a book and turns by the thousand take time in proportion."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

SAID = (
    "您好，很高兴为您服务。",
    "请您稍等，我帮您查一下。",
    "您的电话是一三八零零一三八零零零对吗？",
    "嗯，这个我也不清楚。",
    "办不了，没办法。",
    "我帮您登记，师傅会跟您联系。",
    "我都说了好几遍了。",
    "不知道您说的是哪个？",
    "感谢您的来电，再见。",
)


def said(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311  (no secret)
    return [f"{chance.choice(SAID)}{chance.randint(0, 999)}" for _ in range(count)]


def one_turn(count: int) -> Call:
    return Call("1", [Turn("agent", "".join(said(count))), Turn("customer", "好")])  # type: ignore[arg-type]


def many_turns(count: int) -> Call:
    speakers = ("agent", "customer")
    turns = [Turn(speakers[index % 2], text) for index, text in enumerate(said(count))]  # type: ignore[arg-type]
    return Call("1", turns)  # type: ignore[arg-type]


def cost(checker: Checker, call: Call) -> float:
    begun = time.process_time()
    checker.check(call)
    return time.process_time() - begun


@pytest.mark.parametrize("make", [one_turn, many_turns])
def test_time_grows_in_proportion(default_checker: Checker, make: Callable[[int], Call]) -> None:
    default_checker.check(make(50))
    small = min(cost(default_checker, make(1_000)) for _ in range(2))
    # Eight times the text; sixteen times the time is the mark of nothing quadratic.
    assert cost(default_checker, make(8_000)) < 16 * small + 0.5
