"""The flat tables that the kernel reads: characters, patterns, and what is looked for first.

Where one table says where things begin in another, the next entry says where they end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import ctypes
    from array import array
    from collections.abc import Sequence

    from scriptcheck.match.records import (
        AnchorCharacterRecord,
        MoveRecord,
        OwnerRecord,
        PairRecord,
        StateRecord,
    )


class CharacterTables(NamedTuple):
    """The characters of texts and lexicon as numbers."""

    characters: array[int]
    """For each character of the basic plane its character."""
    symbols: array[int]
    """For each character of the basic plane its symbol."""
    rare: dict[int, int]
    """The symbols of characters beyond."""
    likeness: bytes
    """For each pair of symbols whether they sound alike."""
    size: int
    """How many symbols there are."""
    negation: bytes
    """For each character of the basic plane whether no edit touches it."""


class StateTables(NamedTuple):
    """The automata of all patterns, one after the other."""

    base: array[int]
    """For each pattern its first state."""
    states: ctypes.Array[StateRecord]
    moves: ctypes.Array[MoveRecord]
    """Those from each state together."""
    reaches: Sequence[int]
    """For each junction the widest gap of the moves that lead to it."""
    slot: array[int]
    """For each pattern and symbol, which of the pattern's slots, counted from 1, holds the states
    to which the symbol leads; 0 for none."""
    first_slot: array[int]
    """For each pattern the slot before its first."""
    slots: array[int]
    """For each slot where its states begin."""
    slot_state: array[int]
    """Later states first, so that none is taken to follow one that matches at the same place."""
    reach: array[int]
    """For each pattern how far apart two characters of a fit may stand."""
    marks: bytes
    """Sets of symbols, for each a bit for each symbol: of each pattern those that lead to any
    state, then those that it may begin or end with."""
    first_marks: array[int]
    """For each pattern where the set begins of those that it may begin with."""
    last_marks: array[int]
    """The same of those that it may end with."""


class PatternTables(NamedTuple):
    """What is let pass in each pattern."""

    slack: bytes
    """For each speaker and pattern the edits let pass where that speaker speaks; then again, for
    the patterns that do not count there."""
    groups: bytes
    """For each pattern how many groups of anchors must be there where it lets no edits pass."""
    shortest: array[int]
    """For each pattern how many characters a fit has at least, edits apart."""
    longest: array[int]
    """For each pattern how many characters a fit may have, gaps included and edits not."""


class AnchorTables(NamedTuple):
    """What is looked for first, and which patterns are then to be tried."""

    pairs: array[int]
    """For each pair of symbols where its anchors begin in the next."""
    in_pairs: ctypes.Array[PairRecord]
    characters: ctypes.Array[AnchorCharacterRecord]
    """Those of each anchor together."""
    owners: array[int]
    """For each speaker and anchor where its owners begin in the next; then again, for the patterns
    that do not count where that speaker speaks."""
    owned: ctypes.Array[OwnerRecord]


class Tables(NamedTuple):
    """Patterns as flat tables; ``match.program`` makes them."""

    characters: CharacterTables
    states: StateTables
    patterns: PatternTables
    anchors: AnchorTables
