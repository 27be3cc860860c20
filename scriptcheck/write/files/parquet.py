"""Reports as Parquet: a table of calls and one of violations, for data analysis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from scriptcheck.report import Dimension, Outcome
from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.content.section_scores import NO_SECTIONS
from scriptcheck.write.content.violation_rows import ViolationRow, violation_rows
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import ExitStack
    from pathlib import Path
    from types import TracebackType

    from pyarrow import RecordBatch, Schema

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport
    from scriptcheck.write.content.section_scores import ScorecardSections, SectionScore
    from scriptcheck.write.writer import Pair

GROUP_ROWS: Final = 5000
"""Rows of a row group: as many are held in memory."""
_AT_ONCE: Final = 64
"""Reports given one by one that are made into columns together, which is cheaper."""

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
    "sections": "map:int64",
    "section_floors": "map:int64",
    "sections_below": "list:string",
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
    "similar": "list:string",
    "also": "list:string",
    "also_titles": "list:string",
    "sections": "map:int64",
    "section_floors": "map:int64",
    "sections_below": "list:string",
}
VIOLATION_COLUMNS: Final[Mapping[str, str]] = {
    name: _NOT_TEXT.get(name, _TEXT) for name in ViolationRow._fields
}
"""The columns of the table of violations, which are those of ``violations.csv``."""


class Batches(NamedTuple):
    """The rows of some reports in both tables."""

    calls: RecordBatch
    violations: RecordBatch


def batches(pairs: Sequence[Pair], sections: ScorecardSections = NO_SECTIONS) -> Batches:
    """Return the rows of ``pairs``."""
    scores = [_section_maps(sections.scores(report)) for report, _ in pairs]
    calls = [
        _call_row(report, CallData.of(call)) | maps
        for (report, call), maps in zip(pairs, scores, strict=True)
    ]
    violations = [
        row._asdict()
        | {"measured": [(each.metric, float(each.value)) for each in row.measured]}
        | maps
        for (report, call), maps in zip(pairs, scores, strict=True)
        for row in violation_rows(report, call, sections)
    ]
    return Batches(record_batch(calls, CALL_COLUMNS), record_batch(violations, VIOLATION_COLUMNS))


class ParquetWriter(PieceWriter[Batches]):
    """Writes both tables in row groups; they are there when all reports are written.

    ``sections`` are those of the profile.
    """

    def __init__(
        self, calls: Path, violations: Path, *, sections: ScorecardSections = NO_SECTIONS
    ) -> None:
        self._paths: Final = {calls: CALL_COLUMNS, violations: VIOLATION_COLUMNS}
        self.maker = partial(batches, sections=sections)

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._held: list[Pair] = []
        self._calls, self._violations = (
            opened.enter_context(GrowingTable(opened.enter_context(whole_file(path)), columns))
            for path, columns in self._paths.items()
        )
        opened.push(self._finish)

    def write(self, report: CallReport, call: Call) -> None:
        """Write ``report``, together with some that come after it."""
        self.require(report, call)
        self._held.append((report, call))
        if len(self._held) >= _AT_ONCE:
            self._add_held()

    def add(self, piece: Batches) -> None:
        """Write some rows."""
        self._calls.add(piece.calls)
        self._violations.add(piece.violations)

    def _add_held(self) -> None:
        self.add(self.maker(self._held))
        self._held = []

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._add_held()


class GrowingTable:
    """A table that is written a row group at a time, whatever batches its rows come in."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self._path, self._columns = path, columns
        self._batches: list[RecordBatch] = []
        self._rows = 0

    def __enter__(self) -> Self:
        from pyarrow.parquet import ParquetWriter as Writer

        # Arrow itself opens no file whose name is not UTF-8.
        self._file = self._path.open("wb")
        self._writer = Writer(self._file, _schema(self._columns), compression="zstd")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._file:
            if error is None and self._rows:
                self._flush(self._rows)
            self._writer.close()

    def add(self, batch: RecordBatch) -> None:
        """Add rows, which may be written later."""
        self._batches.append(batch)
        self._rows += batch.num_rows
        while self._rows >= GROUP_ROWS:
            self._flush(GROUP_ROWS)

    def _flush(self, rows: int) -> None:
        """Write the first ``rows`` of the rows that are held as a row group."""
        from pyarrow import Table

        held = Table.from_batches(self._batches)
        self._writer.write_table(held.slice(0, rows).combine_chunks(), row_group_size=rows)
        self._batches = held.slice(rows).to_batches()
        self._rows -= rows


def record_batch(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> RecordBatch:
    """Return ``rows`` as columns of the types that ``columns`` gives by name."""
    from pyarrow import RecordBatch

    values = {name: [_value(row[name]) for row in rows] for name in columns}
    return RecordBatch.from_pydict(values, schema=_schema(columns))


def _schema(columns: Mapping[str, str]) -> Schema:
    import pyarrow

    return pyarrow.schema([(name, _type(kind)) for name, kind in columns.items()])


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


def _section_maps(found: Sequence[SectionScore]) -> dict[str, Any]:
    return {
        "sections": [(each.section, each.score) for each in found],
        "section_floors": [(each.section, each.floor) for each in found if each.floor is not None],
        "sections_below": tuple(each.section for each in found if each.is_below),
    }


def _call_row(report: CallReport, data: CallData) -> dict[str, Any]:
    outcomes = [verdict.verdict for verdict in report.verdicts]
    return {
        "call_id": report.call_id,
        "source": report.source,
        **data._asdict(),
        "score": report.score,
        "passed": report.passed,
        **{f"{each.value}_score": report.dimensions.get(each) for each in Dimension},
        "violations": len(report.violations),
        "points": sum(verdict.points for verdict in report.verdicts),
        **{f"rules_{outcome.value}": outcomes.count(outcome) for outcome in Outcome},
        "metrics": [(name, float(value)) for name, value in report.metrics.items()],
        "warnings": tuple(warning.code for warning in report.warnings),
        "profile": report.profile.name,
        "profile_version": report.profile.version,
        "profile_sha256": report.profile.sha256,
    }
