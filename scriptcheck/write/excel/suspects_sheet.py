"""The sheet for people to look at: suspects, and what leaves rules undecidable; a row a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import SuppressedMatch
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.suspect_rows import TO_LOOK_AT
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.violations_sheet import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport, CueMatch, Verdict
    from scriptcheck.write.content.suspect_rows import SuspectRow
    from scriptcheck.write.content.unsure import UnsureCandidates
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text(TO_LOOK_AT.zh, "To look at")

COLUMNS: Final = (
    Column(Text("通话", "call"), 26),
    Column(Text("可能是", "may be"), 26),
    Column(Text("为什么", "why"), 30),
    Column(Text("话轮", "turn"), style="whole"),
    Column(Text("时间", "time"), 12, is_optional=True),
    Column(Text("说的话", "quote"), 46),
    Column(Text("类似", "similar to"), 46),
    Column(Text("把握", "how sure"), style="percent"),
    Column(Text("依据（权重）", "by (weights)"), 30),
    Column(Text("客服工号", "agent id"), 20, is_optional=True, is_printed=False),
    Column(Text("客服姓名", "agent name"), 20, is_optional=True, is_printed=False),
    Column(Text("班组", "team"), 20, is_optional=True, is_printed=False),
    Column(Text("日期", "day"), is_optional=True, is_printed=False),
    Column(Text("话术编号", "cue id"), 30, is_printed=False),
    Column(Text("来源", "source"), 40, is_printed=False),
)


_WHY_SUSPECT: Final = Text("像这条话术，不算违规", "it is like the cue; no violation")


def cells(row: SuspectRow, lang: Lang) -> Sequence[Cell]:
    """Return the row of a suspect."""
    return [
        row.call_id,
        row.title,
        _WHY_SUSPECT.to(lang),
        row.turn + 1,
        clock(row.at_ms),
        row.quote,
        row.similar,
        row.confidence,
        joined(row.runs),
        row.agent_id,
        row.agent_name,
        row.team,
        row.day,
        row.cue,
        row.source,
    ]


def unsure_cells(
    report: CallReport, call: Call, unsure: UnsureCandidates, lang: Lang
) -> Iterator[Sequence[Cell]]:
    """Yield a row for each place that leaves rules undecidable, in the order of the call."""
    rules: dict[SuppressedMatch | CueMatch, list[Verdict]] = {}
    for verdict in report.verdicts:
        for place in unsure.places(verdict, report):
            rules.setdefault(place, []).append(verdict)
    if not rules:
        return
    data = CallData.of(call)
    for each in sorted(rules, key=lambda place: (place.turn, place.start)):
        verdicts = rules[each]
        start_ms = call.turns[each.turn].start_ms if each.turn < len(call.turns) else None
        yield [
            report.call_id,
            joined(verdict.title for verdict in verdicts),
            VerdictReason.text_of(verdicts[0].reason).to(lang),
            each.turn + 1,
            clock(start_ms),
            each.quote,
            None,
            _share(each.detail) if isinstance(each, SuppressedMatch) else None,
            None,
            data.agent_id,
            data.agent_name,
            data.team,
            data.day,
            each.cue,
            report.source,
        ]


def _share(detail: str) -> float | None:
    """Return what ``detail`` says in per cent as a share of 1; ``None`` where it says other."""
    number = detail.removesuffix("%")
    return int(number) / 100 if number != detail and number.isdecimal() else None
