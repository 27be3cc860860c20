"""LiveChat: chats with threads of events, and the chats of its older interface with messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import NOTE, Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Id = int | str | None
_ROLES: Final = {
    **dict.fromkeys(("agent", "supervisor"), Speaker.AGENT),
    **dict.fromkeys(("customer", "visitor"), Speaker.CUSTOMER),
    "bot": Speaker.SYSTEM,
}


class _User(msgspec.Struct, frozen=True):
    id: str | None = None
    name: str | None = None
    type: str | None = None


class _Event(msgspec.Struct, frozen=True):
    type: str = "message"
    text: str | None = None
    author_id: str | None = None
    created_at: _Id = None
    timestamp: _Id = None
    visibility: str | None = None
    recipients: str | None = None


class _Thread(msgspec.Struct, frozen=True):
    id: str | None = None
    events: tuple[_Event, ...] = ()


class _Sent(msgspec.Struct, frozen=True):
    author_name: str | None = None
    text: str | None = None
    date: str | None = None
    timestamp: _Id = None
    user_type: str | None = None


class _Chat(msgspec.Struct, frozen=True):
    id: str | None = None
    users: tuple[_User, ...] = ()
    thread: _Thread | None = None
    threads: tuple[_Thread, ...] = ()
    events: tuple[_Event, ...] = ()
    messages: tuple[_Sent, ...] = ()


def _fits(value: Any) -> bool:
    return _is_chat(value) or any(_is_chat(first_of(value, key)) for key in ("chats", "threads"))


def _is_chat(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    threads = (value, value.get("thread"), first_of(value, "threads"))
    return any(has_keys(first_of(thread, "events"), "type", "author_id") for thread in threads) or (
        has_keys(first_of(value, "messages"), "author_name", "user_type")
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if _is_chat(value.value):
        yield _call(value)
        return
    key = "chats" if _is_chat(first_of(value.value, "chats")) else "threads"
    yield from read_each(value.calls(key), _call)


def _call(value: JsonValue) -> Call:
    found = value.decode(_Chat)
    users = {user.id: user for user in found.users}
    threads = [_Thread(events=found.events), *found.threads]
    if found.thread is not None:
        threads.append(found.thread)
    messages = [_message(event, users) for thread in threads for event in thread.events]
    messages += map(_older_message, found.messages)
    return chat_call(messages, value.origin, call_id=value.origin.id_or(found.id))


def _message(event: _Event, users: Mapping[str | None, _User]) -> Message:
    author = users.get(event.author_id) or _User(event.author_id)
    text = event.text or ""
    role = _ROLES.get(author.type or "")
    kind = "" if text.strip() else event.type
    if event.type == "system_message":
        role = Speaker.SYSTEM
    elif "agents" in {event.visibility, event.recipients}:
        kind = NOTE
    at = event.created_at if event.created_at is not None else event.timestamp
    return Message(text, author.name or author.id or "", role, at, kind)


def _older_message(sent: _Sent) -> Message:
    text = sent.text or ""
    # A supervisor whispers to the agent.
    kind = NOTE if sent.user_type == "supervisor" else ""
    at = sent.timestamp if sent.timestamp is not None else sent.date
    role = _ROLES.get(sent.user_type or "")
    return Message(text, sent.author_name or "", role, at, kind if text.strip() else "message")


LIVECHAT: Final = JsonShape("livechat", Text("LiveChat 会话", "LiveChat chats"), _fits, _read)
