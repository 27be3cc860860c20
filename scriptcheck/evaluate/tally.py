"""Counts of many calls, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from scriptcheck.evaluate.metrics import Counts, figures, means, proportion
from scriptcheck.evaluate.rows import Average, CueFigures, FigureGroup, RuleFigures
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from scriptcheck.evaluate.call_comparison import CallComparison, FigureRow
    from scriptcheck.evaluate.metrics import Figure

_AVERAGED: Final = (FigureGroup.STEP, FigureGroup.VIOLATION, FigureGroup.MARKED, FigureGroup.RULE)
_NOTHING: Final = Counts()


class EvaluationTally:
    """Takes in comparisons one at a time; what it keeps does not grow with their number."""

    def __init__(self) -> None:
        self.calls = 0
        self._cues: Final[dict[FigureRow, Counts]] = {}
        self._verdicts: Final[dict[str, Counter[tuple[Outcome, Outcome]]]] = {}
        self._open: Final[Counter[str]] = Counter()

    def add(self, comparison: CallComparison) -> None:
        """Count what ``comparison`` found."""
        self.calls += 1
        for row, counts in comparison.cues.items():
            self._cues[row] = self._cues.get(row, _NOTHING) + counts
        for rule, judged in comparison.verdicts.items():
            cells = self._verdicts.setdefault(rule, Counter())
            if judged.expected is None:
                self._open[rule] += 1
            else:
                cells[judged.expected, judged.found] += 1

    def cues(self) -> tuple[CueFigures, ...]:
        """Return the figures of each cue, by group and id."""
        order = list(FigureGroup)
        rows = sorted(self._cues.items(), key=lambda item: (order.index(item[0].group), item[0]))
        return tuple(
            CueFigures(row.group, row.cue, counts, figures(counts)) for row, counts in rows
        )

    def rules(self) -> tuple[RuleFigures, ...]:
        """Return the figures of each rule, by id."""
        return tuple(self._rule(rule) for rule in sorted(self._verdicts))

    def averages(self) -> tuple[Average, ...]:
        """Return the averages of each group that has any figures."""
        rows: dict[FigureGroup, list[Counts]] = {group: [] for group in _AVERAGED}
        for row, counts in self._cues.items():
            if row.group in rows:
                rows[row.group].append(counts)
        rows[FigureGroup.RULE] = [_fail_counts(cells) for cells in self._verdicts.values()]
        return tuple(self._average(group, counts) for group, counts in rows.items() if counts)

    def _average(self, group: FigureGroup, rows: list[Counts]) -> Average:
        total = sum(rows, _NOTHING)
        accuracy = None
        if group is FigureGroup.RULE:
            accuracy = _accuracy(sum(self._verdicts.values(), Counter()))
        return Average(group, total, figures(total), means(rows), accuracy)

    def _rule(self, rule: str) -> RuleFigures:
        cells = self._verdicts[rule]
        counts = _fail_counts(cells)
        return RuleFigures(
            rule=rule,
            calls=cells.total(),
            open=self._open[rule],
            accuracy=_accuracy(cells),
            counts=counts,
            figures=figures(counts),
            confusion={
                expected: {found: cells[expected, found] for found in Outcome}
                for expected in Outcome
            },
        )


def _fail_counts(cells: Counter[tuple[Outcome, Outcome]]) -> Counts:
    right = cells[Outcome.FAIL, Outcome.FAIL]
    return Counts(
        support=sum(cells[Outcome.FAIL, found] for found in Outcome),
        found=sum(cells[expected, Outcome.FAIL] for expected in Outcome),
        right=right,
        caught=right,
    )


def _accuracy(cells: Counter[tuple[Outcome, Outcome]]) -> Figure | None:
    return proportion(sum(cells[outcome, outcome] for outcome in Outcome), cells.total())
