"""The coefficients against those of published packages, kept in ``figures.json``.

``benchmarks/agreement_figures.py`` drew the ratings and computed the figures; it says with which
versions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.agreement_figures import CASES as DRAWN
from benchmarks.agreement_figures import PACKAGES, SEEDS, drawn
from scriptcheck.agreement.coefficients import (
    gwet_ac1,
    krippendorff_alpha,
    observed,
    unit_sums,
)
from tests.agreement.kappa import cohen_kappa

FIGURES = json.loads(Path(__file__).with_name("figures.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = FIGURES["cases"]


def units(ratings: dict[str, str]) -> list[tuple[dict[str, str], float]]:
    """Return the units of ``ratings``, a character a unit."""
    return [
        ({rater: said[at] for rater, said in ratings.items() if said[at] != "."}, 1.0)
        for at in range(len(next(iter(ratings.values()))))
    ]


def near(value: float | None, places: int = 12) -> Any:
    return None if value is None else pytest.approx(value, abs=0.6 * 10**-places)


@pytest.mark.parametrize("case", CASES)
def test_figures_of_packages(case: dict[str, Any]) -> None:
    rated, figures = units(case["ratings"]), case["figures"]
    found = unit_sums(rated)
    alpha = krippendorff_alpha(found)
    values = {value for said in case["ratings"].values() for value in said} - {"."}
    assert cohen_kappa(rated) == near(figures["scikit-learn"]["kappa"])
    assert alpha == near(figures["krippendorff"]["alpha"])
    # irrCAC rounds, and gives 1 where all values are one and nothing can be said.
    assert (1 if alpha is None else alpha) == near(figures["irrCAC"]["alpha"], 5)
    assert gwet_ac1(found, len(values)) == near(figures["irrCAC"]["ac1"], 5)
    assert observed(found) == near(figures["irrCAC"]["observed"], 5)


def test_the_ratings_are_those_that_are_drawn() -> None:
    expected = [drawn(case, seed) for case in DRAWN for seed in range(SEEDS)]
    assert [case["ratings"] for case in CASES] == expected
    assert FIGURES["packages"] == PACKAGES


def test_the_cases_are_not_all_alike() -> None:
    raters = {len(case["ratings"]) for case in CASES}
    silent = [case for case in CASES if any("." in said for said in case["ratings"].values())]
    undefined = [case for case in CASES if case["figures"]["krippendorff"]["alpha"] is None]
    assert (raters, len(CASES)) == ({2, 3, 4, 5}, 36)
    assert len(silent) >= 16
    assert undefined


def test_the_abstractors_of_irrcac() -> None:
    # K. L. Gwet, irrCAC, vignette "Calculating Chance-corrected Agreement Coefficients":
    # cont3x3abstractors with kappa2.table, gwet.ac1.table, krippen2.table and pa2.table.
    table = {("E", "E"): 13, ("A", "A"): 20, ("A", "N"): 7, ("N", "A"): 4, ("N", "N"): 56}
    rated = [({"a": one, "b": other}, count) for (one, other), count in table.items()]
    found = unit_sums(rated)
    assert cohen_kappa(rated) == near(0.7964094, 7)
    assert gwet_ac1(found, 3) == near(0.8493305, 7)
    assert krippendorff_alpha(found) == near(0.7972585, 7)
    assert observed(found) == near(0.89)


def test_the_computational_example_of_krippendorffs_alpha() -> None:
    # Wikipedia, "Krippendorff's alpha", A computational example: α for nominal data is 0.691.
    ratings = {"A": ".....34121133.3", "B": "1.213343.......", "C": "..21344.21133.4"}
    assert krippendorff_alpha(unit_sums(units(ratings))) == near(0.691, 3)
