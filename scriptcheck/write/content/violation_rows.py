"""The violations of a call as rows: one fact a field, the same in every tabular format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.content.section_scores import NO_SECTIONS, section_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport, Measured, Verdict
    from scriptcheck.write.content.section_scores import ScorecardSections


class ViolationRow(NamedTuple):
    """One violation; docs/reports.md describes the fields, which are a promise of the version."""

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
    score: int | None
    passed: bool | None
    rule: str
    title: str
    severity: str
    points: int
    dimension: str
    reason: str
    turns: tuple[int, ...]
    at_ms: int | None
    quotes: tuple[str, ...]
    message: str
    advice: str
    searched_first: int | None
    searched_last: int | None
    nearest_turn: int | None
    nearest_quote: str
    nearest_similarity: float | None
    nearest_lacks: tuple[str, ...]
    measured: tuple[Measured, ...]
    rule_source: str
    profile: str
    profile_version: str
    similar: tuple[str, ...]
    """For each of the quotes that a learned model found, what it is like."""
    also: tuple[str, ...]
    """The rules that the same miss or the same words break as well."""
    also_titles: tuple[str, ...]
    sections: tuple[str, ...]
    """The scores of the sections of the scorecard in the call: see ``SectionCells``."""
    section_floors: tuple[str, ...]
    sections_below: tuple[str, ...]


def violation_rows(
    report: CallReport, call: Call, sections: ScorecardSections = NO_SECTIONS
) -> Iterator[ViolationRow]:
    """Yield a row for each violation in ``report`` on ``call``, most severe first.

    ``sections`` are those of the profile that judged the call.
    """
    data = CallData.of(call)
    in_sections = section_cells(sections.scores(report))
    titles = {verdict.rule: verdict.title for verdict in report.verdicts}
    for verdict in report.violations:
        turns = _turns(verdict)
        first, last = (verdict.searched and verdict.searched.turns) or (None, None)
        nearest = verdict.nearest
        yield ViolationRow(
            report.call_id,
            report.source,
            *data,
            report.score,
            report.passed,
            verdict.rule,
            verdict.title,
            verdict.severity.value,
            verdict.points,
            verdict.dimension or "",
            verdict.reason,
            turns,
            _at_ms(verdict, turns, call),
            tuple(dict.fromkeys(verdict.clauses)) or tuple(hit.quote for hit in verdict.evidence),
            verdict.message,
            verdict.advice,
            first,
            last,
            nearest.turn if nearest else None,
            nearest.quote if nearest else "",
            nearest.similarity if nearest else None,
            nearest.lacks if nearest else (),
            verdict.measured,
            verdict.source,
            report.profile.name,
            report.profile.version,
            tuple(hit.learned.similar for hit in verdict.evidence if hit.learned is not None),
            verdict.also,
            tuple(titles.get(rule, rule) for rule in verdict.also),
            *in_sections,
        )


def _turns(verdict: Verdict) -> tuple[int, ...]:
    """Return the turns that show the violation, in order, each once."""
    turns = {hit.turn for hit in verdict.evidence}
    if not turns:
        turns = {place.first_turn for each in verdict.measured for place in each.places}
    return tuple(sorted(turns))


def _at_ms(verdict: Verdict, turns: Sequence[int], call: Call) -> int | None:
    """Return when in the recording it can be heard, where that is known."""
    places = [place.start_ms for each in verdict.measured for place in each.places]
    if places:
        return min(places)
    if turns and turns[0] < len(call.turns):
        return call.turns[turns[0]].start_ms
    return None
