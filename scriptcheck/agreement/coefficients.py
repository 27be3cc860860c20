"""Agreement between raters beyond chance: Cohen's κ, Gwet's AC1, Krippendorff's α, for names.

All three are computed from sums over units, so that a resample of units needs no more than sums.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    Ratings = Mapping[str, Hashable]
    """What each rater says of a unit; raters who say nothing are left out."""


T = TypeVar("T", bound="Hashable")


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
    pairs: Mapping[tuple[str, str, Hashable, Hashable], float]
    """By two raters and their two values, how many units."""


def unit_sums(units: Iterable[tuple[Ratings, float]], *, with_pairs: bool = True) -> UnitSums:
    """Return the sums over ``units``, each with how often it counts.

    ``with_pairs`` says whether pairs of raters are wanted, of which there may be many.
    """
    total = shared = agreed = 0.0
    shares: Counter[Hashable] = Counter()
    coincidences: Counter[Hashable] = Counter()
    values: Counter[Hashable] = Counter()
    pairs: Counter[tuple[str, str, Hashable, Hashable]] = Counter()
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
        for one, other in combinations(sorted(ratings), 2) if with_pairs else ():
            pairs[one, other, ratings[one], ratings[other]] += weight  # type: ignore[assignment]
    return UnitSums(total, shared, agreed, shares, coincidences, values, pairs)


def observed(sums: UnitSums) -> float | None:
    """Return the share of pairs of raters that agree; ``None`` where no unit has two raters."""
    return sums.agreed / sums.shared if sums.shared else None


def cohen_kappa(sums: UnitSums) -> float | None:
    """Return Cohen's κ (1960), for more than two raters the mean over their pairs (Light 1971).

    ``None`` where no two raters share a unit, or all pairs that do have used one category alone, so
    that chance explains everything.
    """
    tables: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]] = {}
    for (one, other, value, against), count in sums.pairs.items():
        tables.setdefault((one, other), Counter())[value, against] += count  # type: ignore[assignment]
    found = [each for pair in sorted(tables) if (each := kappa_of_table(tables[pair])) is not None]
    return sum(found) / len(found) if found else None


def kappa_of_table(table: Mapping[tuple[T, T], float]) -> float | None:
    """Return Cohen's κ of two raters: how often each pair of values occurs in ``table``.

    ``None`` where chance explains everything.
    """
    units = sum(table.values())
    rows: Counter[T] = Counter()
    columns: Counter[T] = Counter()
    for (value, against), count in table.items():
        rows[value] += count  # type: ignore[assignment]
        columns[against] += count  # type: ignore[assignment]
    agreed = sum(count for (value, against), count in table.items() if value == against) / units
    chance = sum(rows[each] * columns[each] for each in rows) / units**2
    return None if _is_one(chance) else (agreed - chance) / (1 - chance)


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
    if total <= 1 or _is_one(chance / (total * (total - 1))):
        return None
    disagreed = 1 - equal / total
    return 1 - disagreed / (1 - chance / (total * (total - 1)))


def prevalence(sums: UnitSums, value: Hashable) -> float | None:
    """Return the share of ``value``, each unit that somebody rated weighing the same."""
    return sums.shares.get(value, 0.0) / sums.units if sums.units else None


def categories_of(units: Sequence[Ratings]) -> int:
    """Return how many values there are in ``units``."""
    return len({value for ratings in units for value in ratings.values()})


def _is_one(value: float) -> bool:
    return abs(value - 1) < 1e-12  # noqa: PLR2004  (what rounding of shares may leave)
