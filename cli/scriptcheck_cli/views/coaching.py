"""An agent's coaching sheet on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from scriptcheck_cli.console import one_line

if TYPE_CHECKING:
    from scriptcheck.coaching import CoachingSheet
    from scriptcheck.language import Lang


def print_coaching(sheet: CoachingSheet, lang: Lang) -> None:
    """Show ``sheet`` on standard output."""
    from scriptcheck.coaching.content import heading, sections

    for line in heading(sheet, lang):
        typer.echo(one_line(line))
    for section in sections(sheet, lang):
        typer.echo(f"\n{section.title}")
        if not section.items:
            typer.echo(f"  {section.empty}")
        for item in section.items:
            typer.echo(f"  {one_line(item.title)}")
            for line in item.lines:
                typer.echo(f"    {one_line(line)}")
