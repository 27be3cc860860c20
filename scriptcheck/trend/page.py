"""A trend as a page: a chart for each series, drawn as SVG, without scripts or network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.text.visible import visible
from scriptcheck.trend.chart import RUN, SIGMAS
from scriptcheck.trend.trend import Period, SeriesKind
from scriptcheck.write.page_template import page_template

if TYPE_CHECKING:
    from scriptcheck.language import Lang
    from scriptcheck.trend.chart import Chart, ChartPoint
    from scriptcheck.trend.trend import Series, Trend

WIDTH: Final = 460
HEIGHT: Final = 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 26

_WORDS: Final = {
    "title": Text("趋势", "Trend"),
    "share": Text("占比", "share"),
    "centre": Text("中线", "centre line"),
    "limits": Text("控制限", "control limits"),
    "signal": Text("信号", "signal"),
    "calls": Text("通", "calls"),
    "no_calls": Text("没有可看的通话。", "There are no calls to show."),
    "signals": Text("有信号的时段", "periods with signals"),
    "none": Text("没有信号：起伏都在偶然范围内。", "No signals: chance explains what changes."),
    "about": Text(
        "全部通话、班组和客服看的是不合格的占比，规则看的是违规的占比（只算判得出的通话）。"
        f"控制限是中线上下 {SIGMAS} 倍标准差，通数少的时段放得宽；红点是偶然解释不了的："
        f"超出控制限，或连续 {RUN} 期在中线同一侧。",
        "Of all calls, teams and agents the charts show the share that does not pass; of rules, the"
        f" share that breaks them, among calls where they were judged. Control limits lie {SIGMAS}"
        " standard deviations from the centre line, further for periods with few calls. Red points"
        f" are what chance does not explain: outside the limits, or {RUN} in a row on one side.",
    ),
}
_PERIODS: Final = {
    Period.DAY: Text("按日", "by day"),
    Period.WEEK: Text("按周", "by week"),
    Period.MONTH: Text("按月", "by month"),
}
_KINDS: Final = {
    SeriesKind.ALL: Text("全部通话", "All calls"),
    SeriesKind.TEAM: Text("班组", "Teams"),
    SeriesKind.AGENT: Text("客服", "Agents"),
    SeriesKind.RULE: Text("规则", "Rules"),
}


def trend_page(trend: Trend, lang: Lang = "zh") -> str:
    """Return ``trend`` as a page of HTML, with words in ``lang``."""
    groups = [
        (_KINDS[kind].to(lang), [_drawn(each, lang) for each in trend.series if each.kind is kind])
        for kind in SeriesKind
    ]
    left_out = Text(
        f"{trend.calls} 通；另有 {trend.undated} 通没有日期，没有计入；"
        f"{trend.unjudged} 通无法判断合不合格，只计入规则。",
        f"{trend.calls} calls; {trend.undated} more have no day and are left out;"
        f" {trend.unjudged} could not be judged and count for rules alone.",
    )
    return page_template("scriptcheck.trend").render(
        lang="zh-CN" if lang == "zh" else "en",
        words={name: text.to(lang) for name, text in _WORDS.items()},
        period=_PERIODS[trend.period].to(lang),
        left_out=left_out.to(lang),
        groups=[group for group in groups if group[1]],
        width=WIDTH,
        height=HEIGHT,
    )


class _Dot(NamedTuple):
    x: float
    y: float
    is_signal: bool
    words: str


def _drawn(series: Series, lang: Lang) -> dict[str, Any]:
    """Return what the page needs of one series; places are in the units of its SVG."""
    chart = series.chart
    top = _top(chart)
    across = [_x(number, len(chart.points)) for number in range(len(chart.points))]

    def height(share: float) -> float:
        return round(HEIGHT - _BOTTOM - share / top * (HEIGHT - _TOP - _BOTTOM), 1)

    dots = [
        _Dot(x, height(point.share), bool(point.signals), _words(point, lang))
        for x, point in zip(across, chart.points, strict=True)
    ]
    return {
        "title": visible(series.title if series.name else series.kind.text.to(lang)),
        "id": visible(series.name) if series.title != series.name else "",
        "is_open": bool(chart.signals) or series.kind is not SeriesKind.RULE,
        "latest": f"{chart.points[-1].share:.1%}" if chart.points else "",
        "signals": [dot.words for dot in dots if dot.is_signal],
        "dots": dots,
        "line": " ".join(f"{dot.x},{dot.y}" for dot in dots),
        "centre": height(chart.centre),
        "upper": _steps(across, [height(point.upper) for point in chart.points]),
        "lower": _steps(across, [height(point.lower) for point in chart.points]),
        "ticks": [(height(top * part / 2), f"{top * part / 2:.0%}") for part in range(3)],
        "first": chart.points[0].period if chart.points else "",
        "last": chart.points[-1].period if len(chart.points) > 1 else "",
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
    }


def _x(number: int, count: int) -> float:
    room = WIDTH - _LEFT - _RIGHT
    return round(_LEFT + room * (number + 0.5) / count, 1)


def _top(chart: Chart) -> float:
    """Return the share at the top of the chart: a tenth at least, and room for every limit."""
    highest = max((max(p.share, p.upper) for p in chart.points), default=0.1)
    return min(1.0, max(0.1, -(-highest * 1.05 // 0.1) * 0.1))


def _steps(across: list[float], heights: list[float]) -> str:
    """Return limits as a line of steps, level over each period."""
    if not across:
        return ""
    half = (across[1] - across[0]) / 2 if len(across) > 1 else (WIDTH - _LEFT - _RIGHT) / 2
    return " ".join(
        f"{round(x + side * half, 1)},{y}"
        for x, y in zip(across, heights, strict=True)
        for side in (-1, 1)
    )


def _words(point: ChartPoint, lang: Lang) -> str:
    signals = Text("；", "; ").to(lang).join(signal.text.to(lang) for signal in point.signals)
    said = Text(
        f"{point.period}：{point.counted}/{point.calls}，{point.share:.1%}",
        f"{point.period}: {point.counted} of {point.calls}, {point.share:.1%}",
    ).to(lang)
    return f"{said}{Text('，', ', ').to(lang)}{signals}" if signals else said
