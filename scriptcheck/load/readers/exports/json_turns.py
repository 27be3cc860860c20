"""Turns in JSON of no known service: an array of objects, whatever their keys are called.

``[{"角色": "客服", "内容": "您好"}]``; such an array under any key of an object, whose other values
are call data; an object of such arrays by id, or by role; turns such as ``{"客服": "您好"}``; one
text that holds all turns, with labels or as ``340_2365_A_您好。2600_4100_B_你好。``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import msgspec

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call, warn_first, with_warnings
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.canonical.shape import CANONICAL
from scriptcheck.load.readers.chats.conversation import names_by_side
from scriptcheck.load.readers.exports.call_lists import (
    elements,
    holds_calls,
    is_canonical,
    unfolded,
)
from scriptcheck.load.readers.exports.call_start import with_start
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.object_data import (
    NOTHING,
    Around,
    around,
    beside,
    meta_of,
    own_id,
    with_data,
    with_id,
)
from scriptcheck.load.readers.exports.repeats import first_copy, repeated
from scriptcheck.load.readers.exports.turn_arrays import (
    coarsest,
    require_objects,
    says_all,
    unwrapped,
)
from scriptcheck.load.readers.exports.turn_calls import (
    CallTurns,
    by_call,
    rows_differ,
    turn_data,
    turn_facts,
)
from scriptcheck.load.readers.exports.turn_interim import interim_results
from scriptcheck.load.readers.exports.turn_keys import keys_missing
from scriptcheck.load.readers.exports.turn_numbers import order_warning
from scriptcheck.load.readers.exports.turn_objects import (
    TurnSentences,
    rank_of,
    sentences,
    sentences_by_role,
)
from scriptcheck.load.readers.exports.turn_second_texts import second_texts
from scriptcheck.load.readers.exports.turn_senders import side_named
from scriptcheck.load.readers.exports.turn_text import is_text, read_text
from scriptcheck.load.readers.exports.turn_unsaid import with_unsaid
from scriptcheck.load.readers.json.account import ends_left
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.same_names import colliding_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.position import Path

_CHANNEL: Final = re.compile(
    r"left|right|callee|主叫|被叫|左声道|右声道|(?:channel|ch|track|声道|通道)[ _-]?[0-9]{1,2}",
    re.IGNORECASE,
)
_DEEPEST: Final = 3
_LOOKED_AT: Final = 5
"""Elements of an array that show what it holds."""
_TIMED: Final = 2
"""The rank of turns that say when, but not who."""


@dataclass(frozen=True, slots=True)
class _JsonTurns:
    """Reads turns in JSON, with the names of keys that the user gave."""

    given: Mapping[str, str] = field(default_factory=dict)

    def fits(self, value: Any) -> bool:
        value = unfolded(value, self.given)
        return self._is_turns(value) or (isinstance(value, dict) and self._in_object(value))

    def read(self, value: JsonValue) -> Iterator[Call | Problem]:
        yield from self._read(replace(value, value=unfolded(value.value, self.given)), NOTHING)

    def _read(self, value: JsonValue, outer: Around) -> Iterator[Call | Problem]:
        """Yield the calls of ``value``; ``outer`` is what the objects around it say of them."""
        found = value.value
        if isinstance(found, list):
            yield from self._read_turns(with_id(value, outer.call_id), outer.data)
        elif self._is_by_role(found):
            yield self._read_roles(value, outer)
        elif ids := self._ids(found):
            values = (_of_id(value, key, number) for number, key in enumerate(ids, 1))
            yield from self._read_each(values, outer.of_each())
        elif self._is_call(found):
            yield from self._read_object(value, outer)
        elif keys := self._calls_keys(found):
            frame = around(found, keys[0], outer, self.given)
            calls = elements(value, [(key,) for key in keys])
            yield from self._read_each(calls, frame if len(calls) == 1 else frame.of_each())
        else:
            key = self._inner_object(found) or ""
            frame = around(found, key, outer, self.given)
            yield from self._read(value.inner(key), frame)

    def _in_object(self, value: dict[str, Any], depth: int = 1) -> bool:
        if self._is_call(value) or self._is_by_role(value) or self._ids(value):
            return True
        if self._calls_keys(value):
            return True
        return depth < _DEEPEST and self._inner_object(value, depth) is not None

    def _is_call(self, value: dict[str, Any]) -> bool:
        return self._turns_key(value) is not None or _text_key(value, self.given) is not None

    def _is_turns(self, value: Any) -> TypeGuard[list[Any]]:
        is_array = isinstance(value, list) and rank_of(value, self.given) > 0
        return is_array and not holds_calls(value, self.given)

    def _turns_key(self, value: dict[str, Any]) -> str | None:
        """Return under which key of ``value`` its turns stand, if under one."""
        ranks = self._ranks(value)
        best = max(ranks.values(), default=0)
        surest = {key: value[key] for key, each in ranks.items() if each == best}
        return coarsest(surest) or next(iter(surest), None)

    def _ranks(self, value: dict[str, Any]) -> dict[str, int]:
        return {
            key: rank_of(item, self.given) for key, item in value.items() if self._is_turns(item)
        }

    def _is_by_role(self, value: dict[str, Any]) -> bool:
        """Return whether ``value`` holds the turns of each role in an array of its own."""
        sides = {_side(key) for key in self._by_role(value)}
        return len(sides) > 1 and None not in sides

    def _by_role(self, value: dict[str, Any]) -> dict[str, tuple[list[Any], Path]]:
        """Return the arrays of texts in ``value`` by key, each with where below it they stand.

        They are the values themselves or stand under one key of each.
        """
        found: dict[str, tuple[list[Any], Path]] = {}
        for key, item in value.items():
            if _is_texts_of_one(item, self.given):
                found[key] = (item, (key,))
            elif isinstance(item, dict) and _side(key) is not None:
                inner = (each for each in item if _is_texts_of_one(item[each], self.given))
                if (name := next(inner, None)) is not None:
                    found[key] = (item[name], (key, name))
        return found

    def _ids(self, value: dict[str, Any]) -> list[str]:
        """Return the keys of ``value`` that are ids of calls: none where it is a call itself.

        Several arrays of turns are several calls; one is, where its key has digits and no other is
        there. So are several objects that hold turns.
        """
        ranks = self._ranks(value)
        arrays = [value[key] for key in ranks]
        texts = [
            key
            for key, item in value.items()
            if is_text(item) and not any(says_all(item, turns) for turns in arrays)
        ]
        ranks |= dict.fromkeys(texts, max(ranks.values(), default=1))
        if not ranks:
            objects = {
                key: max(self._ranks(item).values(), default=1)
                for key, item in value.items()
                if self._is_call_object(item)
            }
            surest = max(objects.values(), default=0)
            inner = [key for key, each in objects.items() if each == surest]
            return inner if len(inner) > 1 or _is_numbered(value, inner) else []
        best = max(ranks.values(), default=0)
        keys = [key for key, each in ranks.items() if each == best]
        is_several = len(keys) > 1 and not set(find_columns(keys, {}))
        if is_several and coarsest({key: value[key] for key in keys if key not in texts}):
            return []
        return keys if is_several or _is_numbered(value, keys) else []

    def _calls_keys(self, value: dict[str, Any]) -> list[str]:
        """Return under which keys of ``value`` arrays of calls stand."""
        arrays = ((key, item) for key, item in value.items() if isinstance(item, list) and item)
        return [key for key, item in arrays if self._are_calls(item)]

    def _are_calls(self, array: list[Any]) -> bool:
        first = array[:_LOOKED_AT]
        return any(map(self._is_sure_call, first)) or holds_calls(array, self.given)

    def _is_sure_call(self, value: Any) -> bool:
        """Return whether ``value`` holds turns that say who speaks, or a text with labels."""
        if not self._is_call_object(value):
            return False
        return _text_key(value, self.given) is not None or max(self._ranks(value).values()) > _TIMED

    def _is_call_object(self, value: Any) -> bool:
        return isinstance(value, dict) and self._is_call(value)

    def _inner_object(self, value: dict[str, Any], depth: int = 1) -> str | None:
        """Return the key of the object in ``value``, such as ``data``, that holds turns."""
        found = (
            key
            for key, item in value.items()
            if isinstance(item, dict) and self._in_object(item, depth + 1)
        )
        return next(found, None)

    def _read_each(self, values: Iterable[JsonValue], outer: Around) -> Iterator[Call | Problem]:
        """Yield the calls of each of ``values``; a broken one does not stop the others."""
        for value in values:
            try:
                yield from self._read_any(value, outer)
            except LoadError as error:
                yield from error.problems

    def _read_any(self, value: JsonValue, outer: Around) -> Iterator[Call | Problem]:
        found = value.value
        if isinstance(found, str):
            yield read_text(value, found, with_start(outer.data, None))
        elif is_canonical(found):
            yield from with_data(CANONICAL.read(value), outer)
        elif self._is_turns(found) or (isinstance(found, dict) and self._in_object(found)):
            yield from self._read(value, outer)
        elif isinstance(found, list) and self._are_calls(found):
            yield from self._read_each(elements(value, [()]), outer.of_each())
        else:
            yield from CANONICAL.read(value)

    def _read_object(self, value: JsonValue, outer: Around) -> Iterator[Call | Problem]:
        found: dict[str, Any] = value.value
        turns = self._turns_key(found)
        key = turns if turns is not None else _text_key(found, self.given) or ""
        keys = list(found)
        columns = {name: keys[index] for name, index in find_columns(keys, self.given).items()}
        near = beside({name: item for name, item in found.items() if name != key}, self.given)
        value = with_id(value, own_id(found, columns, key) or near.call_id or outer.call_id)
        meta = {**outer.data, **near.data, **meta_of(found, columns)}
        inner = value.inner(key)
        twice = self._colliding(value, keys)
        if turns is None:
            yield with_warnings(read_text(inner, found[key], with_start(meta, None)), *twice)
            return
        own = columns.get("call_id")
        is_one = bool(near.call_id) or (own is not None and bool(plain(found[own])))
        yield from warn_first(self._read_turns(inner, meta, is_one=is_one), twice)

    def _colliding(self, value: JsonValue, keys: Sequence[str]) -> tuple[Problem, ...]:
        """Return the warning of ``keys`` of objects in ``value`` of which one is not read."""
        line = value.origin.line or value.text.first_line
        return colliding_keys(keys, self.given, value.origin.file, line)

    def _read_turns(
        self, value: JsonValue, meta: Mapping[str, Any], *, is_one: bool = False
    ) -> Iterator[Call]:
        """Yield the calls that the turns in ``value`` name; ``is_one`` says that it is but one."""
        turns = unwrapped(value.value)
        require_objects(replace(value, value=turns))
        is_by_role = rank_of(turns, self.given) == 1
        if is_by_role:
            call = _call(value, sentences_by_role(turns), dict(meta))
            yield with_warnings(call, *keys_missing(value, turns, self.given))
            return
        calls = [CallTurns("", turns)] if is_one else by_call(turns, self.given)
        keys = list(dict.fromkeys(key for turn in turns for key in turn))
        missing = (*self._colliding(value, keys), *keys_missing(value, turns, self.given))
        for number, each in enumerate(calls, 1):
            here = _of_call(value, each.call_id, number, len(calls))
            once = each._replace(turns=first_copy(each.turns, partial(turn_facts, self.given)))
            data = turn_data(once, self.given)
            call = _call(here, sentences(once.turns, self.given), {**data.meta, **meta})
            differ = rows_differ(data.differing, here.origin)
            more = second_texts(here, once.turns, self.given)
            twice = repeated(len(each.turns), len(once.turns), here.origin)
            yield with_warnings(call, *missing, *more, *differ, *twice)
            missing = ()

    def _read_roles(self, value: JsonValue, outer: Around) -> Call:
        """Return the call whose turns stand in one array for each role."""
        found: dict[str, Any] = value.value
        arrays = self._by_role(found)
        for item, path in arrays.values():
            require_objects(JsonValue(item, value.text, value.origin, (*value.base, *path)))
        parts = [sentences(item, self.given, label=key) for key, (item, _) in arrays.items()]
        rest = {key: item for key, item in found.items() if key not in arrays}
        columns = {name: list(rest)[index] for name, index in find_columns(list(rest), {}).items()}
        said = [sentence for part in parts for sentence in part.said]
        unit = next((part.ms_per_unit for part in parts if part.ms_per_unit is not None), None)
        near = beside(rest, self.given)
        value = with_id(value, own_id(rest, columns, "") or near.call_id or outer.call_id)
        meta = {**outer.data, **near.data, **meta_of(rest, columns)}
        call = _call(value, TurnSentences(said, unit, parts[0].start_time), meta)
        if any(sentence.start is None for sentence in said):
            return with_warnings(call, _no_order(value))
        return msgspec.structs.replace(
            call, warnings=tuple(w for w in call.warnings if w.code != "out-of-order")
        )


def _side(key: str) -> str | None:
    """Return the role or channel that ``key`` names; ``None`` where it names neither."""
    role = role_named(key)
    if role is not None:
        return role.value
    return key if _CHANNEL.fullmatch(key) else None


def _is_texts_of_one(item: Any, given: Mapping[str, str]) -> bool:
    """Return whether ``item`` is an array of objects with text, whoever says it."""
    if not (isinstance(item, list) and item and isinstance(item[0], dict)):
        return False
    columns = find_columns(list(item[0]), given)
    return "text" in columns and isinstance(list(item[0].values())[columns["text"]], str)


def _is_numbered(value: Mapping[str, Any], keys: list[str]) -> bool:
    return (
        len(value) == 1 and len(keys) == 1 and any(char.isdigit() for key in keys for char in key)
    )


def _text_key(value: dict[str, Any], given: Mapping[str, str]) -> str | None:
    keys = list(value)
    index = find_columns(keys, given).get("text")
    return keys[index] if index is not None and is_text(value[keys[index]]) else None


def _of_id(value: JsonValue, key: str, number: int) -> JsonValue:
    origin = replace(value.origin.part(number), call_id=whole_id(key) or key)
    return JsonValue(value.value[key], value.text, origin, (*value.base, key))


def _of_call(value: JsonValue, call_id: str, number: int, count: int) -> JsonValue:
    """Return ``value`` as the place of its call ``number`` of ``count``, from 1."""
    origin = value.origin if count == 1 else value.origin.part(number)
    return replace(value, origin=replace(origin, call_id=call_id or origin.call_id))


def _call(value: JsonValue, found: TurnSentences, meta: dict[str, Any]) -> Call:
    meta = with_start(meta, found.start_time)
    named = ((each.label, each.speaker) for each in found.said if _is_name(each.label))
    meta = names_by_side(named) | meta
    call = make_call(found.said, value.origin, ms_per_unit=found.ms_per_unit, meta=meta)
    if found.order is not None:
        call = with_warnings(call, order_warning(found.order, value.origin))
    call = with_warnings(call, *interim_results(found.interim, value.origin))
    call = with_warnings(call, *ends_left(found.ends_left, value.origin))
    return with_unsaid(call, found.unsaid, value.origin)


def _is_name(label: str) -> bool:
    """Return whether ``label`` is what somebody is called, not a role or a channel."""
    is_word = any(char.isalpha() for char in label) and not any(map(str.isdecimal, label))
    return is_word and side_named(label) is None and _CHANNEL.fullmatch(label) is None


def _no_order(value: JsonValue) -> Problem:
    message = Text(
        "双方的话分开存放，又没有时间，先后不明。",
        "The two sides stand apart and without times; who answers what is not known.",
    )
    fix = Text(
        "请导出带时间或按先后排列的对话。", "Export the turns with times, or in their order."
    )
    return value.origin.problem("order-unknown", message, fix)


def json_turns(given: Mapping[str, str]) -> JsonShape:
    """Return the shape of turns in JSON whose keys are as ``given`` says, by field."""
    turns = _JsonTurns(given)
    return JsonShape(
        "json-turns",
        Text("其他系统导出的 JSON 对话", "turns in JSON of other systems"),
        turns.fits,
        turns.read,
    )


JSON_TURNS: Final = json_turns({})
