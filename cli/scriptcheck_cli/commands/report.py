"""``scriptcheck report``: reports that were written once, in other formats."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.names import OUTPUT_FORMATS, SCREEN_FORMATS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang, Text
    from scriptcheck.report import CallReport


def report(
    reports: options.Reports,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Folder to write to; else that of the reports."
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAMES",
            help=f"What to write, with commas: {', '.join(OUTPUT_FORMATS)}; or"
            f" {listed(SCREEN_FORMATS, 'or')}, which are shown.",
        ),
    ] = None,
    transcripts: options.Transcripts = None,
    labels: Annotated[
        list[Path] | None,
        typer.Option(
            "--labels",
            metavar="FILE",
            help="Labels of reviewers: also write what holds after review; may be repeated.",
        ),
    ] = None,
    agent: Annotated[
        str | None,
        typer.Option(
            "--agent",
            metavar="ID",
            help="Show the coaching sheet of this agent instead, or write it to the folder.",
        ),
    ] = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_severity: options.MinSeverity = None,
    lang: options.Lang = options.LangOption.ZH,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=0, help="How many workers; by default one a core."
        ),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Write reports again in any format, without checking.

    The profile gives pages the titles of cues, and rules in both languages; and the sections of a
    scorecard their titles and floors.

    Exit code: 0 done, 2 a mistake in usage, or a file that is broken or cannot be read.
    """
    from scriptcheck.report_lines import read_reports
    from scriptcheck.review import Reviews, ReviewTerms, read_labels
    from scriptcheck.run import rerender
    from scriptcheck.write.again import (
        reports_file,
        transcripts_beside,
        without_speech,
        write_again,
    )
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.judged_rules import as_judged
    from scriptcheck.write.registry import writers
    from scriptcheck.write.review_results import ReviewWriter
    from scriptcheck_cli.views.formats import SCREEN_VIEWS
    from scriptcheck_cli.views.progress import Progress
    from scriptcheck_cli.views.review import print_review

    with reported_errors(lang.value, output):
        source = reports_file(reports)
        speech = transcripts or transcripts_beside(source)
        if agent is not None:
            _require_alone(formats, labels)
            _coach(source, speech, agent, output, (profile, settings), lang.value, quiet=quiet)
            return
        names = _formats(formats)
        selection = options.rule_selection(select, ignore, min_severity)
        folder = output or source.parent
        # Before anything is written over, and whatever else is amiss.
        wording = options.slim_wording(source, profile, settings)
        for first in islice(read_reports(source, wording), 1):
            selection.require_known(_rules_of(first, profile, settings))
        given = read_labels(labels or ())
        if names[0] in SCREEN_VIEWS:
            _require_no_labels(names[0], labels)
            known = options.load_checker(profile, settings, lang).profile
            known = as_judged(known, source, wording)
            view = SCREEN_VIEWS[names[0]](lang.value, known)
            write_again(source, [view], transcripts=speech, selection=selection, wording=wording)
            view.show()
            return
        if speech is None:
            if formats is None:
                names = _possible(names, lang.value)
            _tell_lack(without_speech(names), lang.value)
        _require_apart(folder, names, source, speech, labels)
        with Progress(lang.value, shown=not quiet) as progress:
            known = as_judged(options.load_profile(profile, settings), source, wording)
            reviews = Reviews.of(given, ReviewTerms.of(known)) if labels else None
            ready = writers(
                names, folder, lang.value, profile=known, review=reviews, selection=selection
            )
            reviewed = None
            if reviews is not None:
                sections = ScorecardSections.of(known)
                reviewed = ReviewWriter(
                    folder, reviews, lang.value, selection=selection, sections=sections
                )
                ready.append(reviewed)
            count = rerender(
                source,
                ready,
                transcripts=speech,
                jobs=jobs,
                selection=selection,
                wording=wording,
                on_progress=progress.add,
            )
        if not quiet:
            say(_written(count, names, folder), lang.value)
            if reviewed is not None:
                print_review(reviewed, folder, lang.value)


def _rules_of(report: CallReport, profile: str, settings: list[str] | None) -> list[str]:
    """Return the rules that may be chosen: those of ``report``, and those that a check left out."""
    judged = [verdict.rule for verdict in report.verdicts]
    return [*judged, *options.load_profile(profile, settings).rules]


def _written(count: int, formats: Sequence[str], folder: Path) -> Text:
    from scriptcheck.language import Text

    listed = ", ".join(formats)
    return Text(
        f"{count} 份报告写成 {listed}，在 {folder}。",
        f"{count} reports written as {listed} in {folder}.",
    )


