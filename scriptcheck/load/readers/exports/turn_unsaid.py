"""Turns in JSON that nobody says to the other side: notes, and what happened to a chat."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.load.readers.chats.conversation import NOTE
from scriptcheck.load.written_message import messages_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.sentence import Origin

_PRIVATE: Final = ("private", "isPrivate", "is_private", "internal", "isInternal", "is_internal")
_PUBLIC: Final = ("public", "isPublic", "is_public")
_CONTROL: Final = ("isControlMessage", "is_control_message", "isEvent", "is_event")
_KINDS: Final = (
    "type",
    "messageType",
    "message_type",
    "msgType",
    "msg_type",
    "part_type",
    "subtype",
    "kind",
)
_OF_NOTES: Final = ("note", "whisper", "private")
_INTERNAL: Final = "internal"
"""What agents write to each other in Meiqia: of senders, not of messages, it names a side."""
_OF_EVENTS: Final = ("event", "activity", "moment", "joined", "left_chat", "channel_join")


def kind_unsaid(turn: Mapping[str, Any]) -> str:
    """Return what ``turn`` is where it is no speech; empty where it is."""
    if any(turn.get(key) is True for key in _PRIVATE):
        return NOTE
    if any(turn.get(key) is False for key in _PUBLIC):
        return NOTE
    if any(turn.get(key) is True for key in _CONTROL):
        return "control"
    words = [word for key in _KINDS if isinstance(word := turn.get(key), str)]
    for word in words:
        if word.casefold() == _INTERNAL or any(part in word.casefold() for part in _OF_NOTES):
            return NOTE
    events = (word for word in words if any(part in word.casefold() for part in _OF_EVENTS))
    return next(events, "")


def with_unsaid(call: Call, unsaid: Sequence[tuple[str, str]], origin: Origin) -> Call:
    """Return ``call`` with what is ``unsaid``, kind and text, as call data and in a warning."""
    if not unsaid:
        return call
    notes = [text for kind, text in unsaid if kind == NOTE and text]
    events = [text for kind, text in unsaid if kind != NOTE and text]
    meta = {"notes": notes, "events": events}
    left = messages_left(Counter(kind for kind, _ in unsaid), origin)
    return msgspec.structs.replace(
        call,
        meta={**call.meta, **{key: texts for key, texts in meta.items() if texts}},
        warnings=(*call.warnings, left),
    )
