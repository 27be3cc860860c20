"""``scriptcheck formats``: what transcripts can be read."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import one_line, out, reported_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.load.readers.listing import Listed


def formats(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """List the formats of transcripts: a table on a terminal, tab-separated lines in a pipe.

    Exit code: 0, or 2 where a format that another package brings cannot be used.
    """
    from scriptcheck.errors import UsageError
    from scriptcheck.load.readers.listing import list_formats

    with reported_errors(lang.value):
        listing = list_formats()
        if as_json:
            objects = [_object(form, lang.value) for form in listing.formats]
            typer.echo(json.dumps(objects, ensure_ascii=False, indent=2))
        else:
            _print([_row(form, lang.value) for form in listing.formats], lang.value)
        if listing.problems:
            raise UsageError(*listing.problems)


def _object(form: Listed, lang: Lang) -> dict[str, object]:
    return {
        "name": form.name,
        "title": form.title.to(lang),
        "suffixes": list(form.suffixes),
        "extra": form.extra or None,
        "installed": form.is_installed,
        "archive": form.is_archive,
    }


def _row(form: Listed, lang: Lang) -> tuple[str, ...]:
    installed = {"zh": "可用", "en": "ready"}[lang]
    needed = installed if form.is_installed else f"pip install 'scriptcheck[{form.extra}]'"
    return form.name, form.title.to(lang), " ".join(form.suffixes), needed


def _print(rows: Sequence[Sequence[str]], lang: Lang) -> None:
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(map(one_line, row)))
        return
    from rich.table import Table

    heading = {
        "zh": ("名称", "内容", "后缀", "安装"),
        "en": ("name", "what it is", "suffixes", "installed"),
    }
    table = Table()
    for column in heading[lang]:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(one_line, row))
    out().print(table)
