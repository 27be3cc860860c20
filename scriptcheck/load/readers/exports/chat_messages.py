"""Archives of messages, an object each: WeCom's (会话存档) once decrypted, and Easemob's (环信).

All messages between the same people, or of one group, are one call, in the order of their times.
In WeCom the id of somebody outside the company begins with wm or wo: that is the customer.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.limits import LARGEST_FILE
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.json.array import elements, is_array
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, Moment, milliseconds
from scriptcheck.load.written_message import messages_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.encoding.decode import Decoded
    from scriptcheck.load.transcript import Transcript

_BLANKS: Final = "\ufeff \t\r\n"
_FIRST: Final = json.JSONDecoder()
_OUTSIDE: Final = re.compile(r"w[mo][A-Za-z0-9_-]{14,}")
_WECOM: Final = frozenset({"msgid", "msgtype", "from"})
_EASEMOB: Final = frozenset({"msg_id", "payload", "from"})
_SEALED: Final = frozenset({"encrypt_chat_msg", "encrypt_random_key"})
_GROUPS: Final = frozenset({"groupchat", "chatroom"})


def _recognises(transcript: Transcript) -> bool:
    text = transcript.opening.lstrip(_BLANKS)
    text = text[1:].lstrip(_BLANKS) if text.startswith("[") else text
    if not text.startswith("{"):
        return False
    try:
        first, _ = _FIRST.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return _is_message(first) or first.keys() >= _SEALED


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and (value.keys() >= _WECOM or value.keys() >= _EASEMOB)


@dataclass(slots=True)
class _Conversation:
    """What the same people write to each other."""

    sentences: list[tuple[int | None, Sentence]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """How many messages of each kind hold no text."""
    agents: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read(LARGEST_FILE)
    conversations: dict[str, _Conversation] = {}
    seen: dict[str, object] = {}
    for item in _messages(decoded, transcript.source):
        if isinstance(item, Problem):
            yield item
            continue
        name = str(item.get("msgid") or item.get("msg_id"))
        # Whoever fetches twice has a message twice.
        if seen.setdefault(name, item) is item or seen[name] != item:
            _add(item, conversations.setdefault(_people(item), _Conversation()))
    if not conversations:
        return
    origin = Origin(transcript.call_id, transcript.source, transcript.source, is_alone=True)
    for number, found in enumerate(conversations.values(), 1):
        part = origin if len(conversations) == 1 else origin.part(number)
        yield _call(found, part, decoded.flaws)


def _messages(decoded: Decoded, source: str) -> Iterator[dict[str, Any] | Problem]:
    text = JsonText(decoded.text.lstrip("\ufeff"), source)
    if not text.text.strip(_BLANKS):
        raise LoadError(empty_file(source))
    parts = elements(text) if is_array(text) else _lines(text)
    for part in parts:
        try:
            value = part.parse(nan_is_null=True)
        except LoadError as error:
            yield from error.problems
            continue
        if isinstance(value, dict) and value.keys() >= _SEALED:
            raise LoadError(_sealed(part))
        yield value if _is_message(value) else _no_message(part)


def _lines(text: JsonText) -> Iterator[JsonText]:
    for number, line in enumerate(text.text.split("\n"), 1):
        if line.strip(_BLANKS):
            yield JsonText(line.strip(_BLANKS), text.source, number)


def _people(message: dict[str, Any]) -> str:
    """Return what all messages of one conversation have in common."""
    group = message.get("roomid")
    if message.get("chat_type") in _GROUPS:
        group = message.get("to")
    if group:
        return f"group {group}"
    to = message.get("tolist", message.get("to"))
    others = to if isinstance(to, list) else [to]
    return json.dumps(sorted({str(each) for each in (message.get("from"), *others)}))


def _add(message: dict[str, Any], conversation: _Conversation) -> None:
    sender = str(message.get("from") or "")
    role = None
    if "msgtype" in message and sender:
        is_outside = _OUTSIDE.fullmatch(sender) is not None
        (conversation.customers if is_outside else conversation.agents).add(sender)
        role = Speaker.CUSTOMER if is_outside else Speaker.AGENT
    times = (message.get(key) for key in ("msgtime", "timestamp", "created"))
    at = milliseconds(next((time for time in times if isinstance(time, int | str)), None), 1.0)
    said, left = _texts(message)
    conversation.left.update(left)
    conversation.sentences += [(at, Sentence(text, sender, role)) for text in said]


def _texts(message: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what ``message`` says, and the kinds of its parts that are no text."""
    if "payload" in message and "msgtype" not in message:
        payload = message["payload"]
        bodies = payload.get("bodies") if isinstance(payload, dict) else None
        parts = [body for body in bodies if isinstance(body, dict)] if bodies else [{}]
        return _split((str(part.get("type")), part.get("msg")) for part in parts)
    kind = str(message.get("msgtype"))
    content = message.get({"markdown": "info"}.get(kind, kind))
    content = content if isinstance(content, dict) else {}
    items = content.get("item")
    if kind == "mixed" and isinstance(items, list):
        return _split(map(_mixed, items))
    return _split([("txt" if kind in {"text", "markdown"} else kind, content.get("content"))])


