"""The n-grams of a turn looked up in a model's table, and their weights added up.

A turn's features are its runs of one to four characters and of one to three toneless syllables,
with a sign for its start and its end; the runs of one to three characters of the customer's turn
before it; how long it is; and whether it stands in the opening. A feature is the hash of its kind
and its codes. The table is an open-addressed hash table: the feature with the hash ``h`` stands in
the first slot from ``h & (size - 1)`` on that holds ``h``, and is unknown if an empty one comes
first.

Plain Python that runs as it stands; where a C compiler is at hand, Cython compiles the same file
with the types of ``scoring.pxd``. Sums are integers in both.
"""

from __future__ import annotations

from array import array
from math import sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

CHARACTER_RUNS: Final = 4
"""Characters of the longest run of an agent's turn."""

SYLLABLE_RUNS: Final = 3
"""Syllables of the longest run."""

BEFORE_RUNS: Final = 3
"""Characters of the longest run of the customer's turn before."""

EDGE: Final = 1
"""The code of a turn's start and of its end."""

EVENING: Final = 300 * 64
"""What every turn's square of scales is increased by: the few runs of a short turn say little."""

SHARES: Final = 12
"""Parts that a weight is divided into, so that runs of one to four share it out evenly."""

LENGTHS: Final = (2, 5, 10, 20, 40)
"""Characters up to which turns are of one length class."""

CHARACTERS: Final = 1
SYLLABLES: Final = 2
BEFORE: Final = 3
LENGTH: Final = 4
PLACE: Final = 5
"""The kinds of features."""

_PLANE: Final = 0x10000
"""Characters of the basic plane have a place in tables; the others stand for themselves."""

_ROOM: Final = 512
"""Codes that there is room for at first."""

_RUNS: Final = CHARACTER_RUNS + SYLLABLE_RUNS + 1
"""Features that there are at most for each code."""

_RARITY: Final = 1_000_000
"""What a run counts that a single text has."""

_EVEN: Final = 8
"""Characters by which short texts are held back, which would else share a large part."""

Tables: TypeAlias = tuple[memoryview, memoryview, memoryview]
"""For each slot its hash, the square of its scale, and a weight for each cue: unsigned 64-bit
numbers, a power of two of them and some empty; unsigned 16-bit numbers; signed bytes."""

_PRIME: Final = 0x100000001B3
_MASK: Final = 0xFFFFFFFFFFFFFFFF
_BASIS: Final = 0xCBF29CE484222325


def hashed(kind: int, codes: Sequence[int]) -> int:
    """Return the hash, of 64 bits and never 0, of the feature of ``kind`` with ``codes``.

    It is FNV-1a over whole codes in place of bytes.
    """
    value = ((_BASIS ^ kind) * _PRIME) & _MASK
    for code in codes:
        value = ((value ^ code) * _PRIME) & _MASK
    return value


