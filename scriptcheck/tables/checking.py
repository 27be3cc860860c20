"""Tables of calls to tables of reports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from scriptcheck.checker import A_CHECKER
from scriptcheck.errors import (
    CheckError,
    LoadError,
    Problem,
    internal_error,
    require_names,
    wrong_type,
)
from scriptcheck.language import Text
from scriptcheck.load.readers.format import require_library
from scriptcheck.report import to_line
from scriptcheck.tables.columns import CALL_ID, columns_read, require_columns
from scriptcheck.tables.rows import RowName, call_in, row_names, values
from scriptcheck.tables.schemas import ROW, result_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyarrow import RecordBatch, Table

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport, Verdict

ROWS_AT_ONCE: Final = 256


class Checking(Protocol):
    """What checks calls: a ``Checker``, or what does more with its reports."""

    @property
    def lang(self) -> Lang:
        """The language of reports."""
        ...

    def check(self, call: Call, /) -> CallReport:
        """Return the report on ``call``."""
        ...


def check_table(
    checker: Checking, table: Table, *, keep: Sequence[str] = (), source: str | None = None
) -> Table:
    """Return a table with the report on each row of ``table``: see ``check_batches``."""
    require_library("pyarrow", "parquet", ROW)
    import pyarrow as pa

    _require_checking(checker)
    if not isinstance(table, pa.Table):
        raise wrong_type("table", table, Text("pyarrow.Table", "a pyarrow.Table"))
    keep = require_names("keep", keep)
    require_columns(table.schema.names, keep=keep, source=source)
    kept = pa.schema([table.schema.field(name) for name in keep])
    batches = check_batches(checker, table.to_batches(), keep=keep, source=source)
    return pa.Table.from_batches(batches, result_schema(kept))


def check_batches(
    checker: Checking,
    batches: Iterable[RecordBatch],
    *,
    keep: Sequence[str] = (),
    source: str | None = None,
) -> Iterator[RecordBatch]:
    """Yield a batch, or more, for each of ``batches``, with one row for each of its rows.

    The column ``turns`` is a list of structs, with ``speaker`` and ``text`` and, where known,
    ``start_ms``, ``end_ms`` and ``words``; ``call_id`` and ``meta`` (a struct, a map, or a JSON
    object as text) may be absent. In place of the three, ``call`` may hold canonical calls as JSON.
    The columns ``keep`` come first in the result, as they are; its others are those of
    ``result_schema``. The column ``source`` says what reports call the row, and is the id of calls
    that have none; without it that is the row's number. Raises ``UsageError`` where a column is
    missing, and ``LoadError`` without pyarrow.
    """
    require_library("pyarrow", "parquet", ROW)
    import pyarrow as pa

    _require_checking(checker)
    keep = require_names("keep", keep)
    number = 0
    for batch in each_batch(batches, "batches"):
        if not isinstance(batch, pa.RecordBatch):
            raise wrong_type("batches", batch, Text("pyarrow.RecordBatch", "record batches"))
        require_columns(batch.schema.names, keep=keep, source=source)
        kept = pa.schema([batch.schema.field(name) for name in keep])
        read = columns_read(batch.schema.names)
        for start in range(0, batch.num_rows, ROWS_AT_ONCE):
            part = batch.slice(start, ROWS_AT_ONCE)
            names = row_names(part, source, number + 1)
            number += part.num_rows
            rows = map(partial(_checked, checker), values(part.select(read)), names)
            made = pa.RecordBatch.from_pylist(list(rows), result_schema())
            columns = [*part.select(list(keep)).columns, *made.columns]
            yield pa.RecordBatch.from_arrays(columns, schema=result_schema(kept))


def each_batch(batches: Iterable[Any], name: str) -> Iterator[Any]:
    """Yield what is in the argument ``name``; raises ``ArgumentError`` for what is no series."""
    if isinstance(batches, str | bytes) or not isinstance(batches, Iterable):
        raise wrong_type(name, batches, Text("pyarrow.RecordBatch 的列表", "record batches"))
    yield from batches


def _require_checking(checker: object) -> None:
    """Raise ``ArgumentError`` where ``checker`` is nothing that checks calls."""
    if isinstance(checker, type) or not callable(getattr(checker, "check", None)):
        raise wrong_type("checker", checker, A_CHECKER)


def _checked(checker: Checking, value: dict[str, Any] | Problem, name: RowName) -> dict[str, Any]:
    """Return the row of the result for ``value``, which is called ``name``."""
    try:
        if isinstance(value, Problem):
            raise LoadError(value)  # noqa: TRY301  (reported as the rest is)
        return _row(checker.check(call_in(value, name)))
    except MemoryError:
        raise
    except (LoadError, CheckError) as error:
        problem = error.problems[0]
    except Exception as error:  # noqa: BLE001  (a mistake costs the row, not the table)
        problem = internal_error(error, name.call_id)
    problem_row = {"code": problem.code, "reason": problem.message.to(checker.lang)}
    call_id = None if isinstance(value, Problem) else value.get(CALL_ID)
    return {"call_id": str(call_id or name.call_id), "problem": problem_row}


def _row(report: CallReport) -> dict[str, Any]:
    case = None if report.case is None else to_line(report.case).decode()
    return {
        "call_id": report.call_id,
        "score": report.score,
        "passed": report.passed,
        "violations": [_violation(verdict) for verdict in report.violations],
        "verdicts": [(verdict.rule, verdict.verdict.value) for verdict in report.verdicts],
        "cues": [{name: getattr(hit, name) for name in _CUE_FIELDS} for hit in report.cues],
        "metrics": [(name, float(value)) for name, value in report.metrics.items()],
        "warnings": [warning.code for warning in report.warnings],
        "case": case,
        "report": report.to_json().decode(),
    }


_CUE_FIELDS: Final = ("cue", "speaker", "turn", "start", "end", "quote", "how", "similarity")


def _violation(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule,
        "severity": verdict.severity.value,
        "points": verdict.points,
        "title": verdict.title,
        "message": verdict.message,
        "advice": verdict.advice,
        "turns": [hit.turn for hit in verdict.evidence],
        "quotes": [hit.quote for hit in verdict.evidence],
        "also": list(verdict.also),
    }
