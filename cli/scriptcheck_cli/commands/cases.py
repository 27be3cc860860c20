"""``scriptcheck cases``: the rules on cases, over the reports of one run or of many."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.exits import FailOn, exit_code


def cases(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORTS", help="Files reports.jsonl that 'check' wrote."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File to write; else a pipe."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="TIME",
            help="Until when all calls are known, ISO 8601; by default the latest call's start.",
        ),
    ] = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            metavar=options.choices(FailOn),
            help="Severity from which on the exit code is 1.",
        ),
    ] = FailOn.MAJOR,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Judge the rules on cases over all calls of each case, one case a line.

    Exit code: 0 clean, 1 violations, 2 a mistake in usage, lexicon or reports.
    """
    from scriptcheck.cases.store import CaseStore
    from scriptcheck.language import Text
    from scriptcheck.report_lines import read_reports
    from scriptcheck.run.tally import CaseTally
    from scriptcheck.slim import Wording
    from scriptcheck.write.again import reports_file
    from scriptcheck.write.apart import require_apart
    from scriptcheck.write.files.cases import write_cases

    tally = CaseTally()
    with reported_errors(lang.value, output), CaseStore() as store:
        known_until = time_option(as_of)
        if output is not None:
            require_apart([output], reports)
        checker = options.load_checker(profile, settings, lang)
        wording = Wording.of(checker)
        for path in map(reports_file, reports):
            found_in = read_reports(path, wording)
            store.add(report.case for report in found_in if report.case is not None)
        found = tally.counted(store.reports(checker, as_of=known_until))
        if output is not None:
            write_cases(found, output)
        else:
            for case in found:
                sys.stdout.buffer.write(case.to_json() + b"\n")
        if not quiet:
            counts = tally.counts()
            notice = Text(
                f"{counts.cases} 个工单，{counts.failing} 个有违规。",
                f"{counts.cases} cases, {counts.failing} with violations.",
            )
            say(notice, lang.value)
    raise typer.Exit(exit_code(tally.counts(), fail_on))


def time_option(text: str | None) -> datetime | None:
    """Return the time that ``--as-of`` names; raises ``UsageError`` where it is none."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError as error:
        message = Text(f"--as-of 看不懂时间“{text}”。", f"--as-of: '{text}' is no time.")
        fix = Text("例如 2026-03-02T18:00:00。", "For example 2026-03-02T18:00:00.")
        raise UsageError(Problem("bad-time", message, fix=fix)) from error
