"""One row a call: what the table and the charts of the overview are made of."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.report import Outcome
from scriptcheck.review import ReviewStage
from scriptcheck.text.plain_id import one_id
from scriptcheck.text.visible import visible
from scriptcheck.write.content.labelled import disputes
from scriptcheck.write.html.encode import script_json
from scriptcheck.write.html.scoring import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview, FinalVerdict
    from scriptcheck.write.content.section_scores import SectionScore
    from scriptcheck.write.html.catalogue import Catalogue, Numbers

COLUMNS: Final = (
    "id",
    "raw",
    "page",
    "score",
    "passed",
    "rules",
    "agent",
    "team",
    "time",
    "turns",
    "length_ms",
    "undecidable",
    "warnings",
    "judged",
    "final",
    "sections",
)
"""What stands in a row, in this order; ``null`` or 0 at its end is left out."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d)?")
_LONGEST_NAME: Final = 80


_PAGE: Final = COLUMNS.index("page")
_RULES: Final = COLUMNS.index("rules")
_JUDGED: Final = COLUMNS.index("judged")
_FINAL: Final = COLUMNS.index("final")
_SECTIONS: Final = COLUMNS.index("sections")
_NAMES: Final = (COLUMNS.index("agent"), COLUMNS.index("team"))


def row(
    report: CallReport,
    call: Call,
    catalogue: Catalogue,
    review: CallReview | None = None,
    judged: Sequence[Any] = (),
) -> list[Any]:
    """Return the row of ``report``, by ``COLUMNS``, as yet without its page.

    ``judged`` is what ``RowScoring`` says, behind the number of the list of rules. ``final`` says
    what holds after ``review``: the score, whether it passes, for each rule with a label its
    outcome, whether that is closed, when it was said, in milliseconds since 1970, and whether
    anybody disputes the violation, and the scores of the sections. ``sections`` are the machine's:
    by number of the section, as in ``catalogue``.

    ``raw`` is the id where it is not shown as it is. Rules are those violated, most severe first;
    rules, agents and teams are numbers of ``catalogue``.
    """
    shown = visible(report.call_id, keep=frozenset())
    values: list[Any] = [
        shown,
        report.call_id if shown != report.call_id else None,
        None,
        report.score,
        None if report.passed is None else int(report.passed),
        [catalogue.rule(verdict) for verdict in report.violations],
        _number(agent_label(call.meta), catalogue),
        _number(name_of(call.meta.get("team")), catalogue),
        _time(call.meta.get("start_time")),
        len(call.turns),
        report.metrics.get("call_length_ms"),
        sum(verdict.verdict is Outcome.UNDECIDABLE for verdict in report.verdicts),
        len(report.warnings),
        list(judged) or None,
        _final(report, review, catalogue),
        _sections(catalogue.scorecard.scores(report), catalogue),
    ]
    while values[-1] is None or (values[-1] == 0 and len(values) - 1 not in _NAMES):
        values.pop()
    return values


def _final(report: CallReport, review: CallReview | None, catalogue: Catalogue) -> list[Any] | None:
    if review is None or not review.reviewed:
        return None
    disputed = disputes(report, review)
    rules = {
        visible(each.rule): [
            OUTCOMES.index(each.final),
            int(each.closed),
            _said_at(each),
            int(disputed.get(each.rule, False)),
        ]
        for each in review.verdicts
        if any(event.stage is not ReviewStage.APPEAL for event in each.history)
    }
    passed = None if review.final_passed is None else int(review.final_passed)
    found = catalogue.scorecard.named(review.final_sections, report.profile.name)
    return [review.final_score, passed, rules, _sections(found, catalogue)]


def _sections(found: Sequence[SectionScore], catalogue: Catalogue) -> list[list[int | None]] | None:
    """Return the number of each section with its score; ``None`` where there are none."""
    return [[catalogue.section(each), each.score] for each in found] or None


def _said_at(verdict: FinalVerdict) -> int | None:
    """Return when the last thing was said that decided, where that is known."""
    for event in reversed(verdict.history):
        if not event.refused and event.stage is not ReviewStage.APPEAL:
            return (
                round(1000 * datetime.fromisoformat(event.time).timestamp()) if event.time else None
            )
    return None


def row_json(values: list[Any], page: str, numbers: Numbers) -> bytes:
    """Return the row of the call whose page has the name ``page``, by the ``numbers`` of all calls.

    ``page`` is left out where it equals the id.
    """
    values[_PAGE] = page if page != values[0] else None
    if len(values) > _JUDGED and values[_JUDGED] is not None:
        judged = values[_JUDGED]
        judged[0] = numbers.rule_lists[judged[0]]
        if judged[0] == 0 and len(judged) == 2:  # noqa: PLR2004  (nothing but the outcomes)
            values[_JUDGED] = judged[1]
    values[_RULES] = [numbers.rules[rule] for rule in values[_RULES]]
    if len(values) > _FINAL and values[_FINAL] is not None:
        *rest, sections = values[_FINAL]
        values[_FINAL] = [*rest, _by_number(sections, numbers)]
    if len(values) > _SECTIONS:
        values[_SECTIONS] = _by_number(values[_SECTIONS], numbers)
    for column in _NAMES:
        if column < len(values) and values[column] is not None:
            values[column] = numbers.names[values[column]]
    return script_json(values)


def _by_number(
    sections: Sequence[tuple[int, int | None]] | None, numbers: Numbers
) -> list[int | str | None] | None:
    """Return scores in the order of all sections, with empty text for one that the call has not."""
    if sections is None:
        return None
    scores = {numbers.sections[number]: score for number, score in sections}
    return [scores.get(number, "") for number in range(max(scores) + 1)]


def agent_label(meta: Mapping[str, Any]) -> str | None:
    """Return how the agent is called: by name and id as far as they are known."""
    name, agent_id = name_of(meta.get("agent_name")), name_of(meta.get("agent_id"))
    both = (name, agent_id) if name != agent_id else (name,)
    return " · ".join(part for part in both if part) or None


def name_of(value: object) -> str | None:
    """Return ``value`` as a name to be shown; ``None`` where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    name = visible(one_id(str(value)), keep=frozenset())
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _number(name: str | None, catalogue: Catalogue) -> int | None:
    return catalogue.name(name) if name else None


def _time(value: object) -> str | None:
    """Return date and, if there is one, time of ``value`` to the minute, as it is written."""
    found = _TIME.match(value) if isinstance(value, str) else None
    return found[0].replace("T", " ") if found else None
