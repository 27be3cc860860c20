"""From verdicts to a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.report import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.report import Verdict

FULL_SCORE: Final = 100


def score(verdicts: Iterable[Verdict]) -> int:
    """Return the score of a call: 100 less the points of each failed rule, 0 at the least."""
    return max(0, FULL_SCORE + sum(verdict.points for verdict in verdicts))


def passes(verdicts: Iterable[Verdict], score: int, pass_score: int) -> bool:
    """Tell whether a call passes: points enough, and no ``fatal`` rule failed."""
    fatal = any(
        verdict.verdict is Outcome.FAIL and verdict.severity is Severity.FATAL
        for verdict in verdicts
    )
    return score >= pass_score and not fatal
