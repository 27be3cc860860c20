"""Pauses within a turn, by the times of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Turn, Word

SHORTEST_SILENCE_MS: Final = 1000
"""How long nobody must speak for a silence; shorter breaks are how people talk."""

_TOLERANCE_MS: Final = 250
"""How far words may overlap, or reach beyond their turn: recognisers round."""

_REACH: Final = 64
"""How many characters on a word is looked for in its turn's text, which may have it otherwise."""


class Pause(NamedTuple):
    """A silence between two words of a turn."""

    start_ms: int
    end_ms: int
    char: int
    """Where in the turn's text the word after it begins."""


def pauses_within(turn: Turn, start_ms: int, end_ms: int) -> list[Pause]:
    """Return the pauses of ``turn``, which lasts from ``start_ms`` to ``end_ms``, in order.

    There are none where the words' times are not all there, in order, and within the turn's: such
    times may count from elsewhere.
    """
    words = turn.words
    if len(words) < 2 or not _fit(words, start_ms, end_ms):  # noqa: PLR2004  (a pause has two sides)
        return []
    pauses: list[Pause] = []
    char, said_until = 0, start_ms
    for word in words:
        begin, end = word.start_ms, word.end_ms
        assert begin is not None and end is not None  # noqa: S101, PT018  (those that fit have both)
        found = turn.text.find(word.text, char, char + _REACH)
        char = char if found < 0 else found
        if begin - said_until >= SHORTEST_SILENCE_MS and word is not words[0]:
            pauses.append(Pause(said_until, begin, char))
        char += len(word.text) if found >= 0 else 0
        said_until = max(said_until, end)
    return pauses


def _fit(words: Sequence[Word], start_ms: int, end_ms: int) -> bool:
    earliest, latest = start_ms - _TOLERANCE_MS, end_ms + _TOLERANCE_MS
    before = earliest
    for word in words:
        begin, end = word.start_ms, word.end_ms
        if begin is None or end is None or not before - _TOLERANCE_MS <= begin <= end <= latest:
            return False
        before = begin
    return before >= earliest
