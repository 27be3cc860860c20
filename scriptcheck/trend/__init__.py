"""How agents, teams and rules do over time: p-charts over the reports of many runs."""

from scriptcheck.trend.chart import Chart, ChartPoint, Signal, p_chart
from scriptcheck.trend.collect import CallOutcome, collect
from scriptcheck.trend.output import write_trend
from scriptcheck.trend.trend import Period, Series, SeriesKind, Trend, trend_of

__all__ = [
    "CallOutcome",
    "Chart",
    "ChartPoint",
    "Period",
    "Series",
    "SeriesKind",
    "Signal",
    "Trend",
    "collect",
    "p_chart",
    "trend_of",
    "write_trend",
]
