"""Figures of published packages for `scriptcheck agree` to be tested against, as JSON.

In an environment of its own, with ``PACKAGES`` installed in these versions::

    python benchmarks/agreement_figures.py > tests/agreement/figures.json

The ratings are drawn from fixed seeds, so that the file only changes with the packages. irrCAC
rounds to five places.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from itertools import combinations
from random import Random
from typing import Any, Final

PACKAGES: Final = {"scikit-learn": "1.9.1", "krippendorff": "0.9.0", "irrCAC": "0.4.4"}
CASES: Final = [
    # (raters, values, how common each is, how often two say the same, what share says nothing)
    (2, "yn", (1, 1), 0.6, 0.0),
    (2, "yn", (1, 30), 0.8, 0.0),
    (2, "yn", (30, 1), 0.95, 0.0),
    (2, "abc", (5, 2, 1), 0.5, 0.2),
    (3, "yn", (1, 4), 0.7, 0.0),
    (3, "yn", (1, 12), 0.8, 0.3),
    (4, "abcde", (1, 1, 1, 1, 1), 0.6, 0.25),
    (5, "yn", (1, 2), 0.1, 0.5),
    (5, "abc", (9, 1, 1), 0.9, 0.4),
]
SEEDS: Final = 4
UNITS: Final = 60


def drawn(case: tuple[int, str, tuple[int, ...], float, float], seed: int) -> dict[str, str]:
    """Return what each rater says of each unit, a character a unit; ``.`` for nothing."""
    raters, values, weights, agree, silent = case
    chance = Random(f"{case} {seed}")  # noqa: S311  (a fixed seed)
    rows = {f"r{number}": "" for number in range(raters)}
    for _ in range(UNITS):
        (truth,) = chance.choices(values, weights)
        for rater in rows:
            said = truth if chance.random() < agree else chance.choices(values, weights)[0]
            rows[rater] += "." if chance.random() < silent else said
    return rows


def kappa(rows: dict[str, str]) -> float | None:
    """Return Cohen's κ by scikit-learn, the mean over the pairs of raters (Light 1971)."""
    score = import_module("sklearn.metrics").cohen_kappa_score
    found = []
    for one, other in combinations(sorted(rows), 2):
        both = [pair for pair in zip(rows[one], rows[other], strict=True) if "." not in pair]
        if len({value for pair in both for value in pair}) > 1:
            found.append(float(score(*zip(*both, strict=True))))
    return sum(found) / len(found) if found else None


def alpha(rows: dict[str, str]) -> float | None:
    """Return Krippendorff's α for names by the package of that name, which refuses one value."""
    values = sorted({value for row in rows.values() for value in row} - {"."})
    if len(values) == 1:
        return None
    numbers = {value: float(at) for at, value in enumerate(values)} | {".": float("nan")}
    data = [[numbers[value] for value in row] for row in rows.values()]
    package = import_module("krippendorff")
    return float(package.alpha(reliability_data=data, level_of_measurement="nominal"))


def irrcac(rows: dict[str, str]) -> dict[str, float]:
    """Return Gwet's AC1, Krippendorff's α and the share that agrees by irrCAC."""
    table: dict[str, list[Any]] = {
        rater: [None if value == "." else value for value in row] for rater, row in rows.items()
    }
    frame = import_module("pandas").DataFrame(table)
    frame = frame[frame.notna().any(axis=1)]
    found = import_module("irrCAC.raw").CAC(frame)
    gwet, krippendorff = found.gwet()["est"], found.krippendorff()["est"]
    return {
        "ac1": float(gwet["coefficient_value"]),
        "alpha": float(krippendorff["coefficient_value"]),
        "observed": float(gwet["pa"]),
    }


def main() -> None:
    """Print the ratings with the figures that the packages give for them."""
    installed = {name: version(name) for name in PACKAGES}
    if installed != PACKAGES:
        sys.exit(f"wanted {PACKAGES}, installed {installed}")
    cases = []
    for case in CASES:
        for seed in range(SEEDS):
            rows = drawn(case, seed)
            figures = {
                "scikit-learn": {"kappa": kappa(rows)},
                "krippendorff": {"alpha": alpha(rows)},
                "irrCAC": irrcac(rows),
            }
            cases.append({"values": case[1], "ratings": rows, "figures": figures})
    json.dump({"packages": PACKAGES, "cases": cases}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
