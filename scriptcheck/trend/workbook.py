"""A trend as a workbook: the series with their signals, every point, and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text
from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.excel.system_errors import system_errors

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.language import Lang
    from scriptcheck.trend.trend import Series, Trend

MOST_CHARTS: Final = 60
"""Charts in a workbook; more make Excel slow. Every series is on the page."""

_SERIES: Final = Text("概览", "Series")
_POINTS: Final = Text("明细", "Points")
_CHARTS: Final = Text("控制图", "Charts")
_LINES: Final = (
    (Text("占比", "share"), 4, {"color": "#1a56db", "width": 1.75}),
    (Text("中线", "centre line"), 5, {"color": "#6b7280", "width": 1}),
    (Text("下限", "lower limit"), 6, {"color": "#b91c1c", "width": 1, "dash_type": "dash"}),
    (Text("上限", "upper limit"), 7, {"color": "#b91c1c", "width": 1, "dash_type": "dash"}),
)
_HEADINGS: Final = (
    *(Text("对象", "series"), Text("时段", "period"), Text("通数", "calls")),
    *(Text("计入", "counted"), *(name for name, _, _ in _LINES), Text("信号", "signals")),
)
_OVERVIEW: Final = (
    *(Text("类别", "kind"), Text("编号", "id"), Text("名称", "title"), Text("时段数", "periods")),
    *(Text("通数", "calls"), Text("中线", "centre line"), Text("最近", "latest share")),
    Text("有信号的时段", "periods with signals"),
)
_CHART_ROWS: Final = 16


def write_workbook(trend: Trend, path: Path, lang: Lang) -> None:
    """Write ``trend`` to the workbook ``path``, with words in ``lang``."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with system_errors(), xlsxwriter.Workbook(path, options) as book:
        looks = {
            "heading": book.add_format({"bold": True, "bg_color": "#eef2ff", "text_wrap": True}),
            "share": book.add_format({"num_format": "0.0%"}),
            "signal": book.add_format({"num_format": "0.0%", "bg_color": "#fee2e2"}),
        }
        overview, points, charts = (
            book.add_worksheet(name.to(lang)) for name in (_SERIES, _POINTS, _CHARTS)
        )
        first = _write_points(points, trend, looks, lang)
        _write_overview(overview, trend, looks, lang)
        shown = [each for each in trend.series if each.chart.points][:MOST_CHARTS]
        for number, each in enumerate(shown):
            chart = _chart(book, each, first[number], _POINTS.to(lang), lang)
            charts.insert_chart(number // 2 * _CHART_ROWS, number % 2 * 8, chart)
        for sheet in (overview, points, charts):
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)


def _write_overview(sheet: Any, trend: Trend, looks: dict[str, Any], lang: Lang) -> None:
    _head(sheet, _OVERVIEW, looks, lang, (10, 26, 30, 9, 9, 10, 10, 14))
    for row, each in enumerate(trend.series, 1):
        points = each.chart.points
        cells = (each.kind.text.to(lang), one_line(each.name), one_line(_title(each, lang)))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
        sheet.write_number(row, 3, len(points))
        sheet.write_number(row, 4, sum(point.calls for point in points))
        sheet.write_number(row, 5, each.chart.centre, looks["share"])
        if points:
            look = looks["signal" if points[-1].signals else "share"]
            sheet.write_number(row, 6, points[-1].share, look)
        sheet.write_number(row, 7, each.chart.signals)
    sheet.autofilter(0, 0, max(1, len(trend.series)), len(_OVERVIEW) - 1)


def _write_points(sheet: Any, trend: Trend, looks: dict[str, Any], lang: Lang) -> list[int]:
    """Write every point; return the first row of each series that has any."""
    _head(sheet, _HEADINGS, looks, lang, (30, 12, 9, 9, 9, 9, 9, 9, 30))
    row, first = 1, []
    for each in trend.series:
        if each.chart.points:
            first.append(row)
        for point in each.chart.points:
            sheet.write_string(row, 0, one_line(_title(each, lang)))
            sheet.write_string(row, 1, point.period)
            sheet.write_number(row, 2, point.calls)
            sheet.write_number(row, 3, point.counted)
            sheet.write_number(row, 4, point.share, looks["signal" if point.signals else "share"])
            for column, value in enumerate((each.chart.centre, point.lower, point.upper), 5):
                sheet.write_number(row, column, value, looks["share"])
            words = (signal.text.to(lang) for signal in point.signals)
            sheet.write_string(row, 8, Text("；", "; ").to(lang).join(words))
            row += 1
    sheet.autofilter(0, 0, max(1, row - 1), len(_HEADINGS) - 1)
    return first


def _head(
    sheet: Any,
    headings: tuple[Text, ...],
    looks: dict[str, Any],
    lang: Lang,
    widths: tuple[int, ...],
) -> None:
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.write_string(0, column, heading.to(lang), looks["heading"])
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _chart(book: Any, series: Series, first: int, sheet: str, lang: Lang) -> Any:
    last = first + len(series.chart.points) - 1
    chart = book.add_chart({"type": "line"})
    for name, column, line in _LINES:
        chart.add_series(
            {
                "name": name.to(lang),
                "categories": [sheet, first, 1, last, 1],
                "values": [sheet, first, column, last, column],
                "line": line,
                "marker": {"type": "circle", "size": 4} if column == 4 else {"type": "none"},  # noqa: PLR2004  (the share)
            }
        )
    chart.set_title({"name": one_line(_title(series, lang)), "name_font": {"size": 11}})
    chart.set_y_axis({"num_format": "0%", "min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 500, "height": 300})
    return chart


def _title(series: Series, lang: Lang) -> str:
    return series.title if series.name else series.kind.text.to(lang)
