"""P-charts: shares with control limits, and what of them chance does not explain."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import CodedText

if TYPE_CHECKING:
    from collections.abc import Sequence

SIGMAS: Final = 3
"""Standard deviations from the centre line to the limits (Shewhart's)."""

RUN: Final = 8
"""Points in a row on one side of the centre line that are a signal (Western Electric, rule 4)."""


class Signal(CodedText):
    """What chance does not explain."""

    ABOVE = "above", "高于上限", "above the upper limit"
    BELOW = "below", "低于下限", "below the lower limit"
    RUN_ABOVE = "run_above", f"连续 {RUN} 期偏高", f"{RUN} in a row above the centre line"
    RUN_BELOW = "run_below", f"连续 {RUN} 期偏低", f"{RUN} in a row below the centre line"


class ChartPoint(NamedTuple):
    """One period of a chart."""

    period: str
    """As in ``2026-03-02``, ``2026-W10`` or ``2026-03``."""
    calls: int
    counted: int
    """How many of these calls do not pass, or break the rule."""
    share: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]


class Chart(NamedTuple):
    """Shares over time with their centre line and limits."""

    centre: float
    """The share over all periods."""
    points: tuple[ChartPoint, ...]

    @property
    def signals(self) -> int:
        """How many points have a signal."""
        return sum(bool(point.signals) for point in self.points)


def p_chart(counts: Sequence[tuple[str, int, int]]) -> Chart:
    """Return the chart of ``counts``: of each period its name, its calls, and how many count.

    The centre line is the share over all periods; the limits of each lie ``SIGMAS`` standard
    deviations of the binomial distribution from it, for the calls of that period, and within 0 and
    1 (Shewhart 1931; Montgomery, Introduction to Statistical Quality Control, chapter 7). Periods
    without calls are left out.
    """
    known = [each for each in counts if each[1] > 0]
    calls = sum(each[1] for each in known)
    centre = sum(each[2] for each in known) / calls if calls else 0.0
    points: list[ChartPoint] = []
    side = length = 0
    for period, number, count in known:
        share = count / number
        reach = SIGMAS * sqrt(centre * (1 - centre) / number)
        lower, upper = max(0.0, centre - reach), min(1.0, centre + reach)
        now = (share > centre) - (share < centre)
        length = length + 1 if now and now == side else abs(now)
        side = now
        signals = []
        if share > upper:
            signals.append(Signal.ABOVE)
        if share < lower:
            signals.append(Signal.BELOW)
        if length >= RUN:
            signals.append(Signal.RUN_ABOVE if side > 0 else Signal.RUN_BELOW)
        share, lower, upper = (round(value, 6) for value in (share, lower, upper))
        points.append(ChartPoint(period, number, count, share, lower, upper, tuple(signals)))
    return Chart(round(centre, 6), tuple(points))
