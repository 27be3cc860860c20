"""Text folded for searching: what recognisers and writers vary at will is taken out.

White space, punctuation, symbols and filler sounds go; full-width, traditional and upper-case forms
become their plain ones, and words of dialects those of Mandarin. Every character left knows where
in the original it came from.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.text.simplify import simplify
from scriptcheck.text.standard import is_rare, standard

if TYPE_CHECKING:
    from collections.abc import Iterable

FILLERS: Final = frozenset("嗯呃唔啊哦噢喔唉哎诶欸嗳")
"""Sounds without meaning that speakers make and recognisers write down."""

MASKS: Final = frozenset("*＊×")
"""Characters that stand for digits or names that somebody hid; kept, as ``*``."""

_UNSEEN: Final = frozenset("\u115f\u1160")
"""Letters of Hangul that are shown as nothing; other letters decompose into them."""


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
    return "".join(part for part in kept if part not in FILLERS and part not in _UNSEEN)


_TABLE: Final = _FoldTable()


class Folded(msgspec.Struct, frozen=True, gc=False):
    """One text, folded, with the way back."""

    original: str
    simplified: str
    """The original in simplified characters and words of Mandarin; same length."""
    text: str
    """The folded text."""
    offsets: array[int]
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
        offsets = array("i")
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

_UNKNOWN, _DROPPED, _KEPT, _CHANGED = 0, 1, 2, 3

_FATES: Final = bytearray(_PLANE)
"""What becomes of each character: dropped, kept as it is, or changed into another. Those not met
yet take more care, and so do those that are traditional, or become several."""


def fold(text: str) -> Folded:
    """Return ``text`` folded."""
    size = len(text)
    offsets = array("i", bytes(4 * size))
    # The same, by the C type of an array's numbers where this is compiled.
    places = offsets
    kept: list[str] = []
    begin = count = 0
    for place in range(size):
        code = ord(text[place])
        fate = _FATES[code] if code < _PLANE else _UNKNOWN
        if fate == _KEPT:
            places[count] = place
            count += 1
        elif fate == _UNKNOWN:
            return _fold_with_care(text)
        else:
            if begin < place:
                kept.append(text[begin:place])
            begin = place + 1
            if fate == _CHANGED:
                kept.append(_TABLE[chr(code)])
                places[count] = place
                count += 1
    kept.append(text[begin:size])
    return Folded(text, text, "".join(kept), offsets[:count])


def _fold_with_care(text: str) -> Folded:
    """Return ``text`` folded, though some of its characters are new, or change."""
    simplified = standard(simplify(text))
    for before, after in zip(text, simplified, strict=True):
        if before == after and ord(before) < _PLANE and not is_rare(before):
            folded = _TABLE[after]
            if len(folded) == 1:
                _FATES[ord(before)] = _KEPT if folded == before else _CHANGED
            elif not folded:
                _FATES[ord(before)] = _DROPPED
    pieces = [_TABLE[char] for char in simplified]
    offsets = array("i", [index for index, piece in enumerate(pieces) for _ in piece])
    return Folded(text, simplified, "".join(pieces), offsets)
