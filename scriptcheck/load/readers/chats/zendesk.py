"""Zendesk: tickets with their comments, and the chats of Zendesk Chat with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import NOTE, Message, chat_call
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, first_of, has_keys, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_Id = int | str | None


class _User(msgspec.Struct, frozen=True):
    id: _Id = None
    name: str | None = None
    role: str | None = None


class _Comment(msgspec.Struct, frozen=True):
    author_id: _Id = None
    body: str | None = None
    plain_body: str | None = None
    html_body: str | None = None
    public: bool = True
    created_at: str | None = None


class _Ticket(msgspec.Struct, frozen=True):
    id: _Id = None
    subject: str | None = None
    requester_id: _Id = None
    requester: _User | None = None
    assignee_id: _Id = None
    assignee: _User | None = None
    submitter: _User | None = None
    comments: tuple[_Comment, ...] = ()
    users: tuple[_User, ...] = ()


def _fits_ticket(value: Any) -> bool:
    return _is_ticket(value) or _is_ticket(first_of(value, "tickets"))


def _is_ticket(value: object) -> bool:
    return has_keys(first_of(value, "comments"), "author_id", "body", "public")


def _read_ticket(value: JsonValue) -> Iterator[Call | Problem]:
    is_one = _is_ticket(value.value)
    yield from read_each([value] if is_one else value.calls("tickets"), _ticket)


def _ticket(value: JsonValue) -> Call:
    found = value.decode(_Ticket)
    people = [*found.users, *filter(None, (found.submitter, found.assignee, found.requester))]
    users = {str(user.id): user for user in people if user.id is not None}
    requester = found.requester_id
    if requester is None and found.requester is not None:
        requester = found.requester.id
    messages = [_comment(each, users, requester) for each in found.comments]
    meta = {"title": found.subject, "case_id": None if found.id is None else str(found.id)}
    return chat_call(messages, value.origin, call_id=value.origin.id_or(found.id), meta=meta)


def _comment(comment: _Comment, users: Mapping[str, _User], requester: _Id) -> Message:
    author = users.get(str(comment.author_id)) or _User(comment.author_id)
    text = comment.body or comment.plain_body or from_markup(comment.html_body or "")
    kind = "" if text.strip() else "comment"
    if not comment.public:
        kind = NOTE
    name = author.name or str(author.id or "")
    return Message(text, name, _role(author, requester), comment.created_at, kind)


def _role(author: _User, requester: _Id) -> Speaker | None:
    if author.role is not None:
        return Speaker.CUSTOMER if author.role == "end-user" else Speaker.AGENT
    if requester is None:
        return None
    return Speaker.CUSTOMER if str(author.id) == str(requester) else Speaker.AGENT


class _Visitor(msgspec.Struct, frozen=True):
    name: str | None = None


class _Entry(msgspec.Struct, frozen=True):
    type: str = "chat.msg"
    name: str | None = None
    nick: str | None = None
    msg: str | None = None
    timestamp: str | int | float | None = None
    sender_type: str | None = None
    agent_id: _Id = None


class _Chat(msgspec.Struct, frozen=True):
    id: str | None = None
    visitor: _Visitor | None = None
    history: tuple[_Entry, ...] = ()


def _fits_chat(value: Any) -> bool:
    return _is_chat(value) or any(map(_is_chat, _chats(value)))


def _is_chat(value: object) -> bool:
    return has_keys(first_of(value, "history"), "type", "timestamp") and str(
        first_of(value, "history")["type"]  # type: ignore[index]
    ).startswith("chat.")


def _chats(value: object) -> list[object]:
    """Return the first chat of a list, or of those that were asked for by their ids."""
    docs = value.get("docs") if isinstance(value, dict) else None
    return [first_of(value, "chats"), *(docs.values() if isinstance(docs, dict) else ())]


def _read_chat(value: JsonValue) -> Iterator[Call | Problem]:
    if _is_chat(value.value):
        yield _chat(value)
    elif "docs" in value.value:
        docs = value.inner("docs")
        ids = list(docs.value)
        parts = (
            JsonValue(docs.value[key], value.text, value.origin.part(number), (*docs.base, key))
            for number, key in enumerate(ids, 1)
        )
        yield from read_each(parts, _chat)
    else:
        yield from read_each(value.calls("chats"), _chat)


def _chat(value: JsonValue) -> Call:
    found = value.decode(_Chat)
    visitor = found.visitor.name if found.visitor is not None else None
    messages = [_entry(entry, visitor) for entry in found.history]
    return chat_call(messages, value.origin, call_id=value.origin.id_or(found.id))


def _entry(entry: _Entry, visitor: str | None) -> Message:
    text = entry.msg or ""
    is_said = entry.type == "chat.msg" and bool(text.strip())
    kind = "" if is_said else entry.type
    return Message(text, entry.name or "", _sender(entry, visitor), entry.timestamp, kind)


def _sender(entry: _Entry, visitor: str | None) -> Speaker | None:
    given = (entry.sender_type or "").casefold() or (entry.nick or "").partition(":")[0]
    roles = {"visitor": Speaker.CUSTOMER, "agent": Speaker.AGENT, "trigger": Speaker.SYSTEM}
    if given in roles:
        return roles[given]
    if entry.agent_id is not None:
        return Speaker.AGENT
    return Speaker.CUSTOMER if visitor and entry.name == visitor else None


ZENDESK_TICKET: Final = JsonShape(
    "zendesk-ticket", Text("Zendesk 工单的评论", "Zendesk tickets"), _fits_ticket, _read_ticket
)
ZENDESK_CHAT: Final = JsonShape(
    "zendesk-chat", Text("Zendesk Chat 会话", "Zendesk Chat"), _fits_chat, _read_chat
)
