"""Charts of all calls, of each agent and team, and of each rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import CodedText, Text
from scriptcheck.trend.chart import p_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.trend.chart import Chart
    from scriptcheck.trend.collect import CallOutcome


class Period(StrEnum):
    """How long each point of a chart stands for."""

    DAY = "day"
    WEEK = "week"
    """From Monday, as ISO 8601 numbers them."""
    MONTH = "month"

    __hash__ = str.__hash__


class SeriesKind(CodedText):
    """What a chart is of; the first three count calls that do not pass, the last its violations."""

    ALL = "all", "全部通话", "all calls"
    TEAM = "team", "班组", "team"
    AGENT = "agent", "客服", "agent"
    RULE = "rule", "规则", "rule"


class Series(NamedTuple):
    """A chart and what it is of."""

    kind: SeriesKind
    name: str
    """The agent, team or rule; empty for all calls."""
    title: str
    """What people read for it."""
    chart: Chart


class Trend(NamedTuple):
    """What became of the calls of some runs over time."""

    period: Period
    series: tuple[Series, ...]
    """By kind; within each, those with signals first, then by name."""
    calls: int
    """Those that the charts are of."""
    undated: int
    """Those left out since nobody knows their day."""
    unjudged: int
    """Of ``calls``, those that have no score and break no fatal rule; they count for rules
    alone."""


def trend_of(
    outcomes: Iterable[CallOutcome],
    *,
    period: Period = Period.DAY,
    first_day: str = "",
    last_day: str = "",
    titles: Mapping[str, str] | None = None,
) -> Trend:
    """Return the charts over ``outcomes``, from ``first_day`` to ``last_day`` if given.

    Of all calls, agents and teams a chart has the share of calls that do not pass, among those of
    which that is known: with a score, or failing by a fatal rule without one; of a rule, the share
    of calls that break it, among those where it was judged. ``titles`` are what people call the
    rules. Raises ``UsageError`` where a day is none, or the last one lies before the first.
    """
    first, last = _day(first_day, "first_day"), _day(last_day, "last_day")
    if first and last and last < first:
        message = Text(f"{last} 在 {first} 之前。", f"{last} is before {first}.")
        fix = Text("请把先后两天换过来。", "Give the earlier one as the first day.")
        raise UsageError(Problem("days-backwards", message, fix=fix))
    counts: defaultdict[tuple[SeriesKind, str], defaultdict[str, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    calls = undated = unjudged = 0
    for outcome in outcomes:
        if not outcome.day:
            undated += 1
            continue
        if (first and outcome.day < first) or (last and outcome.day > last):
            continue
        calls += 1
        unjudged += outcome.passed is None
        when = _period_of(outcome.day, period)
        for key, is_counted in _counted(outcome):
            cell = counts[key][when]
            cell[0] += 1
            cell[1] += is_counted
    found = []
    for (kind, name), cells in counts.items():
        chart = p_chart([(when, *cells[when]) for when in sorted(cells)])  # type: ignore[misc]
        title = (titles or {}).get(name, name) if kind is SeriesKind.RULE else name
        found.append(Series(kind, name, title or kind.text.zh, chart))
    kinds = list(SeriesKind)
    found.sort(key=lambda each: (kinds.index(each.kind), -each.chart.signals, each.name))
    return Trend(period, tuple(found), calls, undated, unjudged)


def _counted(outcome: CallOutcome) -> Iterator[tuple[tuple[SeriesKind, str], bool]]:
    if outcome.passed is not None:
        yield (SeriesKind.ALL, ""), not outcome.passed
        if outcome.team:
            yield (SeriesKind.TEAM, outcome.team), not outcome.passed
        if outcome.agent:
            yield (SeriesKind.AGENT, outcome.agent), not outcome.passed
    for rule in outcome.judged:
        yield (SeriesKind.RULE, rule), rule in outcome.failed


def _period_of(day: str, period: Period) -> str:
    if period is Period.DAY:
        return day
    if period is Period.MONTH:
        return day[:7]
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def _day(given: str, name: str) -> str:
    if not given:
        return ""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        message = Text(f"“{given}”不是日期。", f"'{given}' is no day.")
        fix = Text("请写成 2026-03-02 这样。", "Write it as in 2026-03-02.")
        raise UsageError(Problem("bad-day", message, name, fix=fix)) from error
