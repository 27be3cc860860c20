"""Totals: counted by band, agent, team and day, and no more than memory holds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scriptcheck.report import Outcome, ReportWarning
from scriptcheck.write.content import totals as module
from scriptcheck.write.content.totals import BANDS, Totals
from tests.conftest import call
from tests.write.conftest import violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.report import CallReport


def test_every_score_is_in_the_band_that_names_it(report: Callable[..., CallReport]) -> None:
    for score in range(101):
        totals = Totals()
        totals.add(replace(report("x"), score=score), call("A 您好"))
        ((band, count),) = totals.bands.items()
        low, high = BANDS[band]
        assert count == 1
        assert low <= score <= high


def test_calls_that_were_not_judged_have_no_score(report: Callable[..., CallReport]) -> None:
    totals = Totals()
    totals.add(replace(report("x"), score=None, passed=None), call("A 您好", agent_id="1"))
    assert (totals.all.calls, totals.all.judged, totals.bands.total()) == (1, 0, 0)
    assert (totals.all.mean_score, totals.all.pass_rate) == (None, None)
    totals.add(replace(report("y"), score=40), call("A 您好", agent_id="2"))
    totals.add(replace(report("z"), score=30), call("A 您好", agent_id="3"))


def test_memory_does_not_grow_with_agents(
    report: Callable[..., CallReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEYS", 2)
    totals = Totals()
    for number in range(5):
        totals.add(report("x", "", violation()), call("A 您好", agent_id=number, team="一"))
    assert list(totals.agents) == ["0", "1"]
    assert (totals.left_out, totals.teams["一"].calls) == (3, 5)
    assert totals.teams["一"].most_broken(3) == [("a.rule", 5)]


@pytest.mark.parametrize("most_keys", [8, 1000])
def test_totals_merged_in_order_are_those_of_one_count(
    most_keys: int, report: Callable[..., CallReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEYS", most_keys)
    draw = random.Random(5)  # noqa: S311  (not a secret)
    counted = []
    for number in range(60):
        rules = [violation(f"r{draw.randrange(4)}", points=-draw.randrange(9))]
        rules += [violation("p", verdict=Outcome.PASS, title=str(number))]
        data = {"agent_name": draw.choice(["", "王", "李"]), "team": draw.choice("一二三四")}
        data |= {"start_time": f"2026-03-0{draw.randrange(1, 5)}"}
        each = replace(report("x", "", *rules), score=draw.choice([None, 3, 50, 100]))
        each = replace(each, warnings=draw.choice([(), (ReportWarning("guess", ""),)]))
        counted.append((each, call("A 您好", agent_id=draw.randrange(20), **data)))
    whole, merged = Totals(), Totals()
    for pair in counted:
        whole.add(*pair)
    start = 0
    while start < len(counted):
        some, size = Totals(), draw.randrange(1, 9)  # no more than are told apart
        for pair in counted[start : start + size]:
            some.add(*pair)
        merged.merge(some)
        start += size
    assert vars(merged) == vars(whole)
    assert [list(value) for value in vars(merged).values() if isinstance(value, dict)] == [
        list(value) for value in vars(whole).values() if isinstance(value, dict)
    ]
