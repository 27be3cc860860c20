"""Rows for people on a terminal, and for programs in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from scriptcheck_cli.console import one_line, out

if TYPE_CHECKING:
    from collections.abc import Sequence


def print_rows(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print ``rows``: a table under ``heading`` on a terminal, else tab-separated lines alone."""
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(map(one_line, row)))
        return
    from rich.table import Table

    table = Table()
    for column in heading:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(one_line, row))
    out().print(table)
