"""Long numbers: those whose last digits a spreadsheet has lost, and those that must keep theirs."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.plain_id import visible_id

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT: Final = 15
"""Digits of a number that a spreadsheet keeps; further ones become zeros."""
EXACT: Final = 2**53
"""Whole numbers below which numbers with decimals have every digit."""
_SHORTENED: Final = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+|[0-9]\.[0-9]{4,}[Ee][0-9]{1,2}")
_OTHER_DECIMALS: Final = re.compile(r"[1-9][0-9]*\.(?:[1-9][0-9]*|0[0-9]+)")
_WITH_DECIMAL: Final = re.compile(r"[1-9][0-9]*\.0")


def is_mangled(value: object) -> bool:
    """Return whether ``value`` shows a power of ten, or has more digits than numbers keep.

    Whole numbers, as Parquet and JSON have them, keep all of theirs.
    """
    if isinstance(value, str):
        return _SHORTENED.fullmatch(value.strip()) is not None
    if not isinstance(value, float) or abs(value) < 10**KEPT:
        return False
    if not isfinite(value) or abs(value) >= EXACT:
        return True
    return not str(abs(int(value)))[KEPT:].strip("0")


def whole_id(text: str) -> str:
    """Return ``text``, an id, without marks that nobody sees, and as the whole number that it is.

    Chats and pages leave such marks in what is copied. ``8023.0`` is what pandas writes of a column
    of numbers in which some cells are blank.
    """
    seen = visible_id(text)
    return seen[:-2] if seen.endswith(".0") and _WITH_DECIMAL.fullmatch(seen) else seen


def have_decimals(texts: Iterable[str]) -> bool:
    """Return whether of the ids ``texts`` some end in decimals that are no zero alone.

    Then ``1714528803.0``, beside ``1714528803.1``, is an id of its own, as Asterisk counts calls.
    """
    return any(_OTHER_DECIMALS.fullmatch(text) is not None for text in texts)


def with_all_digits(value: Any) -> Any:
    """Return ``value``, call data, with whole numbers as text where programs would round them.

    Pages and spreadsheets take numbers for those with decimals, and so change long ids.
    """
    if isinstance(value, dict):
        return {key: with_all_digits(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_all_digits(item) for item in value]
    is_long = isinstance(value, int) and not -EXACT < value < EXACT
    return str(value) if is_long else value
