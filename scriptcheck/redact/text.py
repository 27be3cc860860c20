"""Personal data in a text that is no turn: a message, a value of the call data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.call import Speaker, Turn
from scriptcheck.redact.find import Known, find_personal
from scriptcheck.redact.installed import all_kinds, checked_kinds
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.mask import mask_spans

if TYPE_CHECKING:
    from collections.abc import Iterable


def redact_text(text: str, kinds: Iterable[str] | None = None, known: Known | None = None) -> str:
    """Return ``text`` with the personal data of ``kinds`` masked, as long as it was.

    Raises ``UsageError`` where a kind is unknown.
    """
    wanted = all_kinds() if kinds is None else checked_kinds(kinds)
    while spans := find_personal([Turn(Speaker.UNKNOWN, text)], wanted, known):
        masked = masked_text(text, spans)
        if masked == text:
            break
        text = masked
    return text


def masked_text(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return the text of a turn with ``spans``, which are all in it, masked."""
    return mask_spans(text, ((span.start, span.end, span.kind == Kind.EMAIL) for span in spans))
