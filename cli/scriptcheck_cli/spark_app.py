"""The command ``scriptcheck-spark``, a thin shell over ``scriptcheck.spark.run_job``."""

from __future__ import annotations

import os
import sys
from functools import partial

import typer

from scriptcheck_cli import run_command
from scriptcheck_cli.commands.spark import spark
from scriptcheck_cli.help.command_line import run_app
from scriptcheck_cli.help.language import help_language
from scriptcheck_cli.options import severity_by_any_name

app = typer.Typer(
    name="scriptcheck-spark",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "token_normalize_func": severity_by_any_name,
    },
)
app.command()(spark)


def run() -> None:
    """Run the command; the entry point of the console script, and of the file for spark-submit."""
    lang = help_language(sys.argv[1:], os.environ)
    run_command(partial(run_app, app, lang, "scriptcheck-spark"))
