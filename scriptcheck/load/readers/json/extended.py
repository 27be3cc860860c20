"""MongoDB's extended JSON, in which a value stands in an object that names its type.

``{"$oid": "66318f0a…"}``, ``{"$numberLong": "5000"}``, ``{"$date": "2024-05-01T02:00:00Z"}`` or
``{"$date": {"$numberLong": "1714528800000"}}``, as mongoexport writes it, in both versions:
https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
"""

from __future__ import annotations

import re
from typing import Any, Final

_TEXTS: Final = frozenset({"$oid", "$uuid", "$symbol"})
_NUMBERS: Final = frozenset({"$numberLong", "$numberInt", "$numberDouble", "$numberDecimal"})
_DATE: Final = "$date"
_WHOLE: Final = re.compile(r"-?[0-9]{1,34}")
_WITH_DECIMALS: Final = re.compile(r"-?[0-9]{1,17}\.[0-9]{1,17}(?:[Ee][+-]?[0-9]{1,3})?")
_DIGITS: Final = 15
"""Digits that a number with decimals keeps."""


def plain_value(key: str, value: Any) -> Any:
    """Return what ``{key: value}`` stands for; the object itself where it stands for nothing.

    Dates are as they are written: ISO 8601, or milliseconds from 1970. Numbers that cannot be kept
    exactly, and those that are none, stay text.
    """
    if key in _TEXTS and isinstance(value, str):
        return value
    if key in _NUMBERS and isinstance(value, str | int | float):
        return _number(value) if isinstance(value, str) else value
    if key == _DATE and isinstance(value, str | int | float):
        return value
    return {key: value}


def _number(text: str) -> int | float | str:
    if _WHOLE.fullmatch(text):
        return int(text)
    is_exact = sum(map(str.isdigit, text)) <= _DIGITS
    return float(text) if _WITH_DECIMALS.fullmatch(text) and is_exact else text
