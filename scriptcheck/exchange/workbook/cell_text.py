"""The text of cells: what can stand in one as it is, and what stands in one after all."""

from __future__ import annotations

import re
from typing import Final

MOST_CHARACTERS: Final = 32_767
"""Characters of a cell, in UTF-16 units."""
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_UNFIT: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = " \t\r\n\v\f\u3000\xa0\ufeff\u200b"


def cell_text(text: str) -> str:
    """Return ``text`` of a cell as it was meant.

    Excel writes control characters as ``_x000D_``; blanks at the ends mean nothing.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANKS)


def fits_cell(text: str) -> bool:
    """Return whether a cell can hold ``text`` so that an import reads it as it is."""
    return (
        text == cell_text(text)
        and not _UNFIT.search(text)
        and not text.startswith("<r>")
        and len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_CHARACTERS
    )
