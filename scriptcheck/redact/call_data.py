"""Personal data in the data about a call."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.redact.digits import digit_pieces
from scriptcheck.redact.find import Known
from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.mask import mask
from scriptcheck.redact.numbers import is_service_number
from scriptcheck.redact.text import redact_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call

_KEYS: Final = frozenset({"agent_id", "agent_name", "team", "queue", "case_id", "audio"})
"""Ids and names of files, and who the agent is: reports are about the agent."""
_PLAIN: Final = frozenset(
    {"direction", "channel", "start_time", "ring_count", "ring_ms", "hangup_by", "dropped"}
)
"""Call data that should be no text of anybody's, and may hold anything."""
_CERTAIN: Final = (Kind.PHONE, Kind.ID_CARD, Kind.BANK_CARD, Kind.EMAIL)
"""What an id of a customer may be instead of a number that means something to one company alone."""

_NUMBER_KEY: Final = re.compile(
    r"电话|手机|主叫|被叫|来电号|号码|联系方式|phone|mobile|^tel|caller|callee|^ani$|^dnis$|msisdn",
    re.IGNORECASE,
)
_NAME_KEY: Final = re.compile(
    r"^姓名$|(?:客户|用户|顾客|机主|户主|联系人|来电人|收件人)(?:的?(?:姓名|名称|名字))?$"
    r"|(?:customer|caller|client|contact|user)_?name$",
    re.IGNORECASE,
)
_SEPARATORS: Final = re.compile(r"[、，,；;|/]")
_REMARK: Final = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_SHORTEST: Final = 7
_FIRST_YEAR: Final = 2000
"""No telephone number begins as a year from here on does."""


def known_of(meta: Mapping[str, Any]) -> Known:
    """Return what ``meta`` says of the customer: telephone numbers and names, by their keys."""
    numbers: set[str] = set()
    names: set[str] = set()
    for key, value in meta.items():
        if key in _KEYS | _PLAIN or not isinstance(value, str | int):
            continue
        if _NUMBER_KEY.search(key):
            digits = "".join(piece.digits for piece in digit_pieces(str(value)) if piece)
            if len(digits) >= _SHORTEST and not is_service_number(digits):
                numbers.add(digits)
        elif _NAME_KEY.search(key) and isinstance(value, str):
            # Several, and remarks: 赵敏/周芷若, 司徒静（女士）.
            parts = _SEPARATORS.split(_REMARK.sub("", value))
            names |= {name for part in (value, *parts) if len(name := part.strip()) > 1}
    return Known(frozenset(numbers), frozenset(names))


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
    digits = "".join(piece.digits for piece in digit_pieces(text) if piece)
    is_name = Kind.NAME in kinds and text.strip() in known.names
    is_number = Kind.PHONE in kinds and _NUMBER_KEY.search(key) and digits in known.numbers
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
