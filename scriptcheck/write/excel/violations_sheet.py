"""The sheet of violations: a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.words import SEVERITIES, dimension_words, measured_words
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import severity_tints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.write.content.violation_rows import ViolationRow
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text("违规", "Violations")

_LACKS: Final = Text("{}（缺：{}）", "{} (lacks: {})")


COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("规则", "rule"), 30),
    Column(Text("程度", "severity"), colours=severity_tints),
    Column(Text("扣分", "points"), style="whole"),
    Column(Text("话轮", "turns"), 14),
    Column(Text("时间", "time"), 14),
    Column(Text("说的话", "quote"), 50),
    Column(Text("问题", "message"), 44),
    Column(Text("建议", "advice"), 50),
    Column(Text("同时涉及", "also"), 40),
    Column(Text("查找的话轮", "turns searched"), 14),
    Column(Text("最接近的话", "nearest said"), 40),
    Column(Text("测得", "measured"), 30),
    Column(Text("维度", "dimension")),
    Column(Text("客服工号", "agent id"), 20),
    Column(Text("客服姓名", "agent name"), 20),
    Column(Text("班组", "team"), 20),
    Column(Text("日期", "day")),
    Column(Text("规则编号", "rule id"), 30),
    Column(Text("依据", "rule source"), 40),
    Column(Text("来源", "source"), 40),
    Column(Text("学得的，类似", "learned, similar to"), 40),
)


def cells(row: ViolationRow, lang: Lang) -> Sequence[Cell]:
    """Return the row of a violation."""
    return [
        row.call_id,
        row.title,
        SEVERITIES[Severity(row.severity)].to(lang),
        row.points,
        joined(turn + 1 for turn in row.turns),
        clock(row.at_ms),
        joined(row.quotes),
        row.message,
        row.advice,
        joined(row.also_titles),
        ""
        if row.searched_first is None
        else f"{row.searched_first + 1}–{(row.searched_last or 0) + 1}",
        _nearest(row, lang),
        joined(measured_words(each).to(lang) for each in row.measured),
        dimension_words(row.dimension).to(lang) if row.dimension else "",
        row.agent_id,
        row.agent_name,
        row.team,
        row.day,
        row.rule,
        row.rule_source,
        row.source,
        joined(row.similar),
    ]


def clock(at_ms: int | None) -> str:
    """Return a time in a recording as in ``01:02.5``; empty where it is not known."""
    if at_ms is None:
        return ""
    minutes, rest = divmod(at_ms, 60_000)
    return f"{minutes:02}:{rest / 1000:04.1f}"


def _nearest(row: ViolationRow, lang: Lang) -> str:
    if not row.nearest_lacks:
        return row.nearest_quote
    return _LACKS.to(lang).format(row.nearest_quote, joined(row.nearest_lacks))
