"""Echoes: turns, or clauses of them, that repeat what the other speaker has just said.

A customer dictates 人民路五十二号 and the agent says 人民路: that reads a detail back, though no
template could list what details there are.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.lexicon.template import Sequence as Tree
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.expression import part_expression
from scriptcheck.match.extent import Place
from scriptcheck.text.call_text import TURN_BREAK
from scriptcheck.text.sound import DIGITS, all_readings, confused_with, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.lexicon.models import Cue, Echo
    from scriptcheck.text.call_text import FoldedTurns
    from scriptcheck.text.fold import Folded


_CLAUSE_END: Final = re.compile(r"[，。！？；、,.!?;:：\s…]+")

_FEWEST_AS_WRITTEN: Final = 0.5
"""The share of an echo's letters that must be written alike; the others may sound alike."""


class EchoTest(NamedTuple):
    """What a cue takes for an echo, made ready."""

    speaker: str
    """Who must echo."""
    letters: int
    """How many letters in a row must be repeated."""
    longest: int
    """How many letters the echoing turn, or the clause of a longer one, may have."""
    containing: tuple[Any, ...]
    """Expressions, one of which must fit within what is repeated; empty where anything does."""


def echo_test(cue: Cue, echo: Echo, words: Mapping[str, tuple[Tree, ...]]) -> EchoTest:
    """Return the test of ``cue`` with the variables of its templates filled by ``words``."""
    trees = (bind(parse_template(template), words) for template in echo.containing)
    return EchoTest(
        cue.speaker, echo.letters, echo.turn_letters, tuple(map(part_expression, trees))
    )


class Echoes:
    """The turns of one call that are echoes, told as they come.

    A turn echoes what others have said since its speaker spoke before. Of a turn that says more,
    a clause of its own is an echo if all of it is.
    """

    def __init__(self, test: EchoTest) -> None:
        self._test = test
        self._heard: list[int] = []

    def hear(self, turn: int, folded: Folded, speaker: str, sounds: Sounds) -> Place | None:
        """Return the first of the longest echoes in the next turn, if it has one.

        ``sounds`` are those of the call.
        """
        test = self._test
        if speaker != test.speaker:
            # A system's announcement is nothing that anybody dictates.
            if speaker != "system":
                self._heard.append(turn)
            return None
        place = None
        if self._heard and len(folded.text) >= test.letters:
            span = _echo(folded, sounds.turn(turn), sounds.turns(self._heard), test)
            if span is not None:
                place = Place(turn, *folded.span(*span))
        self._heard.clear()
        return place


def _echo(folded: Folded, said: Heard, heard: Heard, test: EchoTest) -> tuple[int, int] | None:
    if len(folded.text) <= test.longest:
        return _longest_repeated(said, heard, test)
    for start, end in _clauses(folded):
        if test.letters <= end - start <= test.longest and _repeats(
            said.part(start, end), heard, test
        ):
            return start, end
    return None


def _clauses(folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of ``folded.text`` stand in it; some may be empty."""
    ends = [len(folded.within(0, each.start())) for each in _CLAUSE_END.finditer(folded.original)]
    yield from pairwise((0, *ends, len(folded.text)))


def _longest_repeated(said: Heard, heard: Heard, test: EchoTest) -> tuple[int, int] | None:
    whole, shortest = len(said.letters), test.letters
    # What is repeated from a place on begins with the fewest letters that are.
    starts = [
        start
        for start in range(whole - shortest + 1)
        if said.sounds[start : start + shortest] in heard.sounds
    ]
    for length in range(whole if starts else 0, shortest - 1, -1):
        for start in starts:
            if start + length <= whole and _repeats(said.part(start, start + length), heard, test):
                return start, start + length
    return None


def _repeats(part: Heard, heard: Heard, test: EchoTest) -> bool:
    """Return whether ``part`` stands in ``heard``, as written or as it sounds, and is worth it."""
    place = heard.sounds.find(part.sounds)
    while place >= 0:
        same = sum(map(str.__eq__, part.letters, heard.letters[place:]))
        if same >= _FEWEST_AS_WRITTEN * len(part.letters):
            return _fits(part.letters, test)
        place = heard.sounds.find(part.sounds, place + 1)
    return False


class Heard(NamedTuple):
    """Something said: its letters, digits as figures, and a sign for the sound of each."""

    letters: str
    sounds: str

    @classmethod
    def of(cls, text: str) -> Heard:
        """Return folded ``text`` as it sounds."""
        figures = text.translate(_FIGURES)
        return cls(figures, figures.translate(_SOUNDS))

    def part(self, start: int, end: int) -> Heard:
        """Return the letters from ``start`` to ``end``."""
        return Heard(self.letters[start:end], self.sounds[start:end])


class Sounds:
    """How the turns of a call sound, worked out once for all cues, and only where one asks."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: FoldedTurns) -> None:
        self._text = text
        self._known: dict[int, Heard] = {}

    def turn(self, turn: int) -> Heard:
        """Return how ``turn`` sounds."""
        known = self._known.get(turn)
        if known is None:
            known = self._known[turn] = Heard.of(self._text.turns[turn].text)
        return known

    def turns(self, turns: Sequence[int]) -> Heard:
        """Return how ``turns`` sound, with a break between them."""
        parts = [self.turn(turn) for turn in turns]
        if len(parts) == 1:
            return parts[0]
        return Heard(
            TURN_BREAK.join([each.letters for each in parts]),
            TURN_BREAK.join([each.sounds for each in parts]),
        )


class _SoundTable(dict[int, str]):
    """For each character a sign for its sound, the same for all syllables that are confused.

    Of its readings the first is taken: an echo that is not heard so accuses nobody.
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
_SOUNDS: Final = _SoundTable()


def _fits(part: str, test: EchoTest) -> bool:
    return not test.containing or any(each.search(part) for each in test.containing)
