"""The sheets of review.xlsx: calls, verdicts, and all that was said."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity
from scriptcheck.review import Refusal, ReviewStage, ReviewStatus
from scriptcheck.review.label_shape import NOT_FAIL
from scriptcheck.write.content.words import OUTCOMES, RESULTS, SEVERITIES
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import result_tints, severity_tints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
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

CALL_COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("机器分数", "machine's score"), style="whole"),
    Column(Text("最终分数", "final score"), style="whole"),
    Column(Text("机器结果", "machine's result"), colours=result_tints),
    Column(Text("最终结果", "final result"), colours=result_tints),
    Column(Text("机器违规", "machine's violations"), style="whole"),
    Column(Text("最终违规", "final violations"), style="whole"),
    Column(Text("误判", "overturned"), style="whole"),
    Column(Text("漏判", "added"), style="whole"),
    Column(Text("未复核", "open"), style="whole"),
    Column(Text("客服工号", "agent id"), 20),
    Column(Text("客服姓名", "agent name"), 20),
    Column(Text("班组", "team"), 20),
    Column(Text("日期", "day")),
    Column(Text("来源", "source"), 40),
)
VERDICT_COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("规则", "rule"), 40),
    Column(Text("轻重", "severity"), colours=severity_tints),
    Column(Text("机器结论", "machine's verdict")),
    Column(Text("最终结论", "final verdict")),
    Column(Text("机器扣分", "machine's points"), style="whole"),
    Column(Text("最终扣分", "final points"), style="whole"),
    Column(Text("状态", "status")),
    Column(Text("阶段", "stage")),
    Column(Text("复核人", "reviewer"), 20),
    Column(Text("时间", "time"), 26),
    Column(Text("理由", "reason"), 50),
    Column(Text("客服工号", "agent id"), 20),
    Column(Text("客服姓名", "agent name"), 20),
    Column(Text("班组", "team"), 20),
    Column(Text("日期", "day")),
    Column(Text("规则编号", "rule id"), 30),
    Column(Text("来源", "source"), 40),
)
HISTORY_COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("规则", "rule"), 40),
    Column(Text("阶段", "stage")),
    Column(Text("谁", "who"), 20),
    Column(Text("时间", "time"), 26),
    Column(Text("说法", "verdict")),
    Column(Text("理由", "reason"), 50),
    Column(Text("不计入", "does not count"), 24),
    Column(Text("规则编号", "rule id"), 30),
)


def call_cells(row: ReviewedCallRow, lang: Lang) -> Sequence[Cell]:
    """Return the cells of a call."""
    return [
        row.call_id,
        row.machine_score,
        row.final_score,
        RESULTS[row.machine_passed].to(lang),
        RESULTS[row.final_passed].to(lang),
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
