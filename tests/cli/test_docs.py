"""docs/cli.md names every command and every option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer.main

from scriptcheck_cli.app import app
from scriptcheck_cli.spark_app import app as spark_app
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


def section(path: str) -> str:
    """Return what the page says of the command ``path``: its own section or its group's."""
    if path == "scriptcheck":
        return PAGE
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    return next(part for part in parts if path.startswith(_told(part)))


def _told(part: str) -> str:
    """Return which command a section is about: its heading, but for what is to be given."""
    words = part.split()[:2]
    return " ".join(word for word in words if not word.isupper())


@pytest.mark.parametrize(
    ("path", "command"),
    [
        pytest.param(*item, id=item[0])
        for item in (
            *commands(typer.main.get_command(app), "scriptcheck"),
            *commands(typer.main.get_command(spark_app), "scriptcheck-spark"),
        )
    ],
)
def test_every_command_and_option_is_documented(path: str, command: Any) -> None:
    assert path in PAGE
    for parameter in command.params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            missing = [
                name for name in parameter.opts if not re.search(rf"`[^`]*{name}\b", section(path))
            ]
            assert missing == [], path


def test_every_exit_code_is_documented() -> None:
    from scriptcheck_cli.exits import ExitCode

    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert codes == set(ExitCode)
