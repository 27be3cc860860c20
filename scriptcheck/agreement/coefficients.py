"""Agreement between raters beyond chance: Gwet's AC1 and Krippendorff's α, for names.

Both are computed from sums over units, so that a resample of units needs no more than sums.
``rater_pairs`` has Cohen's κ, which is not.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    Ratings = Mapping[str, Hashable]
    """What each rater says of a unit; raters who say nothing are left out."""


class UnitSums(NamedTuple):
    """What some units add to the coefficients."""

    units: float
    """Units that somebody rated."""
    shared: float
    """Units that two or more rated."""
    agreed: float
    """Sum over the shared ones of the share of pairs of raters that agree."""
    shares: Mapping[Hashable, float]
    """By category, the sum over units of the share of raters who chose it."""
    coincidences: Mapping[Hashable, float]
    """By category, pairs of equal values in the shared units, each weighed by 1 / (raters − 1)."""
    values: Mapping[Hashable, float]
    """By category, values in the shared units."""


def unit_sums(units: Iterable[tuple[Ratings, float]]) -> UnitSums:
    """Return the sums over ``units``, each with how often it counts."""
    total = shared = agreed = 0.0
    shares: Counter[Hashable] = Counter()
    coincidences: Counter[Hashable] = Counter()
    values: Counter[Hashable] = Counter()
    for ratings, weight in units:
        raters = len(ratings)
        # A draw of calls may leave a unit out.
        if not raters or not weight:
            continue
        counts = Counter(ratings.values())
        total += weight
        for value, count in counts.items():
            shares[value] += weight * count / raters  # type: ignore[assignment]
        if raters == 1:
            continue
        shared += weight
        equal = sum(count * (count - 1) for count in counts.values())
        agreed += weight * equal / (raters * (raters - 1))
        for value, count in counts.items():
            coincidences[value] += weight * count * (count - 1) / (raters - 1)  # type: ignore[assignment]
            values[value] += weight * count  # type: ignore[assignment]
    return UnitSums(total, shared, agreed, shares, coincidences, values)


def observed(sums: UnitSums) -> float | None:
    """Return the share of pairs of raters that agree; ``None`` where no unit has two raters."""
    return sums.agreed / sums.shared if sums.shared else None


def gwet_ac1(sums: UnitSums, categories: int) -> float | None:
    """Return Gwet's AC1 (2008) for any number of raters, some of whom may say nothing of a unit.

    ``categories`` says how many values there could have been, and is never less than there are.
    Where it is one, nothing could differ, and AC1 is the share that agrees, which is 1. ``None``
    where no unit has two raters.
    """
    agreed = observed(sums)
    found = sum(share > 0 for share in sums.shares.values())
    if agreed is None or max(categories, found) < 2:  # noqa: PLR2004  (with one, all agree)
        return agreed
    categories = max(categories, found)
    shares = (share / sums.units for share in sums.shares.values())
    chance = sum(share * (1 - share) for share in shares) / (categories - 1)
    return (agreed - chance) / (1 - chance)


def krippendorff_alpha(sums: UnitSums) -> float | None:
    """Return Krippendorff's α for names (2011), with missing values.

    ``None`` where no unit has two raters, or all values are one, so that nothing varies.
    """
    total = sum(sums.values.values())
    equal = sum(sums.coincidences.values())
    chance = sum(count * (count - 1) for count in sums.values.values())
    if total <= 1 or is_one(chance / (total * (total - 1))):
        return None
    disagreed = 1 - equal / total
    return 1 - disagreed / (1 - chance / (total * (total - 1)))


def prevalence(sums: UnitSums, value: Hashable) -> float | None:
    """Return the share of ``value``, each unit that somebody rated weighing the same."""
    return sums.shares.get(value, 0.0) / sums.units if sums.units else None


def categories_of(units: Sequence[Ratings]) -> int:
    """Return how many values there are in ``units``."""
    return len({value for ratings in units for value in ratings.values()})


def is_one(value: float) -> bool:
    """Return whether ``value``, a share, is one but for rounding."""
    return abs(value - 1) < 1e-12  # noqa: PLR2004  (what rounding of shares may leave)
