"""Untrusted text made safe to look at."""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = frozenset("\n")


def visible(text: str, *, keep: frozenset[str] = _KEPT) -> str:
    r"""Return ``text`` with every character that steers a screen written out.

    Control characters, terminal escapes, characters that turn the direction of writing round, other
    invisible format characters and halves of surrogate pairs come out as ``\x1b`` or ``\u202e``,
    so that what is on the screen is what is in the transcript. Those in ``keep`` stay.
    """
    if text.isprintable():
        return text
    return "".join(char if char in keep else _shown(char) for char in text)


def _shown(char: str) -> str:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return char.encode("unicode_escape").decode("ascii")
    return char