class Scorer:
    """Adds up the weights of a model; holds views of its tables and copies none of them.

    It is of one thread at a time.
    """

    def __init__(
        self, tables: Tables, cue_count: int, plain: array[int], sounds: array[int]
    ) -> None:
        """Take the tables of a model of ``cue_count`` cues.

        ``plain`` has the code of each character of the basic plane, ``sounds`` that of its
        syllable.
        """
        self.keys = tables[0]
        self.norms = tables[1]
        self.weights = tables[2]
        self.cue_count = cue_count
        self.mask = len(tables[0]) - 1
        self.plain = plain
        self.sounds = sounds
        self.sums = array("i", bytes(4 * cue_count))
        self.alone = array("i", bytes(4 * cue_count))
        """The sums without the turn before."""
        self.codes = array("i", bytes(4 * _ROOM))
        self.size = 0
        self.slots = array("q", bytes(8 * _RUNS * _ROOM))
        """The slots of the features found and not yet added."""
        self.slot_count = 0
        self.norm = 0
        self.norm_alone = 0

    def score(self, text: str, before: str, place: int) -> tuple[int, list[int]]:
        """Return the sum of the squares of the scales of a turn's features, and each cue's sum.

        ``text`` and ``before`` are the folded turn, and the customer's just before it. ``place`` is
        1 in the opening, 2 after it, and 0 where that is not known.
        """
        self._sum_up(text, before, place)
        return self.norm, list(self.sums)

    def find(
        self, text: str, before: str, place: int, least: array[float]
    ) -> tuple[int, int, list[tuple[int, int, int]]]:
        """Return as ``score`` does, but of the cues only those that reach ``least``.

        A cue's sum reaches it that is, by the root of the squares with ``EVENING``, as large. The
        second sum of squares and each cue's second sum are those of the turn alone, as if nothing
        had been said before.
        """
        self._sum_up(text, before, place)
        root = sqrt(self.norm + EVENING)
        found = []
        for cue in range(self.cue_count):
            if self.sums[cue] >= least[cue] * root:
                found.append((cue, self.sums[cue], self.alone[cue]))  # noqa: PERF401  (compiled)
        return self.norm, self.norm_alone, found

    def sums_of(self, text: str, before: str, place: int, cue: int) -> tuple[int, int, int, int]:
        """Return the sum of the squares and the sum of one cue, then both of the turn alone."""
        self._sum_up(text, before, place)
        return self.norm, self.sums[cue], self.norm_alone, self.alone[cue]

    def _sum_up(self, text: str, before: str, place: int) -> None:
        for cue in range(self.cue_count):
            self.sums[cue] = 0
        self.norm = 0
        self._encode(text)
        length = self.size - 2
        self._find_runs(CHARACTERS, CHARACTER_RUNS)
        self._sound()
        self._find_runs(SYLLABLES, SYLLABLE_RUNS)
        self._find(self._one(LENGTH, length_class(length)))
        if place:
            self._find(self._one(PLACE, place))
        self._add_found()
        self.norm_alone = self.norm
        for cue in range(self.cue_count):
            self.alone[cue] = self.sums[cue]
        # Of nothing that was said before there is one run: that it begins and ends at once.
        slot = self._slot(self._pair(BEFORE, EDGE, EDGE))
        if slot >= 0:
            self.norm_alone += self.norms[slot]
            for cue in range(self.cue_count):
                self.alone[cue] += self.weights[slot * self.cue_count + cue]
        self._encode(before)
        self._find_runs(BEFORE, BEFORE_RUNS)
        self._add_found()

    def _encode(self, text: str) -> None:
        """Write the codes of ``text``, begun and ended by ``EDGE``."""
        size = len(text)
        if size + 2 > len(self.codes):
            self.codes = array("i", bytes(4 * (2 * size + 2)))
            self.slots = array("q", bytes(8 * _RUNS * (2 * size + 2)))
        codes, plain = self.codes, self.plain
        codes[0] = EDGE
        for at in range(size):
            code = ord(text[at])
            codes[at + 1] = plain[code] if code < _PLANE else code
        codes[size + 1] = EDGE
        self.size = size + 2

    def _sound(self) -> None:
        """Put the codes of syllables in the place of those of characters."""
        codes, sounds = self.codes, self.sounds
        for at in range(self.size):
            code = codes[at]
            codes[at] = sounds[code] if code < _PLANE else code

    def shares(self, text: str, cue: int) -> list[int]:
        """Return for each character of a turn its share of the sum of ``cue``, times ``SHARES``.

        Every run shares its weight out evenly among its characters.
        """
        return list(self._shared(text, cue)[1 : self.size - 1])

    def place(self, text: str, cue: int, ends: array[int]) -> tuple[int, int]:
        """Return where in a turn the sum of ``cue`` comes from, as start and end in ``text``.

        It is the row of characters with the largest share in the row of clauses with the largest
        share, and all of those where no character has one above 0. ``ends`` says where each clause
        ends; the last ends with the text.
        """
        found = self._shared(text, cue)
        count = len(ends)
        clauses = array("q", bytes(8 * count))
        start = 0
        for clause in range(count):
            total = 0
            for at in range(start, ends[clause]):
                total += found[at + 1]
            clauses[clause] = total
            start = ends[clause]
        first, last = largest_row(clauses, 0, count)
        start = ends[first - 1] if first else 0
        stop = ends[last - 1]
        for at in range(start, stop):
            if found[at + 1] > 0:
                start, stop = largest_row(found, start + 1, stop + 1)
                return start - 1, stop - 1
        return start, stop

    def _shared(self, text: str, cue: int) -> array[int]:
        """Return the shares of the codes of ``text``, edges included."""
        self._encode(text)
        found = array("q", bytes(8 * self.size))
        self._share_runs(CHARACTERS, CHARACTER_RUNS, cue, found)
        self._sound()
        self._share_runs(SYLLABLES, SYLLABLE_RUNS, cue, found)
        return found

    def runs_for(self, text: str, cue: int) -> list[tuple[int, int, int]]:
        """Return the runs of a turn's characters whose weight for ``cue`` is above 0.

        Each has its start and end in ``text``, edges that belong to it left out, and its weight.
        """
        self._encode(text)
        size, codes, found = self.size, self.codes, []
        basis = ((_BASIS ^ CHARACTERS) * _PRIME) & _MASK
        for start in range(size):
            key = basis
            stop = start + CHARACTER_RUNS if start + CHARACTER_RUNS < size else size
            for at in range(start, stop):
                key = ((key ^ codes[at]) * _PRIME) & _MASK
                if at == start and codes[at] == EDGE:
                    continue
                slot = self._slot(key)
                if slot < 0:
                    continue
                weight = self.weights[slot * self.cue_count + cue]
                if weight > 0:
                    first = start - 1 if start else 0
                    found.append((first, at if at < size - 1 else size - 2, weight))
        return found

    def _one(self, kind: int, code: int) -> int:
        value = ((_BASIS ^ kind) * _PRIME) & _MASK
        return ((value ^ code) * _PRIME) & _MASK

    def _pair(self, kind: int, code: int, other: int) -> int:
        return ((self._one(kind, code) ^ other) * _PRIME) & _MASK

    def _slot(self, key: int) -> int:
        """Return the slot of ``key``; -1 where the model does not know it."""
        keys = self.keys
        slot = (key ^ (key >> 32)) & self.mask
        while keys[slot] != key:
            if keys[slot] == 0:
                return -1
            slot = (slot + 1) & self.mask
        return slot

    def _find(self, key: int) -> None:
        """Note the slot of ``key``, to be added, where the model knows it."""
        slot = self._slot(key)
        if slot >= 0:
            self.slots[self.slot_count] = slot
            self.slot_count += 1

    def _find_runs(self, kind: int, longest: int) -> None:
        size, codes = self.size, self.codes
        basis = ((_BASIS ^ kind) * _PRIME) & _MASK
        for start in range(size):
            key = basis
            stop = start + longest if start + longest < size else size
            for at in range(start, stop):
                key = ((key ^ codes[at]) * _PRIME) & _MASK
                if at == start and codes[at] == EDGE:
                    # An edge by itself says nothing.
                    continue
                self._find(key)

    def _add_found(self) -> None:
        """Add the features whose slots were noted."""
        # All slots are known by now, so that their rows are fetched side by side.
        sums, weights, count = self.sums, self.weights, self.cue_count
        for index in range(self.slot_count):
            slot = self.slots[index]
            self.norm += self.norms[slot]
            base = slot * count
            for cue in range(count):
                sums[cue] += weights[base + cue]
        self.slot_count = 0

    def _share_runs(self, kind: int, longest: int, cue: int, found: array[int]) -> None:
        size, codes = self.size, self.codes
        basis = ((_BASIS ^ kind) * _PRIME) & _MASK
        for start in range(size):
            key = basis
            stop = start + longest if start + longest < size else size
            for at in range(start, stop):
                key = ((key ^ codes[at]) * _PRIME) & _MASK
                if at == start and codes[at] == EDGE:
                    continue
                slot = self._slot(key)
                if slot < 0:
                    continue
                share = self.weights[slot * self.cue_count + cue] * (SHARES // (at - start + 1))
                for each in range(start, at + 1):
                    found[each] += share


def largest_row(values: array[int], first: int, end: int) -> tuple[int, int]:
    """Return the row of neighbours in ``values[first:end]`` with the largest sum: start, end.

    Kadane's method. Of rows with equal sums it is the first.
    """
    best, best_start, best_stop = values[first], first, first + 1
    total, start = 0, first
    for at in range(first, end):
        if total <= 0:
            total, start = 0, at
        total += values[at]
        if total > best:
            best, best_start, best_stop = total, start, at + 1
    return best_start, best_stop


def most_shared(rows: Sequence[array[int]], lengths: array[int]) -> int:
    """Return the number of the text that shares most for its length; -1 where ``rows`` is empty.

    Each of ``rows`` has the numbers of the texts that share one run with another text; it counts
    the more, the fewer they are. ``lengths`` has the length of each text. Of equal ones the first
    counts.
    """
    shared = array("q", bytes(8 * len(lengths)))
    for row in rows:
        numbers = row
        weight = _RARITY // len(numbers)
        for at in range(len(numbers)):
            shared[numbers[at]] += weight
    best, nearest = 0, -1
    for number in range(len(lengths)):
        if shared[number] > 0:
            # Rounded up, as whole numbers: the same in C and Python.
            length = _EVEN + lengths[number]
            share = (shared[number] + length - 1) // length
            if share > best:
                best, nearest = share, number
    return nearest


def length_class(length: int) -> int:
    """Return the class of a turn of ``length`` characters, from 0."""
    for number, longest in enumerate(LENGTHS):
        if length <= longest:
            return number
    return len(LENGTHS)
