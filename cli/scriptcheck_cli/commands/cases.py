"""``scriptcheck cases``: the rules on cases, over the reports of one run or of many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.exits import ExitCode, FailOn, exit_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.language import Text
    from scriptcheck.report import CallReport


def cases(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORTS", help="Files reports.jsonl that 'check' wrote."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File to write; else a pipe."),
    ] = None,
    as_of: options.AsOf = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    fail_on: options.FailOnSeverity = FailOn.MAJOR,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Judge the rules on cases over all calls of each case, one case a line.

    Exit code: 0 clean, 1 violations, 2 a mistake in usage, lexicon or reports, 3 no reports read.
    """
    from scriptcheck.cases.store import CaseStore
    from scriptcheck.language import Text
    from scriptcheck.report_lines import read_reports
    from scriptcheck.run.tally import CaseTally
    from scriptcheck.slim import Wording
    from scriptcheck.write.again import reports_file
    from scriptcheck.write.apart import require_apart
    from scriptcheck.write.files.cases import write_cases

    tally, counter = CaseTally(), _Counter()
    with reported_errors(lang.value, output), CaseStore() as store:
        known_until = options.time_of("--as-of", as_of)
        if output is not None:
            require_apart([output], reports)
        checker = options.load_checker(profile, settings, lang)
        wording = Wording.of(checker)
        for path in map(reports_file, reports):
            found_in = counter.counted(read_reports(path, wording))
            store.add(report.case for report in found_in if report.case is not None)
        if not counter.count:
            say(_nothing_read(reports), lang.value)
            raise typer.Exit(ExitCode.UNREADABLE)
        found = tally.counted(store.reports(checker, as_of=known_until))
        if output is not None:
            write_cases(found, output)
        else:
            for case in found:
                sys.stdout.buffer.write(case.to_json() + b"\n")
        if repeated := store.repeated:
            twice = Text(
                f"{repeated} 通电话给了不止一次（编号、开始时间和所见都一样），各算一通。",
                f"{repeated} calls were given more than once, with the same id, start and"
                " findings; each counts once.",
            )
            say(twice, lang.value)
        if not quiet:
            counts = tally.counts()
            notice = Text(
                f"{counts.cases} 个工单，{counts.failing} 个有违规。",
                f"{counts.cases} cases, {counts.failing} with violations.",
            )
            say(notice, lang.value)
    raise typer.Exit(exit_code(tally.counts(), fail_on))


class _Counter:
    """Counts reports as they are read."""

    def __init__(self) -> None:
        self.count = 0

    def counted(self, reports: Iterable[CallReport]) -> Iterator[CallReport]:
        """Yield ``reports``."""
        for report in reports:
            self.count += 1
            yield report


def _nothing_read(reports: Sequence[Path]) -> Text:
    from scriptcheck.language import Text

    listed = ", ".join(map(str, reports))
    return Text(
        f"{listed} 里没有报告，没有读到任何通话。请检查路径，或重新运行 check。",
        f"There are no reports in {listed}: nothing was read. Check the path, or run 'check'"
        " again.",
    )
