"""Matches that lie in parts of a call: found by their order as by trying each in each."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scriptcheck import CueMatch
from scriptcheck.match.extent import Extent, Point, matches_within

POINTS = st.builds(Point, st.integers(0, 12), st.integers(0, 9))
EXTENTS = st.lists(st.builds(Extent, POINTS, POINTS), max_size=8)


@st.composite
def matches(draw: st.DrawFn) -> tuple[CueMatch, ...]:
    found: list[CueMatch] = []
    for turn in range(12):
        ends = sorted(draw(st.sets(st.integers(0, 9), max_size=6)))
        for start, end in list(pairwise(ends))[:: draw(st.integers(1, 2))]:
            found.append(CueMatch("a", "agent", turn, start, end, "", "", "exact", 1.0, ()))
    return tuple(found)


@given(extents=EXTENTS, found=matches())
def test_what_lies_within(extents: list[Extent], found: tuple[CueMatch, ...]) -> None:
    plain = [match for match in found if any(extent.holds(match) for extent in extents)]
    assert matches_within(extents, found) == plain
