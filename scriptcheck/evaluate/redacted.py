"""Errors of an evaluation with personal data masked in what they quote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from scriptcheck.evaluate.call_comparison import CallComparison
    from scriptcheck.evaluate.mistakes import CueError, VerdictError
    from scriptcheck.redact import Redaction


def redact_comparison(comparison: CallComparison, redaction: Redaction) -> CallComparison:
    """Return ``comparison`` of the call that ``redaction`` is of, with its id and quotes masked."""
    return replace(
        comparison,
        errors=tuple(_cue_error(error, redaction) for error in comparison.errors),
        verdict_errors=tuple(
            _verdict_error(error, redaction) for error in comparison.verdict_errors
        ),
    )


def _cue_error(error: CueError, redaction: Redaction) -> CueError:
    turns = () if error.turn is None else (error.turn,)
    quote, detail, text = (
        redaction.quoted(said, turns) for said in (error.quote, error.detail, error.text)
    )
    call_id = redaction.call.call_id
    return msgspec.structs.replace(error, call_id=call_id, quote=quote, detail=detail, text=text)


def _verdict_error(error: VerdictError, redaction: Redaction) -> VerdictError:
    quotes = tuple(redaction.quoted(said, error.turns) for said in error.quotes)
    return msgspec.structs.replace(error, call_id=redaction.call.call_id, quotes=quotes)
