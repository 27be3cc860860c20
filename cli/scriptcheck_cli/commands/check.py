"""``scriptcheck check``: transcripts in, reports out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import USAGE_ERROR, say, told_errors

if TYPE_CHECKING:
    from scriptcheck.checker import Checker
    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang
    from scriptcheck.run import RunSummary
    from scriptcheck.write.writer import Writer
    from scriptcheck_cli.table import TableView

VIOLATIONS, UNREADABLE = 1, 3


class FailOn(StrEnum):
    """From which severity on a violation makes the exit code 1."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"
    NEVER = "never"


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files or folders; - for standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder for the reports."),
    ] = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    formats: Annotated[
        str, typer.Option("--format", help="What to write to DIR: jsonl, json, or both.")
    ] = "jsonl",
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Severity from which on the exit code is 1.")
    ] = FailOn.MAJOR,
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="GLOB", help="In folders, take these files."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="GLOB", help="In folders, pass over these files."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding, where it is not recognised.")
    ] = None,
    lang: options.Lang = options.LangOption.ZH,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary.")
    ] = False,
) -> None:
    """Check transcripts and report on each call.

    Exit code: 0 clean, 1 violations, 2 a mistake in usage or lexicon, 3 unreadable inputs.
    """
    from scriptcheck.load import load_calls
    from scriptcheck.run import check_calls
    from scriptcheck_cli.progress import Progress
    from scriptcheck_cli.summary import print_summary

    with told_errors(lang.value):
        checker = options.load_checker(profile, settings, lang)
        view, writers = _outputs(output, options.split_list(formats), checker)
        problems = _Problems(output, lang.value)
        skipped: list[str] = []
        calls = load_calls(
            *paths,
            encoding=encoding,
            include=include or (),
            exclude=exclude or (),
            on_problem=problems.add,
            on_skip=skipped.append,
        )
        try:
            with Progress(lang.value, shown=not quiet) as progress:
                summary = check_calls(checker, calls, writers, on_report=progress.step)
        except BrokenPipeError:
            raise
        except OSError as error:
            _cannot_write(error, lang.value)
        if view is not None:
            view.show()
        if not quiet:
            print_summary(
                summary,
                checker,
                unreadable=problems.count,
                skipped=skipped,
                output=output,
                lang=lang.value,
            )
    raise typer.Exit(_exit_code(summary, problems.count, fail_on))


class _Problems:
    """What could not be read: told on standard error, and written where reports are."""

    most_told = 20

    def __init__(self, output: Path | None, lang: Lang) -> None:
        from scriptcheck.write.errors import ErrorsWriter
        from scriptcheck.write.registry import ERRORS_FILE

        self.count = 0
        self._lang = lang
        self._file = ErrorsWriter(output / ERRORS_FILE, lang) if output is not None else None

    def add(self, problem: Problem) -> None:
        from scriptcheck.text.visible import visible

        self.count += 1
        if self._file is not None:
            self._file.write(problem)
        if self._file is None or self.count <= self.most_told:
            typer.echo(visible(problem.describe(self._lang)), err=True)


def _outputs(
    output: Path | None, formats: list[str], checker: Checker
) -> tuple[TableView | None, list[Writer]]:
    """Return the view for the terminal, if that is where reports go, and the writers."""
    from scriptcheck.write.jsonl import JsonLinesWriter
    from scriptcheck.write.registry import writers

    if output is not None:
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _cannot_write(error, checker.lang)
        return None, writers(formats, output)
    if sys.stdout.isatty():
        from scriptcheck_cli.table import TableView

        view = TableView(checker.lang)
        return view, [view]
    return None, [JsonLinesWriter(sys.stdout.buffer)]


def _cannot_write(error: OSError, lang: Lang) -> None:
    from scriptcheck.language import Text

    where, why = error.filename or "", error.strerror or str(error)
    say(Text(f"{where}: 无法写入：{why}。", f"{where}: cannot be written: {why}."), lang)
    raise typer.Exit(USAGE_ERROR) from None


def _exit_code(summary: RunSummary, unreadable: int, fail_on: FailOn) -> int:
    """Return the exit code; inputs that could not be read outweigh violations."""
    from scriptcheck.report import Severity

    if unreadable:
        return UNREADABLE
    if fail_on is not FailOn.NEVER and summary.reaches(Severity(fail_on.value)):
        return VIOLATIONS
    return 0
