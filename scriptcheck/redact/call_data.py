"""Personal data in the data about a call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.redact.fields import names_written
from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.known import digits_of_value, is_number_key, known_of
from scriptcheck.redact.mask import mask
from scriptcheck.redact.text import redact_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.redact.find import Known
    from scriptcheck.redact.labels import LabelNames

_KEYS: Final = frozenset({"agent_id", "agent_name", "team", "queue", "case_id", "audio"})
"""Ids and names of files, and who the agent is: reports are about the agent."""
_PLAIN: Final = frozenset(
    {"direction", "channel", "start_time", "ring_count", "ring_ms", "hangup_by", "dropped"}
)
"""Call data that should be no text of anybody's, and may hold anything."""
_CERTAIN: Final = (Kind.PHONE, Kind.ID_CARD, Kind.BANK_CARD, Kind.EMAIL)
"""What an id of a customer may be instead of a number that means something to one company alone."""

_FIRST_YEAR: Final = 2000
"""No telephone number begins as a year from here on does."""


def known_of_call(call: Call, labels: LabelNames) -> Known:
    """Return what the data of ``call``, fields among its turns and its ``labels`` say of people."""
    known = known_of(call.meta, _KEYS | _PLAIN)
    written = frozenset(name for _, name in names_written(call.turns))
    return known._replace(names=known.names | labels.names | written)


def redact_meta(meta: Mapping[str, Any], kinds: Sequence[str], known: Known) -> dict[str, Any]:
    """Return ``meta`` with personal data masked, in keys and values; in ids it becomes a code."""
    return {
        redact_text(key, kinds, known): _value(key, value, kinds, known)
        for key, value in meta.items()
    }


def coded_keys(before: Call, after: Call) -> list[str]:
    """Return which ids of a call had something personal in them that became a code."""
    pairs: dict[str, tuple[Any, Any]] = {
        "call_id": (before.call_id, after.call_id),
        "source": (before.source, after.source),
    }
    pairs |= {key: (before.meta[key], after.meta.get(key)) for key in _KEYS if key in before.meta}
    return sorted(key for key, (one, other) in pairs.items() if one != other)


def _value(key: str, value: Any, kinds: Sequence[str], known: Known) -> Any:
    if isinstance(value, dict):
        return {
            redact_text(str(name), kinds, known): _value(name, each, kinds, known)
            for name, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_value(key, each, kinds, known) for each in value]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    redacted = _text(key, str(value), kinds, known)
    return value if redacted == str(value) else redacted


def _text(key: str, text: str, kinds: Sequence[str], known: Known) -> str:
    if key in _KEYS:
        return redact_key(text, kinds, known)
    if key == "start_time" and _is_time(text):
        return text
    is_name = Kind.NAME in kinds and text.strip() in known.names
    may_be_number = is_number_key(key) or not any(map(str.isalpha, text))
    is_number = Kind.PHONE in kinds and may_be_number and digits_of_value(text) in known.numbers
    if is_name or is_number:
        return mask(text)
    is_id = key == "customer_id" or key in _PLAIN
    return redact_text(text, [kind for kind in kinds if not is_id or kind in _CERTAIN], known)


def _is_time(value: str) -> bool:
    try:
        # 13800129012 is a time of the year 1380 by ISO 8601.
        return datetime.fromisoformat(value).year >= _FIRST_YEAR
    except ValueError:
        return False
