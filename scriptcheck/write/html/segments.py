"""A turn's text cut where highlights begin and end, however they lie over one another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

Segment: TypeAlias = "str | tuple[str, tuple[int, ...]]"
"""Text that nothing marks, or text with the numbers of all spans that it belongs to."""


class Span(NamedTuple):
    """A highlight."""

    start: int
    """First character in the turn's text, from 0."""
    end: int
    """One past the last."""
    number: int
    """What it is known by."""


def segments(text: str, spans: Sequence[Span]) -> list[Segment]:
    """Return ``text`` in pieces, each in the same spans throughout, with what is invisible shown.

    The cutting is done here, since Python counts characters as reports do, and a browser does not.
    Spans that hold no character of the text mark nothing.
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if not inside:
        return [visible(text)] if text else []
    edges = sorted({0, len(text), *(edge for span in inside for edge in (span.start, span.end))})
    pieces: list[Segment] = []
    for start, end in pairwise(edges):
        numbers = tuple(span.number for span in inside if span.start <= start and end <= span.end)
        shown = visible(text[start:end])
        pieces.append((shown, numbers) if numbers else shown)
    return pieces
