"""Intervals of shares and means: the published values, and what they must do."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.intervals import LEAST_FREEDOM, mean_interval, t_quantile, wilson

Z = NormalDist().inv_cdf(0.975)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of
        # seven methods, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_values(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_ends_where_the_score_test_just_accepts(case: tuple[int, int]) -> None:
    successes, trials = case
    share = successes / trials
    for end in wilson(successes, trials):
        # The definition: |p̂ − p| = z·√(p(1 − p)/n), which the closed form solves for p.
        assert abs(share - end) == pytest.approx(Z * sqrt(end * (1 - end) / trials), abs=1e-7)


def test_a_higher_confidence_is_wider() -> None:
    narrow, wide = wilson(8, 10), wilson(8, 10, confidence=0.99)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize(
    ("freedom", "value"),
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, the column of 0.975.
    [(5, 2.571), (6, 2.447), (9, 2.262), (14, 2.145), (29, 2.045), (60, 2.000), (100, 1.984)],
)
def test_t_gives_the_published_values(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=1e-3)


def test_t_refuses_what_its_expansion_is_not_good_for() -> None:
    with pytest.raises(ValueError, match="fewer than"):
        t_quantile(LEAST_FREEDOM - 1)
    with pytest.raises(ValueError, match="fewer than"):
        mean_interval(1, 80, 6400)


@given(st.lists(st.integers(0, 100), min_size=LEAST_FREEDOM + 1, max_size=40))
def test_the_interval_of_a_mean_is_that_of_its_definition(scores: list[int]) -> None:
    mean = sum(scores) / len(scores)
    deviation = sqrt(sum((each - mean) ** 2 for each in scores) / (len(scores) - 1))
    spread = t_quantile(len(scores) - 1) * deviation / sqrt(len(scores))
    found = mean_interval(len(scores), sum(scores), sum(each * each for each in scores))
    assert found == pytest.approx((mean - spread, mean + spread), abs=1e-6)
