"""The commands, put together; each imports what it needs when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.commands import (
    agree,
    cases,
    check,
    convert,
    diff,
    eval,  # noqa: A004
    explain,
    formats,
    init,
    lexicon,
    plugins,
    report,
    sample,
    schema,
    trend,
)

app = typer.Typer(
    name="scriptcheck",
    help="Checks Chinese call transcripts against a service script, and proves every finding.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "token_normalize_func": options.severity_by_any_name,
    },
)
app.command()(check.check)
app.command()(agree.agree)
app.command()(cases.cases)
app.command()(convert.convert)
app.command()(diff.diff)
app.command()(explain.explain)
app.command()(formats.formats)
app.command("eval")(eval.evaluate)
app.command()(init.init)
app.command()(plugins.plugins)
app.command()(report.report)
app.command()(sample.sample)
app.command()(schema.schema)
app.command()(trend.trend)
app.add_typer(lexicon.app, name="lexicon")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"scriptcheck {version('scriptcheck')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Check Chinese call transcripts against a service script, and prove every finding."""
