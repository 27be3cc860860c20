"""Ids without what nobody sees: blanks, and marks without width."""

from __future__ import annotations

import unicodedata


def plain_id(value: object) -> str:
    """Return the id ``value`` as text, without blanks and invisible marks, wherever they stand."""
    seen = "".join(char for char in str(value) if not _is_unseen(char))
    return unicodedata.normalize("NFC", seen)


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cf", "Cc"}
