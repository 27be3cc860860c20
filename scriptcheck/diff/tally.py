"""The differences of all calls, added up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scriptcheck.diff.call_difference import call_difference
from scriptcheck.diff.difference import (
    DIFF_SCHEMA,
    ChangeKind,
    RuleDifference,
    RunDifference,
    SideFigures,
    VerdictDifference,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.diff.call_difference import RuleCues
    from scriptcheck.diff.pairs import ReportPair
    from scriptcheck.report import CallReport, ProfileStamp

_DIGITS: Final = 6
"""Decimals of what is published: the same on every machine."""


def run_difference(pairs: Iterable[ReportPair], cues_of: RuleCues | None = None) -> RunDifference:
    """Return what differs between the reports of ``pairs``.

    ``cues_of`` is as for ``call_difference``. Memory grows with the number of changes, not with
    that of the calls.
    """
    old, new = _SideTally(), _SideTally()
    rules: dict[str, _RuleTally] = {}
    changes: list[VerdictDifference] = []
    only_old: list[str] = []
    only_new: list[str] = []
    changed_calls = 0
    for key, before, after in pairs:
        if before is None or after is None:
            (only_new if before is None else only_old).append(key.call_id)
            continue
        old.add(before)
        new.add(after)
        found = list(call_difference(before, after, cues_of))
        changed_calls += any(each.kind.is_of_outcome for each in found)
        for each in found:
            rules.setdefault(each.rule, _RuleTally()).add(each, before, after)
        changes += found
    return RunDifference(
        schema=DIFF_SCHEMA,
        calls=old.calls,
        only_old=tuple(only_old),
        only_new=tuple(only_new),
        old=old.figures(),
        new=new.figures(),
        changed_calls=changed_calls,
        rules=tuple(rules[rule].difference(new.scored) for rule in sorted(rules)),
        changes=tuple(changes),
    )


@dataclass(slots=True)
class _SideTally:
    calls: int = 0
    scored: int = 0
    judged: int = 0
    passed: int = 0
    score_sum: int = 0
    profile: ProfileStamp | None = None

    def add(self, report: CallReport) -> None:
        self.calls += 1
        self.scored += report.score is not None
        self.judged += report.passed is not None
        self.passed += report.passed is True
        self.score_sum += report.score or 0
        self.profile = report.profile

    def figures(self) -> SideFigures:
        judged = self.judged
        return SideFigures(
            profile=self.profile,
            scored=self.scored,
            judged=judged,
            passed=self.passed,
            pass_rate=round(self.passed / judged, _DIGITS) if judged else None,
            mean_score=round(self.score_sum / self.scored, _DIGITS) if self.scored else None,
        )


@dataclass(slots=True)
class _RuleTally:
    last: VerdictDifference | None = None
    kinds: dict[ChangeKind, int] = field(default_factory=dict)
    points: int = 0
    gained: int = 0
    lost: int = 0

    def add(self, change: VerdictDifference, old: CallReport, new: CallReport) -> None:
        self.last = change
        self.kinds[change.kind] = self.kinds.get(change.kind, 0) + 1
        self.points += change.points_after - change.points_before
        if change.kind is not ChangeKind.EVIDENCE:
            self.gained += new.passed is True and old.passed is not True
            self.lost += old.passed is True and new.passed is not True

    def difference(self, scored: int) -> RuleDifference:
        assert self.last is not None  # noqa: S101  (made for a change)
        newly = self.kinds.get(ChangeKind.NEWLY_FAILING, 0)
        gone = self.kinds.get(ChangeKind.NO_LONGER_FAILING, 0)
        return RuleDifference(
            rule=self.last.rule,
            title=self.last.title,
            severity=self.last.severity,
            newly_failing=newly,
            no_longer_failing=gone,
            other=sum(self.kinds.values()) - newly - gone,
            mean_score=round(self.points / scored, _DIGITS) if scored else 0.0,
            passes_gained=self.gained,
            passes_lost=self.lost,
        )
