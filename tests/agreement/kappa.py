"""Cohen's κ of units that count by themselves, as the tests of published figures have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.agreement.rater_pairs import RaterPairs

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping


def cohen_kappa(units: Iterable[tuple[Mapping[str, Hashable], float]]) -> float | None:
    """Return κ of ``units``, each with how often it counts."""
    each = list(units)
    calls = [[tuple(sorted(ratings.items()))] for ratings, _ in each]
    return RaterPairs(calls).cohen_kappa([count for _, count in each])
