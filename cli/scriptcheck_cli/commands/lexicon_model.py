"""``scriptcheck lexicon train`` and ``uncertain``: the learned model of a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say

if TYPE_CHECKING:
    from scriptcheck.language import Text
    from scriptcheck.training import Trained


def train(
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A lexicon file or folder of your own.")
    ] = None,
    labels: Annotated[
        list[Path] | None,
        typer.Option("--labels", metavar="FILE", help="Review labels that a page exported."),
    ] = None,
    calls: Annotated[
        list[str] | None,
        typer.Option(
            "--calls",
            metavar="PATH",
            help="Transcripts of the labelled calls; else transcripts.jsonl beside the labels.",
        ),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option("--corpus", metavar="FILE", help="Turns of your own with labels."),
    ] = None,
    corpora: Annotated[
        Path | None,
        typer.Option("--corpora", metavar="DIR", help="Corpora in place of the shipped ones."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder to write to; else PATH's own."),
    ] = None,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.Quiet = False,
) -> None:
    """Train the learned model of a profile: learned.model beside it, and its card, learned.json.

    It learns from the shipped corpora, the examples beside cues, and what is given here. Needs
    scriptcheck[train]. Exit code: 0 trained, 2 a mistake in usage, lexicon, labels or corpus.
    """
    from scriptcheck.training import train_profile

    def on_step(words: Text) -> None:
        if not quiet:
            say(words, lang.value)

    with reported_errors(lang.value, output or Path(path or profile)):
        trained = train_profile(
            path or profile,
            labels=labels or (),
            calls=calls or (),
            corpus=corpus or (),
            corpora=corpora,
            output=output,
            on_step=on_step,
        )
        if not quiet:
            say(_trained_text(trained), lang.value)


def _trained_text(trained: Trained) -> Text:
    from scriptcheck.language import Text

    thresholds = {name: each["thresholds"] for name, each in trained.about["cues"].items()}
    matching = sum(each["match"] is not None for each in thresholds.values())
    pointing = sum(each["suspect"] is not None for each in thresholds.values())
    unused = [name for name, each in thresholds.items() if each["suspect"] is None]
    names = "、".join(unused), ", ".join(unused)
    turns, count = trained.about["turns"], len(thresholds)
    return Text(
        f"用 {turns} 个话轮训练了 {count} 条话术（可判 {matching} 条，可请人看 {pointing} 条）"
        f"，写到 {trained.model}，说明在 {trained.card}。"
        + f"定不出够准的门槛、因此不用的：{names[0]}。"
        * bool(unused),
        f"Trained {count} cues on {turns} turns ({matching} can match, {pointing} can be"
        f" suspects): {trained.model}, described in {trained.card}."
        + f" No threshold is precise enough, so not used: {names[1]}."
        * bool(unused),
    )


def uncertain(
    reports: options.Reports,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Folder to write to; else uncertain by REPORTS."
        ),
    ] = None,
    transcripts: options.Transcripts = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="How many turns at most.")
    ] = 100,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.Quiet = False,
) -> None:
    """Write a page with the turns of which the learned model is least sure, to label them.

    What the page exports is for 'lexicon train --labels'. Exit code: 0 written, 2 a mistake in
    usage or lexicon, or a file that cannot be read.
    """
    from scriptcheck.language import Text
    from scriptcheck.training import write_uncertain
    from scriptcheck.training.uncertain import UNCERTAIN_FOLDER

    home = reports if reports.is_dir() else reports.parent
    folder = home / UNCERTAIN_FOLDER if output is None else output
    with reported_errors(lang.value, folder):
        count = write_uncertain(
            reports, output, profile=profile, transcripts=transcripts, most=most, lang=lang.value
        )
        page, said = folder / "index.html", folder / "transcripts.jsonl"
        command = f"scriptcheck lexicon train {profile} --labels labels.jsonl --calls {said}"
        summary = Text(
            f"{count} 个话轮，在 {page}。标好后导出 labels.jsonl，再运行 {command}。",
            f"{count} turns in {page}. Mark them, export labels.jsonl, and run {command}.",
        )
        if not quiet:
            say(summary, lang.value)
