"""Masks over text: as long as what they hide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK: Final = "*"
"""Stands for each character and digit. Call centres write it, and rules know it: a masked number is
undecidable, not wrong."""

_HIDDEN: Final = ("L", "N", "M", "So")
"""Unicode's letters, digits, the marks on them, and symbols: among these are radicals (⼀ of PDF)
and letters in circles or squares."""


def mask(text: str) -> str:
    """Return ``text`` with its characters and digits masked; blanks and punctuation stay."""
    return "".join(
        MASK if unicodedata.category(char).startswith(_HIDDEN) else char for char in text
    )


def mask_all(text: str) -> str:
    """Return a mask as long as ``text``."""
    return MASK * len(text)


def mask_spans(text: str, spans: Iterable[tuple[int, int, bool]]) -> str:
    """Return ``text`` with each span masked: all of it where its third part is true."""
    pieces: list[str] = []
    done = 0
    for start, end, whole in spans:
        hidden = text[start:end]
        pieces += [text[done:start], mask_all(hidden) if whole else mask(hidden)]
        done = end
    return "".join((*pieces, text[done:]))
