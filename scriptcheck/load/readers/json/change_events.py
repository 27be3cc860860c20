"""Events of changes to the rows of a database, as Debezium, Canal and Maxwell write them.

``{"before": {…}, "after": {…}, "op": "u"}``, which may stand under ``payload`` or ``value``;
Debezium's flat rows with ``__op`` and ``__deleted``; ``{"table": …, "type": "UPDATE", "data": …,
"old": …}`` of Canal, with arrays of rows, and Maxwell.
"""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

_LAYERS: Final = ("payload", "value")
"""Keys under which messages of Kafka have the event."""
_DEEPEST: Final = 3


class RowChangeKind(Enum):
    """What becomes of a row."""

    INSERT = auto()
    UPDATE = auto()
    DELETE = auto()
    CLEAR = auto()
    """All rows of the table go."""


_OPS: Final = {
    **dict.fromkeys(
        ("c", "r", "create", "read", "insert", "bootstrap-insert"), RowChangeKind.INSERT
    ),
    **dict.fromkeys(("u", "update"), RowChangeKind.UPDATE),
    **dict.fromkeys(("d", "delete"), RowChangeKind.DELETE),
    **dict.fromkeys(("t", "truncate"), RowChangeKind.CLEAR),
}


class RowChange(NamedTuple):
    """One change of one row."""

    kind: RowChangeKind
    before: Row | None
    """The row before, or what is known of it."""
    after: Row | None
    table: str
    keys: tuple[str, ...]
    """The columns that number the rows of the table; empty where the event does not say."""


def changes_of(value: Any, depth: int = 0) -> list[RowChange]:
    """Return the changes that ``value``, an event, is of; none where it is no such event."""
    value = _object(value)
    if value is None:
        return []
    if "__op" in value or "__deleted" in value:
        return _flat(value)
    if "op" in value and ("after" in value or "source" in value):
        return _debezium(value)
    if {"table", "type", "data"} <= value.keys() and ("old" in value or "database" in value):
        return _canal(value)
    return _within(value, depth) if depth < _DEEPEST else []


def _within(value: Mapping[str, Any], depth: int) -> list[RowChange]:
    """Return the changes of the event that ``value`` is around, with the columns of its key."""
    found = next(
        (inner for each in _LAYERS if (inner := changes_of(value.get(each), depth + 1))), []
    )
    keys = _key_names(value.get("key"))
    return [change._replace(keys=change.keys or keys) for change in found]


def events_in(value: Any) -> Sequence[Any]:
    """Return the events that ``value``, a whole file of JSON, holds; none where it holds others."""
    if changes_of(value):
        return [value]
    if isinstance(value, dict):
        arrays = [item for item in value.values() if isinstance(item, list) and item]
        value = arrays[0] if len(arrays) == 1 else []
    is_all = isinstance(value, list) and bool(value) and all(map(_may_stand_among, value))
    return value if is_all and any(map(changes_of, value)) else []


def _may_stand_among(value: Any) -> bool:
    return value is None or bool(changes_of(value))


def _object(value: Any) -> Mapping[str, Any] | None:
    """Return the object that ``value`` is, perhaps as JSON in a text."""
    if isinstance(value, str) and value[:1] == "{":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def _kind(word: Any) -> RowChangeKind | None:
    return _OPS.get(word.casefold()) if isinstance(word, str) else None


def _debezium(event: Mapping[str, Any]) -> list[RowChange]:
    kind = _kind(event["op"])
    source = _object(event.get("source")) or {}
    table = ".".join(str(source[key]) for key in ("db", "schema", "table") if source.get(key))
    before, after = _object(event.get("before")), _object(event.get("after"))
    row = {RowChangeKind.DELETE: before, RowChangeKind.CLEAR: source.get("table")}
    if kind is None or row.get(kind, after) is None:
        return []
    return [RowChange(kind, before, after, table, ())]


def _flat(row: Mapping[str, Any]) -> list[RowChange]:
    bare = {key: item for key, item in row.items() if not key.startswith("__")}
    is_deleted = str(row.get("__deleted")).casefold() == "true"
    kind = RowChangeKind.DELETE if is_deleted else _kind(row.get("__op")) or RowChangeKind.UPDATE
    table = str(row.get("__table") or "")
    if kind is RowChangeKind.DELETE:
        return [RowChange(kind, bare, None, table, ())]
    return [RowChange(kind, None, bare, table, ())]


def _canal(event: Mapping[str, Any]) -> list[RowChange]:
    kind = _kind(event["type"])
    table = f"{event.get('database') or ''}.{event['table']}"
    if kind is RowChangeKind.CLEAR:
        return [RowChange(kind, None, None, table, ())]
    rows, old = _rows(event["data"]), _rows(event.get("old"))
    if kind is None or not rows:
        return []
    keys = event.get("pkNames")
    names = tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()
    return list(_of_rows(kind, rows, old, (table, names)))


def _of_rows(
    kind: RowChangeKind, rows: Sequence[Row], old: Sequence[Row], place: tuple[str, tuple[str, ...]]
) -> Iterator[RowChange]:
    for number, row in enumerate(rows):
        if kind is RowChangeKind.DELETE:
            yield RowChange(kind, row, None, *place)
        else:
            # What is old has only what was changed.
            before = {**row, **old[number]} if number < len(old) else None
            yield RowChange(kind, before, row, *place)


def _rows(value: Any) -> list[Row]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _key_names(key: Any) -> tuple[str, ...]:
    """Return the columns of the ``key`` of a message of Kafka."""
    found = _object(key)
    if found is not None and "payload" in found:
        found = _object(found["payload"])
    return tuple(found) if found else ()
