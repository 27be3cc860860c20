"""Text folded for searching: what recognisers and writers vary at will is taken out.

White space, punctuation, symbols and filler sounds go; full-width, traditional and upper-case forms
become their plain ones. Every character left knows where in the original it came from.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.text.simplify import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILLERS: Final = frozenset("嗯呃唔啊哦噢喔唉哎诶欸嗳")
"""Sounds without meaning that speakers make and recognisers write down."""

MASKS: Final = frozenset("*＊×")
"""Characters that stand for digits or names that somebody hid; kept, as ``*``."""


class _FoldTable(dict[str, str]):
    """What each character folds to; worked out once a character."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_char(char)
        return folded


def _fold_char(char: str) -> str:
    """Return what is left of ``char``: nothing, one character, or several (㈱).

    This is NFKC with marks dropped, so that é folds alike in one code point or two. Taken by itself
    each character needs no context, which NFKC does, and its offset stays known.
    """
    if char in MASKS:
        return "*"
    decomposed = unicodedata.normalize("NFKD", char).casefold()
    if decomposed != char:
        decomposed = simplify(decomposed)
    kept = (part for part in decomposed if unicodedata.category(part)[0] in "LN")
    return "".join(part for part in kept if part not in FILLERS)


_TABLE: Final = _FoldTable()


@dataclass(frozen=True, slots=True)
class Folded:
    """One text, folded, with the way back."""

    original: str
    simplified: str
    """The original in simplified characters; same length."""
    text: str
    """The folded text."""
    offsets: Sequence[int]
    """For each folded character, the index of the original one that it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (not empty) stands in the original.

        The span takes in the marks that belong to its last character, so that no letter is cut.
        """
        stop = self.offsets[end - 1] + 1
        while stop < len(self.original) and _is_mark(self.original[stop]):
            stop += 1
        return self.offsets[start], stop

    def within(self, start: int, end: int) -> str:
        """Return the folded text of ``original[start:end]``."""
        return self.text[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def without(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """Return this text with ``spans`` of ``text``, in order, taken out."""
        pieces: list[str] = []
        offsets: list[int] = []
        done = 0
        for start, stop in (*spans, (len(self.text), len(self.text))):
            pieces.append(self.text[done:start])
            offsets.extend(self.offsets[done:start])
            done = stop
        return Folded(self.original, self.simplified, "".join(pieces), offsets)


def _is_mark(char: str) -> bool:
    # No mark is alphanumeric, which takes less time to know than a category.
    return not char.isalnum() and unicodedata.category(char)[0] == "M"


_PLANE: Final = 0x10000
"""Characters of the basic plane are looked up in a table; few others are ever spoken."""

_PIECES: Final[list[str | None]] = [None] * _PLANE
"""What each simplified character folds to; ``None`` for one not met yet, or to be simplified."""


def fold(text: str) -> Folded:
    """Return ``text`` folded."""
    kept: list[str] = []
    offsets: list[int] = []
    for place in range(len(text)):
        code = ord(text[place])
        piece = _PIECES[code] if code < _PLANE else None
        if piece is None:
            return _fold_with_care(text)
        if piece:
            kept.append(piece)
            offsets.append(place)
    return Folded(text, text, "".join(kept), offsets)


def _fold_with_care(text: str) -> Folded:
    """Return ``text`` folded, though some of its characters are new, traditional or composed."""
    simplified = simplify(text)
    for before, after in zip(text, simplified, strict=True):
        folded = _TABLE[after]
        if before == after and len(folded) < 2 and ord(before) < _PLANE:  # noqa: PLR2004  (one letter)
            _PIECES[ord(before)] = folded
    pieces = [_TABLE[char] for char in simplified]
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return Folded(text, simplified, "".join(pieces), offsets)
