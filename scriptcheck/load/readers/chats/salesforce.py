"""Salesforce: the body of a chat's transcript, alone or in records of LiveChatTranscript.

``Chat Started: …`` and ``Agent 王丽`` stand in paragraphs of their own; ``( 1m 5s ) 王丽: 您好`` is
what is said, with the time since the chat began. Who is called an agent is one, the other is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call, Speaker
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, first_of, read_each
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_SAID: Final = re.compile(
    r"\(\s*(?:(\d{1,3})\s*h\s*)?(?:(\d{1,3})\s*m\s*)?(?:(\d{1,5})\s*s)?\s*\)\s*([^:：\n]{1,80})[:：]\s?"
)
_AGENT: Final = re.compile(r"(?:Agent|客服|座席|坐席|代理)\s+(\S.{0,79})")
_BEGINS: Final = re.compile(r"\s*<p[^>]*>[^<]{1,40}[:：][^<]{6,80}</p>\s*<p\b", re.IGNORECASE)
_LOOKED_AT: Final = 4096


class _Owner(msgspec.Struct, frozen=True, rename="pascal"):
    name: str | None = None


class _Record(msgspec.Struct, frozen=True, rename="pascal"):
    id: str | None = None
    name: str | None = None
    body: str | None = None
    case_id: str | None = None
    owner: _Owner | None = None
    start_time: str | None = None
    request_time: str | None = None


def is_body(text: str) -> bool:
    """Return whether ``text`` is the body of a transcript."""
    begin = text[:_LOOKED_AT]
    return _BEGINS.match(begin) is not None and _SAID.search(begin) is not None


def read_body(text: str, origin: Origin, record: _Record | None = None) -> Call:
    """Return the call that the body ``text`` writes down, with the data of its ``record``."""
    record = record or _Record()
    lines = from_markup(text).split("\n")
    header, said = list[str](), list[tuple[Moment, str, list[str]]]()
    for line in lines:
        if found := _SAID.match(line):
            said.append((_since(found), found[4].strip(), [line[found.end() :]]))
        elif said and not _AGENT.fullmatch(line):
            said[-1][2].append(line)
        else:
            header.append(line)
    agents = {found[1].strip() for line in header if (found := _AGENT.fullmatch(line))}
    sentences = [
        Sentence("\n".join(texts), name, _role(name, agents), at) for at, name, texts in said
    ]
    customers = {name for _, name, _ in said if name not in agents} if agents else set[str]()
    meta = {
        "channel": "chat",
        "agent_name": next(iter(agents)) if len(agents) == 1 else None,
        "customer_name": next(iter(customers)) if len(customers) == 1 else None,
        "case_id": record.case_id,
        "start_time": iso_moment(record.start_time or record.request_time),
        "header": header or None,
    }
    call_id = origin.id_or(record.name or record.id)
    return make_call(sentences, origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _since(found: re.Match[str]) -> Moment:
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return Moment(((hours * 60 + minutes) * 60 + seconds) * 1000)


def _role(name: str, agents: set[str]) -> Speaker | None:
    if not agents:
        return None
    return Speaker.AGENT if name in agents else Speaker.CUSTOMER


def _fits(value: Any) -> bool:
    return _is_record(value) or _is_record(first_of(value, "records"))


def _is_record(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("Body"), str) and is_body(value["Body"])


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    is_one = _is_record(value.value)
    yield from read_each([value] if is_one else value.calls("records"), _call)


def _call(value: JsonValue) -> Call:
    record = value.decode(_Record)
    return read_body(record.body or "", value.origin, record)


SALESFORCE: Final = JsonShape(
    "salesforce",
    Text("Salesforce 在线客服记录（LiveChatTranscript）", "Salesforce chats (LiveChatTranscript)"),
    _fits,
    _read,
)
