"""From verdicts to a score."""

from __future__ import annotations

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


def dimension_scores(
    rules: Iterable[tuple[Dimension | None, int, Outcome]],
) -> dict[Dimension, int | None]:
    """Return the score of each dimension of service quality, 0 to 100.

    ``rules`` are given by their dimension, the points they take off, and their outcome. A score is
    the share of the points at stake in the rules judged that was kept, so that dimensions with few
    rules compare with others. Without any points at stake there is none.
    """
    kept, stake = dict.fromkeys(Dimension, 0), dict.fromkeys(Dimension, 0)
    for dimension, points, outcome in rules:
        if points and dimension is not None and _is_judged(outcome):
            stake[dimension] -= points
            kept[dimension] -= points if outcome is Outcome.PASS else 0
    return {
        each: round(100 * kept[each] / stake[each]) if stake[each] else None for each in Dimension
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
