"""``scriptcheck agree``: how far people agree with each other, and with the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors


def agree(
    labels: Annotated[
        list[Path], typer.Argument(metavar="LABELS", help="Files of labels, one for each rater.")
    ],
    reports: Annotated[
        Path | None,
        typer.Option(
            "--reports", metavar="REPORTS", help="Add the program as a rater, by its reports."
        ),
    ] = None,
    disagreements: Annotated[
        Path | None,
        typer.Option("--disagreements", metavar="FILE", help="Write a CSV of where they differ."),
    ] = None,
    seed: Annotated[
        str, typer.Option("--seed", metavar="TEXT", help="Other draws for the intervals.")
    ] = "",
    resamples: Annotated[
        int, typer.Option("--resamples", metavar="N", min=1, max=1_000_000, help="How many draws.")
    ] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Measure how far reviewers agree on rules and cues: κ, AC1 and α with intervals.

    Exit code: 0 measured, 2 a mistake in usage, or a file that is broken or cannot be read.
    """
    from scriptcheck.agreement import agree as measure
    from scriptcheck.agreement.output import disagreements_csv
    from scriptcheck.write.again import reports_file
    from scriptcheck.write.apart import require_apart
    from scriptcheck_cli.views.agreement import print_agreement, print_summary

    with reported_errors(lang.value, disagreements):
        if disagreements is not None:
            read = [] if reports is None else [reports_file(reports)]
            require_apart([disagreements], [*labels, *read])
        found = measure(labels, reports=reports, seed=seed, resamples=resamples)
        if as_json:
            sys.stdout.buffer.write(found.to_json() + b"\n")
        else:
            print_agreement(found, lang.value)
        if disagreements is not None:
            disagreements.write_bytes(disagreements_csv(found))
        if not quiet:
            print_summary(found, lang.value, written=disagreements)
