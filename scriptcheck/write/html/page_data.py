"""All that the page of one call shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.report import Outcome
from scriptcheck.text.visible import visible
from scriptcheck.write.html.encode import script_json
from scriptcheck.write.html.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport, Measured, Nearest, Verdict
    from scriptcheck.review import CallReview, ReviewEvent
    from scriptcheck.write.html.catalogue import Catalogue, Numbers

_LONGEST_VALUE: Final = 500
"""Characters of a value of call data that a page shows."""


class PageData(NamedTuple):
    """The data of a page, of which the numbers of rules and phrases are known only in the end."""

    rules: list[int]
    """By verdict, the number of its rule in the catalogue that the data was made with."""
    phrases: list[int]
    """The numbers of the phrases there, by the numbers that places give."""
    rest: bytes
    """All else, as JSON."""

    def to_json(self, page: str, numbers: Numbers) -> bytes:
        """Return the data of the page with this name, by the ``numbers`` of all calls."""
        head = {
            "page": page,
            "rules": [numbers.rules[rule] for rule in self.rules],
            "phrases": [numbers.phrases[phrase] for phrase in self.phrases],
        }
        return script_json(head)[:-1] + b"," + self.rest[1:]


def page_data(
    report: CallReport,
    call: Call,
    catalogue: Catalogue,
    audio: str | None,
    review: CallReview | None = None,
) -> PageData:
    """Return what the page shows; all of it is text that can be looked at.

    ``audio`` is the URL of the recording, ``review`` what people said of the verdicts. Places in
    turns are numbered, and turns are cut at them.
    """
    places = Places(call, catalogue)
    for hit in report.cues:
        places.matched(hit)
    for dropped in report.suppressed:
        places.dropped(dropped)
    for suspect in report.suspects:
        places.suspect(suspect)
    rules = [catalogue.rule(verdict) for verdict in report.verdicts]
    at = {verdict.rule: number for number, verdict in enumerate(report.verdicts)}
    verdicts = []
    for verdict in report.verdicts:
        unsure = [places.dropped(each) for each in catalogue.unsure.of(verdict, report)]
        verdicts.append(_verdict(verdict, places, at, unsure))
    data: dict[str, Any] = {
        "source": visible(report.source),
        "profile": [visible(report.profile.name), visible(report.profile.version)],
        "dimensions": report.dimensions,
        "meta": [[visible(key), _value(value)] for key, value in call.meta.items()],
        "audio": audio,
        "turns": [
            [turn.speaker.value, turn.start_ms, turn.end_ms, places.segments(number)]
            for number, turn in enumerate(call.turns)
        ],
        "places": places.rows(),
        "verdicts": verdicts,
        "metrics": report.metrics,
        "review": _all_said(review) if review else [],
        "warnings": [[visible(each.code), visible(each.message)] for each in report.warnings],
    }
    kept = {key: value for key, value in data.items() if value not in (None, [], {})}
    return PageData(rules, places.phrases, script_json(kept))


def _all_said(review: CallReview) -> list[list[Any]]:
    said = [_said(each.rule, each.status.value, each.history) for each in review.verdicts]
    unknown = [_said(each.rule, "unknown", each.history) for each in review.unknown]
    return [each for each in (*said, *unknown) if each[-1]]


def _said(rule: str, status: str, history: Sequence[ReviewEvent]) -> list[Any]:
    """Return the rule, how far its review has come, and all that was said of it."""
    events = [
        [
            each.stage.value,
            visible(each.who),
            each.time,
            each.verdict,
            visible(each.reason),
            each.refused.value,
        ]
        for each in history
    ]
    return [visible(rule), status, events]


def _verdict(
    verdict: Verdict, places: Places, at: Mapping[str, int], unsure: Sequence[int]
) -> list[Any]:
    """Return the verdict, numbers of the places it rests on, turns searched, and the rest.

    ``at`` numbers the verdicts of the call by their rules; ``unsure`` has the numbers of the places
    that leave it undecidable.

    Most verdicts are passes with nothing behind them: what is empty at the end is left out.
    """
    more: dict[str, Any] = {}
    if verdict.verdict is not Outcome.PASS:
        more = {
            "points": verdict.points,
            "message": visible(verdict.message),
            "advice": visible(verdict.advice),
            "reason": visible(verdict.reason),
            "nearest": _nearest(verdict.nearest, places) if verdict.nearest else None,
            "measured": [_measured(each) for each in verdict.measured],
            "clauses": [
                visible(clause) if clause != hit.quote else ""
                for hit, clause in zip(verdict.evidence, verdict.clauses, strict=False)
            ],
            "also": [at[rule] for rule in verdict.also if rule in at],
            "folded": bool(verdict.under),
            "unsure": unsure,
        }
        more["clauses"] = more["clauses"] if any(more["clauses"]) else []
        more = {key: value for key, value in more.items() if value}
    row: list[Any] = [
        verdict.verdict.value,
        [places.matched(hit) for hit in verdict.evidence],
        verdict.searched.turns if verdict.searched else None,
        more,
    ]
    while not row[-1]:
        row.pop()
    return row


def _measured(measured: Measured) -> list[Any]:
    stretches = [[place.first_turn, place.last_turn] for place in measured.places]
    return [measured.metric, measured.value, stretches]


def _nearest(nearest: Nearest, places: Places) -> dict[str, Any]:
    return {
        "place": places.nearest(nearest),
        "cue": visible(nearest.cue),
        "similarity": nearest.similarity,
        "lacks": [visible(part) for part in nearest.lacks],
    }


def _value(value: object) -> str:
    """Return a value of call data as text."""
    if isinstance(value, str):
        text = value
    else:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    shown = visible(text[:_LONGEST_VALUE])
    return shown if len(text) <= _LONGEST_VALUE else f"{shown}…"
