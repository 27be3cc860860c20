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
from math import inf, sqrt
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

_FIELDS: Final = 3
"""Numbers that are kept of each run."""

_MOST_KEPT: Final = 1 << 15
"""Numbers that are kept of the runs of texts met lately: a turn is scored, then explained."""

_MARK_SHIFT: Final = 40
"""Bits of a hash below those that it is marked by, which say little of its slot."""

_MOST_MARKS: Final = 1 << 18
"""Bytes of marks at most, so that they stay near the processor."""

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
        self.marks = marked(tables[0], self.mask)
        """A bit for each of the upper bits of hashes: whether the model knows one that has them."""
        self.sums = array("i", bytes(4 * cue_count))
        self.alone = array("i", bytes(4 * cue_count))
        """The sums without the turn before."""
        self.codes = array("i", bytes(4 * _ROOM))
        self.size = 0
        self.room = array("i", bytes(4 * _FIELDS * _RUNS * _ROOM))
        self.count = 0
        self.known: dict[str, array[int]] = {}
        """The runs of texts met lately, as ``_runs`` returns them."""
        self.known_before: dict[str, array[int]] = {}
        """The same of texts as the turn before."""
        self.kept = 0
        """How many numbers are kept of both."""
        self.norm = 0
        self.norm_alone = 0
        self.shared = array("q", bytes(8 * (_ROOM + 2)))
        self.clauses = array("q", bytes(8 * _ROOM))

    def score(self, text: str, before: str, place: int) -> tuple[int, list[int]]:
        """Return the sum of the squares of the scales of a turn's features, and each cue's sum.

        ``text`` and ``before`` are the folded turn, and the customer's just before it. ``place`` is
        1 in the opening, 2 after it, and 0 where that is not known.
        """
        self._sum_up(text, before, place, 0, self.cue_count)
        return self.norm, list(self.sums)

    def find(
        self, text: str, before: str, place: int, least: array[float]
    ) -> tuple[int, int, list[tuple[int, int, int]]]:
        """Return as ``score`` does, but of the cues only those that reach ``least``.

        A cue's sum reaches it that is, by the root of the squares with ``EVENING``, as large. The
        second sum of squares and each cue's second sum are those of the turn alone, as if nothing
        had been said before.
        """
        first, stop = 0, self.cue_count
        while first < stop and least[first] == inf:
            first += 1
        while stop > first and least[stop - 1] == inf:
            stop -= 1
        self._sum_up(text, before, place, first, stop)
        root = sqrt(self.norm + EVENING)
        found = []
        for cue in range(first, stop):
            if self.sums[cue] >= least[cue] * root:
                found.append((cue, self.sums[cue], self.alone[cue]))  # noqa: PERF401  (compiled)
        return self.norm, self.norm_alone, found

    def sums_of(self, text: str, before: str, place: int, cue: int) -> tuple[int, int, int, int]:
        """Return the sum of the squares and the sum of one cue, then both of the turn alone."""
        self._sum_up(text, before, place, cue, cue + 1)
        return self.norm, self.sums[cue], self.norm_alone, self.alone[cue]

    def _sum_up(self, text: str, before: str, place: int, first: int, stop: int) -> None:
        """Sum up for the cues from ``first`` up to ``stop``."""
        for cue in range(first, stop):
            self.sums[cue] = 0
        self.norm = 0
        self._add_runs(self._runs(text), first, stop)
        self._add(self._slot(self._one(LENGTH, length_class(len(text)))), first, stop)
        if place:
            self._add(self._slot(self._one(PLACE, place)), first, stop)
        norm = self.norm
        for cue in range(first, stop):
            self.alone[cue] = self.sums[cue]
        # Of nothing that was said before there is one run: that it begins and ends at once.
        self._add_runs(self._runs_before(""), first, stop)
        self.norm_alone = self.norm
        if not before:
            for cue in range(first, stop):
                self.alone[cue] = self.sums[cue]
            return
        self.norm = norm
        for cue in range(first, stop):
            self.sums[cue], self.alone[cue] = self.alone[cue], self.sums[cue]
        self._add_runs(self._runs_before(before), first, stop)

    def _runs(self, text: str) -> array[int]:
        """Return the runs of a turn that the model knows.

        The first number says where those of syllables begin. Each run has three: where it starts
        and its last code, edges counted, and its slot.
        """
        known = self.known.get(text)
        if known is None:
            self._encode(text)
            self.count = 1
            self._find_runs(CHARACTERS, CHARACTER_RUNS)
            self.room[0] = self.count
            self._sound()
            self._find_runs(SYLLABLES, SYLLABLE_RUNS)
            known = self.known[text] = self._keep()
        return known

    def _runs_before(self, text: str) -> array[int]:
        """Return as ``_runs`` does those of the turn before."""
        known = self.known_before.get(text)
        if known is None:
            self._encode(text)
            self.count = 1
            self._find_runs(BEFORE, BEFORE_RUNS)
            known = self.known_before[text] = self._keep()
        return known

    def _keep(self) -> array[int]:
        """Return the runs found, and make room for them."""
        if self.kept > _MOST_KEPT:
            self.known.clear()
            self.known_before.clear()
            self.kept = 0
        self.kept += self.count
        return self.room[: self.count]

    def _encode(self, text: str) -> None:
        """Write the codes of ``text``, begun and ended by ``EDGE``."""
        size = len(text)
        if size + 2 > len(self.codes):
            self.codes = array("i", bytes(4 * (2 * size + 2)))
            self.room = array("i", bytes(4 * _FIELDS * _RUNS * (2 * size + 2)))
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
        self._share(text, cue)
        return [self.shared[at + 1] for at in range(len(text))]

    def place(self, text: str, cue: int, ends: array[int]) -> tuple[int, int]:
        """Return where in a turn the sum of ``cue`` comes from, as start and end in ``text``.

        It is the row of characters with the largest share in the row of clauses with the largest
        share, and all of those where no character has one above 0. ``ends`` says where each clause
        ends; the last ends with the text.
        """
        self._share(text, cue)
        found, count = self.shared, len(ends)
        if count > len(self.clauses):
            self.clauses = array("q", bytes(16 * count))
        clauses, start = self.clauses, 0
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

    def _share(self, text: str, cue: int) -> None:
        """Work out the shares of the codes of ``text``, edges included."""
        size = len(text) + 2
        if size > len(self.shared):
            self.shared = array("q", bytes(16 * size))
        # The same, by the C types of arrays' numbers where this is compiled.
        shared, weights, runs = self.shared, self.weights, self._runs(text)
        for at in range(size):
            shared[at] = 0
        for index in range(1, len(runs), _FIELDS):
            weight = weights[runs[index + 2] * self.cue_count + cue]
            if weight:
                start, last = runs[index], runs[index + 1]
                share = weight * (SHARES // (last - start + 1))
                for at in range(start, last + 1):
                    shared[at] += share

    def strongest(
        self, text: str, coded: str, cue: int, shortest: int, most: int
    ) -> list[tuple[str, int]]:
        """Return the runs of a turn's characters with the largest weights for ``cue``.

        They are at most so many, each of at least ``shortest`` characters, edges left out, as they
        stand in ``coded``, with its weight, above 0. None is within another. Of equal weights the
        one comes first that sorts first.
        """
        room, count = self.room, self._find_rising(text, cue, shortest)
        heaviest: dict[str, int] = {}
        for index in range(0, count, _FIELDS):
            weight = room[index + 2]
            run = coded[room[index] : room[index + 1]]
            if weight > heaviest.get(run, 0):
                heaviest[run] = weight
        found: list[tuple[str, int]] = []
        for run, weight in sorted(heaviest.items(), key=_by_weight):
            if len(found) == most:
                break
            for other, _ in found:
                if run in other or other in run:
                    break
            else:
                found.append((run, weight))
        return found

    def _find_rising(self, text: str, cue: int, shortest: int) -> int:
        """Put down the runs of characters whose weight for ``cue`` is above 0.

        Return how many numbers these are: for each its start, its end and its weight.
        """
        runs, room, size, count = self._runs(text), self.room, len(text), 0
        for index in range(1, runs[0], _FIELDS):
            weight = self.weights[runs[index + 2] * self.cue_count + cue]
            if weight > 0:
                start = runs[index] - 1 if runs[index] else 0
                stop = runs[index + 1] if runs[index + 1] <= size else size
                if stop - start >= shortest:
                    room[count], room[count + 1], room[count + 2] = start, stop, weight
                    count += _FIELDS
        return count

    def _one(self, kind: int, code: int) -> int:
        value = ((_BASIS ^ kind) * _PRIME) & _MASK
        return ((value ^ code) * _PRIME) & _MASK

    def _slot(self, key: int) -> int:
        """Return the slot of ``key``; -1 where the model does not know it."""
        keys = self.keys
        slot = (key ^ (key >> 32)) & self.mask
        while keys[slot] != key:
            if keys[slot] == 0:
                return -1
            slot = (slot + 1) & self.mask
        return slot

    def _find_runs(self, kind: int, longest: int) -> None:
        """Add the runs of the codes that the model knows to those found."""
        size, codes, room, count = self.size, self.codes, self.room, self.count
        marks, shift = self.marks, _MARK_SHIFT
        bits, edge = 8 * len(marks) - 1, EDGE
        basis = ((_BASIS ^ kind) * _PRIME) & _MASK
        for start in range(size):
            key = basis
            stop = start + longest if start + longest < size else size
            for at in range(start, stop):
                key = ((key ^ codes[at]) * _PRIME) & _MASK
                if at == start and codes[at] == edge:
                    # An edge by itself says nothing.
                    continue
                mark = (key >> shift) & bits
                if not marks[mark >> 3] >> (mark & 7) & 1:
                    continue
                slot = self._slot(key)
                if slot >= 0:
                    room[count], room[count + 1], room[count + 2] = start, at, slot
                    count += _FIELDS
        self.count = count

    def _add_runs(self, runs: array[int], first: int, stop: int) -> None:
        """Add the features of ``runs`` for the cues from ``first`` up to ``stop``."""
        # All slots are known by now, so that their rows are fetched side by side.
        rows, sums, weights, norms, count = (
            runs, self.sums, self.weights, self.norms, self.cue_count,
        )  # fmt: skip
        norm = self.norm
        for index in range(_FIELDS, len(rows), _FIELDS):
            slot = rows[index]
            norm += norms[slot]
            base = slot * count
            for cue in range(first, stop):
                sums[cue] += weights[base + cue]
        self.norm = norm

    def _add(self, slot: int, first: int, stop: int) -> None:
        """Add the feature in ``slot``, which may be -1 for none."""
        if slot < 0:
            return
        sums, weights = self.sums, self.weights
        self.norm += self.norms[slot]
        base = slot * self.cue_count
        for cue in range(first, stop):
            sums[cue] += weights[base + cue]


def marked(keys: memoryview, mask: int) -> bytearray:
    """Return a bit for each of the upper bits of ``keys``: whether one has them.

    There are eight times as many bits as ``mask`` says that there are keys: most runs are unknown,
    and to know that by a bit spares a look into a table that is far from the processor.
    """
    bits = bytearray(mask + 1 if mask < _MOST_MARKS else _MOST_MARKS)
    most = 8 * len(bits) - 1
    for index in range(mask + 1):
        key = keys[index]
        if key:
            mark = (key >> _MARK_SHIFT) & most
            bits[mark >> 3] |= 1 << (mark & 7)
    return bits


def _by_weight(run: tuple[str, int]) -> tuple[int, str]:
    return -run[1], run[0]


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


def length_class(length: int) -> int:
    """Return the class of a turn of ``length`` characters, from 0."""
    for number, longest in enumerate(LENGTHS):
        if length <= longest:
            return number
    return len(LENGTHS)
