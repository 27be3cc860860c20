"""Pieces of numbers and the turns that they are said in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.redact.kinds import Kind, PersonalSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.redact.digits import Piece
    from scriptcheck.redact.reasons import RedactionReason


class Said(NamedTuple):
    """A piece and the turn that it is said in."""

    turn: int
    piece: Piece
    is_again: bool = False
    """Whether it says the piece before once more."""
    is_correction: bool = False
    """Whether it is said instead of what was said before: 7265, 不对, 7256."""


def digits_of_row(row: Iterable[Said]) -> str:
    """Return the digits of ``row`` without those that are said again."""
    return "".join(said.piece.digits for said in row if not said.is_again)


def all_digits(row: Iterable[Said]) -> str:
    """Return the digits of ``row``."""
    return "".join(said.piece.digits for said in row)


def spans_of(row: list[Said], kind: Kind, reason: RedactionReason) -> Iterator[PersonalSpan]:
    """Yield the pieces of ``row``, which are one number."""
    first = (row[0].turn, row[0].piece.start)
    for said in row:
        yield PersonalSpan(said.turn, said.piece.start, said.piece.end, kind, reason, first)
