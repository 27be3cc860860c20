"""Call data as lists, objects and values that text can be looked for in, whatever Python gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Final

_DEEPEST: Final = 100
"""Levels of lists and objects; JSON readers give no more."""
_VALUES: Final = (str, int, float, date, time, timedelta)


def plain_data(data: Mapping[Any, Any]) -> dict[str, Any]:
    """Return ``data`` with sets and tuples as lists, and bytes and other objects as their text.

    What holds itself, or lies deeper than anybody reads, is ``None``. Nothing else changes: truths,
    numbers, times and ``None`` stay, and ``data`` itself does.
    """
    return {str(key): _plain(value, (id(data),)) for key, value in data.items()}


def _plain(value: Any, within: tuple[int, ...]) -> Any:
    if value is None or isinstance(value, _VALUES):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if not isinstance(value, Mapping | set | frozenset | list | tuple):
        return str(value)
    if id(value) in within or len(within) > _DEEPEST:
        return None
    inside = (*within, id(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(each, inside) for key, each in value.items()}
    each_of = sorted(value, key=str) if isinstance(value, set | frozenset) else value
    return [_plain(each, inside) for each in each_of]
