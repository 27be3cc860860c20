"""A help page in Chinese, whose lines break between any two characters.

Typer's own pages break lines at spaces alone, and cut what has none.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scriptcheck_cli.help.translate import help_in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable


def print_page(command: Any, context: Any) -> None:
    """Write the help page of ``command`` to standard output."""
    width = None if sys.stdout.isatty() else 100
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    console.print(f"\n用法：{_usage(usage)}\n", style="bold")
    for paragraph in _in_chinese(command.help).split("\n\n"):
        console.print(Padding(Text(paragraph, overflow="fold"), (0, 0, 1, 2)))
    parameters = command.get_params(context)
    for title, kind in (("参数", "argument"), ("选项", "option")):
        rows = [_row(each, context) for each in parameters if each.param_type_name == kind]
        _print_table(console, title, rows)
    commands = getattr(command, "commands", {})
    _print_table(console, "命令", [(name, _first(each.help)) for name, each in commands.items()])


def _print_table(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    if not rows:
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), pad_edge=True)
    table.add_column(style="cyan", no_wrap=False, max_width=36, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for name, words in rows:
        table.add_row(Text(name), Text(words, overflow="fold"))
    console.print(f"{title}：", style="bold")
    console.print(table)
    console.print()


def _row(parameter: Any, context: Any) -> tuple[str, str]:
    """Return how ``parameter`` is written, and what it is for."""
    words = _in_chinese(parameter.help)
    if parameter.param_type_name == "argument":
        # The name as the usage line has it.
        return parameter.metavar or parameter.name.upper(), words
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    if not parameter.is_flag:
        names = f"{names} {_value(parameter)}"
    notes = []
    default = parameter.get_default(context, call=False)
    if not parameter.is_flag and isinstance(default, str | int | float) and default != "":
        notes.append(f"默认：{default}")
    if parameter.envvar:
        notes.append(f"环境变量：{parameter.envvar}")
    if parameter.required:
        notes.append("必填")
    return names, f"{words}（{'；'.join(notes)}）" if notes else words


def _value(parameter: Any) -> str:
    """Return what stands for the value of an option."""
    return parameter.metavar or ""


def _usage(pieces: str) -> str:
    return pieces.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]…")


def _first(text: str | None) -> str:
    return _in_chinese(text).split("\n\n", maxsplit=1)[0]


def _in_chinese(text: str | None) -> str:
    return (help_in_chinese(text) or text) if text else ""
