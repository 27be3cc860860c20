"""Call data as exports write it, to the values of the known keys of ``Call.meta``."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.call_data.channel_words import CHANNELS
from scriptcheck.load.call_data.mangled import is_mangled, whole_id, with_all_digits
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.times.dates import iso_moment, spreadsheet_moment
from scriptcheck.load.times.moments import MILLISECONDS, SECONDS, milliseconds
from scriptcheck.text.simplify import simplify

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
_NAMED: Final = {"direction": _DIRECTIONS, "channel": CHANNELS}
_IDS: Final = frozenset({"call_id", "agent_id", "case_id", "customer_id"})
_FLAGS: Final = frozenset({"dropped", "improvement_filed", "opening_cut", "ending_cut"})
_TRUTHS: Final = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "有", "已", "√"), True),
    **dict.fromkeys(("false", "no", "n", "0", "否", "无", "未", "×"), False),
}
_COUNT: Final = re.compile(r"([0-9]+)\s*(?:次|[声聲])")
_DURATION: Final = re.compile(
    r"(?:(?P<minutes>[0-9]+)\s*(?:分[钟鐘]?|min))?\s*"
    r"(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)\s*(?:秒[钟鐘]?|s|secs?|seconds?))?\s*"
    r"(?:(?P<ms>[0-9]+)\s*(?:毫秒|ms))?",
    re.IGNORECASE,
)
_MINUTE: Final = 60
_LONGEST_RING_S: Final = 600
"""Seconds that a telephone rings at most: a larger number without a unit counts milliseconds."""


def call_data(
    fields: Mapping[str, object], *, ring_unit: float | None = MILLISECONDS
) -> dict[str, Any]:
    """Return ``fields``, known keys of ``Call.meta``, in the values that those have.

    ``ring_unit`` is how many milliseconds one is in ``ring_ms``; where it is ``None``, numbers that
    a telephone may ring in seconds are seconds. A value that is not understood is kept as it is;
    nothing stays out but what is empty.
    """
    known = {
        key: _ringing(value, ring_unit) if key == "ring_ms" else _value(key, value)
        for key, value in fields.items()
    }
    return {key: value for key, value in known.items() if value is not None and value != ""}


def _value(key: str, value: object) -> object:
    if key == "start_time":
        return iso_moment(value) or iso_moment(spreadsheet_moment(value)) or _plain(value)
    text = _plain(value)
    text = whole_id(text) if key in _IDS and isinstance(text, str) else text
    if key == "ring_count" and isinstance(text, str):
        counted = _COUNT.fullmatch(text)
        whole = int(counted[1]) if counted else milliseconds(text, MILLISECONDS)
        return text if whole is None else whole
    if key in _FLAGS and not isinstance(text, bool):
        return _TRUTHS.get(_word(str(text)), text)
    if key in _NAMED and isinstance(text, str):
        return _NAMED[key].get(_word(text), text)
    if key == "hangup_by" and isinstance(text, str):
        role = role_named(text)
        return role.value if role is not None else text
    return text


def _word(text: str) -> str:
    """Return ``text`` as the tables of words have it: in lower case and simplified characters."""
    return text.casefold() if text.isascii() else simplify(text.casefold())


def _ringing(value: object, unit: float | None) -> object:
    if unit is None:
        number = milliseconds(value, MILLISECONDS) if isinstance(value, int | float | str) else None
        unit = SECONDS if number is None or number <= _LONGEST_RING_S else MILLISECONDS
    found = _duration(value, unit)
    return _plain(value) if found is None else found


def _duration(value: object, unit: float) -> int | None:
    """Return ``value`` in milliseconds: a number of ``unit``, a clock, or with units of its own."""
    if not isinstance(value, int | float | str) or isinstance(value, bool):
        return _clock(value)
    whole = milliseconds(value, unit)
    if whole is not None or not isinstance(value, str):
        return whole
    said = _DURATION.fullmatch(value.strip())
    if said is None or not any(said.groups()):
        return None
    seconds = int(said["minutes"] or 0) * _MINUTE + float(said["seconds"] or 0)
    return round(seconds * SECONDS) + int(said["ms"] or 0)


def _clock(value: object) -> int | None:
    """Return the milliseconds of a time of day, as which a cell may hold 00:00:12."""
    if not isinstance(value, time):
        return None
    since = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return round(since.total_seconds() * SECONDS)


def _plain(value: object) -> object:
    """Return ``value`` as JSON can hold it."""
    if isinstance(value, float) and value.is_integer() and not is_mangled(value):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value.strip() if isinstance(value, str) else with_all_digits(value)
    return str(value)
