"""Pairs that rated alike, counted together, give what counting each by itself does."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from scriptcheck.agreement.rater_pairs import RaterPairs
from tests.agreement.kappa import cohen_kappa


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
    found = []
    for pair in combinations(raters, 2):
        both = [
            (dict(each for each in unit if each[0] in pair), weight)
            for call, weight in zip(calls, weights, strict=True)
            for unit in call
        ]
        if (kappa := cohen_kappa(both)) is not None:
            found.append(kappa)
    expected = pytest.approx(sum(found) / len(found)) if found else None
    assert RaterPairs(calls).cohen_kappa(weights) == expected


def test_raters_that_rate_alike_are_counted_together() -> None:
    unit = tuple((f"r{number:03}", number % 2 == 0) for number in range(60))
    assert len(RaterPairs([[unit]])._kinds) == 4
