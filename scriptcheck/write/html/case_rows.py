"""One row a case: its calls, and what each time limit comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.visible import visible
from scriptcheck.write.html.encode import script_json

if TYPE_CHECKING:
    from scriptcheck.cases.report import CaseReport, CaseVerdict
    from scriptcheck.write.html.catalogue import Catalogue

_LONGEST_QUOTE: Final = 80


def case_row(case: CaseReport, catalogue: Catalogue) -> bytes:
    """Return the row of ``case`` as JSON: its id, the ids of its calls, and its verdicts.

    A verdict has the number of its rule in ``catalogue``, the outcome, the reason, the number of
    the call that starts the time, when that is over, the number of the call that met it, and of
    each of both calls the first evidence: the call, the turn from 0 and the quote. What is empty at
    the end is left out.
    """
    calls = {call_id: number for number, call_id in enumerate(case.calls)}
    return script_json(
        [
            _shown(case.case_id),
            [_shown(call_id) for call_id in case.calls],
            [_verdict(verdict, calls, catalogue) for verdict in case.verdicts],
        ]
    )


def _verdict(verdict: CaseVerdict, calls: dict[str, int], catalogue: Catalogue) -> list[Any]:
    started, met = verdict.started_by, verdict.met_by
    row: list[Any] = [
        catalogue.rule(verdict),
        verdict.verdict.value,
        visible(verdict.reason),
        None if started is None else calls.get(started),
        verdict.due,
        None if met is None else calls.get(met),
        [found for call_id in (started, met) for found in _first(verdict, call_id, calls)],
    ]
    while row[-1] in (None, "", []):
        row.pop()
    return row


def _first(verdict: CaseVerdict, call_id: str | None, calls: dict[str, int]) -> list[list[Any]]:
    """Return the first evidence in the call, as the only one; none where there is none."""
    for each in verdict.evidence:
        if each.call_id == call_id and call_id in calls:
            quote = visible(each.hit.quote)
            if len(quote) > _LONGEST_QUOTE:
                quote = f"{quote[: _LONGEST_QUOTE - 1]}…"
            return [[calls[call_id], each.hit.turn, quote]]
    return []


def _shown(text: str) -> str:
    return visible(text, keep=frozenset())
