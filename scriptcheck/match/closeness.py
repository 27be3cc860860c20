"""A bound on how like a phrase any stretch of speech can be, far cheaper than the likeness itself.

Compiled with the types of ``closeness.pxd`` where a C compiler is at hand.
"""

from __future__ import annotations

from math import ceil
from typing import Final, NamedTuple

_HASHED: Final = 256
"""Characters are distinguished by their low byte, so that a table of them is small. Those that
share one are taken for each other, which never makes the bound too low."""

_ROUNDING: Final = 1e-9
"""What 0.65 * 20 may be too large by."""


class CharacterBound(NamedTuple):
    """What the bound needs to know of a phrase."""

    known: bytes
    """For each low byte whether a character of the phrase has it."""
    length: int
    within: int
    """How many of the phrase's characters must stand in a stretch of speech as long as it."""
    at_edge: int
    """How many in a shorter one, as there is at the start and the end of the speech."""

    @classmethod
    def of(cls, wording: str, least: float) -> CharacterBound:
        """Return those of ``wording`` for a likeness of ``least``, from 0 to 1.

        The likeness is twice the characters kept in order, by the characters of both. In a stretch
        as long as the wording so many characters must be kept as ``least`` of its characters; a
        shorter stretch may have no character but those that are kept.
        """
        known = bytearray(_HASHED)
        for low in hashed(wording):
            known[low] = 1
        length = len(wording)
        kept = least * length
        within, at_edge = ceil(kept - _ROUNDING), ceil(kept / (2 - least) - _ROUNDING)
        return cls(bytes(known), length, within, at_edge)


def hashed(text: str) -> bytes:
    """Return ``text`` as the bound reads it: the low byte of each character."""
    return text.encode("utf-32-le", "surrogatepass")[::4]


def may_come_near(characters: CharacterBound, text: bytes) -> bool:
    """Return whether a stretch of ``text`` may be as like a phrase as its ``characters`` ask.

    ``text`` is what ``hashed`` returns.
    """
    known, length, within, at_edge = characters
    return reaches(text, known, length, within, at_edge)


def reaches(text: bytes, known: bytes, length: int, within: int, at_edge: int) -> bool:
    """Return whether so many bytes that are ``known`` stand in any ``length`` bytes of ``text``."""
    size = len(text)
    if size <= length:
        # Then the speech is looked for in the phrase.
        return True
    count = 0
    for place in range(length):
        count += known[text[place]]
    if count >= at_edge:
        return True
    for place in range(length, size):
        count += known[text[place]] - known[text[place - length]]
        if count >= within:
            return True
    # The last stretches are shorter than the phrase, and all of them lie in this one.
    return count >= at_edge
