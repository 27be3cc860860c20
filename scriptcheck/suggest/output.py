"""Suggestions as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from scriptcheck.suggest.suggest import Proposal, Suggestions


def suggestions_json(found: Suggestions) -> bytes:
    """Return ``found`` as JSON; equal suggestions give equal bytes."""
    document = {
        "schema": "scriptcheck.suggestions/1",
        "calls": found.calls,
        "corpus_turns": found.corpus_turns,
        "missed": dict(found.missed),
        "dropped": found.dropped,
        "proposals": [_proposal(number, each) for number, each in enumerate(found.proposals, 1)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _proposal(number: int, proposal: Proposal) -> dict[str, Any]:
    return {
        "number": number,
        "cue": proposal.cue,
        "template": proposal.template,
        "labelled": proposal.labelled,
        "suspected": proposal.suspected,
        "adds": proposal.adds,
        "wrong_calls": proposal.wrong_calls,
        "wrong_corpora": proposal.wrong_corpora,
        "right_corpora": proposal.right_corpora,
        "example": proposal.example,
        "turns": [
            {"call_id": each.call_id, "turn": each.turn, "labelled": each.is_labelled}
            for each in proposal.turns
        ],
        "wrong": list(proposal.wrong),
        "rules": [each._asdict() for each in proposal.consequences.rules],
        "eval": [
            {
                "labels": each.group.value,
                "before": msgspec.to_builtins(each.before),
                "after": msgspec.to_builtins(each.after),
            }
            for each in proposal.consequences.figures
        ],
    }
