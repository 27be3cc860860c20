"""Patterns as the flat tables that the kernel scans with."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.match.alphabet import Alphabet
from scriptcheck.match.automaton import NEGATIONS
from scriptcheck.match.kernel import TIGHT, Anchors, Letters, Patterns, States, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.match import anchors
    from scriptcheck.match.automaton import Automaton
    from scriptcheck.match.pattern import Pattern

SPEAKER_BITS: Final = {"agent": 1, "customer": 2, "unknown": 4, "system": 8}
"""A bit for each speaker."""

_LISTENS: Final = {"agent": 1 | 4, "customer": 2 | 4, "any": 1 | 2 | 4}
"""Whose turns a cue is listened for in; it may be any, of a speaker that is unknown."""

_WHOLE, _NEAR, _BOTH = 0, 1, 2


def make_tables(patterns: Sequence[Pattern]) -> Tables:
    """Return the tables of ``patterns``, which the scan calls by their index."""
    alphabet = Alphabet(letter for pattern in patterns for letter in pattern.automaton.letters)
    heard = {
        letter: alphabet.heard_as(letter, alike=True)
        for letter in sorted({letter for each in patterns for letter in each.automaton.letters})
    }
    states, index = _States(alphabet, heard), _Index(alphabet, heard)
    for number, pattern in enumerate(patterns):
        states.add(pattern)
        for group, found in enumerate(pattern.whole):
            index.add(number, found, group, _WHOLE if pattern.edits else _BOTH)
        index.add(number, pattern.pieces, 0, _NEAR)
    letters = Letters(
        alphabet.letters,
        alphabet.symbols,
        alphabet.rare,
        alphabet.likeness,
        alphabet.size,
        alphabet.marks(NEGATIONS),
    )
    tolerances = Patterns(
        most_edits=bytes(pattern.edits for pattern in patterns),
        listens=bytes(_LISTENS[pattern.speaker] for pattern in patterns),
        groups=bytes(len(pattern.whole) for pattern in patterns),
    )
    return Tables(letters, states.tables(), tolerances, index.tables())


_Source: TypeAlias = tuple[int, int, int]
"""A state, the letters left out after it, and the gap that may follow."""


class _States:
    """The states of all automata, one after the other."""

    def __init__(self, alphabet: Alphabet, heard: Mapping[str, Sequence[int]]) -> None:
        self._alphabet = alphabet
        self._heard = heard
        self._base = array("i")
        self._letters: list[str] = []
        self._alike, self._first, self._last = bytearray(), bytearray(), bytearray()
        self._junctions: dict[tuple[_Source, ...], int] = {(): 0}
        self._junction = array("i")
        self._reach = array("i")
        self._slot = array("i")
        self._slots = array("i", [0, 0])
        self._slot_state = array("i")

    def add(self, pattern: Pattern) -> None:
        """Append the states of ``pattern``."""
        automaton, edits = pattern.automaton, pattern.edits
        base, count = len(self._letters), len(automaton.letters)
        self._base.append(base)
        self._letters += automaton.letters
        self._alike += automaton.alike if pattern.alike else bytes(count)
        self._first += bytes(state in automaton.first for state in range(count))
        self._last += bytes(state in automaton.last for state in range(count))
        sources: list[list[_Source]] = [[] for _ in range(count)]
        reach = 0
        for state in range(count):
            for move in automaton.moves(state, edits):
                gap = TIGHT if automaton.tight(state, move) else move.gap
                sources[move.to].append((base + state, move.left_out, gap))
                reach = max(reach, gap)
        for each in map(tuple, sources):
            self._junction.append(self._junctions.setdefault(each, len(self._junctions)))
        self._reach.append(reach)
        self._add_slots(automaton, base)

    def _add_slots(self, automaton: Automaton, base: int) -> None:
        by_symbol: dict[int, list[int]] = {}
        for state in reversed(range(len(automaton.letters))):
            for symbol in self._heard[automaton.letters[state]]:
                by_symbol.setdefault(symbol, []).append(base + state)
        row = array("i", bytes(4 * self._alphabet.size))
        for symbol, states in by_symbol.items():
            row[symbol] = len(self._slots) - 1
            self._slot_state.extend(states)
            self._slots.append(len(self._slot_state))
        self._slot.extend(row)

    def tables(self) -> States:
        """Return the tables of all automata added."""
        alphabet = self._alphabet
        feeds: list[list[tuple[int, int, int]]] = [[] for _ in self._letters]
        for sources, junction in self._junctions.items():
            for state, left_out, gap in sources:
                feeds[state].append((junction, left_out, gap))
        every = [feed for each in feeds for feed in each]
        return States(
            state_base=self._base,
            state_letter=array("i", map(alphabet.letter, self._letters)),
            state_symbol=array("i", map(alphabet.symbol, self._letters)),
            state_alike=bytes(self._alike),
            state_first=bytes(self._first),
            state_last=bytes(self._last),
            state_junction=self._junction,
            junction_reach=array(
                "i",
                [max([0, *(gap for _, _, gap in each)]) for each in self._junctions],
            ),
            feeds=_bounds(map(len, feeds)),
            feed_junction=array("i", [junction for junction, _, _ in every]),
            feed_edits=bytes(left_out for _, left_out, _ in every),
            feed_gap=array("i", [gap for _, _, gap in every]),
            slot=self._slot,
            slots=self._slots,
            slot_state=self._slot_state,
            reach=self._reach,
        )


class _Index:
    """Anchors by the pairs of symbols that they are found by."""

    def __init__(self, alphabet: Alphabet, heard: Mapping[str, Sequence[int]]) -> None:
        self._alphabet = alphabet
        self._heard = heard
        self._owners: dict[str, list[tuple[int, int, int, int, int]]] = {}

    def add(self, pattern: int, found: Iterable[anchors.Anchors], group: int, when: int) -> None:
        """Add the anchors of ``pattern``, to be looked for ``when`` it lets edits pass, or not."""
        for strings, (least, most) in found:
            for string in strings:
                self._owners.setdefault(string, []).append((pattern, least, most, group, when))

    def tables(self) -> Anchors:
        """Return the tables of all anchors added."""
        owners = sorted(self._owners.items())
        strings = [string for string, _ in owners]
        letters = "".join(strings)
        every = [owner for _, each in owners for owner in sorted(each)]
        pairs, pair_anchor, pair_place = self._pairs(strings)
        return Anchors(
            pairs=pairs,
            pair_anchor=pair_anchor,
            pair_place=pair_place,
            anchors=_bounds(map(len, strings)),
            anchor_letter=array("i", map(self._alphabet.letter, letters)),
            anchor_symbol=array("i", map(self._alphabet.symbol, letters)),
            owners=_bounds(len(each) for _, each in owners),
            owner_pattern=array("i", [pattern for pattern, _, _, _, _ in every]),
            owner_least=array("i", [least for _, least, _, _, _ in every]),
            owner_most=array("i", [most for _, _, most, _, _ in every]),
            owner_group=bytes(group for _, _, _, group, _ in every),
            owner_when=bytes(when for _, _, _, _, when in every),
        )

    def _pairs(self, strings: Sequence[str]) -> tuple[array[int], array[int], bytes]:
        size = self._alphabet.size
        common = Counter(string[at : at + 2] for string in strings for at in range(len(string) - 1))
        by_letters: dict[str, list[tuple[int, int]]] = {}
        for anchor, string in enumerate(strings):
            pairs = range(len(string) - 1)
            place = min(pairs, key=lambda at: common[string[at : at + 2]], default=0)
            by_letters.setdefault(string[place : place + 2], []).append((anchor, place))
        found: dict[int, list[tuple[int, int]]] = {}
        for letters, places in by_letters.items():
            seconds = self._heard[letters[1]] if len(letters) > 1 else (0,)
            for first in self._heard[letters[0]]:
                for second in seconds:
                    found.setdefault(first * size + second, []).extend(places)
        counts = array("i", bytes(4 * (size * size + 1)))
        for pair, places in found.items():
            counts[pair + 1] = len(places)
        every = [each for _, places in sorted(found.items()) for each in places]
        return (
            array("i", accumulate(counts)),
            array("i", [anchor for anchor, _ in every]),
            bytes(place for _, place in every),
        )


def _bounds(lengths: Iterable[int]) -> array[int]:
    """Return where each of things of such ``lengths`` begins, and where the last ends."""
    return array("i", accumulate(lengths, initial=0))
