"""``scriptcheck-spark``: files of calls to Parquet files of reports, on a Spark cluster."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors
from scriptcheck_cli.exits import FailOn, exit_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import SparkSession


class InputFormat(StrEnum):
    """How calls are written in the files."""

    PARQUET = "parquet"
    JSON = "json"


class OutputMode(StrEnum):
    """What becomes of reports that are there already."""

    ERROR = "error"
    APPEND = "append"
    OVERWRITE = "overwrite"


def _print_path(wanted: bool) -> None:
    if wanted:
        from scriptcheck_cli.submit import SCRIPT

        typer.echo(SCRIPT)
        raise typer.Exit


def spark(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files or folders of Parquet or JSON Lines."),
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="DIR", help="Folder for reports and cases.")
    ],
    profile: options.Profile = "default",
    settings: options.Set = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option(
            "--input-format", metavar="NAME", help="Of all files, where their names do not show it."
        ),
    ] = None,
    mode: Annotated[
        OutputMode,
        typer.Option(
            "--mode",
            metavar=options.choices(OutputMode),
            help="What becomes of reports that are in DIR already.",
        ),
    ] = OutputMode.ERROR,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="COLUMN", help="The column with the day of the call."),
    ] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="COLUMNS", help="Columns to take over.")
    ] = None,
    partitions: Annotated[
        int | None,
        typer.Option(
            "--partitions", metavar="N", min=1, help="Among how many tasks the calls are divided."
        ),
    ] = None,
    judge_cases: Annotated[
        bool, typer.Option("--cases/--no-cases", help="Whether the rules on cases are judged.")
    ] = True,
    as_of: options.AsOf = None,
    fail_on: options.FailOnSeverity = FailOn.MAJOR,
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="The cluster, without spark-submit."),
    ] = None,
    conf: Annotated[
        list[str] | None,
        typer.Option("--conf", metavar="KEY=VALUE", help="A setting of Spark."),
    ] = None,
    redact: options.Redact = False,
    redact_kinds: options.RedactKinds = None,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
    path: Annotated[  # noqa: ARG001  (printed as soon as it is read)
        bool,
        typer.Option(
            "--path",
            help="Print the file to give to spark-submit.",
            callback=_print_path,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Check the calls of many files on a Spark cluster.

    Exit code: 0 clean, 1 violations, 2 a mistake in usage or lexicon, 3 calls not checked.
    """
    with reported_errors(lang.value):
        known_until = options.time_of("--as-of", as_of)
        settings_of_spark = _settings(conf or ())
        kinds = options.redacted_kinds(redact, redact_kinds)
        _require_pyspark()
        checker = options.load_checker(profile, settings, lang)
        with _spark_failures(), _session(master, settings_of_spark) as session:
            from scriptcheck.spark import Form, Mode, run_job

            summary = run_job(
                session,
                paths,
                output,
                checker,
                form=None if input_format is None else Form(input_format.value),
                mode=Mode(mode.value),
                day=day,
                keep=options.split_list(keep or ""),
                partitions=partitions,
                with_cases=judge_cases,
                as_of=known_until,
                redact_kinds=kinds,
            )
        if not quiet:
            from scriptcheck_cli.views.spark_summary import print_summary

            print_summary(summary, output, lang.value, with_cases=judge_cases)
    raise typer.Exit(exit_code(summary, fail_on, unread=bool(summary.problems)))


def _settings(given: Sequence[str]) -> dict[str, str]:
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    found = {}
    for setting in given:
        key, equals, value = setting.partition("=")
        if not (equals and key.strip()):
            message = Text(f"看不懂 --conf {setting}。", f"--conf {setting} is not understood.")
            fix = Text("请写成 键=值。", "Write KEY=VALUE.")
            raise UsageError(Problem("bad-setting", message, fix=fix))
        found[key.strip()] = value.strip()
    return found


def _require_pyspark() -> None:
    from importlib.util import find_spec

    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        message = Text("需要 pyspark，没有安装。", "This needs pyspark, which is not installed.")
        command = "pip install 'scriptcheck[spark]'"
        fix = Text(f"请运行 {command}。", f"Run {command}.")
        raise UsageError(Problem("missing-extra", message, fix=fix))


@contextmanager
def _spark_failures() -> Iterator[None]:
    """Raise what goes wrong in Spark as ``UsageError``, which is reported without Java's stack."""
    from scriptcheck.errors import UsageError
    from scriptcheck.spark.failures import FAILURES, failure

    try:
        yield
    except FAILURES as error:
        raise UsageError(failure(error)) from None


@contextmanager
def _session(master: str | None, settings: dict[str, str]) -> Iterator[SparkSession]:
    """Give the session that spark-submit prepares, or one of our own, and stop it in the end."""
    from pyspark.sql import SparkSession

    # It concerns pandas, through which none of our tables go.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("scriptcheck").config(map=dict(settings))
    session = (builder if master is None else builder.master(master)).getOrCreate()
    try:
        yield session
    finally:
        session.stop()
