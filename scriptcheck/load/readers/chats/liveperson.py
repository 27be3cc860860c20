"""LivePerson: records of conversations, each with its messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Id = int | str | None
_ROLES: Final = {
    "agent": Speaker.AGENT,
    "consumer": Speaker.CUSTOMER,
    "bot": Speaker.SYSTEM,
    "system": Speaker.SYSTEM,
}


class _Text(msgspec.Struct, frozen=True):
    text: str | None = None


class _Data(msgspec.Struct, frozen=True):
    msg: _Text | None = None


class _Sent(msgspec.Struct, frozen=True, rename="camel"):
    type: str | None = None
    message_data: _Data | None = None
    participant_id: str | None = None
    time: str | None = None
    time_l: _Id = msgspec.field(default=None, name="timeL")
    sent_by: str | None = None


class _Info(msgspec.Struct, frozen=True, rename="camel"):
    conversation_id: str | None = None
    latest_agent_full_name: str | None = None


class _Record(msgspec.Struct, frozen=True, rename="camel"):
    info: _Info = _Info()
    message_records: tuple[_Sent, ...] = ()


def _fits(value: Any) -> bool:
    return _is_record(value) or _is_record(first_of(value, "conversationHistoryRecords"))


def _is_record(value: object) -> bool:
    return has_keys(first_of(value, "messageRecords"), "messageData", "sentBy")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    is_one = _is_record(value.value)
    yield from read_each([value] if is_one else value.calls("conversationHistoryRecords"), _call)


def _call(value: JsonValue) -> Call:
    found = value.decode(_Record)
    call_id = value.origin.id_or(found.info.conversation_id)
    meta = {"agent_name": found.info.latest_agent_full_name}
    return chat_call(map(_message, found.message_records), value.origin, call_id=call_id, meta=meta)


def _message(sent: _Sent) -> Message:
    data = sent.message_data or _Data()
    text = (data.msg.text if data.msg else "") or ""
    kind = "" if text.strip() else sent.type or "message"
    at = sent.time_l if sent.time_l is not None else sent.time
    role = _ROLES.get((sent.sent_by or "").casefold())
    name = "" if role is not None else sent.participant_id or ""
    return Message(text, name, role, at, kind)


LIVEPERSON: Final = JsonShape(
    "liveperson", Text("LivePerson 会话", "LivePerson conversations"), _fits, _read
)
