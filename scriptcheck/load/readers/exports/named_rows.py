"""Tables in JSON whose rows do not name their columns, as objects with the names for keys.

ClickHouse's JSONCompact (``meta`` and ``data``), pandas' ``orient="split"`` (``columns`` and
``data``), ``columns`` and ``rows`` of query tools; a heading as the first of the rows; and pandas'
``orient="columns"`` and ``"index"``, objects by number of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.turn_text import is_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS: Final = "rows"
"""The key under which rows stand that had none."""
_NAME_KEYS: Final = ("name", "column_name", "columnName", "field", "label", "title")
_FRAME: Final = frozenset({"index", "statistics", "rows_before_limit_at_least"})
"""What stands beside rows and says nothing of calls."""
_BESIDE_TEXT: Final = frozenset({"speaker", "start", "call_id"})
_FEWEST: Final = 2


def with_named_rows(value: Any, given: Mapping[str, str]) -> Any:
    """Return ``value`` with the rows that it holds as objects; itself where it holds none."""
    if isinstance(value, list):
        return _below_heading(value, given)
    if (found := _apart(value, given)) is not None:
        names_key, names, key = found
        rows = [dict(zip(names, row, strict=True)) for row in value[key]]
        frame = {names_key, *_FRAME} | ({ROWS} if isinstance(value.get(ROWS), int) else set())
        return {**{each: item for each, item in value.items() if each not in frame}, key: rows}
    return _by_number(value, given)


def without_names(value: Any) -> Any:
    """Return ``value``, an object or array, without the names of columns beside or above rows."""
    if isinstance(value, dict) and (found := _apart(value, {})) is not None:
        return {key: item for key, item in value.items() if key != found[0]}
    if isinstance(value, list) and _below_heading(value, {}) is not value:
        return value[1:]
    return value


def _apart(value: Mapping[str, Any], given: Mapping[str, str]) -> tuple[str, list[str], str] | None:
    """Return which key of ``value`` names columns, the names, and which key has the rows."""
    for names_key, item in value.items():
        names = _names(item)
        if len(names) < _FEWEST or not _are_of_turns(names, given):
            continue
        for key, rows in value.items():
            if key != names_key and _are_rows(rows, len(names)):
                return names_key, names, key
    return None


def _names(item: Any) -> list[str]:
    """Return the names of columns that ``item`` lists; none where it is no list of them."""
    if not isinstance(item, list):
        return []
    names = [_name(each) for each in item]
    known = [name for name in names if name]
    return known if len(set(known)) == len(item) else []


def _name(item: Any) -> str:
    if isinstance(item, dict):
        item = next((item[key] for key in _NAME_KEYS if key in item), None)
    return item if isinstance(item, str) else ""


def _are_of_turns(names: Sequence[str], given: Mapping[str, str]) -> bool:
    columns = find_columns(names, given).keys()
    return "text" in columns and not _BESIDE_TEXT.isdisjoint(columns)


def _are_rows(rows: Any, length: int) -> bool:
    return (
        isinstance(rows, list)
        and bool(rows)
        and all(isinstance(row, list) and len(row) == length for row in rows)
    )


def _below_heading(rows: list[Any], given: Mapping[str, str]) -> list[Any]:
    """Return ``rows`` as objects where the first names the columns: sheets come without blanks."""
    if len(rows) < _FEWEST or not isinstance(rows[0], list):
        return rows
    names = _names(rows[0])
    if len(names) < _FEWEST or not _are_of_turns(names, given):
        return rows
    if not all(isinstance(row, list) and len(row) <= len(names) for row in rows):
        return rows
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


def _by_number(value: Mapping[str, Any], given: Mapping[str, str]) -> Mapping[str, Any]:
    """Return ``value`` with the rows that are its columns, or its values, by their numbers."""
    objects = [item for item in value.values() if isinstance(item, dict) and item]
    if len(objects) < max(_FEWEST, len(value)):
        return value
    if _are_numbers(value) and all(_is_turn(row, given) for row in objects):
        return {ROWS: objects}
    numbers = objects[0]
    is_plain = _are_numbers(numbers) and all(item.keys() == numbers.keys() for item in objects)
    if is_plain and _are_of_turns(list(value), given):
        return {ROWS: [{key: value[key][number] for key in value} for number in numbers]}
    return value


def _is_turn(row: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    """Return whether ``row`` is a turn, not a call with all that is said in it."""
    keys = list(row)
    if not _are_of_turns(keys, given):
        return False
    text = row[keys[find_columns(keys, given)["text"]]]
    return isinstance(text, str) and not is_text(text)


def _are_numbers(value: Mapping[str, Any]) -> bool:
    return all(key.isascii() and key.isdecimal() for key in value)
