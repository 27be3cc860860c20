"""The rows of a database after all changes that a file has of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.json.change_events import RowChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.load.readers.json.change_events import RowChange

    Row = Mapping[str, Any]

_MONGO_ID: Final = "_id"


class ChangedRows(NamedTuple):
    """The rows that are left, and what was changed."""

    rows: list[Row]
    changed: int
    """Events that changed a row which an earlier one had."""
    deleted: int
    """Rows that an earlier event had, and that are no longer there."""


def rows_after(changes: Sequence[RowChange], source: str) -> ChangedRows:
    """Return the rows after ``changes``, in the order in which they came.

    Rows are distinguished by the columns that number them, where these do; else by what stood in
    them before. Raises ``LoadError`` where a change does not show which row it is of.
    """
    found = _Rows(by_key=True).after(changes) or _Rows(by_key=False).after(changes)
    if found is None:
        raise LoadError(_unknown_row(source))
    return found


class _Rows:
    """The rows of all tables while changes come in."""

    def __init__(self, *, by_key: bool) -> None:
        self._by_key: Final = by_key
        self._rows: Final[dict[int, tuple[str, Row]]] = {}
        """Table and row, by the number under which it came."""
        self._places: Final[dict[tuple[str, str], int]] = {}
        """Numbers of rows by what distinguishes them."""
        self._count = self._changed = self._deleted = 0

    def after(self, changes: Iterable[RowChange]) -> ChangedRows | None:
        """Return the rows after ``changes``; ``None`` where one is not known to be of which row."""
        if not all(map(self._apply, changes)):
            return None
        return ChangedRows([row for _, row in self._rows.values()], self._changed, self._deleted)

    def _apply(self, change: RowChange) -> bool:
        if change.kind is RowChangeKind.CLEAR:
            self._clear(change.table)
            return True
        row = change.after if change.after is not None else change.before
        if row is None:
            return False
        if change.kind is RowChangeKind.INSERT:
            return self._insert(change, row)
        names = self._names(change)
        at = next((self._places.pop(name) for name in names if name in self._places), None)
        if at is None:
            # It came before the events that are here, if its key says that it is another row.
            is_other = self._by_key and bool(names)
            return is_other and (change.kind is RowChangeKind.DELETE or self._insert(change, row))
        self._replace(change, row, at)
        return True

    def _replace(self, change: RowChange, row: Row, at: int) -> None:
        if change.kind is RowChangeKind.DELETE:
            del self._rows[at]
            self._deleted += 1
        else:
            self._changed += 1
            self._put(change, row, at)

    def _insert(self, change: RowChange, row: Row) -> bool:
        name = self._name(change, row)
        at = self._places.get(name) if name is not None else None
        if self._by_key and (name is None or (at is not None and self._rows[at][1] != row)):
            # What is called id does not number the rows.
            return False
        if at is None or not self._by_key:
            self._count += 1
            self._put(change, row, self._count)
        return True

    def _put(self, change: RowChange, row: Row, at: int) -> None:
        self._rows[at] = change.table, row
        if (name := self._name(change, row)) is not None:
            self._places[name] = at

    def _clear(self, table: str) -> None:
        gone = [at for at, (of, _) in self._rows.items() if of == table]
        for at in gone:
            del self._rows[at]
        self._deleted += len(gone)
        for name in [name for name, at in self._places.items() if at not in self._rows]:
            del self._places[name]

    def _names(self, change: RowChange) -> list[tuple[str, str]]:
        """Return what distinguishes the row that ``change`` is of, as it was before first."""
        rows = (change.before, change.after) if self._by_key else (change.before,)
        names = (self._name(change, row) for row in rows if row is not None)
        return [name for name in names if name is not None]

    def _name(self, change: RowChange, row: Row) -> tuple[str, str] | None:
        """Return what distinguishes ``row`` from others of its table."""
        if not self._by_key:
            return change.table, json.dumps(row, sort_keys=True, default=str)
        keys = change.keys or _numbering(row)
        values = [row.get(key) for key in keys]
        if not values or None in values:
            return None
        return change.table, json.dumps(values, default=str)


def _numbering(row: Row) -> tuple[str, ...]:
    """Return the column of ``row`` that numbers rows, if it has one by its name."""
    keys = list(row)
    at = find_columns(keys, {}).get("row_id")
    if at is not None:
        return (keys[at],)
    return (_MONGO_ID,) if _MONGO_ID in row else ()


def changes_read(found: ChangedRows, events: int, source: str) -> Problem:
    """Return the warning that ``events`` of changes were read as the rows after them."""
    message = Text(
        f"文件里是数据库的 {events} 条变更事件，按最后的状态读取：共 {len(found.rows)} 行，"
        f"改过 {found.changed} 次，删去 {found.deleted} 行。",
        f"The file has {events} events of changes to rows of a database, and was read as they are"
        f" after the last: {len(found.rows)} rows, changed {found.changed} times, and"
        f" {found.deleted} deleted.",
    )
    return Problem("change-events", message, source)


def _unknown_row(source: str) -> Problem:
    message = Text(
        "文件里是数据库的变更事件，有的看不出改的是哪一行，没有读取。",
        "The file has events of changes to rows of a database, some of which do not show which row"
        " they are of; it was not read.",
    )
    fix = Text(
        "请导出表里现在的行，或者导出带主键或改前整行（before）的事件。",
        "Export the rows as they are now, or events with the key of the row or all of it before the"
        " change ('before').",
    )
    return Problem("change-events", message, source, fix=fix)
