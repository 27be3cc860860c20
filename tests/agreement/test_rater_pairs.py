"""Pairs that rated alike, counted together, give what counting each by itself does."""

from __future__ import annotations

import random

import pytest

from scriptcheck.agreement.coefficients import cohen_kappa, unit_sums
from scriptcheck.agreement.rater_pairs import RaterPairs


@pytest.mark.parametrize("seed", range(8))
def test_kappa_is_that_of_each_pair(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311  (chance, not secrecy)
    raters = [f"r{number}" for number in range(source.randint(2, 12))]
    calls = [
        [
            tuple((each, source.random() < 0.7) for each in sorted(source.sample(raters, 2)))
            for _ in range(source.randint(0, 3))
        ]
        for _ in range(10)
    ]
    weights = [source.randint(0, 3) for _ in calls]
    units = [
        (dict(unit), weight) for call, weight in zip(calls, weights, strict=True) for unit in call
    ]
    expected = cohen_kappa(unit_sums(units))
    assert RaterPairs(calls).cohen_kappa(weights) == (
        None if expected is None else pytest.approx(expected)
    )


def test_raters_that_rate_alike_are_counted_together() -> None:
    unit = tuple((f"r{number:03}", number % 2 == 0) for number in range(60))
    assert len(RaterPairs([[unit]])._kinds) == 4
