"""The rows of a table as plain values, and these as calls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import EXACT
from scriptcheck.load.call_data.one_form import in_one_form
from scriptcheck.load.limits import require_call_size
from scriptcheck.load.readers.canonical.call import call_from_value
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.tables.columns import META, WHOLE_CALL
from scriptcheck.tables.schemas import ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow import Array, RecordBatch

    from scriptcheck.call import Call


class RowName(NamedTuple):
    """What a row is called."""

    number: int
    """From 1, in its table."""
    call_id: str
    """Where it says none itself."""
    source: str

    @classmethod
    def of(cls, number: int, given: object) -> RowName:
        """Return the name of the row ``number``: what is ``given``, if anything is."""
        if given is None:
            return cls(number, f"{ROW}#{number}", f"{ROW}:{number}")
        return cls(number, str(given), str(given))


def row_names(part: RecordBatch, source: str | None, first: int) -> list[RowName]:
    """Return what the rows of ``part`` are called, of which the first is the row ``first``."""
    given = [None] * part.num_rows if source is None else _texts(part.column(source))
    return [RowName.of(number, name) for number, name in enumerate(given, first)]


def _texts(column: Array) -> list[object]:
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        import pyarrow as pa

        found = column.cast(pa.large_binary()).to_pylist()
        return [text and text.decode("utf-8", "backslashreplace") for text in found]


def values(part: RecordBatch) -> Iterator[dict[str, Any] | Problem]:
    """Yield the rows of ``part`` as plain values; for those that are none, what is wrong."""
    try:
        yield from part.to_pylist()
    except (ValueError, OverflowError):
        # Text that is not UTF-8, or a date that Python does not know, in one row or in several.
        for place in range(part.num_rows):
            try:
                yield from part.slice(place, 1).to_pylist()
            except (ValueError, OverflowError) as error:
                message = Text(f"这一行读不出来：{error}。", f"The row cannot be read: {error}.")
                yield Problem("damaged-row", message, ROW)


def call_in(value: dict[str, Any], name: RowName) -> Call:
    """Return the call that the row ``value`` is; raises ``LoadError`` where it is none."""
    require_call_size(value, ROW, name.number)
    text, plain = _plain(value, name)
    call = call_from_value(plain, text, default_id=name.call_id, call_source=name.source)
    return msgspec.structs.replace(call, meta=in_one_form(call.meta))


def _plain(value: dict[str, Any], name: RowName) -> tuple[JsonText, Any]:
    """Return the canonical call that ``value`` is meant to be, and the text where it has one."""
    if WHOLE_CALL in value:
        written = value[WHOLE_CALL]
        if not isinstance(written, str | bytes):
            return JsonText("", ROW, name.number), _without_nulls(written)
        text = JsonText(_decoded(written), ROW, name.number)
        return text, text.parse()
    meta = value.get(META)
    if isinstance(meta, str):
        meta = JsonText(meta, ROW, name.number).parse()
    elif isinstance(meta, list) and all(isinstance(pair, tuple) for pair in meta):
        meta = dict(meta)
    return JsonText("", ROW, name.number), _without_nulls(value | {META: meta})


def _decoded(written: str | bytes) -> str:
    """Return ``written`` as text; raises ``LoadError`` where it is not UTF-8."""
    try:
        text = written if isinstance(written, str) else written.decode()
    except UnicodeDecodeError:
        message = Text("不是 UTF-8 编码。", "It is not in UTF-8.")
        fix = Text("请另存为 UTF-8。", "Save it as UTF-8.")
        raise LoadError(Problem("wrong-encoding", message, ROW, fix=fix)) from None
    return text.removeprefix("\ufeff")


def _without_nulls(value: Any) -> Any:
    """Return ``value`` without what a struct has in other rows alone, and with times as text.

    Where something is missing, pandas has NaN for it, and decimals in place of whole numbers.
    """
    if isinstance(value, dict):
        plain = ((key, _without_nulls(item)) for key, item in value.items())
        return {key: item for key, item in plain if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() and abs(value) < EXACT else value
    return value.isoformat() if hasattr(value, "isoformat") else value
