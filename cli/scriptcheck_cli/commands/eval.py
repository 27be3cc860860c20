"""``scriptcheck eval``: how well a lexicon does on calls labelled by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import one_line, reported_errors
from scriptcheck_cli.exits import ExitCode
from scriptcheck_cli.load_options import LoadChoice, takes_load_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.evaluate.calls_chosen import CallChoice

_CALLS_FILE = "calls.jsonl"


@takes_load_options
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labels: one call a line, in JSON.")],
    calls: Annotated[
        list[str] | None,
        typer.Option("--calls", metavar="PATH", help="Transcripts; else calls.jsonl by GOLD."),
    ] = None,
    profile: options.Profile = "default",
    settings: options.Set = None,
    *,
    load: LoadChoice,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="IDS", help="Score these calls alone.")
    ] = None,
    calls_from: Annotated[
        list[Path] | None,
        typer.Option("--calls-from", metavar="FILE", help="Score the calls listed in FILE alone."),
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", metavar="IDS", help="Leave out these calls.")
    ] = None,
    leave_out_from: Annotated[
        list[Path] | None,
        typer.Option(
            "--leave-out-from", metavar="FILE", help="Leave out the calls listed in FILE."
        ),
    ] = None,
    listened: Annotated[
        list[str] | None,
        typer.Option(
            "--listened",
            metavar="CUES",
            help="Violations that were listened for, though GOLD may have none.",
        ),
    ] = None,
    folds: Annotated[
        int, typer.Option("--folds", metavar="N", help="Also score N parts of the calls.")
    ] = 0,
    errors: Annotated[
        bool, typer.Option("--errors", help="List each miss and false alarm with what was said.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Show changes since an earlier --json."),
    ] = None,
    redact: options.Redact = False,
    redact_kinds: options.RedactKinds = None,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.Quiet = False,
) -> None:
    """Score a lexicon on calls labelled by hand: precision, recall and F1 with intervals.

    Exit code: 0 scored, 2 a mistake in usage, labels or lexicon, 3 unreadable inputs.
    """
    import msgspec

    from scriptcheck import evaluate as scoring
    from scriptcheck.load import load_calls
    from scriptcheck_cli.evaluation import view as evaluation_view
    from scriptcheck_cli.views.problems import Problems
    from scriptcheck_cli.views.progress import Progress

    with reported_errors(lang.value), options.redacted_errors(redact, redact_kinds):
        earlier = None if baseline is None else scoring.read_baseline(baseline)
        labels = scoring.read_gold(gold, listened=_ids(listened))
        choice = _choice(only, calls_from, leave_out, leave_out_from)
        checker = options.load_checker(profile, settings, lang)
        kinds = options.redacted_kinds(redact, redact_kinds)
        problems = Problems(None, lang.value, kinds)
        transcripts = load_calls(
            *_transcripts(calls, gold),
            on_problem=problems.add,
            on_notice=problems.notice,
            options=load.over(checker.profile),
        )
        for unknown in choice.unknown(labels):
            typer.echo(one_line(unknown.describe(lang.value)), err=True)
        with Progress(lang.value, shown=not quiet) as progress:
            evaluation = scoring.evaluate(
                checker,
                (call for call in transcripts if choice.takes(call.call_id)),
                choice.of(labels),
                fold_count=folds,
                redact_kinds=kinds,
                on_report=progress.step,
            )
        if earlier is not None:
            changes = scoring.compare(earlier, evaluation)
            evaluation = msgspec.structs.replace(evaluation, changes=changes)
        if as_json:
            shown = evaluation if errors else evaluation.without_text()
            typer.echo(shown.to_json())
        else:
            evaluation_view.show(evaluation, checker.profile, lang.value, errors=errors)
        problems.report_rest()
        evaluation_view.print_problems(evaluation)
        if not quiet:
            evaluation_view.print_summary(evaluation, problems.count, lang.value)
    raise typer.Exit(ExitCode.UNREADABLE if problems.count else ExitCode.CLEAN)


def _ids(given: Sequence[str] | None) -> list[str]:
    return [entry for part in given or () for entry in options.split_list(part)]


def _choice(
    only: Sequence[str] | None,
    calls_from: Sequence[Path] | None,
    leave_out: Sequence[str] | None,
    leave_out_from: Sequence[Path] | None,
) -> CallChoice:
    from scriptcheck.evaluate.calls_chosen import CallChoice, read_call_ids

    def named(ids: Sequence[str] | None, files: Sequence[Path] | None) -> frozenset[str]:
        return frozenset(_ids(ids)).union(*map(read_call_ids, files or ()))

    wanted = None if only is None and calls_from is None else named(only, calls_from)
    return CallChoice(wanted, named(leave_out, leave_out_from))


def _transcripts(calls: Sequence[str] | None, gold: Path) -> list[str]:
    """Return the paths to read; raises ``UsageError`` where none is given and none lies by."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if calls:
        return list(calls)
    beside = gold.with_name(_CALLS_FILE)
    if beside.is_file():
        return [str(beside)]
    message = Text(f"{gold} 旁边没有 {_CALLS_FILE}。", f"There is no {_CALLS_FILE} by {gold}.")
    fix = Text("请用 --calls 指明通话记录。", "Name the transcripts with --calls.")
    raise UsageError(Problem("no-transcripts-given", message, fix=fix))
