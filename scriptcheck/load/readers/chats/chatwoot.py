"""Chatwoot: the messages of a conversation, incoming, outgoing, or of what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import NOTE, Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Id = int | str | None
_INCOMING: Final = frozenset({"0", "incoming"})
_ACTIVITY: Final = frozenset({"2", "activity"})
_TEMPLATE: Final = frozenset({"3", "template"})


class _Sender(msgspec.Struct, frozen=True):
    name: str | None = None
    type: str | None = None


class _Sent(msgspec.Struct, frozen=True):
    content: str | None = None
    message_type: _Id = None
    private: bool = False
    created_at: int | float | str | None = None
    conversation_id: _Id = None
    sender: _Sender | None = None


class _Messages(msgspec.Struct, frozen=True):
    payload: tuple[_Sent, ...] = ()
    messages: tuple[_Sent, ...] = ()
    id: _Id = None


def _fits(value: Any) -> bool:
    return any(
        has_keys(first_of(value, key), "content", "message_type", "private")
        for key in ("payload", "messages")
    )


def _read(value: JsonValue) -> Iterator[Call]:
    found = value.decode(_Messages)
    sent = found.payload or found.messages
    job = found.id or next((each.conversation_id for each in sent), None)
    yield chat_call(map(_message, sent), value.origin, call_id=value.origin.id_or(job))


def _message(sent: _Sent) -> Message:
    text, kind, sender = sent.content or "", str(sent.message_type), sent.sender or _Sender()
    is_bot = kind in _TEMPLATE or (sender.type or "").casefold() in {
        "agent_bot",
        "captain_assistant",
    }
    left = "" if text.strip() else "attachment"
    if sent.private:
        left = NOTE
    elif kind in _ACTIVITY:
        left = "activity"
    role = Speaker.SYSTEM if is_bot else Speaker.AGENT
    role = Speaker.CUSTOMER if kind in _INCOMING else role
    return Message(text, sender.name or "", role, sent.created_at, left)


CHATWOOT: Final = JsonShape(
    "chatwoot", Text("Chatwoot 会话消息", "Chatwoot messages"), _fits, _read
)
