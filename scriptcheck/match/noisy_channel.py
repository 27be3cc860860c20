"""Whether homophones are likely to have been meant: a noisy channel of words and hearing.

In a long wording they are: nothing else sounds like it. Of a short one (感谢, or 上门 beside a gap)
much sounds the same by chance, so there the words must decide: 感邪您 is likely to be 感谢您, since
感邪 is no word, but 8800号的 is no 好的.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.likelihood import cost as cost_of
from scriptcheck.text.sound import DIGITS, sound_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.automaton import Automaton
    from scriptcheck.text.segment import Segmenter

LOG_ODDS: Final = (15, 9, 5, 5, 3)
"""By how much the wording must be likelier than what is written, for each character in question,
in decibels (ten times the decimal logarithm of the odds); the entries are for one, two, three, four
and five or more characters that surely match near by."""

NEAR: Final = 8
"""How many characters from the one in question others are near: over a wide gap much is said."""

APART: Final = 18
"""How many decibels less are asked where nothing else is said in the clause."""

LEAST: Final = 3
"""How many decibels are asked in any case."""

CONTEXT: Final = 4
"""Characters on either side that may make words with what matches."""


class DoubtfulMatch(NamedTuple):
    """What matches a template, with the text around."""

    text: str
    """The folded text around, ``CONTEXT`` characters on either side: a turn may be as long as a
    book."""
    start: int
    """Where in ``text`` it begins."""
    end: int
    chain: Sequence[tuple[int, int]]
    """The characters that match: states, and their places from ``start`` on."""
    apart: bool
    """Whether it is a clause of its own."""

    @classmethod
    def of(
        cls, turn: str, start: int, end: int, chain: Sequence[tuple[int, int]], *, apart: bool
    ) -> DoubtfulMatch:
        """Return what matches from ``start`` to ``end`` of the folded text of a turn."""
        first = max(0, start - CONTEXT)
        return cls(turn[first : end + CONTEXT], start - first, end - first, chain, apart)


def is_likely(automaton: Automaton, match: DoubtfulMatch, segmenter: Segmenter) -> bool:
    """Return whether ``match`` of ``automaton`` was meant, by the words that it makes.

    Only characters are in question that ``automaton.homophone_levels`` does not let pass: each must
    make words that are likelier than what is written, all others taken as meant.
    """
    characters, levels, start = automaton.characters, automaton.homophone_levels, match.start
    said = list(match.text)
    meant, sure, doubtful = said[:], [], []
    for state, place in match.chain:
        at, expected = start + place, characters[state]
        if said[at] == expected:
            sure.append(at)
        elif levels[state] < _level(expected, said[at]):
            meant[at] = expected
            doubtful.append(at)
        else:
            said[at] = meant[at] = expected
            sure.append(at)
    if not doubtful:
        return True
    odds = LOG_ODDS[_fewest_near(sure, doubtful) - 1]
    least = max(LEAST, odds - APART) if match.apart else odds
    cost = _cost(meant, segmenter)
    if _cost(said, segmenter) - cost < least * len(doubtful):
        return False
    # 号码 makes sense and 好吗 does, though neither 号吗 nor 好码.
    return len(doubtful) == 1 or all(
        _cost([*meant[:at], said[at], *meant[at + 1 :]], segmenter) - cost >= least
        for at in doubtful
    )


def _fewest_near(sure: Sequence[int], doubtful: Sequence[int]) -> int:
    """Return how many characters are ``sure`` near that of ``doubtful`` with the fewest, 1 to 5."""
    fewest = len(LOG_ODDS)
    for at in doubtful:
        near = len([each for each in sure if -NEAR <= each - at <= NEAR])
        fewest = min(fewest, near)
    return max(1, fewest)


def _level(expected: str, said: str) -> int:
    if DIGITS.get(expected, expected) == DIGITS.get(said, said):
        return 0
    return 1 if sound_alike(expected, said) else 2


def _cost(characters: Sequence[str], segmenter: Segmenter) -> int:
    return cost_of(segmenter.cut("".join(characters)))
