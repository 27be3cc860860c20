"""Recurrent.ai (循环智能): transcripts of its REST interface, alone or in ``results``, and live.

Times are milliseconds. ``speaker_type`` is ``s`` for the agent and ``c`` for the customer;
``channel_id`` is 0 for the agent and 1 for the customer. Live sentences have a number only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import (
    JsonShape,
    first_of,
    has_keys,
    not_transcribed,
    read_each,
)
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_TYPES: Final = {"s": Speaker.AGENT, "c": Speaker.CUSTOMER}
_CHANNELS: Final = {"0": Speaker.AGENT, "1": Speaker.CUSTOMER}


class _Segment(msgspec.Struct, frozen=True):
    text: str | None = None
    begin_time: _Number = None
    end_time: _Number = None
    channel_id: _Number = None
    speaker_type: str | None = None


class _Team(msgspec.Struct, frozen=True):
    name: str | None = None


class _Staff(msgspec.Struct, frozen=True):
    id: _Number = None
    name: str | None = None
    dept: _Team | None = None


class _Customer(msgspec.Struct, frozen=True):
    id: _Number = None


class _Transcript(msgspec.Struct, frozen=True):
    source_id: _Number = None
    status: str | None = None
    message: str | None = None
    segments: tuple[_Segment, ...] | None = None
    url: str | None = None
    timestamp: _Number = None
    staff: _Staff | None = None
    customer: _Customer | None = None


class _LiveSentence(msgspec.Struct, frozen=True):
    text: str | None = None
    begin_ms: _Number = None
    end_ms: _Number = None
    speaker: _Number = None


class _Live(msgspec.Struct, frozen=True):
    sentences: tuple[_LiveSentence, ...]
    call_id: _Number = None


def _fits(value: Any) -> bool:
    return (
        has_keys(value, "source_id")
        or has_keys(first_of(value, "results"), "source_id")
        or has_keys(first_of(value, "sentences"), "begin_ms", "speaker")
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if has_keys(value.value, "sentences"):
        yield _live(value)
    elif has_keys(value.value, "results"):
        yield from read_each(value.calls("results"), _transcript)
    else:
        yield _transcript(value)


def _transcript(value: JsonValue) -> Call | Problem:
    transcript = value.decode(_Transcript)
    if not transcript.segments:
        return not_transcribed(value, transcript.message or transcript.status)
    staff, customer = transcript.staff or _Staff(), transcript.customer or _Customer()
    meta = {
        "agent_id": staff.id,
        "agent_name": staff.name,
        "team": staff.dept.name if staff.dept else None,
        "customer_id": customer.id,
        "start_time": iso_moment(transcript.timestamp),
        "audio": transcript.url,
    }
    said = map(_sentence, transcript.segments)
    call_id = _text(transcript.source_id)
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _sentence(segment: _Segment) -> Sentence:
    channel = _text(segment.channel_id)
    return Sentence(
        segment.text or "",
        segment.speaker_type or channel,
        _TYPES.get(segment.speaker_type or "") or _CHANNELS.get(channel),
        start=segment.begin_time,
        end=segment.end_time,
    )


def _live(value: JsonValue) -> Call:
    live = value.decode(_Live)
    said = (
        Sentence(item.text or "", _text(item.speaker), start=item.begin_ms, end=item.end_ms)
        for item in live.sentences
    )
    call_id = _text(live.call_id)
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id)


def _text(value: _Number) -> str:
    return "" if value is None else str(value)


RCRAI: Final = JsonShape("rcrai", Text("循环智能", "Recurrent.ai"), _fits, _read)
