"""vCon (IETF draft): a conversation with its messages, recordings and what was made of them.

Messages (``dialog`` of the type ``text``) are turns. The transcript of a recording stands in
``analysis``, as text or as the JSON of whatever recogniser made it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call, Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.exports.dialogue_cell import read_dialogue
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, has_keys
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Index = int | tuple[int, ...] | None
_RECORDINGS: Final = frozenset({"recording", "audio", "video"})


class _Party(msgspec.Struct, frozen=True):
    name: str | None = None
    role: str | None = None
    tel: str | None = None
    mailto: str | None = None


class _Dialog(msgspec.Struct, frozen=True):
    type: str | None = None
    start: str | None = None
    parties: Any = None
    originator: int | None = None
    mimetype: str | None = None
    mediatype: str | None = None
    body: Any = None
    encoding: str | None = None


class _Analysis(msgspec.Struct, frozen=True):
    type: str | None = None
    body: Any = None


class _Container(msgspec.Struct, frozen=True):
    uuid: str | None = None
    subject: str | None = None
    created_at: str | None = None
    parties: tuple[_Party, ...] = ()
    dialog: tuple[_Dialog, ...] = ()
    analysis: tuple[_Analysis, ...] = ()


def _fits(value: Any) -> bool:
    return has_keys(value, "vcon") and ("dialog" in value or "parties" in value)


def _read(
    shapes: Callable[[], tuple[JsonShape, ...]], value: JsonValue
) -> Iterator[Call | Problem]:
    found = value.decode(_Container)
    call_id = value.origin.id_or(found.uuid)
    calls = [
        _with_data(call, found, call_id)
        for number, each in enumerate(found.analysis)
        if each.type == "transcript"
        for call in _transcript(each.body, value, number, shapes())
    ]
    if any(each.type == "text" for each in found.dialog):
        calls.append(_chat(found, value, call_id))
    if not calls:
        yield value.problem("not-transcribed", _NO_WORDS, fix=_TRANSCRIBE)
    for number, call in enumerate(calls, 1):
        if len(calls) > 1:
            part = value.origin.part(number)
            call = msgspec.structs.replace(  # noqa: PLW2901  (one of several has a number)
                call, call_id=f"{call_id}#{number}", source=part.source
            )
        yield call


_NO_WORDS: Final = Text(
    "这个 vCon 里没有转写，也没有文字消息。", "This vCon has neither a transcript nor messages."
)
_TRANSCRIBE: Final = Text(
    "请先转写录音，把结果放进 analysis（type 为 transcript）。",
    "Transcribe the recording first, and put the result into analysis with the type transcript.",
)


def _transcript(
    body: Any, value: JsonValue, number: int, shapes: Sequence[JsonShape]
) -> Iterator[Call]:
    """Yield the calls of a transcript; raises ``LoadError`` where it cannot be read."""
    at = ("analysis", number, "body")
    inner = _json(body)
    if isinstance(inner, str):
        yield read_dialogue(inner, value.origin)
        return
    shape = next((each for each in shapes if each.fits(inner)), None)
    if shape is None:
        message = Text("这份转写的格式不认识。", "The format of this transcript is not known.")
        raise LoadError(value.problem("wrong-type", message, at))
    # Places in JSON that is written as text cannot be shown.
    is_text = isinstance(body, str)
    text = JsonText(body, value.text.source, value.text.first_line) if is_text else value.text
    base = () if is_text else (*value.base, *at)
    for item in shape.read(JsonValue(inner, text, value.origin, base)):
        if isinstance(item, Problem):
            raise LoadError(item)
        yield item


def _json(body: Any) -> Any:
    """Return the JSON that ``body`` is or holds; text that is none as it is."""
    if not isinstance(body, str) or not body.lstrip().startswith(("{", "[")):
        return body if body is not None else ""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body


def _with_data(call: Call, found: _Container, call_id: str) -> Call:
    recorded = next((each.start for each in found.dialog if each.type in _RECORDINGS), None)
    data = {"start_time": recorded, "title": found.subject, **_people(found)}
    meta = {key: value for key, value in data.items() if value} | call.meta
    return msgspec.structs.replace(call, call_id=call_id, meta=meta)


def _chat(found: _Container, value: JsonValue, call_id: str) -> Call:
    texts = [each for each in found.dialog if each.type == "text"]
    messages = [_message(each, found.parties) for each in texts]
    origin = replace(value.origin)
    meta = {"title": found.subject}
    return chat_call(messages, origin, call_id=call_id, meta=meta)


def _message(dialog: _Dialog, parties: Sequence[_Party]) -> Message:
    body = dialog.body if isinstance(dialog.body, str) else ""
    is_html = "html" in (dialog.mediatype or dialog.mimetype or "")
    text = from_markup(body) if is_html else body
    party = _sender(dialog, parties)
    name = party.name or party.tel or party.mailto or ""
    kind = "" if text.strip() else "text"
    return Message(text, name, _role(party), dialog.start, kind)


def _sender(dialog: _Dialog, parties: Sequence[_Party]) -> _Party:
    """Return who sends a message: the originator, else the first of its parties."""
    index = dialog.originator
    if index is None:
        first = dialog.parties
        while isinstance(first, list) and first:
            first = first[0]
        index = first if isinstance(first, int) else None
    is_known = index is not None and 0 <= index < len(parties)
    return parties[index] if is_known and index is not None else _Party()


def _role(party: _Party) -> Speaker | None:
    return role_named(party.role) if party.role else None


def _people(found: _Container) -> dict[str, str | None]:
    def only(role: Speaker) -> str | None:
        names = {each.name for each in found.parties if each.name and _role(each) is role}
        return next(iter(names)) if len(names) == 1 else None

    return {"agent_name": only(Speaker.AGENT), "customer_name": only(Speaker.CUSTOMER)}


def vcon(shapes: Callable[[], tuple[JsonShape, ...]]) -> JsonShape:
    """Return the shape of vCons, whose transcripts have one of ``shapes``."""
    return JsonShape("vcon", Text("vCon（IETF）", "vCon (IETF)"), _fits, partial(_read, shapes))
