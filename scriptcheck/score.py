"""From verdicts to a score."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.report import Dimension, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.report import Verdict

FULL_SCORE: Final = 100


def score(verdicts: Sequence[Verdict]) -> int | None:
    """Return the score of a call: 100 less the points of each failed rule, 0 at the least.

    Where no rule was judged there is none: a call of which nothing is known is not a good call.
    """
    if not any(_is_judged(verdict.verdict) for verdict in verdicts):
        return None
    return max(0, FULL_SCORE + sum(verdict.points for verdict in verdicts))


BROKEN_WEIGHTS: Final = MappingProxyType(
    {Severity.INFO: 1, Severity.MINOR: 2, Severity.MAJOR: 4, Severity.FATAL: 8}
)
"""By severity, what a broken rule weighs in its dimension, where one that is kept weighs 1."""


def dimension_scores(verdicts: Iterable[Verdict], least_rules: int) -> dict[Dimension, int | None]:
    """Return the score of each dimension of service quality, 0 to 100.

    Only rules that applied count, those on which the verdict is ``pass`` or ``fail``, and a miss
    counts once. What is kept weighs 1, what is broken the more the more severe it is; the score is
    the share of the former. A dimension for which fewer than ``least_rules`` applied has none.
    """
    kept, broken, applied = (dict.fromkeys(Dimension, 0) for _ in range(3))
    for verdict in verdicts:
        dimension = verdict.dimension
        if dimension is None or verdict.under or not _is_judged(verdict.verdict):
            continue
        applied[dimension] += 1
        if verdict.verdict is Outcome.PASS:
            kept[dimension] += 1
        else:
            broken[dimension] += BROKEN_WEIGHTS[verdict.severity]
    return {
        each: round(100 * kept[each] / (kept[each] + broken[each]))
        if applied[each] >= max(least_rules, 1)
        else None
        for each in Dimension
    }


def _is_judged(outcome: Outcome) -> bool:
    return outcome is Outcome.PASS or outcome is Outcome.FAIL


def passes(verdicts: Sequence[Verdict], score: int | None, pass_score: int) -> bool | None:
    """Return whether a call passes: points enough, and no ``fatal`` rule failed."""
    if score is None:
        return None
    fatal = any(
        verdict.verdict is Outcome.FAIL and verdict.severity is Severity.FATAL
        for verdict in verdicts
    )
    return score >= pass_score and not fatal
