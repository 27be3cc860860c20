"""P-charts against figures worked out by hand and from a textbook."""

from __future__ import annotations

from math import sqrt

import pytest

from scriptcheck.trend import Signal, p_chart


def test_limits_are_three_standard_deviations_from_the_share_over_all() -> None:
    chart = p_chart([("1", 50, 4), ("2", 100, 16)])
    assert chart.centre == round(20 / 150, 6)
    reach = 3 * sqrt(20 / 150 * 130 / 150 / 100)
    second = chart.points[1]
    assert (second.share, second.upper) == (0.16, round(20 / 150 + reach, 6))
    assert second.lower == round(20 / 150 - reach, 6)
    assert chart.points[0].lower == 0.0


def test_montgomerys_orange_juice_cans() -> None:
    # Table 7.1: 30 samples of 50 cans, 347 nonconforming; samples 15 and 23 are out of control.
    counts = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
    counts += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
    chart = p_chart([(f"{n:02}", 50, count) for n, count in enumerate(counts, 1)])
    assert round(chart.centre, 4) == 0.2313
    assert (round(chart.points[0].lower, 4), round(chart.points[0].upper, 4)) == (0.0524, 0.4102)
    assert [point.period for point in chart.points if Signal.ABOVE in point.signals] == ["15", "23"]


@pytest.mark.parametrize(("failures", "expected"), [(7, ()), (8, ("08",)), (9, ("08", "09"))])
def test_eight_in_a_row_on_one_side(failures: int, expected: tuple[str, ...]) -> None:
    counts = [(f"{n:02}", 100, 12) for n in range(1, failures + 1)]
    counts += [(f"{n:02}", 100, 10 if (n - failures) % 2 else 11) for n in range(failures + 1, 26)]
    chart = p_chart(counts)
    assert (
        tuple(point.period for point in chart.points if Signal.RUN_ABOVE in point.signals)
        == expected
    )


def test_periods_without_calls_are_left_out() -> None:
    chart = p_chart([("1", 0, 0), ("2", 10, 1)])
    assert [point.period for point in chart.points] == ["2"]
    assert p_chart([]).points == ()


@pytest.mark.parametrize("count", [0, 10])
def test_all_or_nothing_has_no_signals(count: int) -> None:
    chart = p_chart([(str(n), 10, count) for n in range(12)])
    assert chart.signals == 0
    assert {(point.lower, point.upper) for point in chart.points} == {(count / 10, count / 10)}
