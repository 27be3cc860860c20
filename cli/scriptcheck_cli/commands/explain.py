"""``scriptcheck explain``: why each rule came to its verdict on a call."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import out, reported_errors, say
from scriptcheck_cli.exits import ExitCode
from scriptcheck_cli.load_options import LoadChoice, takes_load_options
from scriptcheck_cli.names import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import UsageError
    from scriptcheck.language import Lang, Text
    from scriptcheck.report import CallReport, Outcome

_MOST_IDS = 10


@takes_load_options
def explain(
    transcript: Annotated[
        str,
        typer.Argument(
            metavar="CALL",
            help="A transcript; FILE#ID where it holds several calls; or a reports.jsonl.",
        ),
    ],
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="Explain these rules: an id, glob or prefix; may be given several times.",
        ),
    ] = None,
    verdicts: Annotated[
        str | None,
        typer.Option(
            "--verdict",
            metavar="NAMES",
            help=f"Only rules with these verdicts: {', '.join(VERDICTS)}.",
        ),
    ] = None,
    call_id: Annotated[
        str | None,
        typer.Option("--call", metavar="ID", help="Which call, where there are several."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    profile: options.Profile = "default",
    settings: options.Set = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_severity: options.MinSeverity = None,
    *,
    load: LoadChoice,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Show why each rule passed, failed, did not apply or could not be judged.

    Exit code: 0 explained, 2 a mistake in usage or lexicon, 3 the transcript could not be read.
    """
    from scriptcheck.explain import explain as explain_call
    from scriptcheck.explain import named_rules
    from scriptcheck.load import load_calls
    from scriptcheck_cli.views.explanation import print_explanation
    from scriptcheck_cli.views.problems import Problems

    with reported_errors(lang.value):
        shown = _outcomes(verdicts)
        path, wanted = _place(transcript, call_id)
        checker = options.load_checker(profile, settings, lang)
        problems = Problems(None, lang.value)
        stored = _report(path, wanted)
        calls = load_calls(
            path if stored is None else _transcripts(path),
            options=load.over(checker.profile),
            on_problem=problems.add,
        )
        call = _chosen(calls, wanted, lang.value, unreadable=lambda: problems.count)
        problems.report_rest()
        if call is None:
            raise typer.Exit(ExitCode.UNREADABLE)
        if stored is not None and stored.profile.sha256 != checker.profile.sha256:
            say(_other_profile(stored), lang.value)
        selection = options.rule_selection(select, ignore, min_severity)
        if not selection.takes_all:
            selection.require_known(checker.call_rules)
            named = named_rules(rules, checker) if rules else None
            rules = [
                name
                for name, rule in checker.call_rules.items()
                if selection.takes(name, rule.severity) and (named is None or name in named)
            ]
        explanation = explain_call(checker, call, rules)
        if as_json:
            sys.stdout.buffer.write(explanation.to_json() + b"\n")
        else:
            print_explanation(explanation, call, shown, out(), lang.value)


def _outcomes(given: str | None) -> frozenset[Outcome]:
    from scriptcheck.language import Text
    from scriptcheck.report import Outcome

    if given is None:
        return frozenset(Outcome)
    names = options.split_list(given)
    for name in names:
        if name not in set(Outcome):
            message = Text(f"没有结论“{name}”。", f"There is no verdict '{name}'.")
            listed = ", ".join(Outcome)
            raise _usage(
                "unknown-verdict", message, Text(f"有：{listed}。", f"There are: {listed}.")
            )
    return frozenset(map(Outcome, names))


def _place(given: str, call_id: str | None) -> tuple[str, str | None]:
    """Return the file, and the call in it where one is named."""
    if call_id is not None or "#" not in given or Path(given).exists():
        return given, call_id
    # Names of files, and ids, may have the mark as well.
    marks = [index for index, character in enumerate(given) if character == "#"]
    split = next((each for each in reversed(marks) if Path(given[:each]).exists()), marks[0])
    return given[:split], given[split + 1 :]


def _report(path: str, call_id: str | None) -> CallReport | None:
    """Return the report that is to be explained, where ``path`` is a file of reports."""
    from scriptcheck.report_lines import SLIM, read_reports
    from scriptcheck.zstd import opened

    file = Path(path)
    if not file.is_file():
        return None
    with opened(file) as stream:
        if not stream.read(64).startswith((b'{"schema":"scriptcheck.report/', SLIM)):
            return None
    reports = read_reports(file)
    return next((each for each in reports if call_id in {None, each.call_id}), None)


def _transcripts(path: str) -> str:
    """Return the file of what was said in the calls that the reports in ``path`` are on."""
    from scriptcheck.language import Text
    from scriptcheck.write.again import transcripts_beside
    from scriptcheck.write.registry import TRANSCRIPTS_FILE

    beside = transcripts_beside(Path(path))
    if beside is None:
        message = Text(
            f"旁边没有 {TRANSCRIPTS_FILE}，不知道通话里说了什么。",
            f"There is no {TRANSCRIPTS_FILE} beside it with what was said.",
        )
        raise _usage("transcript-missing", message, Text("请给出转写。", "Name the transcript."))
    return str(beside)


def _chosen(
    calls: Iterable[Call], call_id: str | None, lang: Lang, *, unreadable: Callable[[], int]
) -> Call | None:
    """Return the call wanted, or ``None`` where there is none for want of being readable.

    Raises ``UsageError`` where it is not among ``calls``, or it is open which one is meant.
    """
    from scriptcheck.language import Text

    if call_id is not None:
        named = (call for call in calls if call.call_id == call_id)
        found = list(islice(named, _MOST_IDS + 1))
        if not found and not unreadable():
            message = Text(f"没有通话“{call_id}”。", f"There is no call '{call_id}'.")
            raise _usage("unknown-call", message)
        if len(found) > 1:
            say(_first_of(found), lang)
        return found[0] if found else None
    several = list(islice(calls, _MOST_IDS + 1))
    if len(several) > 1:
        ids = ", ".join(call.call_id for call in several[:_MOST_IDS])
        more = " …" if len(several) > _MOST_IDS else ""
        message = Text(f"里面不止一通电话：{ids}{more}", f"It holds several calls: {ids}{more}")
        raise _usage("several-calls", message, Text("请用 --call 选一通。", "Choose with --call."))
    if not several and not unreadable():
        raise _usage("no-call", Text("里面没有通话。", "It holds no call."))
    return several[0] if several else None


def _first_of(calls: Sequence[Call]) -> Text:
    """Return the note that of ``calls``, which share an id, the first is shown."""
    from scriptcheck.language import Text

    more = " …" if len(calls) > _MOST_IDS else ""
    places = ", ".join(call.source or "?" for call in calls[:_MOST_IDS]) + more
    return Text(
        f"不止一通电话的编号是“{calls[0].call_id}”（{places}），这里说的是第一通。",
        f"Several calls have the id '{calls[0].call_id}' ({places}); this is the first.",
    )


def _other_profile(report: CallReport) -> Text:
    from scriptcheck.language import Text

    stamp = f"{report.profile.name} {report.profile.version} ({report.profile.sha256[:12]})"
    return Text(
        f"报告用的方案是 {stamp}，和现在的不同，结论可能不一样。",
        f"The report was made with profile {stamp}, not with this one; verdicts may differ.",
    )


def _usage(code: str, message: Text, fix: Text | None = None) -> UsageError:
    from scriptcheck.errors import Problem, UsageError

    problem = Problem(code, message) if fix is None else Problem(code, message, fix=fix)
    return UsageError(problem)
