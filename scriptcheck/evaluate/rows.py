"""Rows of figures: what is measured of each cue, rule, group and fold."""

from __future__ import annotations

from enum import StrEnum

import msgspec

# msgspec reads the annotations at run time.
from scriptcheck.evaluate.metrics import Counts, Figure, Figures, Means  # noqa: TC001
from scriptcheck.report import Outcome  # noqa: TC001


class FigureGroup(StrEnum):
    """What a row of figures is about; rows of one group are averaged together."""

    STEP = "step"
    """Cues labelled under ``acts``: by turn."""
    VIOLATION = "violation"
    """Cues labelled under ``violations``: by turn."""
    SAID = "said"
    """Violations that a remedy excuses, counted whether or not there is one: by turn."""
    MARKED = "marked"
    """Cues that reviewers marked in single turns: by those turns alone."""
    CALL = "call"
    """What is labelled of the call as a whole: by call."""
    RULE = "rule"
    """The verdict ``fail`` of rules: by call."""


class CueFigures(msgspec.Struct, frozen=True):
    """How well one cue is found."""

    group: FigureGroup
    cue: str
    counts: Counts
    figures: Figures


class RuleFigures(msgspec.Struct, frozen=True):
    """How well one rule is judged; ``counts`` and ``figures`` are those of ``fail``."""

    rule: str
    calls: int
    """Calls on which the labels settle the verdict."""
    open: int
    """Calls on which they leave it open; these count nowhere."""
    accuracy: Figure | None
    counts: Counts
    figures: Figures
    confusion: dict[Outcome, dict[Outcome, int]]
    """Calls by the verdict that the labels ask for, then by the one that was reached."""


class Average(msgspec.Struct, frozen=True):
    """The figures of a group as a whole."""

    group: FigureGroup
    counts: Counts
    """Sums over all rows of the group."""
    micro: Figures
    """From the sums: each label weighs the same."""
    macro: Means
    """Means over the rows: each row weighs the same."""
    accuracy: Figure | None = None
    """Of rules: share of right verdicts."""


class Range(msgspec.Struct, frozen=True):
    """How far a figure spreads over the folds."""

    folds: int
    """Those in which it could be measured."""
    mean: float
    deviation: float
    """Standard deviation of a sample; 0 for a single fold."""
    lowest: float
    highest: float


class Spread(msgspec.Struct, frozen=True):
    """How far the figures of one row spread over the folds."""

    group: FigureGroup
    entry: str
    """Id of the cue or rule; empty for the group's micro average."""
    precision: Range | None
    recall: Range | None
    f1: Range | None


class Fold(msgspec.Struct, frozen=True):
    """The figures of one part of the calls."""

    fold: int
    """From 0."""
    calls: int
    cues: tuple[CueFigures, ...]
    rules: tuple[RuleFigures, ...]
    averages: tuple[Average, ...]
