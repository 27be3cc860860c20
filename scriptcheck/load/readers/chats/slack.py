"""Slack: the messages of a channel on one day, as its export holds them in an array."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, has_keys
from scriptcheck.load.times.moments import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_LINK: Final = re.compile(r"<(?:[^<>|]*\|)?([^<>|]*)>")
_SAID: Final = frozenset({None, "bot_message", "thread_broadcast", "me_message", "file_share"})


class _Profile(msgspec.Struct, frozen=True):
    real_name: str | None = None
    display_name: str | None = None


class _Sent(msgspec.Struct, frozen=True):
    type: str | None = None
    subtype: str | None = None
    user: str | None = None
    username: str | None = None
    bot_id: str | None = None
    text: str | None = None
    ts: str | float | None = None
    user_profile: _Profile | None = None


def _fits(value: Any) -> bool:
    if isinstance(value, dict):
        value = value.get("messages")
    first = value[0] if isinstance(value, list) and value else None
    return (
        isinstance(first, dict)
        and has_keys(first, "type", "ts", "text")
        and first["type"] == "message"
    )


def _read(value: JsonValue) -> Iterator[Call]:
    found = value if isinstance(value.value, list) else value.inner("messages")
    yield chat_call(map(_message, found.decode(tuple[_Sent, ...])), value.origin)


def _message(sent: _Sent) -> Message:
    text = unescape(_LINK.sub(r"\1", sent.text or ""))
    profile = sent.user_profile or _Profile()
    name = profile.display_name or profile.real_name or sent.username or sent.user or ""
    kind = "" if text.strip() else "file"
    if sent.subtype not in _SAID:
        kind = sent.subtype or ""
    speaker = Speaker.SYSTEM if sent.bot_id and not sent.user else None
    return Message(text, name, speaker, number_of(sent.ts), kind)


SLACK: Final = JsonShape("slack", Text("Slack 导出的消息", "Slack exports"), _fits, _read)
