"""The sheet of calls: a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Dimension, Severity
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.section_scores import section_cells
from scriptcheck.write.content.words import DIMENSIONS, RESULTS, SEVERITIES
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import below, result_tints, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport
    from scriptcheck.write.content.call_data import CallData
    from scriptcheck.write.content.section_scores import ScorecardSections, SectionTerms
    from scriptcheck.write.excel.row_xml import Cell

NAME: Final = Text("通话", "Calls")

_MOST_TITLES: Final = 5


_NOBODY: Final = Text("", "")

_FIRST: Final = (
    Column(Text("通话", "call"), 28),
    Column(Text("得分", "score"), style="whole", colours=scale(0, 60, 100)),
    Column(Text("结果", "result"), colours=result_tints),
)
_LAST: Final = (
    Column(Text("低于下限的部分", "sections below their floor"), 22, is_optional=True),
    Column(Text("其他部分得分", "scores of other sections"), 22, is_optional=True),
    *(Column(word, style="whole") for word in SEVERITIES.values()),
    Column(Text("主要违规", "main violations"), 50),
    Column(Text("客服工号", "agent id"), 16, is_optional=True),
    Column(Text("客服姓名", "agent name"), 16, is_optional=True),
    Column(Text("班组", "team"), 16, is_optional=True),
    Column(Text("日期", "day"), is_optional=True),
    Column(Text("队列", "queue"), 20, is_optional=True, is_printed=False),
    Column(Text("开始时间", "start time"), 28, is_optional=True, is_printed=False),
    Column(Text("时长（秒）", "length (s)"), style="decimal", is_optional=True, is_printed=False),
    *(
        Column(word, style="whole", colours=scale(0, 60, 100), is_optional=True, is_printed=False)
        for word in DIMENSIONS.values()
    ),
    Column(Text("工单", "case"), 20, is_optional=True, is_printed=False),
    Column(Text("方向", "direction"), is_optional=True, is_printed=False),
    Column(Text("转写提醒", "transcript warnings"), 30, is_optional=True, is_printed=False),
    Column(Text("来源", "source"), 50, is_printed=False),
)


def columns(sections: ScorecardSections) -> tuple[Column, ...]:
    """Return the columns, with one for each of ``sections``, those of the profile."""
    return (*_FIRST, *map(section_column, sections.terms), *_LAST)


def section_column(terms: SectionTerms, whose: Text = _NOBODY) -> Column:
    """Return the column of the scores of a section; ``whose`` they are stands first."""
    title = terms.title
    heading = Text(f"{whose.zh}部分：{title.zh}", f"{whose.en} section: {title.en}".strip())
    if terms.floor is None:
        return Column(heading, 12, style="whole")
    heading = Text(f"{heading.zh}（下限 {terms.floor}）", f"{heading.en} (floor {terms.floor})")
    return Column(heading, 12, style="whole", colours=below(terms.floor))


def cells(
    report: CallReport, data: CallData, lang: Lang, sections: ScorecardSections
) -> Sequence[Cell]:
    """Return the row of ``report``, by the ``columns`` of the same ``sections``."""
    violations = report.violations
    found = {each.section: each for each in sections.scores(report)}
    is_own = report.profile.name == sections.profile
    own = [found.pop(terms.section, None) if is_own else None for terms in sections.terms]
    severities = [verdict.severity for verdict in violations]
    length = report.metrics.get("call_length_ms")
    return [
        report.call_id,
        report.score,
        RESULTS[report.passed].to(lang),
        *(None if each is None else each.score for each in own),
        joined(each.title.to(lang) for each in own if each is not None and each.is_below),
        joined(section_cells(found.values()).scores),
        *(severities.count(severity) or None for severity in Severity),
        joined(verdict.title for verdict in violations[:_MOST_TITLES]),
        data.agent_id,
        data.agent_name,
        data.team,
        data.day,
        data.queue,
        data.start_time,
        None if length is None else length / 1000,
        *(report.dimensions.get(dimension) for dimension in Dimension),
        data.case_id,
        data.direction,
        joined(dict.fromkeys(warning.code for warning in report.warnings)),
        report.source,
    ]
