"""Patterns as the flat tables that the kernel scans with."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scriptcheck.match.alphabet import Alphabet
from scriptcheck.match.automaton import NEGATIONS
from scriptcheck.match.chains import TIGHT
from scriptcheck.match.flat_tables import (
    AnchorTables,
    CharacterTables,
    PatternTables,
    StateTables,
    Tables,
)
from scriptcheck.match.records import (
    AnchorCharacterRecord,
    MoveRecord,
    OwnerRecord,
    PairRecord,
    StateRecord,
    table,
)
from scriptcheck.match.symbol_sets import SymbolSets
from scriptcheck.text.sound import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.match import anchors
    from scriptcheck.match.automaton import Automaton
    from scriptcheck.match.pattern import Pattern

SPEAKER_NUMBERS: Final = {"agent": 0, "customer": 1, "unknown": 2, "system": 3}
"""How the kernel calls the speakers."""

_COUNTS: Final = {
    "agent": {"agent", "unknown"},
    "customer": {"customer", "unknown"},
    "any": {"agent", "customer", "unknown"},
}
"""In whose turns a cue counts; an unknown speaker may be any."""

_WHOLE, _NEAR, _BOTH = 0, 1, 2


def make_tables(patterns: Sequence[Pattern]) -> Tables:
    """Return the tables of ``patterns``, which the scan calls by their index."""
    alphabet = Alphabet(
        character for pattern in patterns for character in pattern.automaton.characters
    )
    characters = {character for each in patterns for character in each.automaton.characters}
    symbols_of = {
        character: alphabet.symbols_as(character, homophones=True)
        for character in sorted(characters.union(DIGITS.values()))
    }
    who = [_COUNTS[each.speaker] for each in patterns]
    counts = [[speaker in each for each in who] for speaker in SPEAKER_NUMBERS]
    slack = [[each.edits for each in patterns] for _ in SPEAKER_NUMBERS]
    # What does not count is reported only as it was said.
    counts += [[not each for each in row] for row in counts]
    slack += [[0] * len(patterns) for _ in SPEAKER_NUMBERS]
    groups = [len(each.whole) for each in patterns]
    states, index = _States(alphabet, symbols_of), _Index(alphabet, symbols_of)
    for number, pattern in enumerate(patterns):
        states.add(pattern)
        for group, found in enumerate(pattern.whole):
            index.add(number, found, group, _WHOLE if pattern.edits else _BOTH)
        index.add(number, pattern.pieces, 0, _NEAR)
    read = CharacterTables(
        alphabet.characters,
        alphabet.symbols,
        alphabet.rare,
        alphabet.likeness,
        alphabet.size,
        alphabet.marks(NEGATIONS),
    )
    tolerances = PatternTables(
        bytes(chain.from_iterable(slack)),
        bytes(groups),
        shortest=array("i", [each.automaton.shortest for each in patterns]),
        longest=array("i", [each.automaton.longest for each in patterns]),
    )
    return Tables(read, states.tables(), tolerances, index.tables(counts, slack, groups))


PackedTables: TypeAlias = list[list[Any]]
"""Tables that can be pickled: of each record table its kind and its bytes."""


def pack_tables(tables: Tables) -> PackedTables:
    """Return ``tables`` in a form that can be pickled, which C arrays of records cannot."""
    return [
        [(each._type_, bytes(each)) if isinstance(each, ctypes.Array) else each for each in part]
        for part in tables
    ]


def unpack_tables(packed: PackedTables) -> Tables:
    """Return the tables that ``pack_tables`` was given."""
    characters, states, patterns, anchors = ([_unpacked(each) for each in part] for part in packed)
    return Tables(
        CharacterTables(*characters),
        StateTables(*states),
        PatternTables(*patterns),
        AnchorTables(*anchors),
    )


def _unpacked(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    kind, data = value
    return (kind * (len(data) // ctypes.sizeof(kind))).from_buffer_copy(data)


_Source: TypeAlias = tuple[int, int, int]
"""A state, the characters left out after it, and the gap that may follow."""


class _States:
    """The states of all automata, one after the other."""

    def __init__(self, alphabet: Alphabet, symbols_of: Mapping[str, Sequence[int]]) -> None:
        self._alphabet = alphabet
        self._symbols = symbols_of
        self._base = array("i")
        self._characters: list[str] = []
        self._homophones, self._first, self._last = bytearray(), bytearray(), bytearray()
        self._junctions: dict[tuple[_Source, ...], int] = {(): 0}
        self._junction = array("i")
        self._reach = array("i")
        self._slot = array("H")
        self._first_slot = array("i")
        self._slots = array("i", [0])
        self._slot_state = array("i")
        self._sets = SymbolSets(alphabet.size)
        self._first_sets: list[int] = []
        self._last_sets: list[int] = []

    def add(self, pattern: Pattern) -> None:
        """Append the states of ``pattern``."""
        automaton, edits = pattern.automaton, pattern.edits
        base, count = len(self._characters), len(automaton.characters)
        self._base.append(base)
        self._characters += automaton.characters
        self._homophones += pattern.homophones
        self._first += _marked(automaton.first, count)
        self._last += _marked(automaton.last, count)
        sources, reach = _sources(automaton, base, edits)
        for each in map(tuple, sources):
            self._junction.append(self._junctions.setdefault(each, len(self._junctions)))
        self._reach.append(reach)
        self._add_slots(automaton, base)
        self._first_sets.append(self._shared(automaton, automaton.first))
        self._last_sets.append(self._shared(automaton, automaton.last))

    def _shared(self, automaton: Automaton, states: Iterable[int]) -> int:
        """Return the number of the set of symbols that lead to one of ``states``."""
        characters = {automaton.characters[state] for state in states}
        symbols = chain.from_iterable(self._symbols[each] for each in characters)
        return self._sets.share(symbols)

    def _add_slots(self, automaton: Automaton, base: int) -> None:
        by_character: dict[str, list[int]] = {}
        for state in reversed(range(len(automaton.characters))):
            by_character.setdefault(automaton.characters[state], []).append(base + state)
        by_symbol: dict[int, list[int]] = {}
        for character, states in by_character.items():
            for symbol in self._symbols[character]:
                known_states = by_symbol.get(symbol)
                by_symbol[symbol] = (
                    states
                    if known_states is None
                    else sorted([*known_states, *states], reverse=True)
                )
        # Symbols that sound like the same characters share a slot, which keeps the tables small
        # enough to stay near the processor.
        row = array("H", bytes(2 * self._alphabet.size))
        known: dict[tuple[int, ...], int] = {}
        for symbol, states in by_symbol.items():
            row[symbol] = known.setdefault(tuple(states), len(known) + 1)
        # Slots are counted from 1 in a row, where 0 is for none.
        self._first_slot.append(len(self._slots) - 2)
        for each in known:
            self._slot_state.extend(each)
            self._slots.append(len(self._slot_state))
        self._slot.extend(row)
        self._sets.add(by_symbol)

    def tables(self) -> StateTables:
        """Return the tables of all automata added."""
        alphabet = self._alphabet
        feeds: list[list[tuple[int, int, int]]] = [[] for _ in self._characters]
        for sources, junction in self._junctions.items():
            for state, left_out, gap in sources:
                feeds[state].append((junction, left_out, gap))
        bounds = _bounds(map(len, feeds))
        columns = (
            *alphabet.columns(self._characters),
            self._homophones,
            self._first,
            self._last,
            self._junction,
            bounds[:-1],
            bytes(len(self._characters)),
        )
        states = array("i", chain.from_iterable(zip(*columns, strict=True)))
        # One more says where the moves of the last end.
        states.extend((0, 0, 0, 0, 0, 0, bounds[-1], 0))
        moves = array("i", chain.from_iterable(chain.from_iterable(feeds)))
        return StateTables(
            base=self._base,
            states=table(StateRecord, states),
            moves=table(MoveRecord, moves),
            reaches=[max(chain((0,), (gap for _, _, gap in each))) for each in self._junctions],
            slot=self._slot,
            first_slot=self._first_slot,
            slots=self._slots,
            slot_state=self._slot_state,
            reach=self._reach,
            marks=self._sets.marks(),
            first_marks=array("i", map(self._sets.place, self._first_sets)),
            last_marks=array("i", map(self._sets.place, self._last_sets)),
        )


def _sources(automaton: Automaton, base: int, edits: int) -> tuple[list[list[_Source]], int]:
    """Return for each state of ``automaton`` from where it is reached, and the widest gap."""
    count = len(automaton.characters)
    sources: list[list[_Source]] = [[] for _ in range(count)]
    reach = 0
    if edits:
        for state in range(count):
            for move in automaton.moves(state, edits):
                gap = TIGHT if automaton.tight(state, move) else move.gap
                sources[move.to].append((base + state, move.left_out, gap))
                reach = max(reach, gap)
        return sources, reach
    # The same for patterns without edits, of which most are, in a fraction of the time.
    names, figures = automaton.names, automaton.figures
    for state, moves in enumerate(automaton.follows):
        is_name, is_figure = names[state], figures[state]
        for after, gap in moves.items():
            if gap:
                reach = max(reach, gap)
                sources[after].append((base + state, 0, gap))
            elif is_figure or figures[after] or (is_name and names[after]):
                sources[after].append((base + state, 0, TIGHT))
            else:
                sources[after].append((base + state, 0, 0))
    return sources, reach


def _marked(places: Iterable[int], count: int) -> bytes:
    """Return ``count`` bytes, those at ``places`` 1 and the others 0."""
    marks = bytearray(count)
    for place in places:
        marks[place] = 1
    return bytes(marks)


_Owned: TypeAlias = tuple[int, int, int, int, int]
"""A pattern, the characters before its anchor at least and at most, the group, and when."""


class _Index:
    """Anchors by the pairs of symbols that they are found by."""

    def __init__(self, alphabet: Alphabet, symbols_of: Mapping[str, Sequence[int]]) -> None:
        self._alphabet = alphabet
        self._symbols = symbols_of
        self._owners: dict[str, list[_Owned]] = {}

    def add(self, pattern: int, found: Iterable[anchors.Anchors], group: int, when: int) -> None:
        """Add the anchors of ``pattern``, to be looked for ``when`` it lets edits pass, or not."""
        for strings, (least, most) in found:
            for string in strings:
                self._owners.setdefault(string, []).append((pattern, least, most, group, when))

    def tables(
        self,
        counts: Sequence[Sequence[bool]],
        slack: Sequence[Sequence[int]],
        groups: Sequence[int],
    ) -> AnchorTables:
        """Return the tables of all anchors added.

        ``counts`` says for each speaker and pattern whether it is searched for, ``slack`` how many
        edits are let pass, and ``groups`` how many groups of anchors the pattern has.
        """
        strings = sorted(self._owners)
        owners = [sorted(self._owners[string]) for string in strings]
        bounds = _bounds(map(len, strings))
        pairs, in_pairs = self._pairs(strings, bounds)
        columns = self._alphabet.columns("".join(strings))
        characters = array("i", chain.from_iterable(zip(*columns, strict=True)))
        owned = _by_speaker(owners, counts, slack, groups)
        every = array("i", chain.from_iterable(chain.from_iterable(owned)))
        return AnchorTables(
            pairs=pairs,
            in_pairs=table(PairRecord, in_pairs),
            characters=table(AnchorCharacterRecord, characters),
            owners=_bounds(map(len, owned))[:-1],
            owned=table(OwnerRecord, every),
        )

    def _pairs(
        self, strings: Sequence[str], bounds: Sequence[int]
    ) -> tuple[array[int], array[int]]:
        """Return for each pair where its records begin, and the numbers of all records."""
        size = self._alphabet.size
        common = Counter(string[at : at + 2] for string in strings for at in range(len(string) - 1))
        by_characters: dict[str, array[int]] = {}
        for anchor, string in enumerate(strings):
            pairs = range(len(string) - 1)
            place = min(pairs, key=lambda at: common[string[at : at + 2]], default=0)
            records = by_characters.setdefault(string[place : place + 2], array("i"))
            records.extend((anchor, place, bounds[anchor], len(string)))
        # Many pairs of symbols have the same records, which are put in place as they are.
        found: dict[int, list[array[int]]] = {}
        for characters, records in by_characters.items():
            seconds = self._symbols[characters[1]] if len(characters) > 1 else (0,)
            for first in self._symbols[characters[0]]:
                for second in seconds:
                    found.setdefault(first * size + second, []).append(records)
        counts = array("i", bytes(4 * (size * size + 1)))
        every = array("i")
        for pair in sorted(found):
            before = len(every)
            for records in found[pair]:
                every.extend(records)
            counts[pair + 1] = (len(every) - before) // len(PairRecord._fields_)
        return array("i", accumulate(counts)), every


def _by_speaker(
    owners: Sequence[Sequence[_Owned]],
    counts: Sequence[Sequence[bool]],
    slack: Sequence[Sequence[int]],
    groups: Sequence[int],
) -> list[list[tuple[int, int, int, int]]]:
    """Return for each speaker, and each anchor, the records of the owners searched for."""
    # Every speaker's row ends with where it ends.
    row = len(owners) + 1
    found: list[list[tuple[int, int, int, int]]] = [[] for _ in range(row * len(counts))]
    kinds: dict[tuple[bool, ...], list[tuple[int, Sequence[int]]]] = {}
    for searched in zip(*counts, strict=True):
        if searched not in kinds:
            kinds[searched] = [(row * who, slack[who]) for who, each in enumerate(searched) if each]
    kind_of = [kinds[searched] for searched in zip(*counts, strict=True)]
    for anchor, each in enumerate(owners):
        for pattern, least, most, group, when in each:
            for first, allowed in kind_of[pattern]:
                edits = allowed[pattern]
                if when != (_WHOLE if edits else _NEAR):
                    alone = edits > 0 or groups[pattern] == 1
                    record = (2 * pattern + group, most + edits, least - edits, alone)
                    found[first + anchor].append(record)
    return found


def _bounds(lengths: Iterable[int]) -> array[int]:
    """Return where each of things of such ``lengths`` begins, and where the last ends."""
    return array("i", accumulate(lengths, initial=0))
