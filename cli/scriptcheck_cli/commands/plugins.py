"""``scriptcheck plugins``: what other packages add."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.views.listing import print_rows

if TYPE_CHECKING:
    from scriptcheck.language import Lang
    from scriptcheck.plug_ins import PlugIn


def plugins(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """List what other packages add: a table on a terminal, tab-separated lines in a pipe.

    Exit code: 0, or 2 where some of it cannot be used.
    """
    from scriptcheck.errors import UsageError
    from scriptcheck.language import Text
    from scriptcheck.plug_ins import list_plug_ins

    with reported_errors(lang.value):
        listing = list_plug_ins()
        if as_json:
            objects = [_object(each, lang.value) for each in listing.plug_ins]
            typer.echo(json.dumps(objects, ensure_ascii=False, indent=2))
        elif listing.plug_ins:
            print_rows(
                {
                    "zh": ("种类", "名称", "对象", "软件包", "状态"),
                    "en": ("kind", "name", "object", "package", "state"),
                }[lang.value],
                [_row(each, lang.value) for each in listing.plug_ins],
            )
        else:
            none = Text(
                "没有装带插件的软件包。",
                "No package with plug-ins is installed beside scriptcheck.",
            )
            say(none, lang.value)
        if listing.problems:
            raise UsageError(*listing.problems)


def _object(each: PlugIn, lang: Lang) -> dict[str, object]:
    return {
        "group": each.group,
        "kind": each.kind.to(lang),
        "name": each.name,
        "object": each.value,
        "package": each.package or None,
        "usable": each.is_usable,
    }


def _row(each: PlugIn, lang: Lang) -> tuple[str, ...]:
    usable, unusable = {"zh": ("可用", "不能用"), "en": ("ready", "unusable")}[lang]
    state = usable if each.is_usable else unusable
    return each.kind.to(lang), each.name, each.value, each.package, state
