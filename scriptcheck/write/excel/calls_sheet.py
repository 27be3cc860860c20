"""The sheet of calls: a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Dimension, Severity
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.words import DIMENSIONS, RESULTS, SEVERITIES
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import result_tints, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport
    from scriptcheck.write.content.call_data import CallData
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text("通话", "Calls")

_MOST_TITLES: Final = 5


COLUMNS: Final = (
    Column(Text("通话", "call"), 30),
    Column(Text("得分", "score"), style="whole", colours=scale(0, 60, 100)),
    Column(Text("结果", "result"), colours=result_tints),
    *(Column(word, style="whole") for word in SEVERITIES.values()),
    Column(Text("主要违规", "main violations"), 60),
    Column(Text("客服工号", "agent id"), 20),
    Column(Text("客服姓名", "agent name"), 20),
    Column(Text("班组", "team"), 20),
    Column(Text("队列", "queue"), 20),
    Column(Text("日期", "day")),
    Column(Text("开始时间", "start time"), 28),
    Column(Text("时长（秒）", "length (s)"), style="decimal"),
    *(Column(word, style="whole", colours=scale(0, 60, 100)) for word in DIMENSIONS.values()),
    Column(Text("工单", "case"), 20),
    Column(Text("方向", "direction")),
    Column(Text("转写提醒", "transcript warnings"), 30),
    Column(Text("来源", "source"), 50),
)


def cells(report: CallReport, data: CallData, lang: Lang) -> Sequence[Cell]:
    """Return the row of ``report``."""
    violations = report.violations
    severities = [verdict.severity for verdict in violations]
    length = report.metrics.get("call_length_ms")
    return [
        report.call_id,
        report.score,
        RESULTS[report.passed].to(lang),
        *(severities.count(severity) or None for severity in Severity),
        joined(verdict.title for verdict in violations[:_MOST_TITLES]),
        data.agent_id,
        data.agent_name,
        data.team,
        data.queue,
        data.day,
        data.start_time,
        None if length is None else length / 1000,
        *(report.dimensions.get(dimension) for dimension in Dimension),
        data.case_id,
        data.direction,
        joined(dict.fromkeys(warning.code for warning in report.warnings)),
        report.source,
    ]
