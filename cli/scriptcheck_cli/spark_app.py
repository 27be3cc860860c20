"""The command ``scriptcheck-spark``, a thin shell over ``scriptcheck.spark.run_job``."""

from __future__ import annotations

from functools import partial

import typer

from scriptcheck_cli import run_command
from scriptcheck_cli.commands.spark import spark

app = typer.Typer(
    name="scriptcheck-spark",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(spark)


def run() -> None:
    """Run the command; the entry point of the console script, and of the file for spark-submit."""
    run_command(partial(app, prog_name="scriptcheck-spark"))
