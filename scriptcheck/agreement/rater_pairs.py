"""Cohen's κ over the pairs of many raters: those that rated alike are counted together.

Each resample of calls weighs the same ratings anew. Which pairs there are, and which of them have
rated the same with the same results, is worked out once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.agreement.coefficients import kappa_of_table

if TYPE_CHECKING:
    from collections.abc import Sequence

Ratings: TypeAlias = "tuple[tuple[str, bool], ...]"
"""What each rater says of a unit, by name."""
_Shared: TypeAlias = "tuple[tuple[int, bool, bool], ...]"
"""What a pair has rated together: by call, the two values."""


class RaterPairs:
    """The pairs of raters in some calls, each of which is a row of units."""

    def __init__(self, calls: Sequence[Sequence[Ratings]]) -> None:
        shared: defaultdict[tuple[str, str], list[tuple[int, bool, bool]]] = defaultdict(list)
        for number, call in enumerate(calls):
            for unit in call:
                for (one, value), (other, against) in combinations(unit, 2):
                    shared[one, other].append((number, value, against))
        kinds: Counter[_Shared] = Counter(tuple(rated) for rated in shared.values())
        self._kinds: Final = sorted(kinds.items())

    def cohen_kappa(self, weights: Sequence[int]) -> float | None:
        """Return what ``cohen_kappa`` does of the calls, each counted as ``weights`` says."""
        total, pairs = 0.0, 0
        for rated, times in self._kinds:
            table: dict[tuple[bool, bool], float] = {}
            for number, value, against in rated:
                if weights[number]:
                    both = value, against
                    table[both] = table.get(both, 0) + weights[number]
            if table and (kappa := kappa_of_table(table)) is not None:
                total += kappa * times
                pairs += times
        return total / pairs if pairs else None
