"""How characters sound: which ones a recogniser, or a speaker's accent, may take for each other.

Two characters sound alike if any reading of one has the same syllable, without its tone, as any
reading of the other; they sound nearly alike if the syllables differ only by the confusions stated
here. Neither is transitive: 行 (hang, xing) sounds like 航 and like 形, which do not sound alike.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.text.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONFUSED_INITIALS: Final = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("r", "l"),
    ("f", "h"),
)
"""Initials that accents merge."""

CONFUSED_FINALS: Final = (
    ("an", "ang"),
    ("en", "eng"),
    ("in", "ing"),
    ("ian", "iang"),
    ("uan", "uang"),
)
"""Finals that accents and recognisers merge: those in -n with those in -ng."""

CONFUSED_GLIDES: Final = (
    ("fa", "hua"),
    ("fei", "hui"),
    ("fan", "huan"),
    ("fang", "huang"),
    ("fen", "hun"),
)
"""Syllables that southern accents merge, in which f stands for h with its glide."""

DIGITS: Final = MappingProxyType({char: str(digits.DIGITS[char]) for char in digits.SPOKEN})
"""Digits as characters, and what they are as figures: written either way they are the same."""

_INITIALS: Final = (
    *("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l"),
    *("g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w"),
)


@cache
def all_readings() -> Mapping[str, tuple[str, ...]]:
    """Return the readings of each character that has any, as ``readings`` does.

    The file text/readings.txt lists characters by syllable.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in files("scriptcheck").joinpath("text/readings.txt").read_text("utf-8").splitlines():
        syllable, characters = line.split(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return MappingProxyType(found)


def readings(char: str) -> tuple[str, ...]:
    """Return the toneless syllables that simplified ``char`` is read as, ü as v.

    The result is empty for what has no reading: Latin letters, figures, and characters so rare that
    no recogniser writes them. A figure stands for a number: 9 is not 就.
    """
    return all_readings().get(char, ())


@cache
def confused_with(syllable: str) -> frozenset[str]:
    """Return the syllables that ``syllable`` may be confused with, itself included."""
    initial = next((each for each in _INITIALS if syllable.startswith(each)), "")
    final = syllable[len(initial) :]
    forms = {
        one + other
        for one in _either(initial, CONFUSED_INITIALS)
        for other in _either(final, CONFUSED_FINALS)
    }
    return frozenset(forms.union(_either(syllable, CONFUSED_GLIDES)))


def _either(sound: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield sound
    for one, other in pairs:
        if sound == one:
            yield other
        elif sound == other:
            yield one


def sound_alike(one: str, other: str) -> bool:
    """Return whether two characters may be the same syllable, tones aside."""
    return not set(readings(one)).isdisjoint(readings(other))


def sound_nearly_alike(one: str, other: str) -> bool:
    """Return whether two characters are the same syllable once the confusions are allowed for."""
    forms = {form for syllable in readings(one) for form in confused_with(syllable)}
    return not forms.isdisjoint(readings(other))
