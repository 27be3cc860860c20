"""The sheet of cases: a row for each time limit that was not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.words import SEVERITIES
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import severity_tints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.write.content.case_rows import CaseRow
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text("工单", "Cases")

COLUMNS: Final = (
    Column(Text("工单", "case"), 20),
    Column(Text("规则", "rule"), 24),
    Column(Text("程度", "severity"), colours=severity_tints),
    Column(Text("扣分", "points"), style="whole"),
    Column(Text("起始通话", "started by"), 24),
    Column(Text("说的话", "quotes"), 36),
    Column(Text("期限", "due"), 18),
    Column(Text("之后的通话", "met by"), 20, is_optional=True),
    Column(Text("问题", "message"), 38),
    Column(Text("建议", "advice"), 34),
    Column(Text("通话", "calls"), 40, is_printed=False),
    Column(Text("规则编号", "rule id"), 30, is_printed=False),
    Column(Text("依据", "rule source"), 40, is_printed=False),
)


def cells(row: CaseRow, lang: Lang) -> Sequence[Cell]:
    """Return the row of a violation."""
    return [
        row.case_id,
        row.title,
        SEVERITIES[Severity(row.severity)].to(lang),
        row.points,
        row.started_by,
        joined(row.quotes),
        # The cell can break at the blank.
        row.due.replace("T", " "),
        row.met_by,
        row.message,
        row.advice,
        joined(row.calls),
        row.rule,
        row.rule_source,
    ]
