"""The calls of one agent, among those of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.report_lines import read_reports
from scriptcheck.text.plain_id import one_id
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.content.call_data import CallData

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


def agent_calls(
    reports: Path, transcripts: Path, agent: str
) -> tuple[tuple[CallReport, Call], ...]:
    """Return the reports on the calls of ``agent``, an id or a name, with what was said in each.

    Memory grows with the number of that agent's calls alone. Raises ``UsageError`` where there is
    no such agent, or several have the name, and ``LoadError`` where a file is broken.
    """
    agent = one_id(agent)
    by_id: list[tuple[CallReport, Call]] = []
    by_name: list[tuple[CallReport, Call]] = []
    known: set[str] = set()
    for report, call in calls_of(read_reports(reports), transcripts):
        data = CallData.of(call)
        known |= {data.agent_id, data.agent_name}
        if data.agent_id == agent:
            by_id.append((report, call))
        elif data.agent_name == agent:
            by_name.append((report, call))
    found = by_id or by_name
    if not found:
        message = Text(f"没有客服“{agent}”的通话。", f"There are no calls of the agent '{agent}'.")
        raise UsageError(
            Problem("unknown-agent", message, reports.as_posix(), fix=_fix(agent, known - {""}))
        )
    if not by_id and len(ids := {CallData.of(call).agent_id for _, call in by_name}) > 1:
        listed = ", ".join(sorted(filter(None, ids)))
        message = Text(f"有几位客服叫“{agent}”。", f"Several agents are called '{agent}'.")
        fix = Text(f"请写工号：{listed}。", f"Give the id: {listed}.")
        raise UsageError(Problem("agent-unclear", message, reports.as_posix(), fix=fix))
    return tuple(found)


def _fix(agent: str, known: set[str]) -> Text:
    if known:
        return suggestion(agent, known)
    return Text(
        "通话数据里没有 agent_id，也没有 agent_name；检查时可用 --call-data 给出。",
        "Call data has neither agent_id nor agent_name; --call-data of 'check' can give them.",
    )
