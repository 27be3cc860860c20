"""docs/cli.md names every command and every option."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer.main

from scriptcheck_cli.app import app
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    missing = []
    for path, command in commands(typer.main.get_command(app), "scriptcheck"):
        if path not in text:
            missing.append(path)
        for parameter in command.params:
            if parameter.param_type_name != "option" or parameter.name == "help":
                continue
            missing += [f"{path} {name}" for name in parameter.opts if f"{name}" not in text]
    assert missing == []
