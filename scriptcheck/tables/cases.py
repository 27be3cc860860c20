"""Tables of reports to tables of cases."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from scriptcheck.cases.store import CaseStore
from scriptcheck.checker import require_checker
from scriptcheck.errors import Problem, UsageError, require_moment, require_type, wrong_type
from scriptcheck.language import Text
from scriptcheck.load.readers.format import require_library
from scriptcheck.report import CasePart, from_line
from scriptcheck.tables.checking import ROWS_AT_ONCE, each_batch
from scriptcheck.tables.columns import CASE, require_case
from scriptcheck.tables.schemas import ROW, case_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pyarrow import RecordBatch, Table

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker


def case_table(
    checker: Checker, results: Iterable[RecordBatch], *, as_of: datetime | None = None
) -> Table:
    """Return a table with the report on each case that the calls in ``results`` belong to.

    ``results`` are what ``check_table`` or ``check_batches`` returned, of one table or of many, in
    any order; ``as_of`` is as for ``check_cases``. Raises ``UsageError`` where
    ``results`` are something else, and ``LoadError`` without pyarrow.
    """
    _require_usable(checker, as_of)
    schema = case_schema()
    import pyarrow as pa

    return pa.Table.from_batches(case_batches(checker, results, as_of=as_of), schema)


def case_batches(
    checker: Checker, results: Iterable[RecordBatch], *, as_of: datetime | None = None
) -> Iterator[RecordBatch]:
    """Yield what ``case_table`` returns, in memory that does not grow with the cases."""
    _require_usable(checker, as_of)
    schema = case_schema()
    import pyarrow as pa

    with CaseStore() as store:
        for batch in each_batch(results, "results"):
            if not isinstance(batch, pa.RecordBatch):
                raise wrong_type("results", batch, Text("pyarrow.RecordBatch", "record batches"))
            store.add(case_parts(batch))
        rows = map(_case_row, store.reports(checker, as_of=as_of))
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield pa.RecordBatch.from_pylist(some, schema)


def _require_usable(checker: object, as_of: object) -> None:
    """Raise ``ArgumentError`` where an argument of these functions has another type."""
    require_checker(checker)
    require_moment("as_of", as_of)


def case_parts(results: RecordBatch) -> Iterator[CasePart]:
    """Yield what the calls in ``results`` say of their cases; raises as ``case_table`` does."""
    require_library("pyarrow", "parquet", ROW)
    import pyarrow as pa

    require_type("results", results, pa.RecordBatch, Text("pyarrow.RecordBatch", "a record batch"))
    require_case(results.schema.names)
    for number, line in enumerate(results.column(CASE).to_pylist(), 1):
        if line is None:
            continue
        try:
            yield from_line(line, CasePart)
        except (ValueError, TypeError):
            message = Text(
                "这一行的 case 不是检查结果里的。",
                "The case in this row is none that a check made.",
            )
            fix = Text("请给出 check_table 返回的表。", "Give what check_table returned.")
            raise UsageError(Problem("bad-case", message, ROW, number, fix=fix)) from None


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