def _mixed(item: Any) -> tuple[str, Any]:
    """Return kind and text of a part of a mixed message, whose content is JSON written as text."""
    if not isinstance(item, dict):
        return "mixed", None
    try:
        inner = json.loads(str(item.get("content")))
    except (ValueError, RecursionError):
        inner = None
    text = inner.get("content") if isinstance(inner, dict) else item.get("content")
    return ("txt" if item.get("type") == "text" else str(item.get("type"))), text


def _split(parts: Iterable[tuple[str, Any]]) -> tuple[list[str], list[str]]:
    said, left = list[str](), list[str]()
    for kind, text in parts:
        if kind == "txt" and isinstance(text, str):
            said.append(text)
        else:
            left.append(kind)
    return said, left


def _call(found: _Conversation, origin: Origin, flaws: tuple[Problem, ...]) -> Call:
    is_known = bool(found.agents and found.customers)
    times = [at for at, _ in found.sentences if at is not None]
    first = min(times, default=0)
    said = [
        _at(sentence, None if at is None else at - first, is_known=is_known)
        for at, sentence in sorted(found.sentences, key=lambda each: each[0] or first)
    ]
    meta = {
        "channel": "chat",
        "start_time": iso_moment(first) if times else None,
        "agent_id": _only(found.agents) if is_known else None,
        "customer_id": _only(found.customers) if is_known else None,
    }
    call = make_call(said, origin, ms_per_unit=MILLISECONDS, meta=meta)
    left = (messages_left(found.left, origin),) if found.left else ()
    return msgspec.structs.replace(call, warnings=(*flaws, *call.warnings, *left))


def _at(sentence: Sentence, start_ms: int | None, *, is_known: bool) -> Sentence:
    start = None if start_ms is None else Moment(start_ms)
    return Sentence(sentence.text, sentence.label, sentence.speaker if is_known else None, start)


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _no_message(text: JsonText) -> Problem:
    message = Text("这里不是一条消息，没有读入。", "This is no message and was not read.")
    fix = Text("请检查导出是否完整。", "Check whether the export is whole.")
    return text.problem("not-a-message", message, 0, fix)


def _sealed(text: JsonText) -> Problem:
    message = Text("会话存档还没有解密。", "The archive of messages is still encrypted.")
    fix = Text(
        "请先用企业微信的 SDK 解密（DecryptData），每行存一条消息。",
        "Decrypt it with WeCom's SDK (DecryptData) first, and write one message a line.",
    )
    return text.problem("encrypted", message, 0, fix)


CHAT_MESSAGES: Final = Format(
    "chat-messages",
    (),
    _recognises,
    _read,
    Text("企业微信会话存档、环信聊天记录", "WeCom and Easemob archives of messages"),
)
