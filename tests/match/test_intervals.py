"""Spans found by where they lie, the same as by looking at every one."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.match.intervals import IntervalIndex, IntervalSet


class Piece(NamedTuple):
    turn: int
    start: int
    end: int


PIECES = st.builds(
    lambda turn, start, length: Piece(turn, start, start + length),
    st.integers(0, 2),
    st.integers(0, 30),
    st.integers(1, 12),
)


def overlap(one: Piece, other: Piece) -> bool:
    return one.turn == other.turn and one.start < other.end and other.start < one.end


@given(st.lists(PIECES, max_size=40), PIECES)
def test_overlaps_are_those_that_looking_at_each_finds(pieces: list[Piece], piece: Piece) -> None:
    found = IntervalIndex(pieces)
    expected = [each for each in pieces if overlap(each, piece)]
    assert list(found.of(piece)) == expected
    assert found.any(piece) == bool(expected)


@given(st.lists(PIECES, max_size=30))
def test_spans_apart_are_those_that_looking_at_each_keeps(pieces: list[Piece]) -> None:
    apart = IntervalSet()
    kept: list[Piece] = []
    for piece in pieces:
        one = piece._replace(turn=0)
        expected = any(overlap(one, each) for each in kept)
        assert apart.overlap(one.start, one.end) == expected
        if not expected:
            apart.add(one.start, one.end)
            kept.append(one)
