"""Tawk.to: the transcript of a chat, alone or as its webhook sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_ROLES: Final = {"a": Speaker.AGENT, "v": Speaker.CUSTOMER, "s": Speaker.SYSTEM}


class _Sender(msgspec.Struct, frozen=True):
    t: str | None = None
    n: str | None = None


class _Sent(msgspec.Struct, frozen=True):
    sender: _Sender = _Sender()
    type: str | None = None
    msg: str | None = None
    time: str | int | None = None


class _Chat(msgspec.Struct, frozen=True):
    id: str | None = None
    messages: tuple[_Sent, ...] = ()


def _fits(value: Any) -> bool:
    return _is_chat(value) or (isinstance(value, dict) and _is_chat(value.get("chat")))


def _is_chat(value: object) -> bool:
    first = first_of(value, "messages")
    return has_keys(first, "sender", "msg") and has_keys(first["sender"], "t")  # type: ignore[index]


def _read(value: JsonValue) -> Iterator[Call]:
    chat = value if _is_chat(value.value) else value.inner("chat")
    found = chat.decode(_Chat)
    call_id = value.origin.id_or(found.id)
    yield chat_call(map(_message, found.messages), value.origin, call_id=call_id)


def _message(sent: _Sent) -> Message:
    text = sent.msg or ""
    kind = "" if text.strip() else sent.type or "file"
    return Message(text, sent.sender.n or "", _ROLES.get(sent.sender.t or ""), sent.time, kind)


TAWK: Final = JsonShape("tawk", Text("Tawk.to 会话", "Tawk.to chats"), _fits, _read)
