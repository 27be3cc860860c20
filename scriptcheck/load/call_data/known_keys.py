"""The call data that scriptcheck knows, and what it should look like."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import is_mangled
from scriptcheck.load.roles.unknown_labels import CONFIDENCE_META, LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DAY: Final = re.compile("[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|[0-9]{4})(?:[Tt ]|$)")
_KEPT: Final = Text(
    "值照原样保留；用到它的规则可能不准。", "It is kept as it is; rules that use it may be off."
)
_KEPT_CHANNEL: Final = Text(
    "值照原样保留；不认得的词按渠道未知处理。",
    "It is kept as it is; with a word that is not known, the channel counts as unknown.",
)


def _is_name(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and not is_mangled(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_iso_time(value: object) -> bool:
    # Python takes any character for the one between day and time, a figure too.
    if not isinstance(value, str) or _DAY.match(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_labels(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(label, str | None) for label in value)


def _is_confidence(value: object) -> bool:
    return isinstance(value, float) and 0.5 <= value <= 1  # noqa: PLR2004  (of two, the likelier)


_NAME: Final = (
    _is_name,
    Text("文字或位数完整的整数", "text, or a whole number with all of its digits"),
)
_FLAG: Final = (
    lambda value: isinstance(value, bool),
    Text("true 或 false", "true or false"),
)
_COUNT: Final = (_is_count, Text("不小于 0 的整数", "a whole number from 0"))
_KNOWN: Final[dict[str, tuple[Callable[[object], bool], Text]]] = {
    "agent_id": _NAME,
    "agent_name": _NAME,
    "company": _NAME,
    "team": _NAME,
    "queue": _NAME,
    "case_id": _NAME,
    "customer_id": _NAME,
    "direction": (
        lambda value: value in ("inbound", "outbound"),
        Text("inbound 或 outbound", "inbound or outbound"),
    ),
    "channel": (lambda value: value in ("phone", "chat"), Text("phone 或 chat", "phone or chat")),
    "start_time": (_is_iso_time, Text("ISO 8601 时间", "an ISO 8601 time")),
    "ring_count": _COUNT,
    "ring_ms": _COUNT,
    "hangup_by": (
        lambda value: value in ("agent", "customer", "system"),
        Text("agent、customer 或 system", "agent, customer or system"),
    ),
    "dropped": _FLAG,
    "improvement_filed": _FLAG,
    "opening_cut": _FLAG,
    "ending_cut": _FLAG,
    "audio": (lambda value: isinstance(value, str), Text("路径或网址", "a path or URL")),
    LABELS: (_is_labels, Text("每个话轮一个标号的数组", "an array with a label for each turn")),
    CONFIDENCE_META: (_is_confidence, Text("0.5 到 1 的数", "a number from 0.5 to 1")),
}

KNOWN_META: Final = tuple(_KNOWN)
"""The keys of ``Call.meta`` that scriptcheck knows; docs/transcripts.md says what they mean."""


def meta_warnings(
    meta: Mapping[str, Any], source: str, line: int | None = None
) -> Iterator[Problem]:
    """Yield a warning for each known key whose value is not what it should be; null always is."""
    for key, (fits, wanted) in _KNOWN.items():
        value = meta.get(key)
        if value is not None and not fits(value):
            message = Text(
                f"meta 的 {key} 应为{wanted.zh}。", f"{key} in meta should be {wanted.en}."
            )
            fix = _KEPT_CHANNEL if key == "channel" else _KEPT
            yield Problem("meta-value", message, source, line, fix=fix)
