"""What a model sees of a turn: codes of characters and syllables, and the features made of them."""

from __future__ import annotations

from array import array
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.learned.scoring import (
    BEFORE,
    BEFORE_RUNS,
    CHARACTER_RUNS,
    CHARACTERS,
    EDGE,
    LENGTH,
    PLACE,
    SYLLABLE_RUNS,
    SYLLABLES,
    hashed,
    length_class,
)
from scriptcheck.text.sound import all_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN_PLACE, OPENING, LATER = 0, 1, 2
"""Where a turn stands in its call."""

MOST_OF_BEFORE: Final = 1.0
"""What the customer's turn before may add to a score: an angry customer is no rude agent."""

OPENING_TURNS: Final = 3
"""Turns of a speaker that are the opening of a call."""

FIGURES: Final = "0123456789〇零一二三四五六七八九幺两"
"""Characters that models take for one: which figure is said decides no cue."""

PLANE: Final = 0x10000


ANSWERS: Final = MappingProxyType({"agent": "customer", "customer": "agent"})
"""Whom each speaker answers."""


def answered(speakers: Sequence[str], number: int) -> int | None:
    """Return the turn that turn ``number`` answers: the one before, where the other speaks it."""
    wanted = ANSWERS.get(speakers[number])
    return number - 1 if number and speakers[number - 1] == wanted else None


class SeenTurn(NamedTuple):
    """A turn as a model sees it."""

    text: str
    """Folded."""
    before: str
    """The turn of the other speaker that it answers, folded; empty where there is none."""
    place: int


def features(turn: SeenTurn) -> Iterator[tuple[int, int]]:
    """Yield each feature of ``turn`` as often as it occurs: its kind, its hash.

    This is what a ``Scorer`` adds up.
    """
    characters, before = codes(turn.text), codes(turn.before)
    table = sounds()
    syllables = [table[code] if code < PLANE else code for code in characters]
    for kind, row, longest in (
        (CHARACTERS, characters, CHARACTER_RUNS),
        (SYLLABLES, syllables, SYLLABLE_RUNS),
        (BEFORE, before, BEFORE_RUNS),
    ):
        for run in runs(row, longest):
            yield kind, hashed(kind, run)
    yield LENGTH, hashed(LENGTH, (length_class(len(turn.text)),))
    if turn.place != UNKNOWN_PLACE:
        yield PLACE, hashed(PLACE, (turn.place,))


def runs(codes: Sequence[int], longest: int) -> Iterator[Sequence[int]]:
    """Yield the runs of one to ``longest`` codes, less the edges by themselves."""
    for start in range(len(codes)):
        for stop in range(start + 1, min(start + longest, len(codes)) + 1):
            if stop > start + 1 or codes[start] != EDGE:
                yield codes[start:stop]


def codes(text: str) -> list[int]:
    """Return the codes of folded ``text``, figures as one, with ``EDGE`` before and after."""
    table = plain()
    numbers = (ord(character) for character in text)
    return [EDGE, *[table[code] if code < PLANE else code for code in numbers], EDGE]


@cache
def plain() -> array[int]:
    """Return the code of each character of the basic plane: its own, and one for all figures."""
    table = array("i", range(PLANE))
    for character in FIGURES:
        table[ord(character)] = ord(FIGURES[0])
    return table


@cache
def sounds() -> array[int]:
    """Return a number for the first toneless syllable of each character of the basic plane.

    Characters without one have numbers past the plane's.
    """
    table = array("i", range(PLANE, 2 * PLANE))
    table[EDGE] = EDGE
    readings = all_readings()
    numbers = {each: at for at, each in enumerate(sorted({r[0] for r in readings.values()}), 2)}
    for character, syllables in readings.items():
        if ord(character) < PLANE:
            table[ord(character)] = numbers[syllables[0]]
    return table
