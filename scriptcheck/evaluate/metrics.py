"""Precision, recall and F1 with their intervals, from counts."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS: Final = 6
"""Decimals of what is published: the same on every machine, and more than anybody reads."""


class Counts(msgspec.Struct, frozen=True):
    """What was to be found, and what was."""

    support: int = 0
    """How many must be found."""
    found: int = 0
    """How many were found."""
    right: int = 0
    """How many of those found are right; may include some that need not be found."""
    caught: int = 0
    """How many of those that must be found were found."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.support + other.support,
            self.found + other.found,
            self.right + other.right,
            self.caught + other.caught,
        )

    @property
    def misses(self) -> int:
        """How many of those that must be found were not."""
        return self.support - self.caught

    @property
    def false_alarms(self) -> int:
        """How many of those found are wrong."""
        return self.found - self.right


class Figure(msgspec.Struct, frozen=True):
    """A share, 0 to 1, with its 95 % interval."""

    value: float
    low: float
    high: float


class Figures(msgspec.Struct, frozen=True):
    """Precision, recall and F1; ``None`` where there is nothing to measure it on."""

    precision: Figure | None
    """``None`` where nothing was found."""
    recall: Figure | None
    """``None`` where nothing had to be found."""
    f1: Figure | None
    """``None`` where nothing had to be found; 0 where nothing of it was."""


class Means(msgspec.Struct, frozen=True):
    """Means over entries that had something to find; each entry weighs the same."""

    entries: int
    precision: float | None
    """An entry that was never found has no precision and counts as 0."""
    recall: float | None
    f1: float | None


def proportion(successes: int, trials: int) -> Figure | None:
    """Return ``successes`` in ``trials`` with its interval; ``None`` where there are no trials."""
    if not trials:
        return None
    return _figure(successes / trials, *wilson(successes, trials))


def figures(counts: Counts) -> Figures:
    """Return precision, recall and F1 of ``counts``."""
    return Figures(
        proportion(counts.right, counts.found),
        proportion(counts.caught, counts.support),
        _f1(counts),
    )


def means(entries: Iterable[Counts]) -> Means:
    """Return the macro average of ``entries``: of those that had something to find."""
    measured = [figures(counts) for counts in entries if counts.support]
    if not measured:
        return Means(0, None, None, None)
    return Means(
        len(measured),
        _mean(figure.precision for figure in measured),
        _mean(figure.recall for figure in measured),
        _mean(figure.f1 for figure in measured),
    )


def rounded(value: float) -> float:
    """Return ``value`` as it is published."""
    return round(value, _DIGITS)


def _f1(counts: Counts) -> Figure | None:
    """Return F1 with an interval.

    F1 is no share, but with J = right / (right + wrong + missed), which is one, F1 = 2J / (1 + J)
    grows with J alone: the ends of J's Wilson interval become those of F1's. See D. Hand, P.
    Christen and N. Kirielle, F*: an interpretable transformation of the F-measure (2021).
    """
    if not counts.support:
        return None
    precision = counts.right / counts.found if counts.found else 0.0
    recall = counts.caught / counts.support
    value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    trials = counts.found + counts.misses
    low, high = wilson(trials * value / (2 - value), trials)
    return _figure(value, 2 * low / (1 + low), 2 * high / (1 + high))


def _figure(value: float, low: float, high: float) -> Figure:
    return Figure(rounded(value), rounded(low), rounded(high))


def _mean(parts: Iterable[Figure | None]) -> float:
    return rounded(fmean(0.0 if part is None else part.value for part in parts))
