"""Telegram's export of chats (result.json): one chat, or all of them in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Id = int | str | None


class _Piece(msgspec.Struct, frozen=True):
    text: str = ""


class _Sent(msgspec.Struct, frozen=True):
    type: str = "message"
    date: str | None = None
    date_unixtime: int | str | None = None
    sender: str | None = msgspec.field(default=None, name="from")
    from_id: _Id = None
    text: str | tuple[str | _Piece, ...] = ""
    media_type: str | None = None
    action: str | None = None

    @property
    def said(self) -> str:
        pieces = (self.text,) if isinstance(self.text, str) else self.text
        return "".join(each if isinstance(each, str) else each.text for each in pieces)


class _Chat(msgspec.Struct, frozen=True):
    messages: tuple[_Sent, ...] = ()
    id: _Id = None
    name: str | None = None


def _fits(value: Any) -> bool:
    return _is_chat(value) or (isinstance(value, dict) and _is_list(value.get("chats")))


def _is_list(value: object) -> bool:
    return _is_chat(first_of(value, "list"))


def _is_chat(value: object) -> bool:
    return has_keys(value, "messages", "type") and has_keys(
        first_of(value, "messages"), "id", "type", "date", "text"
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if _is_chat(value.value):
        yield _call(value)
        return
    chats = value.inner("chats")
    yield from read_each(chats.calls("list"), _call)


def _call(value: JsonValue) -> Call:
    found = value.decode(_Chat)
    messages = [_message(sent) for sent in found.messages]
    call_id = value.origin.id_or(found.id)
    return chat_call(messages, value.origin, call_id=call_id, meta={"title": found.name})


def _message(sent: _Sent) -> Message:
    kind = "" if sent.said.strip() else (sent.media_type or "media")
    if sent.type != "message":
        kind = sent.action or sent.type
    # date is the clock on the wall of whoever exported, without a zone.
    at = sent.date_unixtime if sent.date_unixtime is not None else sent.date
    return Message(sent.said, sent.sender or str(sent.from_id or ""), at=at, kind=kind)


TELEGRAM: Final = JsonShape(
    "telegram", Text("Telegram 导出的聊天记录", "Telegram exports of chats"), _fits, _read
)