def _coach(
    reports: Path,
    speech: Path | None,
    agent: str,
    output: Path | None,
    profile: tuple[str, list[str] | None],
    lang: Lang,
    *,
    quiet: bool,
) -> None:
    """Show the coaching sheet of ``agent``, or write it to ``output``."""
    from scriptcheck.coaching import agent_calls, coaching_sheet, write_coaching
    from scriptcheck.coaching.output import JSON_FILE, PAGE_FILE
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text
    from scriptcheck.write.apart import require_apart
    from scriptcheck.write.registry import TRANSCRIPTS_FILE
    from scriptcheck_cli.views.coaching import print_coaching

    if speech is None:
        message = Text(
            f"没有找到 {TRANSCRIPTS_FILE}，看不出哪些是谁的通话。",
            f"There is no {TRANSCRIPTS_FILE}, which says whose calls are whose.",
        )
        fix = Text("请用 --transcripts 给出。", "Name it with --transcripts.")
        raise UsageError(Problem("transcript-missing", message, reports.as_posix(), fix=fix))
    known = options.load_profile(*profile)
    sheet = coaching_sheet(agent_calls(reports, speech, agent), known, lang=lang)
    if output is None:
        print_coaching(sheet, lang)
        return
    require_apart([output / name for name in (PAGE_FILE, JSON_FILE)], [reports, speech])
    write_coaching(sheet, output, lang=lang)
    if not quiet:
        notice = Text(
            f"辅导单写成 {PAGE_FILE} 和 {JSON_FILE}，在 {output}。",
            f"The coaching sheet is {PAGE_FILE} and {JSON_FILE} in {output}.",
        )
        say(notice, lang)


def _require_alone(formats: str | None, labels: Sequence[Path] | None) -> None:
    """Raise ``UsageError`` where there is what a coaching sheet does not take."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    given = "--format" if formats is not None else "--labels" if labels else ""
    if given:
        message = Text(f"--agent 不能和 {given} 一起用。", f"--agent cannot be used with {given}.")
        fix = Text("请去掉其中一个。", "Leave one of them out.")
        raise UsageError(Problem("options-clash", message, fix=fix))


def _require_apart(
    folder: Path,
    formats: Sequence[str],
    reports: Path,
    transcripts: Path | None,
    labels: Sequence[Path] | None,
) -> None:
    """Raise ``UsageError`` where a file to be read, or another check, would be written over."""
    from scriptcheck.write.apart import require_apart
    from scriptcheck.write.in_the_way import require_no_check
    from scriptcheck.write.registry import CASES_FILE, output_paths
    from scriptcheck.write.review_results.writer import REVIEW_FILES

    written = output_paths(formats, folder)
    written += [folder / name for name in REVIEW_FILES] if labels else []
    read = [reports, reports.with_name(CASES_FILE), *(labels or ())]
    require_apart(written, [*read, transcripts] if transcripts else read)
    if folder.resolve() != reports.parent.resolve():
        require_no_check(folder)


def _require_no_labels(view: str, labels: Sequence[Path] | None) -> None:
    """Raise ``UsageError`` where there are labels, which ``view`` does not show."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if not labels:
        return
    message = Text(
        f"--format {view} 只显示机器的结论，不显示 --labels。",
        f"--format {view} shows what the machine found, and not --labels.",
    )
    fix = Text("请去掉其中一个，或换成 html、xlsx 等。", "Leave one out, or write html, xlsx, …")
    raise UsageError(Problem("labels-not-shown", message, fix=fix))


def _formats(given: str | None) -> list[str]:
    """Return the formats to write: by default those that can be made from the others."""
    from scriptcheck.write.registry import DEFAULT_FORMATS, require_known
    from scriptcheck_cli.views.formats import SCREEN_VIEWS

    if given is None:
        return [name for name in DEFAULT_FORMATS if name not in {"jsonl", "transcripts"}]
    names = options.split_list(given)
    if not (len(names) == 1 and names[0] in SCREEN_VIEWS):
        require_known(names)
    return names


def _possible(formats: Sequence[str], lang: Lang) -> list[str]:
    """Return those of ``formats`` that can be made without what was said, and report the others."""
    from scriptcheck.language import Text
    from scriptcheck.write.output_format import Speech
    from scriptcheck.write.registry import TRANSCRIPTS_FILE, output_formats

    needing = [name for name in formats if output_formats()[name].speech is Speech.NEEDED]
    if needing:
        listed = ", ".join(needing)
        notice = Text(
            f"没有 {TRANSCRIPTS_FILE}，不写 {listed}。",
            f"No {TRANSCRIPTS_FILE}, so {listed} is not written.",
        )
        say(notice, lang)
    return [name for name in formats if name not in needing]


def _tell_lack(formats: Sequence[str], lang: Lang) -> None:
    from scriptcheck.language import Text
    from scriptcheck.write.registry import TRANSCRIPTS_FILE

    if formats:
        listed = ", ".join(formats)
        notice = Text(
            f"没有 {TRANSCRIPTS_FILE}：{listed} 中客服、班组、日期等通话数据为空。",
            f"No {TRANSCRIPTS_FILE}: call data such as agent, team and day is empty in {listed}.",
        )
        say(notice, lang)
