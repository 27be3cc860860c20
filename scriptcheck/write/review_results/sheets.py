"""The sheets of review.xlsx: calls, verdicts, and all that was said."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity
from scriptcheck.review import Refusal, ReviewStage, ReviewStatus
from scriptcheck.review.label_shape import NOT_FAIL
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.section_scores import section_cells
from scriptcheck.write.content.words import OUTCOMES, RESULTS, SEVERITIES
from scriptcheck.write.excel.calls_sheet import section_column
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import result_tints, severity_tints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.excel.row_xml import Cell
    from scriptcheck.write.review_results.rows import (
        HistoryRow,
        ReviewedCallRow,
        ReviewedVerdictRow,
    )

CALLS: Final = Text("复核后的分数", "Scores after review")
VERDICTS: Final = Text("复核结论", "Verdicts after review")
HISTORY: Final = Text("复核记录", "History")

STATUSES: Final = MappingProxyType(
    {
        ReviewStatus.OPEN: Text("未复核", "open"),
        ReviewStatus.CONFIRMED: Text("维持", "confirmed"),
        ReviewStatus.OVERTURNED: Text("误判", "overturned"),
        ReviewStatus.ADDED: Text("漏判", "added"),
        ReviewStatus.DISPUTED: Text("有分歧", "disputed"),
        ReviewStatus.APPEALED: Text("申诉中", "appealed"),
    }
)
STAGES: Final = MappingProxyType(
    {
        ReviewStage.REVIEW: Text("复核", "review"),
        ReviewStage.APPEAL: Text("申诉", "appeal"),
        ReviewStage.FINAL: Text("终审", "final"),
    }
)
REFUSALS: Final = MappingProxyType(
    {
        Refusal.NONE: Text("", ""),
        Refusal.LATE: Text("申诉过期", "appeal too late"),
        Refusal.NO_TIME: Text("申诉没有时间", "appeal without a time"),
        Refusal.CLOSED: Text("终审之后", "after the final stage"),
        Refusal.UNKNOWN_RULE: Text("报告里没有这条规则", "a rule that the report does not have"),
    }
)
_VERDICTS: Final = {outcome.value: word for outcome, word in OUTCOMES.items()} | {
    NOT_FAIL: Text("不算违规", "no violation")
}

_CALL_FIRST: Final = (
    Column(Text("通话", "call"), 28),
    Column(Text("机器分数", "machine's score"), style="whole"),
    Column(Text("最终分数", "final score"), style="whole"),
    Column(Text("机器结果", "machine's result"), colours=result_tints),
    Column(Text("最终结果", "final result"), colours=result_tints),
)
_CALL_LAST: Final = (
    Column(Text("机器低于下限", "machine's sections below"), 22, is_optional=True),
    Column(Text("最终低于下限", "final sections below"), 22, is_optional=True),
    Column(Text("机器的其他部分", "machine's other sections"), 22, is_optional=True),
    Column(Text("最终的其他部分", "other final sections"), 22, is_optional=True),
    Column(Text("机器违规", "machine's violations"), style="whole"),
    Column(Text("最终违规", "final violations"), style="whole"),
    Column(Text("误判", "overturned"), style="whole"),
    Column(Text("漏判", "added"), style="whole"),
    Column(Text("未复核", "open"), style="whole"),
    Column(Text("客服工号", "agent id"), 16, is_optional=True),
    Column(Text("客服姓名", "agent name"), 16, is_optional=True),
    Column(Text("班组", "team"), 16, is_optional=True),
    Column(Text("日期", "day"), is_optional=True),
    Column(Text("来源", "source"), 40, is_printed=False),
)
VERDICT_COLUMNS: Final = (
    Column(Text("通话", "call"), 24),
    Column(Text("规则", "rule"), 28),
    Column(Text("轻重", "severity"), colours=severity_tints),
    Column(Text("机器结论", "machine's verdict")),
    Column(Text("最终结论", "final verdict")),
    Column(Text("机器扣分", "machine's points"), style="whole"),
    Column(Text("最终扣分", "final points"), style="whole"),
    Column(Text("状态", "status")),
    Column(Text("阶段", "stage")),
    Column(Text("复核人", "reviewer"), 14),
    Column(Text("时间", "time"), 26),
    Column(Text("理由", "reason"), 40),
    Column(Text("客服工号", "agent id"), 20, is_optional=True, is_printed=False),
    Column(Text("客服姓名", "agent name"), 20, is_optional=True, is_printed=False),
    Column(Text("班组", "team"), 20, is_optional=True, is_printed=False),
    Column(Text("日期", "day"), is_optional=True, is_printed=False),
    Column(Text("规则编号", "rule id"), 30, is_printed=False),
    Column(Text("来源", "source"), 40, is_printed=False),
)
HISTORY_COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("规则", "rule"), 40),
    Column(Text("阶段", "stage")),
    Column(Text("谁", "who"), 20),
    Column(Text("时间", "time"), 26),
    Column(Text("说法", "verdict")),
    Column(Text("理由", "reason"), 50),
    Column(Text("不计入", "does not count"), 24, is_optional=True),
    Column(Text("规则编号", "rule id"), 30, is_printed=False),
)


def call_columns(sections: ScorecardSections) -> tuple[Column, ...]:
    """Return the columns of calls, with two for each of ``sections``, those of the profile."""
    pairs = (
        section_column(terms, who)
        for terms in sections.terms
        for who in (Text("机器", "machine's"), Text("最终", "final"))
    )
    return (*_CALL_FIRST, *pairs, *_CALL_LAST)


def call_cells(
    row: ReviewedCallRow, profile: str, sections: ScorecardSections, lang: Lang
) -> Sequence[Cell]:
    """Return the cells of a call, which was judged by the ``profile`` of this name."""
    own = sections.terms if profile == sections.profile else ()
    machine = {each.section: each for each in row.machine_sections}
    final = {each.section: each for each in row.final_sections}
    scores: list[Cell] = []
    for terms in sections.terms:
        for found in (machine, final):
            each = found.get(terms.section) if own else None
            scores.append(None if each is None else each.score)
    names = {terms.section for terms in own}
    others = [
        [each for each in found.values() if each.section not in names] for found in (machine, final)
    ]
    return [
        row.call_id,
        row.machine_score,
        row.final_score,
        RESULTS[row.machine_passed].to(lang),
        RESULTS[row.final_passed].to(lang),
        *scores,
        joined(each.title.to(lang) for each in row.machine_sections if each.is_below),
        joined(each.title.to(lang) for each in row.final_sections if each.is_below),
        *(joined(section_cells(each).scores) for each in others),
        row.machine_violations,
        row.final_violations,
        row.overturned,
        row.added,
        row.open,
        row.agent_id,
        row.agent_name,
        row.team,
        row.day,
        row.source,
    ]


def verdict_cells(row: ReviewedVerdictRow, lang: Lang) -> Sequence[Cell]:
    """Return the cells of a verdict."""
    return [
        row.call_id,
        row.title,
        SEVERITIES[Severity(row.severity)].to(lang),
        OUTCOMES[Outcome(row.machine_verdict)].to(lang),
        OUTCOMES[Outcome(row.final_verdict)].to(lang),
        row.machine_points,
        row.final_points,
        STATUSES[ReviewStatus(row.status)].to(lang),
        STAGES[ReviewStage(row.stage)].to(lang) if row.stage else "",
        row.reviewer,
        row.time,
        row.reason,
        row.agent_id,
        row.agent_name,
        row.team,
        row.day,
        row.rule,
        row.source,
    ]


def history_cells(row: HistoryRow, lang: Lang) -> Sequence[Cell]:
    """Return the cells of what one person said."""
    return [
        row.call_id,
        row.title,
        STAGES[ReviewStage(row.stage)].to(lang),
        row.reviewer,
        row.time,
        _VERDICTS[row.verdict].to(lang),
        row.reason,
        REFUSALS[Refusal(row.refused)].to(lang),
        row.rule,
    ]
