"""The columns of tables of reports; docs/arrow.md describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.format import require_library

if TYPE_CHECKING:
    from pyarrow import Schema

ROW: Final = "row"
"""What problems call a row that has no other name: its number in the table, from 1, follows."""


def result_schema(kept: Schema | None = None) -> Schema:
    """Return the schema of the tables that ``check_table`` returns; docs/arrow.md describes it.

    ``kept`` are fields that are taken over from the calls. Raises ``LoadError`` without pyarrow.
    """
    require_library("pyarrow", "parquet", ROW)
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
            "also": texts,
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
    require_library("pyarrow", "parquet", ROW)
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
