"""Reviewed calls as rows: a call, a verdict, and one thing said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.write.content.call_data import CallData

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.review import CallReview


class ReviewedVerdictRow(NamedTuple):
    """A verdict, the machine's and the final one; docs/review.md describes the fields."""

    call_id: str
    source: str
    agent_id: str
    agent_name: str
    team: str
    day: str
    rule: str
    title: str
    severity: str
    machine_verdict: str
    final_verdict: str
    machine_points: int
    final_points: int
    machine_score: int | None
    final_score: int | None
    machine_passed: bool | None
    final_passed: bool | None
    status: str
    closed: bool
    stage: str
    """Of what was said last and counts; so are the next three. Empty where nobody said anything."""
    reviewer: str
    time: str
    reason: str


class ReviewedCallRow(NamedTuple):
    """A call's scores, the machine's and the final one."""

    call_id: str
    agent_id: str
    agent_name: str
    team: str
    day: str
    machine_score: int | None
    final_score: int | None
    machine_passed: bool | None
    final_passed: bool | None
    machine_violations: int
    final_violations: int
    overturned: int
    added: int
    open: int
    """Violations of their own after review of which nobody has said anything."""
    source: str


class HistoryRow(NamedTuple):
    """What one person said of one verdict."""

    call_id: str
    rule: str
    title: str
    stage: str
    reviewer: str
    time: str
    verdict: str
    reason: str
    refused: str


def verdict_rows(review: CallReview, call: Call) -> Iterator[ReviewedVerdictRow]:
    """Yield a row for each violation of the call, and for each verdict with a label."""
    data = CallData.of(call)
    for verdict in review.verdicts:
        if not verdict.concerns_people:
            continue
        last = verdict.deciding
        yield ReviewedVerdictRow(
            review.call_id,
            review.source,
            data.agent_id,
            data.agent_name,
            data.team,
            data.day,
            verdict.rule,
            verdict.title,
            verdict.severity.value,
            verdict.machine.value,
            verdict.final.value,
            verdict.machine_points,
            verdict.final_points,
            review.score,
            review.final_score,
            review.passed,
            review.final_passed,
            verdict.status.value,
            verdict.closed,
            last.stage.value if last else "",
            last.who if last else "",
            last.time if last else "",
            last.reason if last else "",
        )


def call_row(review: CallReview, call: Call) -> ReviewedCallRow:
    """Return the row of the call."""
    data = CallData.of(call)
    statuses = [verdict.status.value for verdict in review.verdicts]
    return ReviewedCallRow(
        review.call_id,
        data.agent_id,
        data.agent_name,
        data.team,
        data.day,
        review.score,
        review.final_score,
        review.passed,
        review.final_passed,
        sum(verdict.was_violation for verdict in review.verdicts),
        sum(verdict.is_violation for verdict in review.verdicts),
        statuses.count("overturned"),
        statuses.count("added"),
        sum(each.is_violation and each.status.value == "open" for each in review.verdicts),
        review.source,
    )


def history_rows(review: CallReview) -> Iterator[HistoryRow]:
    """Yield a row for each thing said of the call's rules, of each in the order of time.

    Rules that the report does not know come last, with their ids for titles.
    """
    said = [(each.rule, each.title, each.history) for each in review.verdicts]
    said += [(each.rule, each.rule, each.history) for each in review.unknown]
    for rule, title, history in said:
        for event in history:
            yield HistoryRow(
                review.call_id,
                rule,
                title,
                event.stage.value,
                event.who,
                event.time,
                event.verdict,
                event.reason,
                event.refused.value,
            )
