"""The sheet that comes first: what all calls come to, and what the other sheets could not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.content.standing import STANDINGS, interval_words, standing_of
from scriptcheck.write.content.totals import BANDS, MOST_KEYS
from scriptcheck.write.content.words import SEVERITIES
from scriptcheck.write.excel.sheet import set_up_page
from scriptcheck.write.excel.styles import bars, standing_tints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.write.content.case_rows import CaseTotals
    from scriptcheck.write.content.totals import GroupTotals, Totals
    from scriptcheck.write.excel.column import Look
    from scriptcheck.write.excel.row_xml import Cell
    from scriptcheck.write.excel.sheet import TableSheet

NAME: Final = Text("概览", "Summary")

_WIDTHS: Final = (34, 14, 14, 14, 14, 12, 12, 12, 12, 16, 18)
_MOST_GROUPS: Final = 400
"""Teams and days listed at most, so that the sheet stays one to read."""
_TITLE: Final = Text("服务规范质检报告", "Service script report")
_GROUP_HEADINGS: Final = (
    Text("通话数", "calls"),
    Text("平均分", "mean score"),
    Text("合格率", "pass rate"),
    Text("每通违规", "violations a call"),
    *SEVERITIES.values(),
)
_STANDING_HEADINGS: Final = (
    Text("平均分 95% 区间", "95% interval"),
    Text("与总平均相比", "beside all calls"),
)
_SECTION_HEADINGS: Final = (
    Text("有得分的通话", "calls with a score"),
    Text("平均分", "mean score"),
    Text("下限", "floor"),
    Text("低于下限的通话", "calls below it"),
)


class SummarySheet:
    """Writes the sheet, which was added to the book already; its rows come one by one."""

    def __init__(self, sheet: Worksheet, look: Look) -> None:
        self._sheet, self._look, self._lang = sheet, look, look.lang
        self._row = 0
        set_up_page(sheet)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)

    def write(self, totals: Totals, cases: CaseTotals, sheets: Sequence[TableSheet]) -> None:
        """Write all of it."""
        self._line([_TITLE.to(self._lang)], ["title"])
        self._row += 1
        for label, value, style in (*_figures(totals), *_case_figures(cases)):
            self._line([label.to(self._lang), value], ["text", style])
        for stamp, count in totals.profiles.items():
            label = Text(f"方案（{count} 通）", f"profile ({count} calls)")
            shown = one_line(f"{stamp.name} {stamp.version} ({stamp.sha256[:12]})")
            self._line([label.to(self._lang), shown], ["text", "line"])
        self._bands(totals)
        self._sections(totals)
        self._groups(Text("各班组", "By team"), totals.teams, beside=totals.all)
        self._groups(Text("各日", "By day"), totals.days)
        self._notes(_told(totals, sheets))

    def _bands(self, totals: Totals) -> None:
        self._heading(Text("得分分布", "Scores"), [Text("通话数", "calls")])
        first = self._row
        for number, (low, high) in enumerate(BANDS):
            self._line([f"{low}–{high}", totals.bands[number]], ["text", "whole"])
        bars()(self._sheet, (first, 1, self._row - 1, 1), self._look)

    def _sections(self, totals: Totals) -> None:
        if not totals.sections:
            return
        self._heading(Text("评分卡各部分", "Sections of the scorecard"), _SECTION_HEADINGS)
        for section in totals.sections.values():
            below = None if section.floor is None else section.below
            title = one_line(section.title.to(self._lang))
            cells: list[Cell] = [title, section.judged, section.mean_score, section.floor, below]
            self._line(cells, ["text", "whole", "decimal", "whole", "whole"])

    def _groups(
        self,
        title: Text,
        groups: Mapping[str, GroupTotals],
        *,
        beside: GroupTotals | None = None,
    ) -> None:
        """Write a row for each group, and how it stands ``beside`` all calls where they are given.

        Groups are not ranked: they are in the order of their names.
        """
        if not groups:
            return
        more = () if beside is None else _STANDING_HEADINGS
        self._heading(title, [*_GROUP_HEADINGS, *more])
        styles = ["text", "whole", "decimal", "percent", "decimal", *["whole"] * len(Severity)]
        first = self._row
        for key, group in sorted(groups.items())[:_MOST_GROUPS]:
            cells: list[Cell] = [one_line(key), group.calls, group.mean_score, group.pass_rate]
            cells.append(group.violations_a_call)
            cells += [group.severities[severity] or None for severity in Severity]
            if beside is not None:
                found = standing_of(group, beside)
                cells += [interval_words(found.mean), STANDINGS[found.standing].to(self._lang)]
            self._line(cells, [*styles, *["text"] * len(more)])
        if more:
            column = len(styles) + len(more) - 1
            standing_tints(self._sheet, (first, column, self._row - 1, column), self._look)
        if (rest := len(groups) - _MOST_GROUPS) > 0:
            self._line([Text(f"另有 {rest} 项。", f"{rest} more.").to(self._lang)], ["text"])

    def _notes(self, notes: Iterable[Text]) -> None:
        listed = list(notes)
        if listed:
            self._heading(Text("说明", "Notes"), [])
        for note in listed:
            self._line([note.to(self._lang)], ["line"])

    def _heading(self, title: Text, headings: Sequence[Text]) -> None:
        self._row += 1
        cells = [title.to(self._lang), *(heading.to(self._lang) for heading in headings)]
        styles = [
            "heading" if each in _STANDING_HEADINGS else "number heading" for each in headings
        ]
        self._line(cells, ["heading", *styles])

    def _line(self, cells: Sequence[Cell], styles: Sequence[str]) -> None:
        for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
            look = self._look.styles[style]
            if isinstance(value, str):
                # XlsxWriter takes text in these for markup of its own and would write it as such.
                text = f" {value}" if value.startswith("<r>") else value
                self._sheet.write_string(self._row, column, text, look)
            elif value is not None:
                self._sheet.write_number(self._row, column, value, look)
        self._row += 1


def _figures(totals: Totals) -> Iterator[tuple[Text, Cell, str]]:
    every = totals.all
    yield Text("通话数", "calls"), every.calls, "whole"
    yield Text("合格", "passed"), every.passed, "whole"
    yield Text("不合格", "failed"), every.judged - every.passed, "whole"
    yield Text("无法判断", "not judged"), every.calls - every.judged, "whole"
    yield Text("合格率", "pass rate"), every.pass_rate, "percent"
    yield Text("平均分", "mean score"), every.mean_score, "decimal"
    yield Text("违规", "violations"), every.violations, "whole"
    for severity, word in SEVERITIES.items():
        label = Text(f"其中{word.zh}", f"of them {word.en}")
        yield label, every.severities[severity], "whole"
    yield Text("每通违规", "violations a call"), every.violations_a_call, "decimal"
    if labelled := totals.labelled:
        yield Text("有标注的违规", "violations with a label"), labelled, "whole"
        yield Text("其中有异议", "of them disputed"), totals.disputed, "whole"
        yield Text("异议率", "share disputed"), totals.disputed / labelled, "percent"


def _case_figures(cases: CaseTotals) -> Iterator[tuple[Text, Cell, str]]:
    if cases.cases:
        yield Text("工单", "cases"), cases.cases, "whole"
        yield Text("其中有违规", "of them with violations"), cases.failing, "whole"


def _told(totals: Totals, sheets: Sequence[TableSheet]) -> Iterator[Text]:
    """Yield what a reader of the sheets must know about them."""
    for sheet in sheets:
        if len(sheet.names) > 1:
            listed = "、".join(sheet.names)
            yield Text(
                f"“{sheet.name}”超过 Excel 一张表的行数，分在：{listed}。",
                f"'{sheet.name}' has more rows than Excel's sheets; it goes on in: {listed}.",
            )
        if sheet.unlinked:
            yield Text(
                f"“{sheet.name}”有 {sheet.unlinked} 行没有链接：Excel 一张表最多 65,530 个。",
                f"{sheet.unlinked} rows of '{sheet.name}' have no link: Excel takes 65,530.",
            )
        if sheet.cut:
            yield Text(
                f"“{sheet.name}”有 {sheet.cut} 格文字过长，截到 Excel 的上限 32,767 字。",
                f"{sheet.cut} cells of '{sheet.name}' are cut to Excel's 32,767 characters.",
            )
    if totals.left_out:
        yield Text(
            f"客服、班组或日期各超过 {MOST_KEYS} 个，其余的没有分开计。",
            f"Of agents, teams and days, no more than {MOST_KEYS} each are counted apart.",
        )
    for code, count in sorted(totals.warnings.items()):
        yield Text(f"转写提醒 {code}：{count} 通。", f"Transcript warning {code}: {count} calls.")
