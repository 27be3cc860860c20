"""Whether an agent does better or worse than all calls together, as far as the calls can say."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.intervals import mean_interval, wilson
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.write.content.totals import GroupTotals

LEAST_CALLS: Final = 10
"""Calls with a score below which an agent has no place among the others."""

_FULL_SCORE: Final = 100


class Standing(StrEnum):
    """What the calls of an agent say beside all calls."""

    BELOW = "below"
    ABOVE = "above"
    NEAR = "near"
    TOO_FEW = "too_few"


MEANINGS: Final = MappingProxyType(
    {
        Standing.BELOW: Text(
            "平均分的 95% 区间整个低于总平均",
            "the whole 95% interval of the mean score is below the mean of all calls",
        ),
        Standing.ABOVE: Text("整个高于总平均", "the whole interval is above it"),
        Standing.NEAR: Text(
            "区间含总平均，说不上好坏", "the interval has it inside: neither better nor worse"
        ),
        Standing.TOO_FEW: Text(
            f"有得分的通话不足 {LEAST_CALLS} 通：没有区间，不排",
            f"fewer than {LEAST_CALLS} calls with a score: no interval and no place",
        ),
    }
)
"""When a group of calls stands so, for the documentation."""

STANDINGS: Final = MappingProxyType(
    {
        Standing.BELOW: Text("低于总平均", "below the mean"),
        Standing.ABOVE: Text("高于总平均", "above the mean"),
        Standing.NEAR: Text("看不出差别", "no difference shows"),
        Standing.TOO_FEW: Text("通数太少，不排", "too few calls to rank"),
    }
)


class GroupStanding(NamedTuple):
    """How a group of calls stands; shares are 0 to 1, scores 0 to 100."""

    standing: Standing
    mean: tuple[float, float] | None
    """The 95 % interval of the mean score, by Student's t, kept within 0 and 100; ``None`` with too
    few calls. See ``scriptcheck.intervals``."""
    pass_rate: tuple[float, float] | None
    """That of the pass rate, by Wilson."""


def standing_of(group: GroupTotals, every: GroupTotals) -> GroupStanding:
    """Return how the calls of ``group`` stand beside ``every`` call."""
    if group.scored < LEAST_CALLS or every.mean_score is None:
        return GroupStanding(Standing.TOO_FEW, None, None)
    low, high = mean_interval(group.scored, group.score_sum, group.score_squares)
    mean = (max(low, 0.0), min(high, float(_FULL_SCORE)))
    if high < every.mean_score:
        standing = Standing.BELOW
    else:
        standing = Standing.ABOVE if low > every.mean_score else Standing.NEAR
    return GroupStanding(standing, mean, wilson(group.passed, group.judged))


class RankedGroup(NamedTuple):
    """An agent, with what the calls say."""

    key: str
    group: GroupTotals
    found: GroupStanding


def ranked(groups: Mapping[str, GroupTotals], every: GroupTotals) -> list[RankedGroup]:
    """Return ``groups``: by mean score, the lowest first; then those with too few calls, by key."""

    def order(each: RankedGroup) -> tuple[bool, float, str]:
        too_few = each.found.standing is Standing.TOO_FEW
        return too_few, 0 if too_few else each.group.mean_score or 0, each.key

    all_of_them = [
        RankedGroup(key, group, standing_of(group, every)) for key, group in groups.items()
    ]
    return sorted(all_of_them, key=order)


def interval_words(interval: tuple[float, float] | None, *, percent: bool = False) -> str:
    """Return ``interval`` for a cell, as in ``71.2–83.4``; empty where there is none."""
    if interval is None:
        return ""
    scale, unit = (100, "%") if percent else (1, "")
    return "–".join(f"{scale * end:.1f}{unit}" for end in interval)
