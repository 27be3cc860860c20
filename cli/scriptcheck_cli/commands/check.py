"""``scriptcheck check``: transcripts in, reports out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import told_errors

if TYPE_CHECKING:
    from scriptcheck.checker import Checker
    from scriptcheck.run import RunSummary
    from scriptcheck.write.writer import Writer
    from scriptcheck_cli.screen import ScreenView

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
        typer.Argument(metavar="PATH", help="Files or folders; - for standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder for the reports."),
    ] = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAMES",
            help="What to write to DIR besides reports.jsonl, with commas: transcripts, csv, xlsx,"
            " html, json, junit, markdown, parquet. Without DIR: table, text or jsonl.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Severity from which on the exit code is 1.")
    ] = FailOn.MAJOR,
    input_format: options.InputFormat = None,
    columns: options.Columns = None,
    speakers: options.Speakers = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    encoding: options.Encoding = None,
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
    from scriptcheck.write.cases import write_cases
    from scriptcheck.write.registry import CASES_FILE
    from scriptcheck_cli.output_folder import require_apart
    from scriptcheck_cli.problems import Problems
    from scriptcheck_cli.progress import Progress
    from scriptcheck_cli.summary import print_summary

    with told_errors(lang.value):
        names = _formats(formats, output)
        if output is not None:
            require_apart(output, names, paths)
        checker = options.load_checker(profile, settings, lang)
        view, writers = _outputs(names, output, checker)
        problems = Problems(output, lang.value)
        calls = load_calls(
            *paths,
            encoding=encoding,
            include=include or (),
            exclude=exclude or (),
            input_format=input_format,
            columns=options.pairs("--columns", columns),
            speakers=options.pairs("--speakers", speakers),
            on_problem=problems.add,
        )
        with Progress(lang.value, shown=not quiet) as progress:
            summary = check_calls(checker, calls, writers, on_report=progress.step)
        if output is not None:
            write_cases(summary.cases, output / CASES_FILE)
        if view is not None:
            view.show()
        problems.tell_rest()
        if not quiet:
            print_summary(
                summary,
                checker,
                unreadable=problems.count,
                output=output,
                shown=view is not None,
            )
    raise typer.Exit(_exit_code(summary, problems.count, fail_on))


def _formats(given: str | None, output: Path | None) -> list[str]:
    """Return the formats to write; raises ``UsageError`` for those that there is no place for."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text
    from scriptcheck.write.registry import DEFAULT_FORMATS, require_known, with_transcripts
    from scriptcheck_cli.screen import SCREEN_FORMATS

    if given is None:
        if output is not None:
            return list(DEFAULT_FORMATS)
        return ["table" if sys.stdout.isatty() else "jsonl"]
    names = options.split_list(given)
    if output is None and len(names) == 1 and names[0] in SCREEN_FORMATS:
        return names
    require_known(names)
    if output is None and set(names) != {"jsonl"}:
        message = Text(f"--format {given} 要写成文件。", f"--format {given} needs a folder.")
        fix = Text("请加上 -o 文件夹。", "Say -o DIR too.")
        raise UsageError(Problem("no-output-folder", message, fix=fix))
    # reports.jsonl holds all there is to tell; whatever else is written can be made from it.
    return with_transcripts(["jsonl", *names])


def _outputs(
    formats: list[str], output: Path | None, checker: Checker
) -> tuple[ScreenView | None, list[Writer]]:
    """Return what is to be shown at the end, if there is such, and the writers."""
    if output is not None:
        from scriptcheck.write.registry import writers

        output.mkdir(parents=True, exist_ok=True)
        return None, writers(formats, output, checker.lang, profile=checker.profile)
    from scriptcheck.write.jsonl import JsonLinesWriter
    from scriptcheck_cli.screen import SCREEN_FORMATS

    if formats[0] in SCREEN_FORMATS:
        view = SCREEN_FORMATS[formats[0]](checker.lang)
        return view, [view]
    return None, [JsonLinesWriter(sys.stdout.buffer)]


def _exit_code(summary: RunSummary, unreadable: int, fail_on: FailOn) -> int:
    """Return the exit code; inputs that could not be read outweigh violations."""
    from scriptcheck.report import Severity

    if unreadable:
        return UNREADABLE
    if fail_on is not FailOn.NEVER and summary.reaches(Severity(fail_on.value)):
        return VIOLATIONS
    return 0
