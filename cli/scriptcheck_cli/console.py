"""Words to the terminal: data to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from scriptcheck_cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from scriptcheck.language import Lang, Text

_PIPE_WIDTH = 10_000
"""Columns of a table in a pipe: nothing there is cut to fit a screen."""


def out() -> Console:
    """Return a console for data, on standard output."""
    return _console(stderr=False)


def err() -> Console:
    """Return a console for words, on standard error."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            # Rich would end the process here with 1, which means violations.
            raise BrokenPipeError

    is_terminal = (sys.stderr if stderr else sys.stdout).isatty()
    width = None if is_terminal else _PIPE_WIDTH
    return Quiet(stderr=stderr, highlight=False, markup=False, emoji=False, width=width)


def one_line(text: str) -> str:
    """Return ``text`` on one line, with all that could steer a terminal written out."""
    from scriptcheck.text.visible import visible

    return visible(text, keep=frozenset())


def say(text: Text, lang: Lang) -> None:
    """Write ``text`` to standard error, on one line."""
    typer.echo(one_line(text.to(lang)), err=True)


@contextmanager
def reported_errors(lang: Lang, output: Path | None = None) -> Iterator[None]:
    """Report errors on standard error and exit with their code, without a traceback.

    All that a command writes to standard output has arrived there when this ends. ``output`` is
    the file or folder that it writes to, if there is one.
    """
    from scriptcheck.errors import ScriptcheckError

    try:
        yield
        sys.stdout.flush()
    except ScriptcheckError as error:
        for problem in error.problems:
            typer.echo(one_line(problem.describe(lang)), err=True)
        raise typer.Exit(ExitCode.USAGE_ERROR) from None
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _drop(sys.stdout.fileno(), sys.stderr.fileno())
        raise typer.Exit(ExitCode.CLEAN) from None
    except OSError as error:
        if error.filename is None and output is None:
            _drop(sys.stdout.fileno())
        say(_cannot_write(error, output), lang)
        raise typer.Exit(ExitCode.USAGE_ERROR) from None


def _drop(*streams: int) -> None:
    """Let what is left for ``streams`` go nowhere: Python would complain of it again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream)


def _cannot_write(error: OSError, output: Path | None) -> Text:
    from scriptcheck.language import Text

    why = error.strerror or str(error)
    # The system does not say which open file it could not go on writing.
    name = error.filename or (None if output is None else output.as_posix())
    zh, en = name or "标准输出", name or "standard output"
    return Text(f"{zh}: 无法写入：{why}。", f"{en}: cannot be written: {why}.")
