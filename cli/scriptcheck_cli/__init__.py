"""The command line of scriptcheck: a thin shell over the library."""

from __future__ import annotations

import sys

from scriptcheck_cli.exits import ExitCode


def use_utf8() -> None:
    """Write UTF-8 to standard output and standard error, whatever the terminal's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        # Half a surrogate in a transcript must not end the run that reports it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def run() -> None:
    """Run the command line; the entry point of the console script."""
    use_utf8()
    try:
        from scriptcheck_cli.app import app

        app()
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
