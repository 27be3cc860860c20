"""Parquet: a row for each turn or each call, or canonical calls with their turns nested."""

from __future__ import annotations

import math
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.limits import require_call_size
from scriptcheck.load.readers.canonical.call import call_from_value
from scriptcheck.load.readers.exports.parquet_turns import read_row, turns_column
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.exports.tables import read_rows
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow.parquet import ParquetFile

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_MAGIC: Final = b"PAR1"
_ROWS_AT_ONCE: Final = 256
MOST_VALUES: Final = 10_000_000
"""Values in one column of a row group with nested turns; a small file can stand for any number."""


def _recognises(transcript: Transcript) -> bool:
    return transcript.head.startswith(_MAGIC)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    with open_parquet(transcript) as file:
        names = list(file.schema_arrow.names)
        if file.metadata.num_rows == 0:
            raise LoadError(empty_file(source))
        if "turns" in names:
            _check_size(file, source)
            yield from _nested(file, transcript)
        elif column := turns_column(file.schema_arrow, transcript.options.columns):
            _check_size(file, source)
            yield from _nested_otherwise(file, column, transcript)
        else:
            rows = _table_rows(file, names, source)
            yield from read_rows(rows, origin, transcript.options.columns)


def open_parquet(transcript: Transcript) -> ParquetFile:
    """Return the file that ``transcript`` is; raises ``LoadError`` where it is none."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(transcript.file())
    except (ArrowException, OSError, ValueError) as error:
        raise LoadError(_damaged(transcript.source, error)) from None


def _check_size(file: ParquetFile, source: str) -> None:
    """Raise ``LoadError`` where a row group holds more than can be taken into memory."""
    groups = (file.metadata.row_group(index) for index in range(file.metadata.num_row_groups))
    for group in groups:
        values = max(group.column(index).num_values for index in range(group.num_columns))
        if values > MOST_VALUES:
            message = Text(
                f"一组行中有 {values} 个值，没有读取。",
                f"A group of rows has {values} values and was not read.",
            )
            fix = Text("请分成更小的行组。", "Write it in smaller row groups.")
            raise LoadError(Problem("too-many-turns", message, source, fix=fix))


def _table_rows(file: ParquetFile, names: list[str], source: str) -> Iterator[TableRow]:
    """Yield the names of the columns as row 0, then each row, counted from 1."""
    yield TableRow(0, names)
    for number, cells in zip(count(1), _cells(file, source), strict=False):
        yield TableRow(number, cells)


def _nested(file: ParquetFile, transcript: Transcript) -> Iterator[Call | Problem]:
    source = transcript.source
    for number, value in zip(count(1), parquet_rows(file, source), strict=False):
        call_id = f"{transcript.call_id}#{number}"
        # There is no text: places are rows.
        text = JsonText("", source, number)
        try:
            require_call_size(value, source, number)
            yield call_from_value(
                _without_nulls(value), text, default_id=call_id, call_source=f"{source}:{number}"
            )
        except LoadError as error:
            yield from error.problems


def _nested_otherwise(
    file: ParquetFile, column: str, transcript: Transcript
) -> Iterator[Call | Problem]:
    """Yield the calls of rows that name their turns, and what is in them, as other systems do."""
    source, is_alone = transcript.source, file.metadata.num_rows == 1
    for number, row in zip(count(1), parquet_rows(file, source), strict=False):
        call_id = transcript.call_id if is_alone else f"{transcript.call_id}#{number}"
        origin = Origin(call_id, f"{source}:{number}", source, number, is_alone=is_alone)
        try:
            require_call_size(row, source, number)
            yield from read_row(_without_nulls(row), column, origin, transcript.options.columns)
        except LoadError as error:
            yield from error.problems


def _without_nulls(value: Any) -> Any:
    """Return ``value`` without the keys that a column has in other rows alone."""
    if isinstance(value, dict):
        return {
            key: _without_nulls(item) for key, item in value.items() if _or_none(item) is not None
        }
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def _or_none(value: Any) -> Any:
    """Return ``value``, but ``None`` for NaN, by which pandas says that there is nothing."""
    return None if isinstance(value, float) and math.isnan(value) else value


def parquet_rows(file: ParquetFile, source: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``file`` by the names of their columns.

    Raises ``LoadError`` where it is broken, or has a name twice.
    """
    names = file.schema_arrow.names
    if twice := next((name for name in names if names.count(name) > 1), None):
        message = Text(f"列“{twice}”出现了两次。", f"The column '{twice}' stands there twice.")
        fix = Text("请改名或去掉一列。", "Rename one, or leave one out.")
        raise LoadError(Problem("duplicate-column", message, source, fix=fix))
    for cells in _cells(file, source):
        yield dict(zip(names, cells, strict=True))


def _cells(file: ParquetFile, source: str) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each row of ``file``, of which several may have one name."""
    from pyarrow import ArrowException

    try:
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            columns = [map(_or_none, column.to_pylist()) for column in batch.columns]
            yield from zip(*columns, strict=True)
    except (ArrowException, OSError, ValueError) as error:
        raise LoadError(_damaged(source, error)) from None


def _damaged(source: str, error: Exception) -> Problem:
    message = Text(
        f"Parquet 文件损坏，无法读取：{error}。", f"The Parquet file is damaged: {error}."
    )
    return Problem("damaged-parquet", message, source, fix=Text("请重新导出。", "Export it again."))


PARQUET: Final = Format(
    "parquet",
    (".parquet",),
    _recognises,
    _read,
    Text("Parquet：一行一句或一行一通", "Parquet: a row for each turn or each call"),
    "parquet",
    "pyarrow",
)
