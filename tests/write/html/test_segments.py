"""Turns cut at highlights, however these lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text.visible import visible
from scriptcheck.write.html.segments import Segment, Span, segments


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ["您好海尔"]),
        ([Span(0, 2, 7)], [("您好", (7,)), "海尔"]),
        ([Span(1, 3, 0), Span(1, 3, 1)], ["您", ("好海", (0, 1)), "尔"]),
        # One within the other, and one over the end of the other.
        ([Span(0, 4, 0), Span(1, 2, 1)], [("您", (0,)), ("好", (0, 1)), ("海尔", (0,))]),
        ([Span(0, 3, 0), Span(2, 4, 1)], [("您好", (0,)), ("海", (0, 1)), ("尔", (1,))]),
        # Those that hold nothing of the text mark nothing.
        ([Span(2, 2, 0), Span(-1, 1, 1), Span(3, 9, 2), Span(3, 1, 3)], ["您好海尔"]),
    ],
)
def test_pieces(spans: list[Span], expected: list[Segment]) -> None:
    assert segments("您好海尔", spans) == expected


def test_an_empty_turn_has_no_pieces() -> None:
    assert segments("", [Span(0, 1, 0)]) == []


def test_what_is_invisible_is_shown_where_it_stands() -> None:
    assert segments("a\u202eb\x00", [Span(1, 3, 0)]) == ["a", ("\\u202eb", (0,)), "\\x00"]


EDGES = st.integers(0, 30)


@given(st.text(max_size=30), st.lists(st.tuples(EDGES, EDGES), max_size=6))
def test_every_span_comes_out_whole_and_nothing_is_lost(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [Span(start, end, number) for number, (start, end) in enumerate(places)]
    pieces = [piece if isinstance(piece, tuple) else (piece, ()) for piece in segments(text, spans)]
    assert "".join(piece for piece, _ in pieces) == visible(text)
    for start, end, number in spans:
        marked = "".join(piece for piece, numbers in pieces if number in numbers)
        assert marked == (visible(text[start:end]) if start < end <= len(text) else "")
