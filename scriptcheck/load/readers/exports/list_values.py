"""Turns of a call as parallel lists, one for each field, as ``groupby().agg(list)`` writes them.

``{"call_id": "C1", "speaker": ["客服", "客户"], "text": ["您好", "冰箱坏了"]}``; in tables such
lists are cells: those of Parquet, JSON, or what Python shows of a list.
"""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.load.readers.exports.table_row import TableRow

_LONGEST: Final = 1_000_000
_STRINGS: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_ADJACENT: Final = re.compile(r"['\"]\s+['\"]")
_LISTS_DIFFER: Final = Text(
    "这一行各列的列表不一样长，分不清谁说了什么，没有读成话轮。",
    "The lists in this row are not of one length, so that nobody can say who said what; they became"
    " no turns.",
)


def turns_of_lists(value: Mapping[str, Any], given: Mapping[str, str]) -> Any:
    """Return ``value`` with its parallel lists as turns under the key of what is said.

    It is ``value`` itself where speakers and texts are no lists of one length.
    """
    keys = list(value)
    columns = {field: keys[at] for field, at in find_columns(keys, given).items()}
    texts, speakers = (_list(value.get(columns.get(key, ""))) for key in ("text", "speaker"))
    if texts is None or speakers is None or len(texts) != len(speakers):
        return value
    lists = {key: found for key in keys if (found := _list(value[key])) is not None}
    parallel = {key: found for key, found in lists.items() if len(found) == len(texts)}
    rest = {key: item for key, item in value.items() if key not in parallel}
    turns = [dict(zip(parallel, row, strict=True)) for row in zip(*parallel.values(), strict=True)]
    return {**rest, columns["text"]: turns}


def rows_of_lists(
    rows: Iterator[TableRow], columns: Mapping[str, int], source: str
) -> Iterator[TableRow]:
    """Yield ``rows``, but a row for each turn of those whose cells are lists."""
    at, by = columns["text"], columns.get("speaker", -1)
    for row in rows:
        texts = _in_cell(row.cells[at]) if at < len(row.cells) else None
        if texts is None or not any(isinstance(text, str) for text in texts):
            yield row
            continue
        lists = [_in_cell(cell) for cell in row.cells]
        speakers = lists[by] if 0 <= by < len(lists) else None
        if speakers is not None and len(speakers) != len(texts):
            flaw = Problem("lists-differ", _LISTS_DIFFER, source, row.line)
            cells = [None if index in {at, by} else each for index, each in enumerate(row.cells)]
            yield row._replace(cells=cells, flaws=(*row.flaws, flaw))
            continue
        for number in range(len(texts)):
            cells = [
                cell if found is None or len(found) != len(texts) else found[number]
                for cell, found in zip(row.cells, lists, strict=True)
            ]
            yield row._replace(cells=cells, flaws=row.flaws if number == 0 else ())


def _list(value: Any) -> list[Any] | None:
    """Return ``value`` where it is a list of plain values, of which there is one at least."""
    if not isinstance(value, list) or not value:
        return None
    is_plain = all(each is None or isinstance(each, str | int | float) for each in value)
    return value if is_plain else None


def _in_cell(cell: object) -> list[Any] | None:
    if not isinstance(cell, str):
        return _list(cell)
    bare = cell.strip()
    if not (bare.startswith("[") and bare.endswith("]")) or len(bare) > _LONGEST:
        return None
    try:
        return _list(json.loads(bare))
    except (ValueError, RecursionError):
        pass
    if _ADJACENT.search(bare):
        # NumPy shows arrays without commas; Python would join their texts to one.
        strings = _STRINGS.findall(bare)
        rest = _STRINGS.sub("", bare)
        bare = f"[{','.join(strings)}]" if not rest.strip("[] \n") else bare
    try:
        value = ast.literal_eval(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return _list(value)
