"""Call data as exports write it, to the values of the known keys of ``Call.meta``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.dates import iso_moment
from scriptcheck.load.labels import role_named
from scriptcheck.load.moments import MILLISECONDS, milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIRECTIONS: Final = {
    "inbound": "inbound",
    "in": "inbound",
    "incoming": "inbound",
    "呼入": "inbound",
    "来电": "inbound",
    "outbound": "outbound",
    "out": "outbound",
    "outgoing": "outbound",
    "呼出": "outbound",
    "外呼": "outbound",
    "去电": "outbound",
}
_NUMBERS: Final = frozenset({"ring_count", "ring_ms"})


def call_data(fields: Mapping[str, object]) -> dict[str, Any]:
    """Return ``fields``, known keys of ``Call.meta``, in the values that those have.

    A value that is not understood is kept as it is; nothing stays out but what is empty.
    """
    known = {key: _value(key, value) for key, value in fields.items()}
    return {key: value for key, value in known.items() if value is not None and value != ""}


def _value(key: str, value: object) -> object:
    if key == "start_time":
        return iso_moment(value) or _plain(value)
    if key in _NUMBERS and isinstance(value, int | float | str):
        whole = milliseconds(value, MILLISECONDS)
        return _plain(value) if whole is None else whole
    text = _plain(value)
    if key == "direction" and isinstance(text, str):
        return _DIRECTIONS.get(text.casefold(), text)
    if key == "hangup_by" and isinstance(text, str):
        role = role_named(text)
        return role.value if role is not None else text
    return text


def _plain(value: object) -> object:
    """Return ``value`` as JSON can hold it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value.strip() if isinstance(value, str) else value
    return str(value)
