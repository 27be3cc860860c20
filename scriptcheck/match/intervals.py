"""Intervals in turns, found again by where they lie: a turn may be as long as a book."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Interval(Protocol):
    """Something in a turn, from ``start`` to ``end``."""

    @property
    def turn(self) -> int:
        """The turn's number."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """One past its last character."""


S = TypeVar("S", bound=Interval)

_FEW: Final = 8
"""Intervals that are looked at one by one sooner than sorted."""


class IntervalIndex(Generic[S]):
    """Intervals that may overlap each other, and which of them overlap another one."""

    def __init__(self, spans: Iterable[S]) -> None:
        self._by_turn: dict[int, list[S]] = {}
        for span in spans:
            self._by_turn.setdefault(span.turn, []).append(span)
        self._sorted: dict[int, _Sorted[S]] = {}

    def of(self, span: Interval) -> Sequence[S]:
        """Return those that overlap ``span``, in the order in which they were given."""
        turn, start, end = span.turn, span.start, span.end
        in_turn = self._by_turn.get(turn, ())
        if len(in_turn) <= _FEW:
            return [other for other in in_turn if other.start < end and start < other.end]
        if turn not in self._sorted:
            self._sorted[turn] = _Sorted(in_turn)
        return self._sorted[turn].overlapping(start, end)

    def any(self, span: Interval) -> bool:
        """Return whether one of them overlaps ``span``."""
        return bool(self.of(span))


class _Sorted(Generic[S]):
    """Intervals of one turn, by their start, those of about equal length together.

    So a long one does not make each question go through all the short ones that it spans.
    """

    def __init__(self, spans: Sequence[S]) -> None:
        alike: dict[int, list[int]] = {}
        for index in sorted(range(len(spans)), key=lambda index: spans[index].start):
            length = spans[index].end - spans[index].start
            alike.setdefault(length.bit_length(), []).append(index)
        self._spans = spans
        self._alike = [
            (1 << bits, [spans[index].start for index in found], found)
            for bits, found in alike.items()
        ]

    def overlapping(self, start: int, end: int) -> list[S]:
        spans = self._spans
        found: list[int] = []
        for longest, starts, indices in self._alike:
            first, last = bisect_right(starts, start - longest), bisect_left(starts, end)
            found += [index for index in indices[first:last] if spans[index].end > start]
        return [spans[index] for index in sorted(found)]


class IntervalSet:
    """Intervals of one turn of which no two overlap, as they are added."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def overlap(self, start: int, end: int) -> bool:
        """Return whether that from ``start`` to ``end`` overlaps one of them."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start

    def add(self, start: int, end: int) -> None:
        """Add that from ``start`` to ``end``, which overlaps none."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
