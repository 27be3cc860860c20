"""Alibaba Cloud conversation analysis (智能对话分析): what is uploaded to it, and its dialogues.

``tickets[].dialogue[]`` is what ``UploadData`` takes, ``Data.Dialogues`` what comes back. Times are
milliseconds from the beginning, ``beginTime`` is when it was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, read_each
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.sentence import Origin

_Number = int | float | str | None


class _Said(msgspec.Struct, frozen=True):
    words: str | None = None
    role: str | None = None
    identity: str | None = None
    begin: _Number = None
    end: _Number = None
    begin_time: _Number = msgspec.field(name="beginTime", default=None)


class _Ticket(msgspec.Struct, frozen=True, rename="camel"):
    dialogue: tuple[_Said, ...]
    tid: _Number = None
    customer_id: _Number = None
    customer_service_id: _Number = None
    customer_service_name: str | None = None
    skill_group_name: str | None = None
    call_type: _Number = None


class _Turn(msgspec.Struct, frozen=True, rename="pascal"):
    words: str | None = None
    role: str | None = None
    identity: str | None = None
    begin: _Number = None
    end: _Number = None
    begin_time: _Number = None


class _Data(msgspec.Struct, frozen=True, rename="pascal"):
    dialogues: tuple[_Turn, ...] | None = None
    vid: _Number = None
    file_id: _Number = None
    audio_url: str | None = msgspec.field(name="AudioURL", default=None)


class _Result(msgspec.Struct, frozen=True):
    data: _Data = msgspec.field(name="Data")


def _fits(value: Any) -> bool:
    return (
        has_keys(first_of(value, "tickets"), "dialogue")
        or has_keys(value, "dialogue", "tid")
        or has_keys(value.get("Data") if isinstance(value, dict) else None, "Dialogues")
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if has_keys(value.value, "Data"):
        data = value.decode(_Result).data
        meta = {"vid": data.vid, "audio": data.audio_url}
        yield _call(data.dialogues or (), value.origin, meta, data.file_id)
    elif has_keys(value.value, "tickets"):
        yield from read_each(value.calls("tickets"), _read_ticket)
    else:
        yield _read_ticket(value)


def _read_ticket(value: JsonValue) -> Call:
    ticket = value.decode(_Ticket)
    meta = {
        "agent_id": ticket.customer_service_id,
        "agent_name": ticket.customer_service_name,
        "queue": ticket.skill_group_name,
        "customer_id": ticket.customer_id,
        # Its codes differ from one of the service's versions to the next.
        "call_type": ticket.call_type,
    }
    return _call(ticket.dialogue, value.origin, meta, ticket.tid)


def _call(
    turns: Sequence[_Said | _Turn], origin: Origin, meta: dict[str, Any], own: _Number
) -> Call:
    said = [
        Sentence(turn.words or "", turn.role or turn.identity or "", start=turn.begin, end=turn.end)
        for turn in turns
    ]
    meta = {"start_time": _start_time(turns), **meta}
    call_id = origin.call_id if own in {None, ""} else str(own)
    return make_call(said, origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _start_time(turns: Sequence[_Said | _Turn]) -> str | None:
    """Return when the call began, as ISO 8601; ``None`` where its first turn does not say."""
    first = turns[0] if turns else None
    if first is None:
        return None
    offset = milliseconds(first.begin, MILLISECONDS) or 0
    return iso_moment(first.begin_time, minus_ms=offset)


ALIYUN_TICKETS: Final = JsonShape(
    "aliyun-tickets",
    Text("阿里云智能对话分析（tickets）", "Alibaba Cloud conversation analysis (tickets)"),
    _fits,
    _read,
)
