"""Calls in Arrow tables, reports in Arrow tables: for DuckDB, Polars, pandas and whatever else.

A row is a call, with its turns nested. Every row gives one row, in the same order; what cannot be
checked gives one that says why. Nothing of pyarrow is loaded before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.cases.store import CaseStore
from scriptcheck.errors import CheckError, LoadError, Problem, UsageError, internal_error
from scriptcheck.language import Text
from scriptcheck.load.canonical_call import call_from_value
from scriptcheck.load.format import require_library
from scriptcheck.load.json_text import JsonText
from scriptcheck.report import CasePart, from_line, to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from pyarrow import RecordBatch, Schema, Table

    from scriptcheck.call import Call
    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker
    from scriptcheck.report import CallReport, Verdict

_SOURCE: Final = "row"
"""What problems call a row that has no other name: its number in the table, from 1, follows."""
_ROWS_AT_ONCE: Final = 256


def result_schema(kept: Schema | None = None) -> Schema:
    """Return the schema of the tables that ``check_table`` returns; docs/arrow.md describes it.

    ``kept`` are fields that are taken over from the calls. Raises ``LoadError`` without pyarrow.
    """
    require_library("pyarrow", "parquet", _SOURCE)
    import pyarrow as pa

    text, texts, number = pa.string(), pa.list_(pa.string()), pa.int32()
    violation = pa.struct(
        {
            "rule": text,
            "severity": text,
            "points": number,
            "title": text,
            "message": text,
            "advice": text,
            "turns": pa.list_(number),
            "quotes": texts,
        }
    )
    cue = pa.struct(
        {
            "cue": text,
            "speaker": text,
            "turn": number,
            "start": number,
            "end": number,
            "quote": text,
            "how": text,
            "similarity": pa.float64(),
        }
    )
    own = pa.schema(
        {
            "call_id": text,
            "score": number,
            "passed": pa.bool_(),
            "violations": pa.list_(violation),
            "verdicts": pa.map_(text, text),
            "cues": pa.list_(cue),
            "metrics": pa.map_(text, pa.float64()),
            "warnings": texts,
            "case": text,
            "problem": pa.struct({"code": text, "reason": text}),
            "report": pa.large_string(),
        }
    )
    return own if kept is None else pa.schema([*kept, *own])


def case_schema() -> Schema:
    """Return the schema of the tables that ``case_table`` returns; raises as ``result_schema``."""
    require_library("pyarrow", "parquet", _SOURCE)
    import pyarrow as pa

    text = pa.string()
    violation = pa.struct({"rule": text, "severity": text, "due": text, "started_by": text})
    return pa.schema(
        {
            "case_id": text,
            "calls": pa.list_(text),
            "violations": pa.list_(violation),
            "verdicts": pa.map_(text, text),
            "report": pa.large_string(),
        }
    )


def check_table(checker: Checker, table: Table, *, keep: Sequence[str] = ()) -> Table:
    """Return a table with the report on each row of ``table``: see ``check_batches``."""
    require_library("pyarrow", "parquet", _SOURCE)
    import pyarrow as pa

    _require_columns(table.schema, keep)
    kept = pa.schema([table.schema.field(name) for name in keep])
    batches = check_batches(checker, table.to_batches(), keep=keep)
    return pa.Table.from_batches(batches, result_schema(kept))


def check_batches(
    checker: Checker, batches: Iterable[RecordBatch], *, keep: Sequence[str] = ()
) -> Iterator[RecordBatch]:
    """Yield a batch, or more, for each of ``batches``, with one row for each of its rows.

    The column ``turns`` is a list of structs, with ``speaker`` and ``text`` and, where known,
    ``start_ms``, ``end_ms`` and ``words``; ``call_id`` and ``meta`` (a struct, a map, or a JSON
    object as text) may be absent. The columns ``keep`` come first in the result, as they are; its
    others are those of ``result_schema``. Raises ``UsageError`` where a column is missing, and
    ``LoadError`` without pyarrow.
    """
    require_library("pyarrow", "parquet", _SOURCE)
    import pyarrow as pa

    number = 0
    for batch in batches:
        _require_columns(batch.schema, keep)
        kept = pa.schema([batch.schema.field(name) for name in keep])
        names = [name for name in ("call_id", "turns", "meta") if name in batch.schema.names]
        for start in range(0, batch.num_rows, _ROWS_AT_ONCE):
            part = batch.slice(start, _ROWS_AT_ONCE)
            rows = [
                _checked(checker, value, number + place)
                for place, value in enumerate(part.select(names).to_pylist(), 1)
            ]
            number += part.num_rows
            made = pa.RecordBatch.from_pylist(rows, result_schema())
            columns = [*part.select(list(keep)).columns, *made.columns]
            yield pa.RecordBatch.from_arrays(columns, schema=result_schema(kept))


def case_table(
    checker: Checker, results: Iterable[RecordBatch], *, as_of: datetime | None = None
) -> Table:
    """Return a table with the report on each case that the calls in ``results`` belong to.

    ``results`` are what ``check_table`` or ``check_batches`` returned, of one table or of many, in
    any order; ``as_of`` is as for ``Checker.check_cases``. Raises ``LoadError`` without pyarrow.
    """
    schema = case_schema()
    import pyarrow as pa

    with CaseStore() as store:
        for batch in results:
            lines = batch.column("case").to_pylist()
            store.add(from_line(line, CasePart) for line in lines if line is not None)
        rows = [_case_row(case) for case in store.reports(checker, as_of=as_of)]
    return pa.Table.from_pylist(rows, schema)


def _require_columns(schema: Schema, keep: Sequence[str]) -> None:
    for name in ("turns", *keep):
        if name not in schema.names:
            there = ", ".join(schema.names)
            message = Text(
                f"表里没有“{name}”这一列；有的是：{there}。",
                f"The table has no column '{name}'; it has {there}.",
            )
            fix = Text("一行一通，列名见 docs/arrow.md。", "See docs/arrow.md for the columns.")
            raise UsageError(Problem("no-columns", message, fix=fix))
    for name in keep:
        if name in result_schema().names:
            message = Text(f"结果里已有“{name}”。", f"The result has '{name}' of its own.")
            fix = Text("请先改列名。", "Rename the column first.")
            raise UsageError(Problem("column-taken", message, fix=fix))


def _checked(checker: Checker, value: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the row of the result for ``value``, the row ``number`` of the table."""
    default_id = f"{_SOURCE}#{number}"
    try:
        call = _call(value, default_id, number)
        return _row(checker.check(call))
    except MemoryError:
        raise
    except (LoadError, CheckError) as error:
        problem = error.problems[0]
    except Exception as error:  # noqa: BLE001  (a mistake costs the row, not the table)
        problem = internal_error(error, default_id)
    told = {"code": problem.code, "reason": problem.message.to(checker.lang)}
    return {"call_id": str(value.get("call_id") or default_id), "problem": told}


def _call(value: dict[str, Any], default_id: str, number: int) -> Call:
    text = JsonText("", _SOURCE, number)
    meta = value.get("meta")
    if isinstance(meta, str):
        meta = JsonText(meta, _SOURCE, number).parse()
    elif isinstance(meta, list):
        meta = dict(meta)
    plain: Any = _without_nulls(value | {"meta": meta})
    return call_from_value(plain, text, default_id=default_id, call_source=f"{_SOURCE}:{number}")


def _without_nulls(value: Any) -> Any:
    """Return ``value`` without what a struct has in other rows alone, and with times as text."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


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
    }


def _case_row(case: CaseReport) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "calls": list(case.calls),
        "violations": [
            {
                "rule": verdict.rule,
                "severity": verdict.severity.value,
                "due": verdict.due,
                "started_by": verdict.started_by,
            }
            for verdict in case.violations
        ],
        "verdicts": [(verdict.rule, verdict.verdict.value) for verdict in case.verdicts],
        "report": case.to_json().decode(),
    }
