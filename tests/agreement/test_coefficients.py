"""The coefficients against figures that were published with them, and another implementation."""

from __future__ import annotations

from random import Random

import pytest

from scriptcheck.agreement.coefficients import (
    gwet_ac1,
    krippendorff_alpha,
    observed,
    prevalence,
    unit_sums,
)
from tests.agreement.kappa import cohen_kappa

FOUR = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers,
twelve units, values missing. The R package irrCAC has it as ``cac.raw4raters``."""

TWO = {"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"}
"""The same, section A: two observers, two values, nothing missing."""


def units(raters: dict[str, str]) -> list[dict[str, str]]:
    """Return what the raters say, unit by unit."""
    rows = {rater: values.split() for rater, values in raters.items()}
    return [
        {rater: values[at] for rater, values in rows.items() if values[at] != "."}
        for at in range(len(next(iter(rows.values()))))
    ]


def table(counts: dict[tuple[str, str], int]) -> list[tuple[dict[str, str], float]]:
    """Return the units of a table of two raters."""
    return [({"A": one, "B": other}, count) for (one, other), count in counts.items()]


def once(found: list[dict[str, str]]) -> list[tuple[dict[str, str], float]]:
    return [(each, 1.0) for each in found]


def test_krippendorffs_own_examples() -> None:
    assert krippendorff_alpha(unit_sums(once(units(TWO)))) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha(unit_sums(once(units(FOUR)))) == pytest.approx(0.743, abs=5e-4)


def test_what_irrcac_gives_for_four_raters() -> None:
    # K. L. Gwet, irrCAC (R package), vignette: gwet.ac1.raw and krippen.alpha.raw, unweighted.
    sums = unit_sums(once(units(FOUR)))
    assert gwet_ac1(sums, 5) == pytest.approx(0.77544, abs=5e-6)
    assert krippendorff_alpha(sums) == pytest.approx(0.74342, abs=5e-6)
    assert observed(sums) == pytest.approx(0.81818, abs=5e-6)


def test_gwets_example_where_kappa_fails() -> None:
    # K. L. Gwet, Kappa statistic is not satisfactory for assessing the extent of agreement between
    # raters (2002), table 1: 125 subjects, of whom nearly all are rated +.
    subjects = table({("+", "+"): 118, ("+", "-"): 5, ("-", "+"): 2})
    sums = unit_sums(subjects)
    assert observed(sums) == pytest.approx(0.944)
    assert cohen_kappa(subjects) == pytest.approx(-0.0234, abs=5e-5)
    assert gwet_ac1(sums, 2) == pytest.approx(0.9408, abs=5e-5)
    assert prevalence(sums, "+") == pytest.approx(0.972)


def test_kappa_of_a_table_in_every_textbook() -> None:
    # 50 proposals, 20 of them accepted by both readers, 15 by neither: κ = 0.4.
    counts = {("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}
    assert cohen_kappa(table(counts)) == pytest.approx(0.4)


@pytest.mark.parametrize("seed", range(20))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    chance = Random(seed)  # noqa: S311  (a fixed seed)
    one = chance.choices("abc", [5, 2, 1], k=40)
    other = [value if chance.random() < 0.7 else chance.choice("abc") for value in one]
    found = once([{"A": x, "B": y} for x, y in zip(one, other, strict=True)])
    expected = metrics.cohen_kappa_score(one, other)
    assert cohen_kappa(found) == pytest.approx(expected)


def test_more_than_two_raters_give_the_mean_over_pairs() -> None:
    three = [{"A": a, "B": b, "C": c} for a, b, c in ("yyy", "yyn", "nnn", "nyn", "ynn", "nny")]
    pairs = [
        cohen_kappa(once([{r: u[r] for r in pair} for u in three])) for pair in ("AB", "AC", "BC")
    ]
    assert cohen_kappa(once(three)) == pytest.approx(sum(pairs) / 3)  # type: ignore[arg-type]


def test_where_nothing_can_be_said() -> None:
    alike = table({("y", "y"): 9})
    same = unit_sums(alike)
    assert (cohen_kappa(alike), krippendorff_alpha(same)) == (None, None)
    assert gwet_ac1(same, 2) == 1
    assert gwet_ac1(same, 1) == 1
    alone = unit_sums([({"A": "y"}, 3)])
    assert (cohen_kappa([({"A": "y"}, 3)]), krippendorff_alpha(alone)) == (None, None)
    assert (gwet_ac1(alone, 2), gwet_ac1(alone, 1), observed(alone)) == (None, None, None)
    assert prevalence(unit_sums([]), "y") is None


def test_there_are_no_fewer_categories_than_are_there() -> None:
    both = unit_sums(table({("y", "y"): 9, ("y", "n"): 2}))
    assert gwet_ac1(both, 1) == gwet_ac1(both, 2)


def test_units_that_count_for_nothing_change_nothing() -> None:
    some = table({("y", "y"): 9, ("n", "n"): 4})
    others: list[tuple[dict[str, str], float]] = [({"A": "n", "C": "y"}, 0), ({"B": "z"}, 0)]
    assert unit_sums([*some, *others]) == unit_sums(some)
    assert cohen_kappa([*some, *others]) == cohen_kappa(some)


def test_perfect_agreement_is_one() -> None:
    perfect = table({("y", "y"): 9, ("n", "n"): 4})
    sums = unit_sums(perfect)
    for value in (
        cohen_kappa(perfect),
        krippendorff_alpha(sums),
        gwet_ac1(sums, 2),
        observed(sums),
    ):
        assert value == pytest.approx(1)
