"""Freshchat: the messages of a conversation, each in parts."""

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

_ROLES: Final = {
    "user": Speaker.CUSTOMER,
    "agent": Speaker.AGENT,
    "bot": Speaker.SYSTEM,
    "system": Speaker.SYSTEM,
}


class _Content(msgspec.Struct, frozen=True):
    content: str | None = None


class _Part(msgspec.Struct, frozen=True):
    text: _Content | None = None


class _Sent(msgspec.Struct, frozen=True):
    message_parts: tuple[_Part, ...] = ()
    message_type: str | None = None
    actor_type: str | None = None
    actor_id: str | None = None
    created_time: str | int | None = None
    conversation_id: str | None = None


class _Messages(msgspec.Struct, frozen=True):
    messages: tuple[_Sent, ...] = ()


def _fits(value: Any) -> bool:
    return has_keys(first_of(value, "messages"), "message_parts", "actor_type")


def _read(value: JsonValue) -> Iterator[Call]:
    sent = value.decode(_Messages).messages
    ids = dict.fromkeys(each.conversation_id for each in sent if each.conversation_id)
    for number, call_id in enumerate(ids or [""], 1):
        mine = [each for each in sent if (each.conversation_id or next(iter(ids), "")) == call_id]
        origin = value.origin if len(ids) <= 1 else value.origin.part(number)
        yield chat_call(map(_message, mine), origin, call_id=origin.id_or(call_id))


def _message(sent: _Sent) -> Message:
    texts = (part.text.content for part in sent.message_parts if part.text is not None)
    text = "\n".join(filter(None, texts))
    kind = "" if text.strip() else "attachment"
    if sent.message_type == "private":
        kind = NOTE
    role = _ROLES.get((sent.actor_type or "").casefold())
    return Message(text, sent.actor_id or "", role, sent.created_time, kind)


FRESHCHAT: Final = JsonShape(
    "freshchat", Text("Freshchat 会话消息", "Freshchat messages"), _fits, _read
)
