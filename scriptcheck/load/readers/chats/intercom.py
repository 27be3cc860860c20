"""Intercom: a conversation, or a list of them, each with its first message and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import NOTE, Message, chat_call
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Id = int | str | None
_ROLES: Final = {
    **dict.fromkeys(("admin", "team"), Speaker.AGENT),
    **dict.fromkeys(("user", "lead", "contact"), Speaker.CUSTOMER),
    "bot": Speaker.SYSTEM,
}


class _Author(msgspec.Struct, frozen=True):
    type: str | None = None
    id: _Id = None
    name: str | None = None


class _Part(msgspec.Struct, frozen=True):
    part_type: str | None = None
    subject: str | None = None
    body: str | None = None
    created_at: _Id = None
    author: _Author | None = None
    attachments: tuple[Any, ...] = ()


class _Parts(msgspec.Struct, frozen=True):
    conversation_parts: tuple[_Part, ...] = ()


class _Conversation(msgspec.Struct, frozen=True):
    id: _Id = None
    created_at: _Id = None
    title: str | None = None
    source: _Part | None = None
    conversation_parts: _Parts | None = None


def _fits(value: Any) -> bool:
    return _is_conversation(value) or _is_conversation(first_of(value, "conversations"))


def _is_conversation(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type") == "conversation"
        and (has_keys(value.get("source"), "author", "body") or "conversation_parts" in value)
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    is_one = _is_conversation(value.value)
    yield from read_each([value] if is_one else value.calls("conversations"), _call)


def _call(value: JsonValue) -> Call:
    found = value.decode(_Conversation)
    parts = found.conversation_parts.conversation_parts if found.conversation_parts else ()
    messages = [_message(part, part.created_at) for part in parts]
    if found.source is not None:
        messages.insert(0, _message(found.source, found.created_at))
    call_id = value.origin.id_or(found.id)
    return chat_call(messages, value.origin, call_id=call_id, meta={"title": found.title})


def _message(part: _Part, at: _Id) -> Message:
    author = part.author or _Author()
    text = "\n".join(filter(None, map(from_markup, (part.subject or "", part.body or ""))))
    name = author.name or str(author.id or "")
    kind = ""
    if "note" in (part.part_type or ""):
        kind = NOTE
    elif not text:
        kind = "attachment" if part.attachments else part.part_type or "event"
    return Message(text, name, _ROLES.get(author.type or ""), at, kind)


INTERCOM: Final = JsonShape(
    "intercom", Text("Intercom 会话", "Intercom conversations"), _fits, _read
)
