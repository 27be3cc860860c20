"""Turns in JSON that stand in an array for each side of a call: by role, or by track.

``{"客服": [{"content": "您好"}], "客户": […]}``; the keys of tracks differ in words of sides,
``{"RecordFileText1In": {"Result": […]}, "RecordFileText1Out": …}``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import with_warnings
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.call_lists import voices
from scriptcheck.load.readers.exports.object_data import (
    Around,
    beside,
    meta_of,
    own_id,
    with_id,
)
from scriptcheck.load.readers.exports.turn_arrays import require_objects
from scriptcheck.load.readers.exports.turn_objects import TurnSentences, sentences
from scriptcheck.load.readers.exports.turns_to_call import CHANNEL, call_of
from scriptcheck.load.readers.json.shape import JsonValue
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.position import Path

_PAIRS: Final = frozenset(
    map(
        frozenset,
        (
            *(("in", "out"), ("left", "right"), ("rx", "tx"), ("uplink", "downlink")),
            *(("caller", "callee"), ("calling", "called"), ("local", "remote")),
            *(("agent", "customer"), ("agent", "client"), ("agent", "user")),
            *(("左", "右"), ("主叫", "被叫"), ("上行", "下行")),
            *((one, other) for one in ("坐席", "座席", "客服") for other in ("客户", "用户")),
        ),
    )
)
"""Words of the two sides of a call or of a recording."""
_WORDS: Final = frozenset(word for pair in _PAIRS for word in pair)
_TOKEN: Final = re.compile(
    rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|{'|'.join(w for w in sorted(_WORDS) if not w.isascii())}"
)
"""Words of a key such as RecordFileText1In or 坐席录音."""


class SideArray(NamedTuple):
    """The turns of one side of a call."""

    turns: list[Any]
    path: Path
    """Where they stand in the object: under a key, or one key deeper."""
    label: str
    """Whose they are, where they do not say it themselves."""


def by_side(value: Mapping[str, Any], given: Mapping[str, str]) -> list[list[SideArray]]:
    """Return the arrays of texts in ``value`` that are sides of one call, for each call in it.

    There are none where other arrays of texts stand beside those of roles. Of tracks, each has the
    words of one voice at most.
    """
    found = {
        key: array
        for key, item in value.items()
        if (array := _array(key, item, given, is_side=_side(key) is not None)) is not None
    }
    sides = {_side(key) for key in found}
    if len(sides) > 1 and None not in sides:
        return [list(found.values())]
    return _tracks(value, given)


def _tracks(value: Mapping[str, Any], given: Mapping[str, str]) -> list[list[SideArray]]:
    """Return the tracks in ``value``, two for each call: their keys differ in words of sides."""
    stems: dict[str, dict[str, SideArray]] = {}
    for key, item in value.items():
        if not isinstance(item, list | dict) or (track := _track(key)) is None:
            continue
        stem, word = track
        array = _array(key, item, given, is_side=True)
        if array is not None and len(voices(array.turns, given)) <= 1:
            stems.setdefault(stem, {})[word.casefold()] = array._replace(label=word)
    return [list(found.values()) for found in stems.values() if frozenset(found) in _PAIRS]


def _track(key: str) -> tuple[str, str] | None:
    """Return ``key`` without the word for a side in it, and that word, if it has one."""
    words = [match for match in _TOKEN.finditer(key) if match.group().casefold() in _WORDS]
    if len(words) != 1:
        return None
    begin, end = words[0].span()
    return f"{key[:begin]}|{key[end:]}", key[begin:end]


def _array(key: str, item: Any, given: Mapping[str, str], *, is_side: bool) -> SideArray | None:
    """Return the array of texts that ``item``, under ``key``, is or, as a side, holds."""
    if _is_texts(item, given):
        return SideArray(item, (key,), key)
    if isinstance(item, dict) and is_side:
        inner = next((each for each in item if _is_texts(item[each], given)), None)
        if inner is not None:
            return SideArray(item[inner], (key, inner), key)
    return None


def _is_texts(item: Any, given: Mapping[str, str]) -> bool:
    """Return whether ``item`` is an array of objects with text, whoever says it."""
    if not (isinstance(item, list) and item and isinstance(item[0], dict)):
        return False
    columns = find_columns(list(item[0]), given)
    return "text" in columns and isinstance(list(item[0].values())[columns["text"]], str)


def _side(key: str) -> str | None:
    """Return the role or channel that ``key`` names; ``None`` where it names neither."""
    role = role_named(key)
    if role is not None:
        return role.value
    return key if CHANNEL.fullmatch(key) else None


def read_sides(
    value: JsonValue, calls: Sequence[Sequence[SideArray]], outer: Around, given: Mapping[str, str]
) -> Iterator[Call]:
    """Yield ``calls``, which ``by_side`` found in ``value``; ``outer`` is what is around it."""
    used = {side.path[0] for sides in calls for side in sides}
    rest = {key: item for key, item in value.value.items() if key not in used}
    columns = {name: list(rest)[index] for name, index in find_columns(list(rest), {}).items()}
    near = beside(rest, given)
    meta = {**outer.data, **near.data, **meta_of(rest, columns)}
    if len(calls) == 1:
        here = with_id(value, own_id(rest, columns, "") or near.call_id or outer.call_id)
        yield _call(here, calls[0], meta, given)
        return
    for number, sides in enumerate(calls, 1):
        here = replace(value, origin=value.origin.part(number))
        yield _call(here, sides, meta, given)


def _call(
    value: JsonValue, sides: Sequence[SideArray], meta: Mapping[str, Any], given: Mapping[str, str]
) -> Call:
    for side in sides:
        at = (*value.base, *side.path)
        require_objects(JsonValue(side.turns, value.text, value.origin, at))
    parts = _labelled(sides, [sentences(side.turns, given, label=side.label) for side in sides])
    said = [sentence for part in parts for sentence in part.said]
    unit = next((part.ms_per_unit for part in parts if part.ms_per_unit is not None), None)
    call = call_of(value, TurnSentences(said, unit, parts[0].start_time), meta)
    if any(sentence.start is None for sentence in said):
        return with_warnings(call, _no_order(value))
    return msgspec.structs.replace(
        call, warnings=tuple(w for w in call.warnings if w.code != "out-of-order")
    )


def _labelled(
    sides: Sequence[SideArray], parts: Sequence[TurnSentences]
) -> Sequence[TurnSentences]:
    """Return ``parts`` with the labels of ``sides`` where all of them name one and the same voice.

    Each track of its own has channel 0.
    """
    named = {(each.label, each.speaker) for part in parts for each in part.said}
    if len(named) > 1:
        return parts
    return [
        part._replace(said=[replace(each, label=side.label, speaker=None) for each in part.said])
        for side, part in zip(sides, parts, strict=True)
    ]


def _no_order(value: JsonValue) -> Problem:
    message = Text(
        "双方的话分开存放，又没有时间，先后不明。",
        "The two sides stand apart and without times; who answers what is not known.",
    )
    fix = Text(
        "请导出带时间或按先后排列的对话。", "Export the turns with times, or in their order."
    )
    return value.origin.problem("order-unknown", message, fix)
