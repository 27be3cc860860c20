"""``scriptcheck formats``: what transcripts can be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors
from scriptcheck_cli.views.listing import print_rows

if TYPE_CHECKING:
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
            print_rows(
                {
                    "zh": ("名称", "内容", "后缀", "安装"),
                    "en": ("name", "what it is", "suffixes", "installed"),
                }[lang.value],
                [_row(form, lang.value) for form in listing.formats],
            )
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
