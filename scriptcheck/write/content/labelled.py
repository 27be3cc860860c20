"""Which violations reviewers have said something of, and which they dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview
    from scriptcheck.review.final import FinalVerdict


def disputes(report: CallReport, review: CallReview | None) -> dict[str, bool]:
    """Return for each violation of ``report`` with a label whether it is disputed, by rule.

    It is where a label that counts says anything but ``fail``, whatever holds in the end. Labels
    that were refused say nothing.
    """
    if review is None or not review.reviewed:
        return {}
    violations = {verdict.rule for verdict in report.violations}
    return {
        each.rule: is_disputed(each)
        for each in review.verdicts
        if each.rule in violations and each.deciding is not None
    }


def is_disputed(verdict: FinalVerdict) -> bool:
    """Return whether anybody who counts says that the rule was not broken."""
    return any(
        event.verdict != Outcome.FAIL.value for event in verdict.history if not event.refused
    )
