"""What each call came to, from the reports of one run or of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.option_checks import path_names
from scriptcheck.report import Outcome
from scriptcheck.report_lines import read_reports
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import reports_file, transcripts_beside
from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.registry import TRANSCRIPTS_FILE

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport

_JUDGED = (Outcome.PASS, Outcome.FAIL)


class CallOutcome(NamedTuple):
    """What a call came to, as far as trends are concerned."""

    day: str
    """As in ``2026-03-02``; empty where it is not known."""
    agent: str
    team: str
    passed: bool | None
    failed: frozenset[str]
    """The rules that it breaks."""
    judged: frozenset[str]
    """The rules that it keeps or breaks."""


def collect(runs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[CallOutcome]:
    """Return the outcomes of the calls in ``runs``, each a reports.jsonl or the folder of one.

    A call with an id that a later run has, too, counts as that has it, and once. Memory grows with
    the number of calls. Raises ``UsageError`` where there is no transcripts.jsonl beside the
    reports, which has the days, agents and teams, and ``LoadError`` where a file is broken or
    cannot be read.
    """
    known: dict[str, list[CallOutcome]] = {}
    rules: dict[frozenset[str], frozenset[str]] = {}
    for run in path_names(runs):
        here: dict[str, list[CallOutcome]] = {}
        source = reports_file(run)
        speech = transcripts_beside(source)
        if speech is None:
            raise UsageError(_no_speech(source))
        for report, call in calls_of(read_reports(source), speech):
            here.setdefault(report.call_id, []).append(_outcome(report, call, rules))
        known |= here
    return [outcome for outcomes in known.values() for outcome in outcomes]


def _outcome(
    report: CallReport, call: Call, rules: dict[frozenset[str], frozenset[str]]
) -> CallOutcome:
    data = CallData.of(call)
    failed = frozenset(each.rule for each in report.verdicts if each.verdict is Outcome.FAIL)
    judged = frozenset(each.rule for each in report.verdicts if each.verdict in _JUDGED)
    # Calls share the sets, of which there are few.
    shared = (rules.setdefault(each, each) for each in (failed, judged))
    return CallOutcome(data.day, data.agent, data.team, report.passed, *shared)


def _no_speech(source: Path) -> Problem:
    message = Text(
        f"旁边没有 {TRANSCRIPTS_FILE}，不知道通话的日期和客服。",
        f"There is no {TRANSCRIPTS_FILE} beside it to say when the calls were and whose.",
    )
    fix = Text(
        "请重新运行 check，-o 的文件夹里会有。", "Run 'check' again: the folder of -o has it."
    )
    return Problem("transcript-missing", message, source.as_posix(), fix=fix)
