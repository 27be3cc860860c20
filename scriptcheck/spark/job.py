"""A job: files of calls in, Parquet files of reports and of cases out."""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.spark.cases import cases
from scriptcheck.spark.checking import check_named
from scriptcheck.spark.columns import column
from scriptcheck.spark.counts import counted, counted_cases
from scriptcheck.spark.days import DAY, day_in, start_day
from scriptcheck.spark.folder import Folder
from scriptcheck.spark.inputs import FILE_NAME, read_calls
from scriptcheck.spark.schemas import case_type
from scriptcheck.tables import require_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pyspark.sql import DataFrame, SparkSession

    from scriptcheck.checker import Checker
    from scriptcheck.spark.counts import JobSummary
    from scriptcheck.spark.inputs import Form

REPORTS, CASES = "reports", "cases"
"""The folders of the result."""


class Mode(StrEnum):
    """What becomes of reports that are there already."""

    ERROR = "error"
    APPEND = "append"
    OVERWRITE = "overwrite"


def run_job(  # noqa: PLR0913  (each is an option of the command)
    session: SparkSession,
    paths: Sequence[str],
    output: str,
    checker: Checker,
    *,
    form: Form | None = None,
    mode: Mode = Mode.ERROR,
    day: str | None = None,
    keep: Sequence[str] = (),
    partitions: int | None = None,
    with_cases: bool = True,
    as_of: datetime | None = None,
    redact_kinds: Sequence[str] = (),
) -> JobSummary:
    """Check the calls in ``paths``, write ``output``, and return what it came to.

    ``paths`` are files or folders of Parquet or JSON Lines, known by their names or by ``form``.
    Reports go to ``output/reports``, in a folder for each day: that of the column ``day``, or the
    one on which the call began. The columns ``keep`` are taken over. Cases go to ``output/cases``,
    judged over all reports that are in the output then. ``partitions`` is among how many tasks the
    calls are divided; Spark decides without it. Personal data of ``redact_kinds`` is masked in
    reports. Raises ``UsageError``.
    """
    _require_apart(paths, output)
    extra = [*keep, *(() if day is None else (day,))]
    calls = read_calls(session, paths, form=form, extra=extra)
    _require_known(calls, keep, day)
    if partitions is not None:
        calls = calls.repartition(partitions)
    reports = check_named(
        _with_day(calls, day),
        checker,
        keep=_kept(keep),
        source=None,
        prefix=column(FILE_NAME),
        redact_kinds=redact_kinds,
    )
    target = Folder(session, f"{output.rstrip('/')}/{REPORTS}", reports.schema)
    judged = Folder(session, f"{output.rstrip('/')}/{CASES}", case_type())
    if mode is Mode.ERROR:
        target.require_empty()
        if with_cases:
            judged.require_empty()
    before = set(target.files())
    reports.write.mode(mode.value).partitionBy(DAY).parquet(target.path)
    after = target.files()
    summary = counted(target.read([name for name in after if name not in before]))
    if not with_cases:
        return summary
    found = cases(target.read(after), checker, as_of=as_of)
    found.write.mode(Mode.OVERWRITE.value).parquet(judged.path)
    return replace(summary, cases=counted_cases(judged.read(judged.files())))


def _kept(keep: Sequence[str]) -> list[str]:
    return [DAY, *(name for name in keep if name != DAY)]


def _with_day(calls: DataFrame, day: str | None) -> DataFrame:
    """Return ``calls`` with the column ``DAY``, a date, in place of any that was called so."""
    value = start_day(calls) if day is None else day_in(column(day), calls.schema[day].dataType)
    return calls.withColumn(DAY, value)


def _require_known(calls: DataFrame, keep: Sequence[str], day: str | None) -> None:
    """Raise ``UsageError`` where the column ``day`` is missing, or its name taken by another."""
    require_columns(calls.columns, keep=[] if day is None else [day])
    if DAY in keep and day != DAY:
        message = Text(f"结果里已有“{DAY}”。", f"The result has '{DAY}' of its own.")
        fix = Text(
            f"请用 --day {DAY}，或先改列名。", f"Say --day {DAY}, or rename the column first."
        )
        raise UsageError(Problem("column-taken", message, fix=fix))


def _require_apart(paths: Sequence[str], output: str) -> None:
    """Raise ``UsageError`` where the output lies in what is read, or the other way round."""
    out = _slashed(output)
    for path in paths:
        if out.startswith(_slashed(path)) or _slashed(path).startswith(out):
            message = Text(
                f"输出 {output} 和输入 {path} 重叠。", f"The output {output} and {path} overlap."
            )
            fix = Text("请换一个输出文件夹。", "Choose another folder for the output.")
            raise UsageError(Problem("output-in-input", message, fix=fix))


def _slashed(path: str) -> str:
    plain = path.removeprefix("file://")
    if "://" not in plain:
        plain = os.path.abspath(plain)  # noqa: PTH100  (links are left as they are)
    return f"{plain.rstrip('/')}/"
