"""Turns in JSON of no known service: an array of objects, whatever their keys are called.

``[{"角色": "客服", "内容": "您好"}]``; such an array under any key of an object, whose other values
are call data; an object of such arrays by id; turns such as ``{"客服": "您好"}``; one text that
holds all turns, with labels or as ``340_2365_A_您好。2600_4100_B_你好。``
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import msgspec

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import find_columns, unit_named
from scriptcheck.load.make_call import make_call
from scriptcheck.load.readers.exports.cell_times import turn_times
from scriptcheck.load.readers.exports.dialogue_cell import read_dialogue
from scriptcheck.load.readers.exports.table import plain
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, read_each
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

_CHAIN: Final = re.compile(r"(\d{1,9})_(\d{1,9})_([^\W_]{1,8})_")
_OF_TURNS: Final = frozenset({"text", "speaker", "start", "end", "call_id", "row_id"})
_LONGEST_ROLE: Final = 32
_DEEPEST: Final = 3


def _fits(value: Any) -> bool:
    return _is_turns(value) or (isinstance(value, dict) and _in_object(value))


def _in_object(value: dict[str, Any], depth: int = 1) -> bool:
    if _turns_key(value) is not None or _text_key(value) is not None or _is_by_id(value):
        return True
    inner = _only_object(value)
    return inner is not None and depth < _DEEPEST and _in_object(value[inner], depth + 1)


def _is_turns(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and bool(value) and _rank(value[0]) > 0


def _rank(turn: Any) -> int:
    """Return how surely ``turn`` is one: 0 for not at all."""
    if not isinstance(turn, dict) or not turn:
        return 0
    columns = find_columns(list(turn), {})
    if "text" not in columns:
        return 1 if _is_role_turn(turn) else 0
    if not isinstance(list(turn.values())[columns["text"]], str | None):
        return 0
    return 3 if "speaker" in columns else 2 * ("start" in columns)


def _is_role_turn(turn: dict[str, Any]) -> bool:
    (key, text), *more = turn.items()
    is_known = bool(find_columns([key], {}).keys() - {"agent_name"})
    return not more and isinstance(text, str) and len(key) <= _LONGEST_ROLE and not is_known


def _turns_key(value: dict[str, Any]) -> str | None:
    """Return under which key of ``value`` its turns stand, if under one."""
    ranks = {key: _rank(item[0]) for key, item in value.items() if _is_turns(item)}
    return max(ranks, key=ranks.__getitem__, default=None)


def _text_key(value: dict[str, Any]) -> str | None:
    keys = list(value)
    index = find_columns(keys, {}).get("text")
    return keys[index] if index is not None and _is_text(value[keys[index]]) else None


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and (_CHAIN.match(value) is not None or is_dialogue(value))


def _is_by_id(value: dict[str, Any]) -> bool:
    """Return whether ``value`` holds calls by their ids, which have digits or are several."""
    return bool(_ids(value))


def _ids(value: dict[str, Any]) -> list[str]:
    """Return the keys of ``value`` that are ids of calls: none where it is a call itself.

    Several arrays of turns are several calls; one is, where its key has digits and no other is
    there.
    """
    ranks = {key: _rank(item[0]) for key, item in value.items() if _is_turns(item)}
    ranks |= {key: max(ranks.values(), default=1) for key, item in value.items() if _is_text(item)}
    best = max(ranks.values(), default=0)
    keys = [key for key, rank in ranks.items() if rank == best]
    is_several = len(keys) > 1 and not set(find_columns(keys, {}))
    is_numbered = len(value) == 1 and any(char.isdigit() for key in keys for char in key)
    return keys if is_several or is_numbered else []


def _only_object(value: dict[str, Any]) -> str | None:
    """Return the key of the one object in ``value``, such as ``data`` or ``result``."""
    keys = [key for key, item in value.items() if isinstance(item, dict)]
    return keys[0] if len(keys) == 1 else None


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    found = value.value
    if isinstance(found, list):
        yield _read_turns(value, {})
    elif _is_by_id(found):
        values = (_of_id(value, key, number) for number, key in enumerate(_ids(found), 1))
        yield from read_each(values, _read_any)
    elif _turns_key(found) is not None or _text_key(found) is not None:
        yield _read_object(value)
    else:
        inner = _only_object(found) or ""
        base = (*value.base, inner)
        yield from _read(JsonValue(found[inner], value.text, value.origin, base))


def _of_id(value: JsonValue, key: str, number: int) -> JsonValue:
    origin = replace(value.origin.part(number), call_id=key)
    return JsonValue(value.value[key], value.text, origin, (*value.base, key))


def _read_any(value: JsonValue) -> Call:
    found = value.value
    return _read_text(value, found, {}) if isinstance(found, str) else _read_turns(value, {})


def _read_object(value: JsonValue) -> Call:
    found: dict[str, Any] = value.value
    turns = _turns_key(found)
    key = turns if turns is not None else _text_key(found) or ""
    keys = list(found)
    columns = {field: keys[index] for field, index in find_columns(keys, {}).items()}
    own = columns.get("call_id") or columns.get("row_id")
    if own is not None and own != key and (call_id := plain(found[own])):
        value = replace(value, origin=replace(value.origin, call_id=call_id))
    inner = JsonValue(found[key], value.text, value.origin, (*value.base, key))
    meta = _meta(found, columns)
    return _read_turns(inner, meta) if turns is not None else _read_text(inner, found[key], meta)


def _meta(found: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the call data of an object: known fields, and other plain values as they are."""
    known = {field: found[key] for field, key in columns.items() if field not in _OF_TURNS}
    if "start" in columns:
        known.setdefault("start_time", found[columns["start"]])
    scalars = {field: item for field, item in known.items() if isinstance(item, str | int | float)}
    others = {
        key: item
        for key, item in found.items()
        if key not in columns.values() and isinstance(item, str | int | float)
    }
    return others | call_data(scalars)


