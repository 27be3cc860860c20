"""Conversations as Azure's language service takes them to sum up: ``conversationItems``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, first_of, has_keys, read_each
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import TICKS, Time, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_Number = int | float | str | None


class _Timing(msgspec.Struct, frozen=True):
    word: str | None = None
    text: str | None = None
    offset: _Number = None
    duration: _Number = None


class _Item(msgspec.Struct, frozen=True, rename="camel"):
    text: str | None = None
    role: str | None = None
    participant_id: _Number = None
    conversation_item_level_timing: _Timing | None = None
    word_level_timings: tuple[_Timing, ...] | None = None


class _Conversation(msgspec.Struct, frozen=True, rename="camel"):
    conversation_items: tuple[_Item, ...]
    id: _Number = None


def _fits(value: Any) -> bool:
    source = value.get("analysisInput", value) if isinstance(value, dict) else None
    return has_keys(value, "conversationItems") or has_keys(
        first_of(source, "conversations"), "conversationItems"
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if has_keys(value.value, "analysisInput"):
        inner = value.value["analysisInput"]
        value = JsonValue(inner, value.text, value.origin, ("analysisInput",))
    values = value.calls("conversations") if has_keys(value.value, "conversations") else [value]
    yield from read_each(values, _conversation)


def _conversation(value: JsonValue) -> Call:
    conversation = value.decode(_Conversation)
    said = map(_sentence, conversation.conversation_items)
    call_id = "" if conversation.id is None else str(conversation.id)
    return make_call(said, value.origin, ms_per_unit=TICKS, call_id=call_id)


def _sentence(item: _Item) -> Sentence:
    who = item.role or item.participant_id
    start, end = _span(item.conversation_item_level_timing or _Timing())
    return Sentence(
        item.text or "",
        "" if who is None else str(who),
        start=start,
        end=end,
        words=tuple(
            (word.word or word.text or "", *_span(word)) for word in item.word_level_timings or ()
        ),
    )


def _span(timing: _Timing) -> tuple[Time, Time]:
    """Return beginning and end in ticks; ``None`` where they are not told."""
    start, length = (milliseconds(time, 1) for time in (timing.offset, timing.duration))
    return start, None if start is None or length is None else start + length


AZURE_CONVERSATION: Final = JsonShape(
    "azure-conversation",
    Text("Azure 对话（conversationItems）", "Azure conversations (conversationItems)"),
    _fits,
    _read,
)
