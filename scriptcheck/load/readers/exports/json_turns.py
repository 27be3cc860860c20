"""Turns in JSON of no known service: an array of objects, whatever their keys are called.

``[{"角色": "客服", "内容": "您好"}]``; such an array under any key of an object, whose other values
are call data; an object of such arrays by id, or by role; turns such as ``{"客服": "您好"}``; one
text that holds all turns, with labels or as ``340_2365_A_您好。2600_4100_B_你好。``
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.call_builder import warn_first, with_warnings
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.canonical.shape import CANONICAL
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
from scriptcheck.load.readers.exports.side_arrays import by_side, read_sides
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
from scriptcheck.load.readers.exports.turn_keys import keys_missing
from scriptcheck.load.readers.exports.turn_objects import (
    rank_of,
    sentences,
    sentences_by_role,
)
from scriptcheck.load.readers.exports.turn_second_texts import second_texts
from scriptcheck.load.readers.exports.turn_text import is_text, read_text
from scriptcheck.load.readers.exports.turns_to_call import call_of
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue
from scriptcheck.load.readers.json.unfinished import unfinished
from scriptcheck.load.same_names import colliding_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem

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
        elif sides := by_side(found, self.given):
            yield from read_sides(value, sides, outer, self.given)
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
        if self._is_call(value) or self._ids(value) or by_side(value, self.given):
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
        elif (problem := unfinished(value)) is not None:
            yield problem
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
            call = call_of(value, sentences_by_role(turns), dict(meta))
            yield with_warnings(call, *keys_missing(value, turns, self.given))
            return
        calls = [CallTurns("", turns)] if is_one else by_call(turns, self.given)
        keys = list(dict.fromkeys(key for turn in turns for key in turn))
        missing = (*self._colliding(value, keys), *keys_missing(value, turns, self.given))
        for number, each in enumerate(calls, 1):
            here = _of_call(value, each.call_id, number, len(calls))
            once = each._replace(turns=first_copy(each.turns, partial(turn_facts, self.given)))
            data = turn_data(once, self.given)
            call = call_of(here, sentences(once.turns, self.given), {**data.meta, **meta})
            differ = rows_differ(data.differing, here.origin)
            more = second_texts(here, once.turns, self.given)
            twice = repeated(len(each.turns), len(once.turns), here.origin)
            yield with_warnings(call, *missing, *more, *differ, *twice)
            missing = ()


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
