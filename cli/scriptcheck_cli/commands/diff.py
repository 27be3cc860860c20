"""``scriptcheck diff``: what differs between two checks, or what a change of a lexicon does."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.exits import ExitCode
from scriptcheck_cli.load_options import LoadChoice, takes_load_options

if TYPE_CHECKING:
    from scriptcheck.diff import RunDifference
    from scriptcheck.language import Text


@takes_load_options
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="Reports or their folder; with --calls, a profile.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, to compare with OLD.")],
    calls: Annotated[
        list[str] | None,
        typer.Option("--calls", metavar="PATH", help="Transcripts to check by both profiles."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="Folder for diff.json, changes.csv and a page to review.",
        ),
    ] = None,
    max_changed: Annotated[
        str | None,
        typer.Option(
            "--max-changed",
            metavar="N",
            help="Exit with 1 where verdicts change on more calls: a number, or as in 2%.",
        ),
    ] = None,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, help="Changed verdicts on the page.")
    ] = 20,
    seed: Annotated[
        str, typer.Option("--seed", metavar="TEXT", help="Draws other ones for the page.")
    ] = "",
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Changes printed at most; 0 for all.")
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    profile: options.Profile = "default",
    settings: options.Set = None,
    *,
    load: LoadChoice,
    redact: options.Redact = False,
    redact_kinds: options.RedactKinds = None,
    lang: options.Lang = options.LangOption.ZH,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
) -> None:
    """Show which verdicts differ between two checks of the same calls, and what made them change.

    Exit code: 0 compared, 1 more changed than --max-changed allows, 2 a mistake in usage or
    lexicon, a broken file, or no call to hold --max-changed to, 3 unreadable transcripts.
    """
    from scriptcheck.diff import diff_reports, write_diff
    from scriptcheck.diff.of_profiles import profile_diff
    from scriptcheck.diff.output import require_diff_apart
    from scriptcheck.run import RunOptions
    from scriptcheck.write.again import reports_file
    from scriptcheck_cli.views.difference import print_difference, print_summary
    from scriptcheck_cli.views.problems import Problems
    from scriptcheck_cli.views.progress import Progress

    with reported_errors(lang.value, output), ExitStack() as stack:
        stack.enter_context(options.redacted_errors(redact, redact_kinds))
        limit = _limit(max_changed)
        kinds = options.redacted_kinds(redact, redact_kinds)
        if not calls:
            _require_no_check(load, redact=redact, redact_kinds=redact_kinds, jobs=jobs)
        if output is not None:
            side = [load.call_data] if load.call_data else []
            read = [*calls, *side] if calls else [reports_file(old), reports_file(new)]
            require_diff_apart(output, read)
        problems = Problems(None, lang.value, kinds)
        sides: tuple[str | Path, str | Path] = (old, new)
        if calls:
            checkers = [options.load_checker(each, settings, lang) for each in (old, new)]
            progress = stack.enter_context(Progress(lang.value, shown=not quiet))
            done = stack.enter_context(
                profile_diff(
                    calls,
                    *checkers,
                    load_options=load.over(checkers[0].profile),
                    new_load_options=load.over(checkers[1].profile),
                    run_options=RunOptions(jobs=jobs, redact_kinds=kinds),
                    on_progress=progress.add,
                    on_problem=problems.add,
                )
            )
            difference, sides = done.difference, (done.old, done.new)
        else:
            difference = diff_reports(old, new)
        if as_json:
            sys.stdout.buffer.write(difference.to_json() + b"\n")
        else:
            print_difference(difference, lang.value, most=most)
        shown = None
        if output is not None:
            known = options.load_profile(new if calls else profile, settings)
            shown = write_diff(
                difference,
                output,
                old=sides[0],
                new=sides[1],
                sample=sample,
                seed=seed,
                profile=known,
                lang=lang.value,
            )
        problems.report_rest()
        if not quiet:
            print_summary(difference, lang.value, output=output, shown=shown)
    if problems.count:
        raise typer.Exit(ExitCode.UNREADABLE)
    if limit is not None and not difference.calls:
        say(limit.nothing_compared(), lang.value)
        raise typer.Exit(ExitCode.USAGE_ERROR)
    if limit is not None and limit.is_passed(difference.changed_calls, difference.calls):
        say(limit.words(difference), lang.value)
        raise typer.Exit(ExitCode.VIOLATIONS)


class _Limit(NamedTuple):
    """How many calls may change."""

    written: str
    number: float
    is_share: bool
    """Whether ``number`` is in per cent of the calls compared."""

    def is_passed(self, changed: int, calls: int) -> bool:
        return changed * 100 > self.number * calls if self.is_share else changed > self.number

    def nothing_compared(self) -> Text:
        from scriptcheck.language import Text

        return Text(
            f"两边没有共同的通话，什么也没有比较，--max-changed {self.written} 无从判断。请核对两边"
            "的通话编号。 [nothing-compared]",
            f"Both sides have no call in common: nothing was compared, and --max-changed"
            f" {self.written} says nothing. Look at the call ids of both. [nothing-compared]",
        )

    def words(self, difference: RunDifference) -> Text:
        from scriptcheck.language import Text

        changed, calls = difference.changed_calls, difference.calls
        return Text(
            f"{calls} 通里有 {changed} 通结论变了，超过 --max-changed {self.written}。",
            f"Verdicts changed on {changed} of {calls} calls, over --max-changed {self.written}.",
        )


def _require_no_check(
    load: LoadChoice, *, redact: bool, redact_kinds: str | None, jobs: int | None
) -> None:
    """Raise ``UsageError`` for an option of checking: without --calls nothing is checked."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    given = {
        "--redact": redact,
        "--redact-kinds": redact_kinds is not None,
        "--jobs": jobs is not None,
    }
    usual = LoadChoice()
    given |= {
        f"--{each.name.replace('_', '-')}": getattr(load, each.name) != getattr(usual, each.name)
        for each in fields(LoadChoice)
    }
    unused = [name for name, is_given in given.items() if is_given]
    if not unused:
        return
    listed = ", ".join(unused)
    message = Text(
        f"没有 --calls 就不检查通话，{listed} 不起作用。",
        f"Without --calls nothing is checked, so {listed} does nothing.",
    )
    fix = Text(
        "请加上 --calls，或去掉它；报告要脱敏，请在 check 时用 --redact。",
        "Add --calls, or leave it out; to mask reports, say --redact when you check.",
    )
    raise UsageError(Problem("unused-option", message, fix=fix))


def _limit(given: str | None) -> _Limit | None:
    """Return what ``--max-changed`` says; raises ``UsageError`` where it is no number."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    if given is None:
        return None
    text = given.strip().replace("％", "%")
    number = text.removesuffix("%").strip()
    is_share = text.endswith("%")
    if number.isascii() and number.replace(".", "", is_share).isdigit():
        return _Limit(given, float(number), is_share)
    message = Text(f"看不懂 --max-changed {given}。", f"--max-changed {given} is not understood.")
    fix = Text("请写通数或百分比，如 20 或 2%。", "Write a number of calls or a share: 20, or 2%.")
    raise UsageError(Problem("bad-number", message, fix=fix))