def _read_turns(value: JsonValue, meta: dict[str, Any]) -> Call:
    turns: list[Any] = value.value
    for index, turn in enumerate(turns):
        if not isinstance(turn, dict):
            message = Text(
                "这里应为一句话的 {…} 对象。", "A turn, an object {…}, should stand here."
            )
            raise LoadError(value.problem("wrong-type", message, (index,)))
    if _rank(turns[0]) == 1:
        said = [Sentence(plain(text), key) for turn in turns for key, text in turn.items()]
        return make_call(said, value.origin, ms_per_unit=MILLISECONDS, meta=meta)
    keys = list(dict.fromkeys(key for turn in turns for key in turn))
    columns = {field: keys[index] for field, index in find_columns(keys, {}).items()}
    cells = [[turn.get(columns.get(field, "")) for field in ("start", "end")] for turn in turns]
    times = turn_times([(start, end) for start, end in cells])
    said = [
        Sentence(
            plain(turn.get(columns["text"])),
            plain(turn.get(columns.get("speaker", ""))),
            None,
            *pair,
        )
        for turn, pair in zip(turns, times.pairs, strict=True)
    ]
    if times.start_time is not None:
        meta.setdefault("start_time", times.start_time)
    unit = unit_named(columns["start"]) if "start" in columns else None
    return make_call(said, value.origin, ms_per_unit=unit, meta=meta)


def _read_text(value: JsonValue, text: str, meta: dict[str, Any]) -> Call:
    if _CHAIN.match(text) is None:
        call = read_dialogue(text, value.origin)
        return msgspec.structs.replace(call, meta=meta | call.meta)
    # Text, start, end and channel follow one another.
    _, *parts = _CHAIN.split(text)
    said = [
        Sentence(parts[at + 3], parts[at + 2], start=parts[at], end=parts[at + 1])
        for at in range(0, len(parts), 4)
    ]
    return make_call(said, value.origin, ms_per_unit=None, meta=meta)


JSON_TURNS: Final = JsonShape(
    "json-turns",
    Text("其他系统导出的 JSON 对话", "turns in JSON of other systems"),
    _fits,
    _read,
)
