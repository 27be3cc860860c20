"""Numbers whose last digits a spreadsheet has lost: no id any more."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

_KEPT: Final = 15
"""Digits of a number that a spreadsheet keeps; further ones become zeros."""
EXACT: Final = 2**53
"""Whole numbers below which numbers with decimals have every digit."""
_SHORTENED: Final = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")


def is_mangled(value: object) -> bool:
    """Return whether ``value`` shows a power of ten, or has more digits than numbers keep.

    Whole numbers, as Parquet and JSON have them, keep all of theirs.
    """
    if isinstance(value, str):
        return _SHORTENED.fullmatch(value.strip()) is not None
    if not isinstance(value, float) or abs(value) < 10**_KEPT:
        return False
    if not isfinite(value) or abs(value) >= EXACT:
        return True
    return not str(abs(int(value)))[_KEPT:].strip("0")
