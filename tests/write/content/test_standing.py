"""Agents: ranked only with enough calls, and better or worse only where the calls show it."""

from __future__ import annotations

import pytest

from scriptcheck.intervals import mean_interval
from scriptcheck.write.content.standing import (
    LEAST_CALLS,
    Standing,
    interval_words,
    ranked,
    standing_of,
)
from scriptcheck.write.content.totals import GroupTotals


def group(*scores: int, passing: int = 80) -> GroupTotals:
    """Return what calls with these scores come to."""
    return GroupTotals(
        calls=len(scores),
        scored=len(scores),
        judged=len(scores),
        passed=sum(score >= passing for score in scores),
        score_sum=sum(scores),
        score_squares=sum(score * score for score in scores),
    )


def merged(*groups: GroupTotals) -> GroupTotals:
    every = GroupTotals()
    for each in groups:
        every.merge(each)
    return every


WEAK, STRONG = group(*[40, 50, 60] * 10), group(*[88, 90, 92] * 10)
BROAD = group(*[20, 100] * 6)


def test_only_those_whose_interval_leaves_the_mean_out_are_better_or_worse() -> None:
    every = merged(WEAK, STRONG, BROAD)
    assert standing_of(WEAK, every).standing is Standing.BELOW
    assert standing_of(STRONG, every).standing is Standing.ABOVE
    broad = standing_of(BROAD, every)
    assert broad.standing is Standing.NEAR
    assert broad.mean is not None
    assert every.mean_score is not None
    assert broad.mean[0] < every.mean_score < broad.mean[1]


def test_too_few_calls_have_no_place() -> None:
    few, enough = group(*[0] * (LEAST_CALLS - 1)), group(*[0] * LEAST_CALLS)
    assert standing_of(few, STRONG) == (Standing.TOO_FEW, None, None)
    assert standing_of(enough, STRONG).standing is Standing.BELOW


def test_calls_without_a_score_do_not_count() -> None:
    unjudged = merged(group(*[50] * 5), GroupTotals(calls=50))
    assert standing_of(unjudged, STRONG).standing is Standing.TOO_FEW
    failed = merged(group(*[50] * 5), GroupTotals(calls=50, judged=50))
    assert standing_of(failed, STRONG).standing is Standing.TOO_FEW
    assert standing_of(GroupTotals(), GroupTotals()).standing is Standing.TOO_FEW


def test_all_alike_are_near_the_mean() -> None:
    alike = group(*[90] * 30)
    assert standing_of(alike, merged(alike, alike)).standing is Standing.NEAR


def test_intervals_stay_within_the_scale() -> None:
    found = standing_of(BROAD, BROAD)
    assert found.mean == pytest.approx(
        (mean_interval(12, BROAD.score_sum, BROAD.score_squares)[0], 86.5), abs=0.05
    )
    high = standing_of(group(*[100] * 9, 0), BROAD)
    assert high.mean is not None
    assert high.mean[1] == 100


def test_the_order() -> None:
    groups = {"z": STRONG, "m": WEAK, "few2": group(1), "few1": group(99), "b": BROAD}
    assert [each.key for each in ranked(groups, merged(*groups.values()))] == [
        "m",
        "b",
        "z",
        "few1",
        "few2",
    ]


def test_words() -> None:
    assert interval_words((71.23, 80)) == "71.2–80.0"
    assert interval_words((0.5, 1), percent=True) == "50.0%–100.0%"
    assert interval_words(None) == ""
