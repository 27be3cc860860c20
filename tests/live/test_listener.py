"""What is heard of a call so far is what is found in a call that ends there."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call, Speaker, Turn
from scriptcheck.live.listener import Listener
from tests.live.samples import random_call

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck import Checker


def heard(checker: Checker, call: Call) -> None:
    listener = Listener(checker.plan, call.meta, call.call_id, call.source)
    for number, turn in enumerate(call.turns, start=1):
        listener.hear(turn)
        found = listener.findings()
        whole = checker.finder.find(Call(call.call_id, call.turns[:number], call.meta))
        assert {name: tuple(hits) for name, hits in found.heard.items()} == whole.heard
        assert {name: tuple(hits) for name, hits in found.unsure.items()} == whole.unsure
        assert found.suppressed == whole.suppressed
        assert found.is_chinese == whole.is_chinese
        assert found.has_unknown == whole.has_unknown
        assert (found.call.turns, found.text) == (whole.call.turns, whole.text)
        assert vars(found.timeline).items() >= plain(vars(whole.timeline)).items()
        assert found.metrics == whole.metrics


def plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields.items()}


@pytest.mark.parametrize("seed", range(40))
def test_random_calls(every_way: Checker, seed: int) -> None:
    heard(every_way, random_call(random.Random(seed), 30))  # noqa: S311


def test_real_calls(default_checker: Checker, real_calls: list[Call]) -> None:
    for call in real_calls[:20]:
        heard(default_checker, call)


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called, and generators resumed, to do ``work``."""
    count = 0

    def note(_frame: object, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def steps_after(checker: Checker, before: Sequence[Turn], turns: Sequence[Turn]) -> int:
    """Return the steps that ``turns`` take in a call of which ``before`` is known already."""
    session = checker.session()
    for turn in before:
        session.feed(turn)
    return steps(lambda: [session.feed(turn) for turn in turns])


def test_a_turn_costs_the_same_however_long_the_call_is(default_checker: Checker) -> None:
    asked = [
        Turn(Speaker.CUSTOMER, "洗衣机不转了，怎么办呢？"),
        Turn(Speaker.AGENT, "好的，请您稍等。"),
    ]
    talk = [turn for _ in range(400) for turn in asked]
    short, long = (steps_after(default_checker, talk[:n], asked * 10) for n in (40, 800))
    assert long < 1.1 * short
