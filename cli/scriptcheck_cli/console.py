"""Words to the terminal: data to standard output, all else to standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from scriptcheck.errors import ScriptcheckError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from scriptcheck.language import Lang, Text

USAGE_ERROR = 2
_PIPE_WIDTH = 10_000
"""Columns of a table in a pipe: nothing there is cut to fit a screen."""


def out() -> Console:
    """Return a console for data, on standard output."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, width=_width(sys.stdout.isatty()))


def err() -> Console:
    """Return a console for words, on standard error."""
    from rich.console import Console

    width = _width(sys.stderr.isatty())
    return Console(stderr=True, highlight=False, markup=False, emoji=False, width=width)


def _width(is_terminal: bool) -> int | None:
    return None if is_terminal else _PIPE_WIDTH


def say(text: Text, lang: Lang) -> None:
    """Write ``text`` to standard error."""
    from scriptcheck.text.visible import visible

    typer.echo(visible(text.to(lang)), err=True)


@contextmanager
def told_errors(lang: Lang) -> Iterator[None]:
    """Tell errors of scriptcheck on standard error and exit with 2, without a traceback."""
    from scriptcheck.text.visible import visible

    try:
        yield
    except ScriptcheckError as error:
        typer.echo(visible(error.describe(lang)), err=True)
        raise typer.Exit(USAGE_ERROR) from None
