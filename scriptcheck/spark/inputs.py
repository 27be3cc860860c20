"""Files of calls as DataFrames."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pyspark.sql import functions as F  # noqa: N812

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.spark.failures import FAILURES, failure
from scriptcheck.spark.files import files_in
from scriptcheck.tables.columns import WHOLE_CALL

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pyspark.sql import Column, DataFrame, SparkSession

FILE_NAME: Final = "scriptcheck file name"


class Form(StrEnum):
    """How calls are written in the files."""

    PARQUET = "parquet"
    JSON = "json"
    """A canonical call a line, in UTF-8."""


_NOT_EMPTY: Final = "[^ \\t\\r\ufeff]"
"""What stands in a line that is not empty; Windows ends lines by two characters."""
_PACKED: Final = r"(\.(gz|bz2|zst|zstd|lz4|snappy|deflate))?$"
_SUFFIXES: Final = {
    Form.PARQUET: re.compile(r"\.(parquet|pq)$", re.IGNORECASE),
    Form.JSON: re.compile(r"\.(json|jsonl|ndjson)" + _PACKED, re.IGNORECASE),
}


def read_calls(
    session: SparkSession,
    paths: Sequence[str],
    *,
    form: Form | None = None,
    extra: Sequence[str] = (),
) -> DataFrame:
    """Return the calls in the files ``paths``, or in folders, and ``FILE_NAME``.

    Of JSON, each line is a row with the column ``call``, as its bytes are, and those of its fields
    that ``extra`` names, as text; empty lines are none. Raises ``UsageError`` where nothing is
    there, and where ``form`` is not given and the names of the files do not show it.
    """
    files = found_files(session, paths)
    form = form or _form(files, paths)
    try:
        if form is Form.PARQUET:
            calls = session.read.parquet(*paths)
            return calls.withColumn(FILE_NAME, F.col("_metadata.file_name"))
        lines = session.read.option("lineSep", "\n").text([*paths])
    except FAILURES as error:
        raise UsageError(failure(error)) from None
    line = F.col("value")
    fields = [_field(line, name).alias(name) for name in extra]
    whole = line.cast("binary").alias(WHOLE_CALL)
    return lines.where(line.rlike(_NOT_EMPTY)).select(
        whole, *fields, F.col("_metadata.file_name").alias(FILE_NAME)
    )


def found_files(session: SparkSession, paths: Sequence[str]) -> list[str]:
    """Return the files in ``paths``; raises ``UsageError`` where one is not there, or empty."""
    found = []
    for path in paths:
        files = files_in(session, path)
        if files is None:
            message = Text(f"没有 {path}。", f"There is no {path}.")
            raise UsageError(Problem("no-input", message))
        if not files:
            message = Text(f"{path} 里没有文件。", f"There are no files in {path}.")
            raise UsageError(Problem("no-files", message))
        found += files
    return found


def _form(files: Collection[str], paths: Sequence[str]) -> Form:
    for form, suffix in _SUFFIXES.items():
        if all(suffix.search(name) for name in files):
            return form
    listed = ", ".join(paths)
    message = Text(
        f"看不出 {listed} 是 Parquet 还是 JSON。",
        f"Whether {listed} is Parquet or JSON is unclear.",
    )
    fix = Text("请用 --input-format parquet 或 json 指明。", "Say --input-format parquet, or json.")
    raise UsageError(Problem("unknown-format", message, fix=fix))


def _field(line: Column, name: str) -> Column:
    return F.get_json_object(line, f"$['{name}']")
