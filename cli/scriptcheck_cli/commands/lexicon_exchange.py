"""``scriptcheck lexicon export`` and ``import``: lexicons to Excel and back, and from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.exchange import ImportedLexicon, ImportedRules
    from scriptcheck.language import Text

_MOST_NAMED = 5
"""Ids that a summary names."""


def export(
    output: Annotated[
        Path, typer.Argument(metavar="FILE", help="The Excel workbook to write, such as lex.xlsx.")
    ],
    profile: options.Profile = "default",
    force: Annotated[bool, typer.Option("--force", help="Overwrite the workbook.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Write a lexicon to an Excel workbook, to change it there and import it again.

    Exit code: 0 written, 2 a mistake in usage or lexicon, or a file that cannot be written.
    """
    from scriptcheck.exchange import export_lexicon
    from scriptcheck.language import Text

    with reported_errors(lang.value, output):
        done = export_lexicon(output, profile=profile, lang=lang.value, force=force)
        summary = Text(
            f"{done.cues} 条话术、{done.phrases} 种说法、{done.rules} 条规则写到 {done.path}。"
            f"改好以后：scriptcheck lexicon import {done.path} -o mine/",
            f"{done.cues} cues, {done.phrases} phrases and {done.rules} rules written to"
            f" {done.path}. When you have changed it: scriptcheck lexicon import {done.path}"
            " -o mine/",
        )
        say(summary, lang.value)


def import_workbook(
    workbook: Path, output: Path, *, standalone: bool, lang: options.LangOption
) -> None:
    """Import a lexicon workbook and say what became of it."""
    from scriptcheck.exchange import import_lexicon

    for text in _imported(import_lexicon(workbook, output, standalone=standalone)):
        say(text, lang.value)


def _imported(done: ImportedLexicon) -> Iterator[Text]:
    from scriptcheck.language import Text

    if not done.files:
        yield Text("没有要改的。", "Nothing differs.")
    for ids, zh, en in (
        (done.added, "新增", "added"),
        (done.changed, "改动", "changed"),
        (done.deleted, "删除", "deleted"),
        (done.turned_on, "启用", "turned on"),
        (done.turned_off, "停用", "turned off"),
        (done.kept, "表里没有、原样保留的", "not in the workbook, kept as they are"),
    ):
        if ids:
            named = ", ".join(ids[:_MOST_NAMED])
            more = len(ids) - _MOST_NAMED
            rest = Text(f" 等 {len(ids)} 条", f" and {more} more") if more > 0 else Text("", "")
            yield Text(f"{zh}：{named}{rest.zh}。", f"{en}: {named}{rest.en}.")
    if done.unread:
        listed = Text(
            "、".join(each.zh for each in done.unread), ", ".join(each.en for each in done.unread)
        )
        yield Text(f"没有读：{listed.zh}。", f"Not read: {listed.en}.")
    if done.files:
        files = ", ".join(path.as_posix() for path in done.files)
        yield Text(
            f"写了 {files}。接着：scriptcheck lexicon test --profile {done.folder}",
            f"Written: {files}. Next: scriptcheck lexicon test --profile {done.folder}",
        )


def import_sca(
    rules: Path,
    output: Path,
    *,
    name: str,
    severity: str,
    points: int,
    force: bool,
    lang: options.LangOption,
) -> None:
    """Import rules of Alibaba's and say what became of each."""
    from scriptcheck.exchange import import_rules

    done = import_rules(rules, output, name=name, severity=severity, points=points, force=force)
    for text in _imported_rules(done, output):
        say(text, lang.value)


def _imported_rules(done: ImportedRules, output: Path) -> Iterator[Text]:
    from scriptcheck.language import Text

    for remarks, zh, en in (
        (done.left_out, "没有导入", "not imported"),
        (done.near, "相近", "nearly the same"),
    ):
        for rule, what in remarks:
            yield Text(f"{zh}：“{rule}”：{what.zh}", f"{en}: '{rule}': {what.en}")
    if done.failing:
        listed = ", ".join(done.failing)
        yield Text(f"例句不成立、要自己改的：{listed}。", f"Examples to be written anew: {listed}.")
    count, left = len(done.rules), len({remark.rule for remark in done.left_out})
    yield Text(
        f"{count} 条规则写到 {done.chapter}，{left} 条没有导入。"
        f"接着：scriptcheck lexicon test --profile {output}",
        f"{count} rules written to {done.chapter}, {left} not imported. Next: scriptcheck lexicon"
        f" test --profile {output}",
    )
