"""``scriptcheck sample``: which calls people should listen to, and a page for each of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.names import STRATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.language import Text
    from scriptcheck.sampling import Sample, Stratum


class ByOption(StrEnum):
    """Of what so many calls are drawn each."""

    ALL = "all"
    AGENT = "agent"
    TEAM = "team"
    RULE = "rule"


def sample(
    reports: options.Reports,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help="Folder for sample.csv and the pages."),
    ],
    by: Annotated[
        ByOption,
        typer.Option(
            "--by",
            metavar=options.choices(ByOption),
            help="Draw that many of each: agent, team or rule.",
        ),
    ] = ByOption.ALL,
    count: Annotated[
        int | None, typer.Option("--count", "-n", metavar="N", help="How many calls of each.")
    ] = None,
    percent: Annotated[
        float | None, typer.Option("--percent", metavar="P", help="Or: how many per cent of each.")
    ] = None,
    quotas: Annotated[
        str | None,
        typer.Option(
            "--quotas",
            metavar="NAME=P,...",
            help=f"Per cent of the sample for each of: {', '.join(STRATA)}; the rest is random.",
        ),
    ] = None,
    near: Annotated[
        int, typer.Option("--near", metavar="N", min=0, help="Points that near_pass reaches.")
    ] = 5,
    reviewers: Annotated[
        str | None,
        typer.Option("--reviewers", metavar="NAMES", help="Who listens, with commas between."),
    ] = None,
    double: Annotated[
        float,
        typer.Option("--double", metavar="P", help="Per cent that two reviewers get, unknowing."),
    ] = 0.0,
    seed: Annotated[str, typer.Option("--seed", metavar="TEXT", help="Draws others.")] = "",
    already: Annotated[
        Path | None,
        typer.Option("--already", metavar="FILE", help="A sample.csv whose calls remain drawn."),
    ] = None,
    transcripts: options.Transcripts = None,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Draw calls for people to listen to, and write a page of them for each reviewer.

    Exit code: 0 drawn, 2 a mistake in usage, or a file that is broken or cannot be read.
    """
    from scriptcheck.sampling import SampleBy, SamplePlan, sample_reports

    with reported_errors(lang.value, output):
        plan = SamplePlan(
            by=SampleBy(by.value),
            count=count,
            percent=percent,
            quotas=_quotas(quotas),
            reviewers=tuple(options.split_list(reviewers or "")),
            double=double,
            near=near,
            seed=seed,
        )
        drawn = sample_reports(
            reports,
            output,
            plan,
            transcripts=transcripts,
            already=already,
            profile=options.load_profile(profile, None),
            lang=lang.value,
        )
        if not quiet:
            for text in _summary(drawn, output):
                say(text, lang.value)


def _quotas(given: str | None) -> dict[Stratum, float]:
    """Return what ``--quotas`` says; raises ``UsageError`` where it is not understood."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text
    from scriptcheck.lexicon.validate import suggestion
    from scriptcheck.sampling import Stratum

    found: dict[Stratum, float] = {}
    for name, value in options.pairs("--quotas", given).items():
        if name not in STRATA:
            message = Text(f"--quotas 没有“{name}”这一类。", f"--quotas: there is no '{name}'.")
            fix = suggestion(name, STRATA)
            raise UsageError(Problem("unknown-stratum", message, fix=fix))
        try:
            found[Stratum(name)] = float(value.rstrip("%％"))
        except ValueError as error:
            message = Text(f"看不懂 --quotas 的“{value}”。", f"--quotas {value} is no number.")
            fix = Text("请写百分比，如 violations=40。", "Write per cent, as in violations=40.")
            raise UsageError(Problem("bad-number", message, fix=fix)) from error
    return found


def _summary(drawn: Sample, output: Path) -> Iterator[Text]:
    from scriptcheck.language import Text
    from scriptcheck.sampling.facts import STRATUM_WORDS
    from scriptcheck_cli.views.ids import few, repeated_ids

    double = sum(len(each.reviewers) > 1 for each in drawn.calls)
    yield Text(
        f"从 {drawn.groups} 组里抽出 {len(drawn.calls)} 通，{double} 通由两人听，写到 {output}。",
        f"{len(drawn.calls)} calls of {drawn.groups} groups drawn, {double} for two reviewers:"
        f" {output}.",
    )
    if drawn.missing:
        listed = few([each.call_id for each in drawn.missing])
        yield Text(
            f"以前抽过的 {len(drawn.missing)} 通不在这些报告里，仍记在 sample.csv 里，没有网页："
            f"{listed.zh}。",
            f"{len(drawn.missing)} calls drawn before are not in these reports; they remain in"
            f" sample.csv, without pages: {listed.en}.",
        )
    if drawn.removed:
        listed = few(drawn.removed)
        yield Text(
            f"这里上一次抽样的网页已去掉：{listed.zh}。",
            f"Pages of the sample that was here before are taken away: {listed.en}.",
        )
    if drawn.repeated:
        apart = Text("它们按先后编号，各算一通", "They are numbered by their order")
        yield repeated_ids(drawn.repeated, apart)
    for each in drawn.shortfalls:
        group = Text(f"“{each.group}”的", f" of '{each.group}'") if each.group else Text("", "")
        name = STRATUM_WORDS[each.stratum].zh
        yield Text(
            f"{group.zh}{name}要 {each.wanted} 通，只有 {each.found} 通，其余随机补足。",
            f"{each.stratum}{group.en}: {each.wanted} wanted, {each.found} found; others are drawn"
            " at random.",
        )
