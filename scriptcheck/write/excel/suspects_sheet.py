"""The sheet of suspects: turns for a person to look at, a row each; they are no violations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.suspect_rows import TO_LOOK_AT
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.violations_sheet import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.write.content.suspect_rows import SuspectRow
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text(TO_LOOK_AT.zh, "To look at")

COLUMNS: Final = (
    Column(Text("通话", "call"), 26),
    Column(Text("可能是", "may be"), 26),
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


def cells(row: SuspectRow) -> Sequence[Cell]:
    """Return the row of a suspect."""
    return [
        row.call_id,
        row.title,
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
