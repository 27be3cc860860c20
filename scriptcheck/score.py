"""From verdicts to a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.report import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.report import Verdict

FULL_SCORE: Final = 100

_JUDGED: Final = frozenset({Outcome.PASS, Outcome.FAIL})


def score(verdicts: Sequence[Verdict]) -> int | None:
    """Return the score of a call: 100 less the points of each failed rule, 0 at the least.

    Where no rule was judged there is none: a call of which nothing is known is not a good call.
    """
    if not any(verdict.verdict in _JUDGED for verdict in verdicts):
        return None
    return max(0, FULL_SCORE + sum(verdict.points for verdict in verdicts))


def passes(verdicts: Sequence[Verdict], score: int | None, pass_score: int) -> bool | None:
    """Tell whether a call passes: points enough, and no ``fatal`` rule failed."""
    if score is None:
        return None
    fatal = any(
        verdict.verdict is Outcome.FAIL and verdict.severity is Severity.FATAL
        for verdict in verdicts
    )
    return score >= pass_score and not fatal
