"""The command ``scriptcheck-spark``, a thin shell over ``scriptcheck.spark.run_job``."""

from __future__ import annotations

import sys

import typer

from scriptcheck_cli import use_utf8
from scriptcheck_cli.commands.spark import spark
from scriptcheck_cli.exits import ExitCode

app = typer.Typer(
    name="scriptcheck-spark",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(spark)


def run() -> None:
    """Run the command; the entry point of the console script, and of the file for spark-submit."""
    use_utf8()
    try:
        app(prog_name="scriptcheck-spark")
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
