"""Precision, recall, F1 and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scriptcheck.evaluate.metrics import (
    Counts,
    Figure,
    Means,
    figures,
    means,
    proportion,
    rounded,
)
from scriptcheck.intervals import wilson


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        pytest.param(Counts(4, 4, 4, 4), 1.0, 1.0, 1.0, id="all right"),
        pytest.param(Counts(4, 5, 3, 3), 0.6, 0.75, 2 / 3, id="two false alarms, one miss"),
        pytest.param(Counts(4, 0, 0, 0), None, 0.0, 0.0, id="nothing found"),
        pytest.param(Counts(4, 3, 0, 0), 0.0, 0.0, 0.0, id="all of it wrong"),
        pytest.param(Counts(0, 3, 0, 0), 0.0, None, None, id="false alarms alone"),
        pytest.param(Counts(0, 2, 2, 0), 1.0, None, None, id="borderline ones alone"),
        pytest.param(Counts(2, 4, 3, 2), 0.75, 1.0, 6 / 7, id="some borderline"),
        pytest.param(Counts(), None, None, None, id="nothing at all"),
    ],
)
def test_figures(
    counts: Counts, precision: float | None, recall: float | None, f1: float | None
) -> None:
    found = figures(counts)
    values = [part and part.value for part in (found.precision, found.recall, found.f1)]
    assert values == [
        None if part is None else pytest.approx(part, abs=1e-6) for part in (precision, recall, f1)
    ]


@given(st.tuples(*[st.integers(0, 50)] * 4))
def test_a_figure_lies_in_its_interval(parts: tuple[int, int, int, int]) -> None:
    caught, borderline, wrong, missed = parts
    counts = Counts(caught + missed, caught + borderline + wrong, caught + borderline, caught)
    assert (counts.misses, counts.false_alarms) == (missed, wrong)
    found = figures(counts)
    for part in (found.precision, found.recall, found.f1):
        assert part is None or 0 <= part.low <= part.value <= part.high <= 1


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_the_interval_of_f1_is_that_of_its_share(right: int, wrong: int, missed: int) -> None:
    assume(right + missed)
    found = figures(Counts(right + missed, right + wrong, right, right)).f1
    assert found is not None
    low, high = wilson(right, right + wrong + missed)
    expected = (
        2 * right / (2 * right + wrong + missed),
        2 * low / (1 + low),
        2 * high / (1 + high),
    )
    assert (found.value, found.low, found.high) == pytest.approx(expected, abs=1e-6)


def test_no_trials_are_no_proportion() -> None:
    assert proportion(0, 0) is None
    assert proportion(1, 2) == Figure(0.5, rounded(wilson(1, 2)[0]), rounded(wilson(1, 2)[1]))


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40) == Counts(11, 22, 33, 44)


def test_the_macro_average_weighs_rows_alike() -> None:
    rows = [Counts(100, 100, 100, 100), Counts(2, 4, 1, 1), Counts(3, 0, 0, 0), Counts(0, 5, 0, 0)]
    # 1, 1/4 and none found; 1, 1/2 and 0; the row without anything to find is not in it.
    assert means(rows) == Means(3, rounded(1.25 / 3), 0.5, rounded((1 + 1 / 3) / 3))
    assert means(rows[-1:]) == Means(0, None, None, None)
