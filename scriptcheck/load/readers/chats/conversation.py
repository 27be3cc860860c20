"""Messages of a chat, whatever service it was held in, to a call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import CHINA, iso_moment, moment_of
from scriptcheck.load.times.moments import MILLISECONDS, Moment
from scriptcheck.load.written_message import messages_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from scriptcheck.call import Call
    from scriptcheck.load.sentence import Origin

NOTE: Final = "note"
"""The kind of a message that only those who work there see."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a service gives it."""

    text: str = ""
    name: str = ""
    """Who sends it: a name, or an id where there is none."""
    speaker: Speaker | None = None
    """The sender's role, where the service says it."""
    at: object = None
    """When it was sent: ISO 8601, counted from 1970, or a ``datetime``."""
    kind: str = ""
    """What it is where it is no text of either side, such as a note, a file or an event."""


def chat_call(
    messages: Iterable[Message],
    origin: Origin,
    *,
    call_id: str = "",
    meta: Mapping[str, Any] | None = None,
    is_dated: bool = True,
) -> Call:
    """Return the call of ``messages``, in the order of their times where all have one.

    Notes that the customer does not see are no turns: they are kept in ``meta`` under ``notes``,
    and texts about what happened under ``events``. What is no turn is counted in a warning.
    ``is_dated`` says whether the day of the times is known.
    """
    sent = _in_order(list(messages))
    said = [message for message in sent if not message.kind]
    unsaid = [(each.kind, each.text) for each in sent if each.kind and each.text.strip()]
    moments = [_bare(moment_of(message.at)) for message in said]
    first = min((moment for moment in moments if moment is not None), default=None)
    sentences = [
        Sentence(message.text, message.name, message.speaker, _since(first, moment))
        for message, moment in zip(said, moments, strict=True)
    ]
    began = next(
        (each.at for each, moment in zip(said, moments, strict=True) if moment == first), None
    )
    data: dict[str, Any] = {
        "channel": "chat",
        "start_time": iso_moment(began) if is_dated and first is not None else None,
        **names_by_side((message.name, message.speaker) for message in said),
        "notes": [text for kind, text in unsaid if kind == NOTE] or None,
        "events": [text for kind, text in unsaid if kind != NOTE] or None,
    }
    data |= {key: value for key, value in (meta or {}).items() if value is not None}
    call = make_call(sentences, origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=data)
    kinds = Counter(message.kind for message in sent if message.kind)
    if not kinds:
        return call
    return msgspec.structs.replace(call, warnings=(*call.warnings, messages_left(kinds, origin)))


def _in_order(messages: list[Message]) -> list[Message]:
    """Return ``messages`` by time; those of one moment stay as they are, or turned round.

    Many services give the newest first.
    """
    moments = [_bare(moment_of(message.at)) for message in messages]
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(moments):
        return messages
    if known[:1] > known[-1:] and all(one >= other for one, other in pairwise(known)):
        return messages[::-1]
    order = sorted(range(len(known)), key=known.__getitem__)
    return [messages[index] for index in order]


def names_by_side(senders: Iterable[tuple[str, Speaker | None]]) -> dict[str, Any]:
    """Return what the two sides of ``senders``, names with roles, are called, as call data."""
    pairs = list(dict.fromkeys(pair for pair in senders if pair[0]))
    agents, customers = (
        [name for name, speaker in pairs if speaker is role]
        for role in (Speaker.AGENT, Speaker.CUSTOMER)
    )
    return {
        "agent_name": agents[0] if len(agents) == 1 else None,
        "agents": agents if len(agents) > 1 else None,
        "customer_name": "、".join(customers) or None,
    }


def _bare(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(CHINA).replace(tzinfo=None)


def _since(first: datetime | None, moment: datetime | None) -> Moment | None:
    if first is None or moment is None:
        return None
    return Moment(round((moment - first).total_seconds() * 1000))
