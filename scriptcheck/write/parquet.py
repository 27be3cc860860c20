"""Reports as Parquet: a table of calls and one of violations, for data analysis."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, Self

from scriptcheck.report import Dimension, Outcome
from scriptcheck.write.call_data import CallData
from scriptcheck.write.violation_rows import ViolationRow, violation_rows
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport

GROUP_ROWS: Final = 5000
"""Rows of a row group: as many are held in memory."""

_TEXT, _NUMBER, _DECIMAL, _FLAG = "string", "int64", "float64", "bool_"

CALL_COLUMNS: Final[Mapping[str, str]] = {
    "call_id": _TEXT,
    "source": _TEXT,
    **dict.fromkeys(CallData._fields, _TEXT),
    "score": _NUMBER,
    "passed": _FLAG,
    **{f"{dimension.value}_score": _NUMBER for dimension in Dimension},
    "violations": _NUMBER,
    "points": _NUMBER,
    **{f"rules_{outcome.value}": _NUMBER for outcome in Outcome},
    "metrics": "map:float64",
    "warnings": "list:string",
    "profile": _TEXT,
    "profile_version": _TEXT,
    "profile_sha256": _TEXT,
}
"""The columns of the table of calls and their types; text that is not known is null."""

_NOT_TEXT: Final[Mapping[str, str]] = {
    "score": _NUMBER,
    "passed": _FLAG,
    "points": _NUMBER,
    "turns": "list:int64",
    "at_ms": _NUMBER,
    "quotes": "list:string",
    "searched_first": _NUMBER,
    "searched_last": _NUMBER,
    "nearest_turn": _NUMBER,
    "nearest_similarity": _DECIMAL,
    "nearest_lacks": "list:string",
    "measured": "map:float64",
}
VIOLATION_COLUMNS: Final[Mapping[str, str]] = {
    name: _NOT_TEXT.get(name, _TEXT) for name in ViolationRow._fields
}
"""The columns of the table of violations, which are those of ``violations.csv``."""


class ParquetWriter:
    """Writes both tables in row groups; they are there when all reports are written."""

    def __init__(self, calls: Path, violations: Path) -> None:
        self._paths = {calls: CALL_COLUMNS, violations: VIOLATION_COLUMNS}

    def __enter__(self) -> Self:
        self._opened = ExitStack()
        self._calls, self._violations = (
            self._opened.enter_context(_Table(self._opened.enter_context(whole_file(path)), given))
            for path, given in self._paths.items()
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def write(self, report: CallReport, call: Call) -> None:
        """Add ``report`` to the tables."""
        self._calls.add(_call_row(report, CallData.of(call)))
        for row in violation_rows(report, call):
            measured = [(each.metric, float(each.value)) for each in row.measured]
            self._violations.add(row._asdict() | {"measured": measured})


class _Table:
    """A table that is written a row group at a time."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self._path, self._columns = path, columns
        self._rows: list[Mapping[str, Any]] = []

    def __enter__(self) -> Self:
        from pyarrow import schema
        from pyarrow.parquet import ParquetWriter as Writer

        self._schema = schema([(name, _type(kind)) for name, kind in self._columns.items()])
        self._writer = Writer(str(self._path), self._schema, compression="zstd")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._flush()
        self._writer.close()

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row, which may be written later."""
        self._rows.append(row)
        if len(self._rows) >= GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        from pyarrow import RecordBatch

        if self._rows:
            columns = {name: [_value(row[name]) for row in self._rows] for name in self._columns}
            self._writer.write_batch(RecordBatch.from_pydict(columns, schema=self._schema))
            self._rows.clear()


def _type(kind: str) -> Any:
    """Return the Arrow type that ``kind`` names, such as ``list:string``."""
    import pyarrow

    outer, _, inner = kind.rpartition(":")
    plain = getattr(pyarrow, inner)()
    if outer == "list":
        return pyarrow.list_(plain)
    return pyarrow.map_(pyarrow.string(), plain) if outer == "map" else plain


def _value(value: Any) -> Any:
    """Return ``value`` as Arrow takes it: no empty text, and no half of a surrogate pair."""
    if isinstance(value, str):
        return _utf8(value) if value else None
    if isinstance(value, tuple):
        return [_utf8(each) if isinstance(each, str) else each for each in value]
    return value


def _utf8(text: str) -> str:
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _call_row(report: CallReport, data: CallData) -> Mapping[str, Any]:
    outcomes = [verdict.verdict for verdict in report.verdicts]
    return {
        "call_id": report.call_id,
        "source": report.source,
        **data._asdict(),
        "score": report.score,
        "passed": report.passed,
        **{f"{each.value}_score": report.dimensions.get(each) for each in Dimension},
        "violations": outcomes.count(Outcome.FAIL),
        "points": sum(verdict.points for verdict in report.verdicts),
        **{f"rules_{outcome.value}": outcomes.count(outcome) for outcome in Outcome},
        "metrics": [(name, float(value)) for name, value in report.metrics.items()],
        "warnings": tuple(warning.code for warning in report.warnings),
        "profile": report.profile.name,
        "profile_version": report.profile.version,
        "profile_sha256": report.profile.sha256,
    }
