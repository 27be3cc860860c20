"""Call data in JSON: of the object that holds turns, of objects beside them and of those around."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.call import Call
from scriptcheck.load.call_data.channel_words import channel_named
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import CALL_FIELDS, find_call_columns, find_columns
from scriptcheck.load.readers.exports.call_start import may_be_another, with_start
from scriptcheck.load.readers.exports.cell_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_OF_TURNS: Final = frozenset({"text", "speaker", "start", "end", "call_id", "row_id"})
_OF_CALLS: Final = frozenset(
    {
        *("call_id", "agent_id", "case_id", "start_time", "direction", "hangup_by"),
        *("ring_count", "ring_ms"),
    }
)
"""Fields that show that an object speaks of a call; ``userId`` may be whose export it is."""
_DEEPEST: Final = 2
_CALL_KEY: Final = re.compile(
    r"(?:call|record|session|conversation|dialogue?|contact|meta)(?:[_-]?(?:info|data|detail|base))?s?"
    r"|(?:base|basic)[_-]?info|(?:通话|录音|会话|呼叫)(?:信息|数据|详情)?|基本信息",
    re.IGNORECASE,
)
"""Keys under which an object is about the call, so that its ``id`` is the call's."""


class Around(NamedTuple):
    """What the objects around a value say of the calls in it."""

    call_id: str = ""
    data: Mapping[str, Any] = {}

    def of_each(self) -> Around:
        """Return what holds of each call where there are several: what is known, but no id."""
        return Around("", {key: item for key, item in self.data.items() if key in CALL_FIELDS})


NOTHING: Final = Around()


def around(value: Mapping[str, Any], inner: str, outer: Around, given: Mapping[str, str]) -> Around:
    """Return what ``value`` and ``outer``, which is around it, say of the calls under ``inner``.

    Of an object without anything known nothing is taken: most are the frame of an answer, such as
    ``{"code": 0, "msg": "ok", "data": …}``.
    """
    rest = {key: item for key, item in value.items() if key != inner}
    found = beside(rest, given)
    columns = {field: list(rest)[at] for field, at in find_columns(list(rest), given).items()}
    if _OF_CALLS & {field for field, key in columns.items() if _is_data(rest[key])}:
        own = own_id(rest, columns, "")
        found = Around(own or found.call_id, {**found.data, **meta_of(rest, columns)})
    return Around(found.call_id or outer.call_id, {**outer.data, **found.data})


def beside(value: Mapping[str, Any], given: Mapping[str, str], depth: int = 1) -> Around:
    """Return what the objects in ``value`` say of a call: ``{"callInfo": {"callId": "C1"}}``."""
    found = NOTHING
    for key, item in value.items():
        if not isinstance(item, dict):
            continue
        is_about_call = _CALL_KEY.fullmatch(key) is not None
        find = find_call_columns if is_about_call else find_columns
        keys = list(item)
        columns = {field: keys[at] for field, at in find(keys, given).items()}
        known = {field for field, each in columns.items() if _is_data(item[each])}
        if known & (frozenset(CALL_FIELDS) if is_about_call else _OF_CALLS):
            call_id = whole_id(plain(item[columns["call_id"]])) if "call_id" in known else ""
            found = Around(found.call_id or call_id, {**meta_of(item, columns), **found.data})
        if depth < _DEEPEST:
            deeper = beside(item, given, depth + 1)
            found = Around(found.call_id or deeper.call_id, {**deeper.data, **found.data})
    return found


def own_id(value: Mapping[str, Any], columns: Mapping[str, str], key: str) -> str:
    """Return the id that the object ``value`` says, unless that stands under ``key``."""
    own = columns.get("call_id") or columns.get("row_id")
    if own is None or own == key or not _is_data(value[own]):
        return ""
    return whole_id(plain(value[own]))


def with_id(value: JsonValue, call_id: str) -> JsonValue:
    """Return ``value`` as that of the call ``call_id``, where that is not empty."""
    return replace(value, origin=replace(value.origin, call_id=call_id)) if call_id else value


def with_data(items: Iterable[Call | Problem], outer: Around) -> Iterator[Call | Problem]:
    """Yield ``items``, the calls with what ``outer`` says of them where they do not."""
    for item in items:
        if isinstance(item, Call) and outer.data:
            meta = with_start({**outer.data, **item.meta}, None)
            yield msgspec.structs.replace(item, meta=meta)
        else:
            yield item


def meta_of(found: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the call data of an object: known fields, and other plain values as they are.

    A moment that may be another than the start of the call stays under its key.
    """
    named = {name: key for name, key in columns.items() if not may_be_another(key)}
    known = {name: found[key] for name, key in named.items() if name not in _OF_TURNS}
    surer = [key for key in found if not may_be_another(key)]
    start = named.get("start") or _start_of(surer)
    if start is not None:
        known.setdefault("start_time", found[start])
    used = frozenset({*named.values(), start})
    if "speaker" in columns and (channel := channel_named(found[columns["speaker"]])) is not None:
        # "Channel": "CHAT" of a call; of a turn it is who speaks.
        known.setdefault("channel", channel)
    scalars = {name: item for name, item in known.items() if isinstance(item, str | int | float)}
    others = {
        key: item
        for key, item in found.items()
        if key not in used and isinstance(item, str | int | float)
    }
    return others | call_data(scalars)


def _start_of(keys: Sequence[str]) -> str | None:
    at = find_columns(keys, {}).get("start")
    return None if at is None else keys[at]


def _is_data(value: Any) -> bool:
    return isinstance(value, str | int | float) and bool(plain(value))
