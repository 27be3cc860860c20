"""Ids without what nobody sees: blanks, and marks without width."""

from __future__ import annotations

import unicodedata
from typing import Final

from scriptcheck.text.no_value import NO_ID
from scriptcheck.text.no_width import NO_WIDTH

_CONTROLS: Final = frozenset({"Cf", "Cc"})
_WHITE: Final = "\t\n\v\f\r"
"""Controls that are seen, as a gap."""


def plain_id(value: object) -> str:
    """Return the id ``value`` as text, without blanks and invisible marks, wherever they stand."""
    return "".join(visible_id(str(value)).split())


def case_number(value: object) -> str:
    """Return the number of a case as text, empty where it is a word for none: 无, 0, N/A.

    Full-width characters are plain ones: whoever types in Chinese writes both.
    """
    number = unicodedata.normalize("NFKC", plain_id(value))
    is_none = number.casefold() in NO_ID or not number.strip("0.")
    return "" if is_none else number


def visible_id(text: str) -> str:
    """Return the id ``text`` without invisible marks, wherever they stand, and blanks around it.

    Ids that look alike are one: how their characters are composed counts for nothing either.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    seen = "".join(char for char in text if not _is_unseen(char))
    return unicodedata.normalize("NFC", seen).strip()


def one_id(text: str) -> str:
    """Return the id or name ``text`` in the one form that stands for all that look like it.

    Marks that nobody sees, blanks around it, and which blanks stand in it tell no two apart.
    """
    return " ".join(visible_id(text).split())


def _is_unseen(char: str) -> bool:
    is_control = unicodedata.category(char) in _CONTROLS and char not in _WHITE
    return is_control or ord(char) in NO_WIDTH
