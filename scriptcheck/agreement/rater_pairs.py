"""Cohen's κ over the pairs of many raters: those that rated alike are counted together.

Each resample of calls weighs the same ratings anew. Which pairs there are, and which of them have
rated the same with the same results, is worked out once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from scriptcheck.agreement.coefficients import is_one

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    Ratings = tuple[tuple[str, Hashable], ...]
    """What each rater says of a unit, by name, in the order of the names."""
    _Shared = tuple[tuple[int, Hashable, Hashable], ...]
    """What a pair has rated together: the number of the call, and the two values."""


class RaterPairs:
    """The pairs of raters in some calls, each of which is a row of units."""

    def __init__(self, calls: Sequence[Sequence[Ratings]]) -> None:
        shared: defaultdict[tuple[str, str], list[tuple[int, Hashable, Hashable]]]
        shared = defaultdict(list)
        for number, call in enumerate(calls):
            for unit in call:
                for (one, value), (other, against) in combinations(unit, 2):
                    shared[one, other].append((number, value, against))
        self._kinds: Final[Counter[_Shared]] = Counter(tuple(rated) for rated in shared.values())
        """How many pairs have rated so."""

    def cohen_kappa(self, weights: Sequence[float]) -> float | None:
        """Return Cohen's κ (1960), for more than two raters the mean over their pairs (Light 1971).

        Each call counts as often as ``weights`` says. ``None`` where no two raters share a unit, or
        all pairs that do have used one category alone, so that chance explains everything.
        """
        total, pairs = 0.0, 0
        for rated, times in self._kinds.items():
            table: dict[tuple[Hashable, Hashable], float] = {}
            for number, value, against in rated:
                if weights[number]:
                    both = value, against
                    table[both] = table.get(both, 0) + weights[number]
            if table and (kappa := _kappa(table)) is not None:
                total += kappa * times
                pairs += times
        return total / pairs if pairs else None


def _kappa(table: Mapping[tuple[Hashable, Hashable], float]) -> float | None:
    units = sum(table.values())
    rows: Counter[Hashable] = Counter()
    columns: Counter[Hashable] = Counter()
    for (value, against), count in table.items():
        rows[value] += count  # type: ignore[assignment]
        columns[against] += count  # type: ignore[assignment]
    agreed = sum(count for (value, against), count in table.items() if value == against) / units
    chance = sum(rows[each] * columns[each] for each in rows) / units**2
    return None if is_one(chance) else (agreed - chance) / (1 - chance)
