"""The violations of time limits, which are about cases of several calls, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.cases.report import CaseReport


class CaseRow(NamedTuple):
    """One violation of a case; docs/reports.md describes the fields."""

    case_id: str
    calls: tuple[str, ...]
    rule: str
    title: str
    severity: str
    points: int
    dimension: str
    reason: str
    started_by: str
    due: str
    met_by: str
    message: str
    advice: str
    quotes: tuple[str, ...]
    rule_source: str
    profile: str
    profile_version: str


def case_rows(case: CaseReport) -> Iterator[CaseRow]:
    """Yield a row for each violation in ``case``, most severe first."""
    for verdict in case.violations:
        yield CaseRow(
            case.case_id,
            case.calls,
            verdict.rule,
            verdict.title,
            verdict.severity.value,
            verdict.points,
            verdict.dimension or "",
            verdict.reason,
            verdict.started_by or "",
            verdict.due or "",
            verdict.met_by or "",
            verdict.message,
            verdict.advice,
            tuple(each.hit.quote for each in verdict.evidence),
            verdict.source,
            case.profile.name,
            case.profile.version,
        )
