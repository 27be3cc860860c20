"""How the turns of a call sound: a sign for each character, the same for all that sound alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.call_text import TURN_BREAK
from scriptcheck.text.sound import DIGITS, all_readings, confused_with, readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.text.call_text import FoldedTurns


class SoundedText(NamedTuple):
    """Something said: its characters, digits as figures, and a sign for the sound of each."""

    characters: str
    sounds: str

    @classmethod
    def of(cls, text: str) -> SoundedText:
        """Return folded ``text`` as it sounds."""
        figures = text if _DIGITS.isdisjoint(text) else text.translate(_FIGURES)
        return cls(figures, figures.translate(_SOUNDS))

    def part(self, start: int, end: int) -> SoundedText:
        """Return the characters from ``start`` to ``end``."""
        return SoundedText(self.characters[start:end], self.sounds[start:end])


class Sounds:
    """How the turns of a call sound, worked out once for all cues, and only where one asks."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: FoldedTurns) -> None:
        self._text = text
        self._known: dict[int, SoundedText] = {}

    def turn(self, turn: int) -> SoundedText:
        """Return how ``turn`` sounds."""
        known = self._known.get(turn)
        if known is None:
            known = self._known[turn] = SoundedText.of(self._text.turns[turn].text)
        return known

    def turns(self, turns: Sequence[int]) -> SoundedText:
        """Return how ``turns`` sound, with a break between them."""
        parts = [self.turn(turn) for turn in turns]
        if len(parts) == 1:
            return parts[0]
        return SoundedText(
            TURN_BREAK.join([each.characters for each in parts]),
            TURN_BREAK.join([each.sounds for each in parts]),
        )


class _SoundTable(dict[int, str]):
    """For each character a sign for its sound, the same for all syllables that are confused.

    Of its readings the first is taken: a repetition that is missed by that accuses nobody.
    """

    def __missing__(self, code: int) -> str:
        first = readings(chr(code))[:1]
        sign = self[code] = _signs()[min(confused_with(first[0]))] if first else chr(code)
        return sign


@cache
def _signs() -> Mapping[str, str]:
    """Return a character of the private use area for each set of confused syllables."""
    syllables = {syllable for each in all_readings().values() for syllable in each}
    sets = sorted({min(confused_with(syllable)) for syllable in syllables})
    return {each: chr(_FIRST_SIGN + number) for number, each in enumerate(sets)}


_FIRST_SIGN: Final = 0xE000
_FIGURES: Final = str.maketrans(dict(DIGITS))
_DIGITS: Final = frozenset(DIGITS)
_SOUNDS: Final = _SoundTable()
