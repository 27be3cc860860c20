"""``scriptcheck check``: transcripts in, reports out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.exits import FailOn, exit_code
from scriptcheck_cli.load_options import LoadChoice, takes_load_options
from scriptcheck_cli.names import (
    CALL_TIMEOUT,
    MAIN_FORMATS,
    OUTPUT_FORMATS,
    PACKED,
    SCREEN_FORMATS,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.errors import UsageError
    from scriptcheck.language import Lang
    from scriptcheck.write.writer import Writer
    from scriptcheck_cli.views.screen import ScreenView


@takes_load_options
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files or folders; - for standard input."),
    ] = None,
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
            help="What to write to DIR besides reports.jsonl, with commas:"
            f" {', '.join(OUTPUT_FORMATS[1:])} or a plug-in's. Without DIR:"
            f" {listed((*SCREEN_FORMATS, *MAIN_FORMATS), 'or')}.",
        ),
    ] = None,
    fail_on: options.FailOnSeverity = FailOn.MAJOR,
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_severity: options.MinSeverity = None,
    *,
    load: LoadChoice,
    redact: options.Redact = False,
    redact_kinds: options.RedactKinds = None,
    report: options.ReportForm = options.ReportOption.FULL,
    lang: options.Lang = options.LangOption.ZH,
    jobs: options.Jobs = None,
    call_timeout: Annotated[
        float | None,
        typer.Option(
            "--call-timeout",
            metavar="SECONDS",
            min=0,
            help=f"Set a call aside that takes a worker longer; {CALL_TIMEOUT} by default, 0 for no"
            " limit.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run in DIR that was stopped.")
    ] = False,
    from_errors: Annotated[
        Path | None,
        typer.Option(
            "--from-errors",
            metavar="FILE",
            help="Check what an earlier run could not, as its errors.jsonl says.",
        ),
    ] = None,
    all_rules: Annotated[
        bool,
        typer.Option("--all-rules", help="Show every rule after the calls, not the ten first."),
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Check transcripts and report on each call.

    Exit code: 0 clean, 1 violations, 2 a mistake in usage or lexicon, 3 unreadable inputs.
    """
    from scriptcheck.run import RunOptions, check_files
    from scriptcheck_cli.views.problems import Problems
    from scriptcheck_cli.views.progress import Progress
    from scriptcheck_cli.views.summary import print_summary

    with reported_errors(lang.value, output), options.redacted_errors(redact, redact_kinds):
        given = _paths(paths, from_errors)
        names = _formats(formats, output)
        side = [load.call_data] if load.call_data else []
        _check_output(output, names, [*given, *side], from_errors, resume=resume)
        kinds = options.redacted_kinds(redact, redact_kinds)
        selection = options.rule_selection(select, ignore, min_severity)
        if report is options.ReportOption.SLIM and not selection.takes_all:
            raise _slim_of_some_rules()
        checker = options.load_checker(profile, settings, lang).narrowed(selection)
        load_options = load.over(checker.profile)
        view, writers = _outputs(names, output, checker)
        problems = Problems(output, lang.value, kinds)
        with (
            _interruption_reported(None if quiet else output, lang.value),
            Progress(lang.value, shown=not quiet) as progress,
        ):
            summary = check_files(
                checker,
                given,
                _target(names, output),
                load_options=load_options,
                run_options=RunOptions(
                    jobs=jobs,
                    call_timeout=call_timeout,
                    resume=resume,
                    from_errors=from_errors,
                    redact_kinds=kinds,
                    report="slim" if report is options.ReportOption.SLIM else "full",
                    compress=names[0] == PACKED,
                ),
                writers=writers,
                on_progress=progress.add,
                on_problem=problems.add,
                on_notice=problems.notice,
            )
        if view is not None:
            view.show()
        problems.report_rest()
        if not quiet:
            print_summary(
                summary,
                checker,
                output=output,
                most_rules=_most_rules(
                    is_shown=view is not None and summary.calls == 1, all_rules=all_rules
                ),
                is_redacted=bool(kinds),
            )
    raise typer.Exit(exit_code(summary, fail_on, unread=summary.problems > 0))


@contextmanager
def _interruption_reported(output: Path | None, lang: Lang) -> Iterator[None]:
    """Where the run to the folder ``output`` is interrupted, say how it goes on."""
    try:
        yield
    except KeyboardInterrupt:
        if output is not None:
            from scriptcheck.language import Text

            words = Text(
                f"已中断。{output} 里写出的报告是完整的；用同样的选项，加上 --resume，可以接着做。",
                f"Interrupted. The reports in {output} are whole; the same command with --resume"
                " continues.",
            )
            say(words, lang)
        raise


