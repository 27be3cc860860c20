"""``scriptcheck lexicon suggest``: phrases that a lexicon lacks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import one_line, reported_errors, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.language import Lang, Text
    from scriptcheck.suggest import Consequences, Proposal, Suggestions


def suggest(
    calls: Annotated[
        list[str], typer.Argument(metavar="CALLS...", help="Transcripts to look for phrases in.")
    ],
    labels: Annotated[
        Path | None,
        typer.Option(
            "--labels", metavar="FILE", help="Review labels, or labels of 'eval', of the calls."
        ),
    ] = None,
    cue: Annotated[
        str | None, typer.Option("--cue", metavar="ID", help="Phrases for this cue alone.")
    ] = None,
    max_wrong: Annotated[
        int,
        typer.Option(
            "--max-wrong",
            metavar="N",
            min=0,
            help="How many ordinary turns a proposal may match wrongly.",
        ),
    ] = 0,
    corpora: Annotated[
        Path | None,
        typer.Option("--corpora", metavar="DIR", help="Corpora in place of the shipped ones."),
    ] = None,
    apply: Annotated[
        str | None,
        typer.Option(
            "--apply",
            metavar="NUMBERS",
            help="Write these proposals into the profile: numbers with commas, or all.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Propose phrases for turns in which a cue is said that the lexicon misses.

    What is missed is known from labels, and from suspects of the learned model. Each proposal comes
    with how many missed turns it matches, and how many ordinary turns it would match wrongly in the
    calls and in the shipped corpora. Exit code: 0 done, 2 a mistake in usage, lexicon or labels, or
    a file that cannot be read or written.
    """
    from scriptcheck import suggest as suggesting
    from scriptcheck.language import Text

    with reported_errors(lang.value):
        found = suggesting.suggest(
            calls, profile=profile, labels=labels, cue=cue, max_wrong=max_wrong, corpora=corpora
        )
        if as_json:
            sys.stdout.write(suggesting.suggestions_json(found).decode())
        else:
            for line in _table(found, lang.value):
                typer.echo(line)
        if apply is not None:
            done = suggesting.apply_proposals(profile, _chosen(apply, found.proposals))
            files = ", ".join(path.as_posix() for path in done.files)
            notice = Text(
                f"{len(done.proposals)} 条写到 {files}。" if files else "没有要写的。",
                f"{len(done.proposals)} written to {files}." if files else "Nothing to write.",
            )
            say(notice, lang.value)


def _table(found: Suggestions, lang: Lang) -> Iterator[str]:
    from scriptcheck.language import Text

    missed = sum(found.missed.values())
    yield Text(
        f"{found.calls} 通电话里有 {missed} 处没有匹配；{len(found.proposals)} 条建议"
        f"（另有 {found.dropped} 条误伤过多，没有列出）。误伤按这些电话和语料的"
        f" {found.corpus_turns} 个话轮数。",
        f"{missed} turns missed in {found.calls} calls; {len(found.proposals)} proposals"
        f" ({found.dropped} more match too many ordinary turns). Counted in these calls and in"
        f" {found.corpus_turns} turns of corpora.",
    ).to(lang)
    for number, each in enumerate(found.proposals, 1):
        yield ""
        yield one_line(f"{number}. {each.cue}  {each.template}")
        yield "   " + Text(
            f"新匹配 {each.gain} 处（标注 {each.labelled}，疑似 {each.suspected}），"
            f"其中别的建议没有的 {each.adds} 处；误伤 {each.cost} 处"
            f"（电话 {each.wrong_calls}，语料 {each.wrong_corpora}）；"
            f"语料里匹配对的 {each.right_corpora} 处",
            f"newly matches {each.gain} (labelled {each.labelled}, suspected {each.suspected}),"
            f" {each.adds} of them no other; wrongly {each.cost} (calls {each.wrong_calls},"
            f" corpora {each.wrong_corpora}); rightly in corpora {each.right_corpora}",
        ).to(lang)
        yield one_line(f"   {Text('例句', 'example').to(lang)}: {each.example}")
        for line in _consequences(each.consequences):
            yield one_line(f"   {line.to(lang)}")
        for text in each.wrong:
            yield one_line(f"   {Text('误伤', 'wrongly').to(lang)}: {text}")


def _consequences(found: Consequences) -> Iterator[Text]:
    """Yield what ``diff`` and ``eval`` say of a proposal, a line each."""
    from scriptcheck.language import Text

    for rule, title, newly, gone, other in found.rules:
        counts = Text(
            f"新违规 {newly} 通，不再违规 {gone} 通，其他变化 {other} 通",
            f"newly failing {newly}, no longer failing {gone}, other changes {other}",
        )
        yield Text(f"结论 {rule}（{title}）：{counts.zh}", f"verdict {rule} ({title}): {counts.en}")
    for _, before, after in found.figures:
        yield Text(
            f"eval：应匹配的 {after.support} 处，匹配到的 {before.caught} → {after.caught}；"
            f"匹配的 {before.found} → {after.found} 处，其中对的 {before.right} → {after.right}",
            f"eval: of {after.support} to be found, {before.caught} → {after.caught} found; of"
            f" {before.found} → {after.found} matches, {before.right} → {after.right} right",
        )


def _chosen(numbers: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals that ``numbers`` names; raises ``UsageError`` for one that is none."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if numbers.strip() == "all":
        return list(proposals)
    chosen: list[Proposal] = []
    for each in options.split_list(numbers):
        if not each.isdecimal() or not 1 <= int(each) <= len(proposals):
            message = Text(f"没有第 {each} 条建议。", f"There is no proposal {each}.")
            fix = Text(
                f"有 {len(proposals)} 条；写编号（用逗号分开）或 all。",
                f"There are {len(proposals)}; give numbers with commas, or all.",
            )
            raise UsageError(Problem("unknown-proposal", message, fix=fix))
        chosen.append(proposals[int(each) - 1])
    return chosen
