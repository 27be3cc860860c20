"""The command line in the user's language."""

from __future__ import annotations

import re
import sys
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.main import get_command

from scriptcheck_cli.help.language import language_at_the_end
from scriptcheck_cli.help.translate import error_in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.language import Lang

_UsageError: Final[Any] = typer.BadParameter.__mro__[1]
"""What Typer raises where a command is not used as it should be; it has no public name."""

_VARIABLE: Final = re.compile(r" \(env var: '\w+'\)")


def run_app(app: typer.Typer, lang: Lang, name: str = "scriptcheck") -> None:
    """Run the command line ``app`` on the process's arguments, and exit with its code.

    Help texts and usage errors are in ``lang``, and call the program ``name``.
    """
    command = _command_of(app, lang)
    try:
        arguments = language_at_the_end(command, sys.argv[1:])
        code = command.main(arguments, prog_name=name, standalone_mode=False)
    except _UsageError as error:
        _report(error, lang, name)
        sys.exit(error.exit_code)
    except SystemExit as error:
        # Where the reader of a pipe has stopped reading, Rich and Typer leave with the code of
        # violations.
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


@cache
def _command_of(app: typer.Typer, lang: Lang) -> Any:
    """Return ``app`` as a command with help in ``lang``, made once in a process."""
    command: Any = get_command(app)
    if lang == "zh":
        for each in all_commands(command):
            each.format_help = partial(_format_help, each)
    return command


def all_commands(command: Any) -> Iterator[Any]:
    """Yield ``command`` and the commands in it."""
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from all_commands(each)


def _format_help(command: Any, context: Any, _formatter: object) -> None:
    from scriptcheck_cli.help.page import print_page

    print_page(command, context)


def _report(error: Any, lang: Lang, name: str) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":
        # The help page was shown.
        return
    if lang == "en":
        from typer import rich_utils

        rich_utils.rich_format_error(error)
        if option := _given_once(error):
            typer.echo(f"{option} may be given several times, with one value each.", err=True)
        return
    words = error_in_chinese(_VARIABLE.sub("", error.format_message()))
    where = name if error.ctx is None else error.ctx.command_path
    if option := _given_once(error):
        words += f"{option} 可以写几次，每次一个值。"
    typer.echo(f"{words}用法见 {where} --help。", err=True)


def _given_once(error: Any) -> str:
    """Return the option that takes several values, where one too many stands behind it."""
    if error.ctx is None or "unexpected extra argument" not in error.format_message():
        return ""
    repeated = (
        name
        for each in error.ctx.command.params
        if getattr(each, "multiple", False)
        for name in each.opts
    )
    return next((name for name in repeated if name in sys.argv), "")