def _most_rules(*, is_shown: bool, all_rules: bool) -> int | None:
    """Return how many rules the summary shows: none where a single call was shown in full."""
    from scriptcheck_cli.views.summary import MOST_RULES

    if all_rules:
        return None
    return 0 if is_shown else MOST_RULES


def _formats(given: str | None, output: Path | None) -> list[str]:
    """Return the formats to write; raises ``UsageError`` for those that there is no place for."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text
    from scriptcheck.write.registry import DEFAULT_FORMATS, require_known, with_transcripts
    from scriptcheck_cli.views.formats import SCREEN_VIEWS

    if given is None:
        if output is not None:
            return list(DEFAULT_FORMATS)
        return ["table" if sys.stdout.isatty() else "jsonl"]
    names = options.split_list(given)
    if output is None and len(names) == 1 and names[0] in SCREEN_VIEWS:
        return names
    require_known(names)
    if output is None and (len(set(names)) != 1 or names[0] not in MAIN_FORMATS):
        message = Text(f"--format {given} 要写成文件。", f"--format {given} needs a folder.")
        fix = Text("请加上 -o 文件夹。", "Say -o DIR too.")
        raise UsageError(Problem("no-output-folder", message, fix=fix))
    # reports.jsonl has everything; whatever else is written can be made from it.
    main = PACKED if PACKED in names and "jsonl" not in names else "jsonl"
    return with_transcripts([main, *(name for name in names if name != main)])


def _paths(paths: list[str] | None, from_errors: Path | None) -> list[str]:
    """Return what is to be checked; raises ``UsageError`` where that is nothing, or two things."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if bool(paths) is not (from_errors is not None):
        return paths or []
    message = Text(
        "要检查的路径和 --from-errors 只能给一个，也不能都没有。",
        "Give paths or --from-errors, and not both.",
    )
    fix = Text("例如 scriptcheck check calls/ -o out。", "As in scriptcheck check calls/ -o out.")
    raise UsageError(Problem("no-paths", message, fix=fix))


def _slim_of_some_rules() -> UsageError:
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    message = Text(
        "--report slim 不能和 --select、--ignore、--min-severity 一起用。",
        "--report slim does not go with --select, --ignore or --min-severity.",
    )
    fix = Text(
        "请全部判断，再用 scriptcheck report --select 挑出来。",
        "Judge all rules; 'scriptcheck report --select' then chooses.",
    )
    return UsageError(Problem("slim-of-some-rules", message, fix=fix))


def _check_output(
    output: Path | None,
    formats: list[str],
    paths: list[str],
    from_errors: Path | None,
    *,
    resume: bool,
) -> None:
    """Raise ``UsageError`` where the reports have no place, or would take another's."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if output is not None:
        sources = [*paths, *([] if from_errors is None else [str(from_errors)])]
        _require_apart(output, formats, sources)
    elif resume:
        message = Text("--resume 要写明文件夹。", "--resume needs the folder of the run.")
        fix = Text("请加上 -o 文件夹。", "Say -o DIR too.")
        raise UsageError(Problem("no-output-folder", message, fix=fix))


def _require_apart(folder: Path, formats: Sequence[str], paths: Sequence[str | Path]) -> None:
    """Raise ``UsageError`` if writing to ``folder`` would touch what is read from ``paths``."""
    from scriptcheck.write.apart import require_apart
    from scriptcheck.write.registry import CASES_FILE, ERRORS_FILE, RUN_FOLDER, output_paths

    others = (CASES_FILE, ERRORS_FILE, RUN_FOLDER)
    require_apart([*output_paths(formats, folder), *(folder / name for name in others)], paths)


def _target(formats: list[str], output: Path | None) -> Path | IO[bytes] | None:
    """Return where reports go, one a line; ``None`` where they are only shown."""
    from scriptcheck_cli.views.formats import SCREEN_VIEWS

    if output is not None or formats[0] in SCREEN_VIEWS:
        return output
    return sys.stdout.buffer


def _outputs(
    formats: list[str], output: Path | None, checker: Checker
) -> tuple[ScreenView | None, Sequence[Writer]]:
    """Return what is shown at the end, if anything is, and the writers beside JSON Lines."""
    if output is not None:
        from scriptcheck.write.registry import writers

        output.mkdir(parents=True, exist_ok=True)
        others = formats[1:]
        made = writers(others, output, checker.lang, profile=checker.profile) if others else []
        return None, made
    from scriptcheck_cli.views.formats import SCREEN_VIEWS

    if formats[0] in SCREEN_VIEWS:
        view = SCREEN_VIEWS[formats[0]](checker.lang, checker.profile)
        return view, [view]
    return None, []
