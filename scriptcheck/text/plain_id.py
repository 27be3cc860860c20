"""Ids without what nobody sees: blanks and marks without width at their ends."""

from __future__ import annotations

import unicodedata


def plain_id(value: object) -> str:
    """Return the id ``value`` as text, without blanks and invisible marks at its ends."""
    text = str(value)
    start, end = 0, len(text)
    while start < end and _is_unseen(text[start]):
        start += 1
    while start < end and _is_unseen(text[end - 1]):
        end -= 1
    return unicodedata.normalize("NFC", text[start:end])


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cf", "Cc"}
