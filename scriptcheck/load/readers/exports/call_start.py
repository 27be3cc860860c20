"""When a call in JSON began, where objects around its turns have a moment that may be another.

``timestamp`` and the like of an object may be when the call began, when it was stored, or when a
webhook sent it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.columns import find_columns
from scriptcheck.load.times.dates import iso_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

_START: Final = "start_time"
_SENT: Final = frozenset(
    [
        *("timestamp", "timestampms", "ts", "time", "sentat", "received", "receivedat"),
        *("时间戳", "时间", "时间点", "发送时间", "消息时间"),
    ]
)
_STORED: Final = frozenset(
    [
        *("createdat", "createddatetime", "createdtime", "createtime", "datecreated"),
        "originserverts",
    ]
)
_MARKS: Final = re.compile(r"[\s_\-./:]+")
_EVENT_KEYS: Final = frozenset(
    ["event", "eventtype", "eventname", "webhooktype", "webhookevent", "notificationtype"]
)
_TYPE: Final = "type"
_EVENT: Final = re.compile(
    r"[.:]|report|event|complet|ended|end[-_]of|creat|updat|finish|ready|done|webhook|notif|callback",
    re.IGNORECASE,
)
"""What the ``type`` of a webhook's envelope has in it; that of a call may be ``inbound``."""


def may_be_another(key: str) -> bool:
    """Return whether the moment under ``key`` of an object may be another than a call's start."""
    return _bare(key) in _SENT | _STORED


def with_start(meta: Mapping[str, Any], own: str | None) -> dict[str, Any]:
    """Return call data ``meta`` with the start of the call; ``own`` is what its turns say of it.

    What says in so many words when the call began goes first, then its turns, then any other moment
    but that at which a webhook sent it, which stays under its key.
    """
    found = dict(meta)
    if found.get(_START) not in {None, ""}:
        return found
    if own is not None:
        return {**found, _START: own}
    keys = [key for key in found if may_be_another(key) and _is_start(key, found)]
    place = find_columns(keys, {}).get("start")
    if place is not None:
        found[_START] = iso_moment(found.pop(keys[place]))
    return found


def _is_start(key: str, meta: Mapping[str, Any]) -> bool:
    return iso_moment(meta[key]) is not None and not (_bare(key) in _SENT and _is_sent(meta))


def _is_sent(meta: Mapping[str, Any]) -> bool:
    """Return whether ``meta`` has what the envelope of a webhook says of itself."""
    return any(
        isinstance(value, str)
        and (
            _bare(key) in _EVENT_KEYS or (_bare(key) == _TYPE and _EVENT.search(value) is not None)
        )
        for key, value in meta.items()
    )


def _bare(key: str) -> str:
    return _MARKS.sub("", key).casefold()
