"""Whether call data says what a condition asks for, whatever type its source has for it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?")
_TRUTHS: Final = {"true": True, "false": False}


def says_same(value: object, wanted: object) -> bool:
    """Return whether the call data ``value`` says what is ``wanted``.

    CSV has text for everything, and workbooks and Parquet have numbers of their own: ``1``,
    ``1.0``, ``"1"`` and ``"1.0"`` are one number; ``true`` and ``"TRUE"`` are one truth, and no
    number. Between two texts, every character counts.
    """
    if isinstance(value, str) and isinstance(wanted, str):
        return value == wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        truth = _truth(value)
        return truth is not None and truth == _truth(wanted)
    if isinstance(wanted, date):
        return str(value) == str(wanted)
    number = _number(value)
    return value == wanted if number is None else number == _number(wanted)


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return _TRUTHS.get(value.strip().lower()) if isinstance(value, str) else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, int | float):
        return Decimal(repr(value))
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return Decimal(value.strip())
    return None
