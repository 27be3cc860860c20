"""Amazon Transcribe Call Analytics and Amazon Connect Contact Lens: ``Transcript`` with roles.

Times are milliseconds; chats of Contact Lens have the moment of each message instead. Events, such
as somebody joining a chat, are no speech and are left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.chats.conversation import names_by_side
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, Moment
from scriptcheck.load.written_message import messages_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None
_BOTS: Final = frozenset({"CUSTOM_BOT", "SYSTEM"})


class _Word(msgspec.Struct, frozen=True, rename="pascal"):
    content: str | None = None
    begin_offset_millis: _Number = None
    end_offset_millis: _Number = None


class _Turn(msgspec.Struct, frozen=True, rename="pascal"):
    content: str | None = None
    participant_role: str | None = None
    participant_id: str | None = None
    begin_offset_millis: _Number = None
    end_offset_millis: _Number = None
    absolute_time: str | None = None
    display_name: str | None = None
    items: tuple[_Word, ...] | None = None
    type: str | None = None
    attachments: tuple[Any, ...] | None = None


class _Participant(msgspec.Struct, frozen=True, rename="pascal"):
    participant_id: str
    participant_role: str | None = None


class _Customer(msgspec.Struct, frozen=True, rename="pascal"):
    contact_id: str | None = None


class _Output(msgspec.Struct, frozen=True, rename="pascal"):
    transcript: tuple[_Turn, ...] | None = None
    participants: tuple[_Participant, ...] | None = None
    customer_metadata: _Customer | None = None
    contact_id: str | None = None
    """That of a chat as Connect keeps it."""
    job_status: str | None = None
    job_name: str | None = None


def _fits(value: Any) -> bool:
    turn = first_of(value, "Transcript")
    return has_keys(value, "ConversationCharacteristics") or (
        has_keys(turn, "Id")
        and (has_keys(turn, "ParticipantRole") or has_keys(turn, "ParticipantId"))
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    output = value.decode(_Output)
    if not output.transcript:
        yield not_transcribed(value, output.job_status)
        return
    roles = {who.participant_id: who.participant_role or "" for who in output.participants or ()}
    first = _instant(next((t.absolute_time for t in output.transcript if t.absolute_time), None))
    said = [_sentence(turn, roles, first) for turn in output.transcript]
    contact = (output.customer_metadata or _Customer()).contact_id or output.contact_id
    call_id = contact or value.origin.id_or(output.job_name)
    named = (
        (turn.display_name or "", sentence.speaker or role_named(sentence.label))
        for turn, sentence in zip(output.transcript, said, strict=True)
    )
    meta = {"start_time": iso_moment(first), "job_name": output.job_name} | names_by_side(named)
    call = make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)
    left = Counter(
        turn.type or "ATTACHMENT"
        for turn in output.transcript
        if not turn.content and (turn.attachments or turn.type == "ATTACHMENT")
    )
    if left:
        warning = messages_left(left, value.origin)
        call = msgspec.structs.replace(call, warnings=(*call.warnings, warning))
    yield call


def _sentence(turn: _Turn, roles: dict[str, str], first: datetime | None) -> Sentence:
    role = turn.participant_role or roles.get(turn.participant_id or "") or turn.participant_id
    start: Time = turn.begin_offset_millis
    if start is None:
        start = _since(first, _instant(turn.absolute_time))
    return Sentence(
        turn.content or "",
        role or "",
        Speaker.SYSTEM if role in _BOTS else None,
        start=start,
        end=turn.end_offset_millis,
        words=tuple(
            (word.content or "", word.begin_offset_millis, word.end_offset_millis)
            for word in turn.items or ()
        ),
    )


def _instant(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _since(first: datetime | None, then: datetime | None) -> Moment | None:
    """Return the time from ``first`` to ``then``; ``None`` unless both are of one kind of clock."""
    if first is None or then is None or (first.tzinfo is None) is not (then.tzinfo is None):
        return None
    return Moment(round((then - first).total_seconds() * 1000))


AWS_ANALYTICS: Final = JsonShape(
    "aws-analytics",
    Text(
        "Amazon Transcribe Call Analytics、Connect Contact Lens",
        "Amazon Transcribe Call Analytics, Connect Contact Lens",
    ),
    _fits,
    _read,
)
