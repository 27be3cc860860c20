"""Personal data in the data about a call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.redact.digits import digit_pieces
from scriptcheck.redact.find import Known
from scriptcheck.redact.kinds import KINDS, Kind
from scriptcheck.redact.mask import mask
from scriptcheck.redact.numbers import is_service_number
from scriptcheck.redact.text import redact_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call

KEYS: Final = ("call_id", "source", "case_id", "audio")
"""What a call, its case and its recording are found by, and so stays as it is."""

_KEPT: Final = frozenset(
    {"agent_id", "agent_name", "team", "queue", "case_id", "audio", "direction", "start_time"}
    | {"ring_count", "ring_ms", "hangup_by", "dropped", "speaker_labels"}
)
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
_SHORTEST: Final = 7


def known_of(meta: Mapping[str, Any]) -> Known:
    """Return what ``meta`` says of the customer: telephone numbers and names, by their keys."""
    numbers: set[str] = set()
    names: set[str] = set()
    for key, value in meta.items():
        if key in _KEPT or not isinstance(value, str | int):
            continue
        if _NUMBER_KEY.search(key):
            digits = "".join(piece.digits for piece in digit_pieces(str(value)) if piece)
            if len(digits) >= _SHORTEST and not is_service_number(digits):
                numbers.add(digits)
        elif _NAME_KEY.search(key) and isinstance(value, str) and len(value.strip()) > 1:
            names.add(value.strip())
    return Known(frozenset(numbers), frozenset(names))


def redact_meta(meta: Mapping[str, Any], kinds: Sequence[Kind], known: Known) -> dict[str, Any]:
    """Return ``meta`` with personal data masked, but for the keys that are not the customer's."""
    return {
        key: value if key in _KEPT else _value(key, value, kinds, known)
        for key, value in meta.items()
    }


def personal_keys(call: Call, kinds: Sequence[Kind]) -> list[str]:
    """Return which of the keys of ``call``, which stay as they are, hold something personal."""
    certain = [kind for kind in kinds if kind in _CERTAIN]
    values: dict[str, object] = {"call_id": call.call_id, "source": call.source}
    values |= {key: call.meta.get(key) for key in KEYS if key in call.meta}
    return [
        key
        for key, value in values.items()
        if certain
        and isinstance(value, str | int)
        and redact_text(str(value), certain) != str(value)
    ]


def _value(key: str, value: Any, kinds: Sequence[Kind], known: Known) -> Any:
    if isinstance(value, dict):
        return {name: _value(name, each, kinds, known) for name, each in value.items()}
    if isinstance(value, list):
        return [_value(key, each, kinds, known) for each in value]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    text = str(value)
    if Kind.NAME in kinds and text.strip() in known.names:
        return mask(text)
    if Kind.PHONE in kinds and _NUMBER_KEY.search(key):
        digits = "".join(piece.digits for piece in digit_pieces(text) if piece)
        if digits in known.numbers:
            return mask(text)
    wanted = [kind for kind in kinds if kind in _CERTAIN] if key == "customer_id" else kinds
    redacted = redact_text(text, wanted or KINDS[:0], known)
    return value if redacted == text else redacted
