"""What a call has for a person to look at, as rows: one fact a field, the same in every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.write.content.call_data import CallData

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport

TO_LOOK_AT: Final = Text("请人看", "For a person to look at")


class SuspectRow(NamedTuple):
    """One suspect; docs/reports.md describes the fields, which are a promise of the version."""

    call_id: str
    source: str
    agent_id: str
    agent_name: str
    team: str
    queue: str
    case_id: str
    direction: str
    start_time: str
    day: str
    cue: str
    title: str
    turn: int
    at_ms: int | None
    quote: str
    similar: str
    confidence: float
    runs: tuple[str, ...]
    """Each run of characters with its weight."""
    profile: str
    profile_version: str


def suspect_rows(report: CallReport, call: Call) -> Iterator[SuspectRow]:
    """Yield a row for each suspect in ``report`` on ``call``, in the order of the call."""
    if not report.suspects:
        return
    data = CallData.of(call)
    for each in report.suspects:
        yield SuspectRow(
            report.call_id,
            report.source,
            *data,
            each.cue,
            each.title,
            each.turn,
            call.turns[each.turn].start_ms if each.turn < len(call.turns) else None,
            each.quote,
            each.learned.similar,
            each.learned.confidence,
            tuple(f"{run} {weight:+d}" for run, weight in each.learned.runs),
            report.profile.name,
            report.profile.version,
        )
