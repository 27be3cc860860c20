"""What is found in a call so far is what is found in a call that ends there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call
from scriptcheck.live.incremental_matcher import IncrementalMatcher
from tests.live.samples import random_call

if TYPE_CHECKING:
    from scriptcheck import Checker


def compare(checker: Checker, call: Call) -> None:
    matcher = IncrementalMatcher(checker.plan, call.meta, call.call_id, call.source)
    for number, turn in enumerate(call.turns, start=1):
        matcher.add(turn)
        found = matcher.findings()
        whole = checker.match(Call(call.call_id, call.turns[:number], call.meta))
        assert {name: tuple(hits) for name, hits in found.matches.items()} == whole.matches
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
    compare(every_way, random_call(random.Random(seed), 30))  # noqa: S311


def test_real_calls(default_checker: Checker, real_calls: list[Call]) -> None:
    for call in real_calls[:20:2]:
        compare(default_checker, call)
