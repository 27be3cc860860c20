"""The scan itself: text in, places where patterns fit out.

This is the one part whose speed is everything, so it works on flat tables of numbers. It is plain
Python that runs as it stands; where a C compiler is at hand, Cython compiles the same file with the
types of ``kernel.pxd``, and it finds the same a hundred times as fast.

A scan goes over the text once, two symbols at a time. Where the two stand in an anchor, the rest of
the anchor is compared; where it is whole, the patterns that it belongs to are tried on the places
that it leaves open. Most are dropped before that, by the symbols that they begin and end with, and
by how many of theirs are there; how the others fit, ``match.chains`` says.
"""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.match.chains import Chains
from scriptcheck.match.records import GroupRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.flat_tables import Tables

_GROUPS: Final = 2
"""Groups of anchors that a pattern may have."""

SPEAKERS: Final = 4
"""How many kinds of speakers there are, numbered from 0."""

OTHERS: Final = SPEAKERS
"""What is added to a speaker's number for the patterns that do not count where that one speaks."""

Fit: TypeAlias = tuple[int, int, int, int]
"""A place where a pattern fits: the pattern, where it begins and ends, what it costs."""


class Kernel:
    """Patterns ready to be scanned for."""

    def __init__(self, tables: Tables) -> None:
        characters, states, patterns, anchors = tables
        self.chains = Chains(characters, states, patterns)
        self.size = characters.size
        self.alike = set_bits(characters.likeness)
        self.slack, self.groups = patterns.slack, patterns.groups
        (
            self.pairs, self.in_pairs, self.anchor_characters, self.owners, self.owned,
        ) = anchors  # fmt: skip
        self.has_anchors = marked(self.pairs)
        self.anchor_count = len(self.owners) // (2 * SPEAKERS)
        self.lock = Lock()
        count = self.pattern_count = len(self.groups)
        self.text_character = self.chains.text_character
        self.text_symbol = self.chains.text_symbol
        self.splices_before = array("i", [0])
        """For each place how many splice points are before it."""
        self.all_wanted = True
        """Whether fits are wanted that touch no splice point."""
        self.anchored = (GroupRecord * (_GROUPS * count))()
        self.noted = array("i", bytes(4 * count))
        self.noted_count = 0
        self.clock = 0

    def scan(
        self,
        text: str,
        turns: Sequence[int],
        speakers: Sequence[int],
        splice_points: Sequence[int] | None = None,
    ) -> list[Fit]:
        """Return the fits in ``text``; with ``splice_points`` only those that touch one of them.

        ``turns`` says where each turn begins, and where the last ends; a turn's last character is
        a break. ``speakers`` has the number of the speaker of each turn: the patterns that count
        where that one speaks are searched for, and with ``OTHERS`` added all those that do not.
        ``splice_points`` are the places of characters before which something was taken out, in
        order.
        """
        found: list[Fit] = []
        with self.lock:
            self.chains.read(text)
            self.text_character = self.chains.text_character
            self.text_symbol = self.chains.text_symbol
            self.all_wanted = splice_points is None
            if splice_points is not None:
                self.read_splice_points(splice_points, len(text))
            for turn in range(len(speakers)):
                self.scan_turn(turns[turn], turns[turn + 1] - 1, speakers[turn], found)
        return found

    def read_splice_points(self, splice_points: Sequence[int], length: int) -> None:
        """Count the ``splice_points`` in a text of ``length`` characters."""
        if length >= len(self.splices_before):
            self.splices_before = array("i", bytes(8 * length + 8))
        place = 0
        for count, splice_point in enumerate(splice_points):
            while place <= splice_point:
                self.splices_before[place] = count
                place += 1
        while place <= length:
            self.splices_before[place] = len(splice_points)
            place += 1

    def scan_turn(self, begin: int, stop: int, speaker: int, found: list[Fit]) -> None:
        """Add the fits between ``begin`` and ``stop``."""
        self.clock += 1
        self.noted_count = 0
        for place in range(begin, stop):
            symbol = self.text_symbol[place]
            if symbol:
                pair = symbol * self.size
                if self.has_anchors[pair >> 3] >> (pair & 7) & 1:
                    self.look(pair, place, begin, stop, speaker)
                if place + 1 < stop and self.text_symbol[place + 1]:
                    pair += self.text_symbol[place + 1]
                    if self.has_anchors[pair >> 3] >> (pair & 7) & 1:
                        self.look(pair, place, begin, stop, speaker)
        for index in range(self.noted_count):
            self.try_pattern(self.noted[index], stop, speaker, found)

    def look(self, pair: int, place: int, begin: int, stop: int, speaker: int) -> None:
        """Note the patterns to be tried because ``pair`` stands at ``place``."""
        for index in range(self.pairs[pair], self.pairs[pair + 1]):
            found = self.in_pairs[index]
            first = place - found.place
            if first < begin or first + found.length > stop:
                continue
            if self.holds(found.base, first, found.length):
                row = speaker * self.anchor_count + found.anchor
                for owner in range(self.owners[row], self.owners[row + 1]):
                    self.note(owner, first, begin, stop)

    def holds(self, base: int, first: int, length: int) -> bool:
        """Return whether the text from ``first`` on sounds like the anchor at ``base``."""
        for offset in range(length):
            character = self.anchor_characters[base + offset]
            if self.text_character[first + offset] != character.character:
                pair = character.symbol * self.size + self.text_symbol[first + offset]
                if not self.alike[pair >> 3] >> (pair & 7) & 1:
                    return False
        return True

    def note(self, index: int, first: int, begin: int, stop: int) -> None:
        """Note where the pattern of an owner may begin, its anchor standing at ``first``."""
        owner = self.owned[index]
        group = self.anchored[owner.group]
        earliest = max(begin, first - owner.most)
        latest = min(stop - 1, first - owner.least)
        if group.clock == self.clock:
            earliest = min(group.earliest, earliest)
            latest = max(group.latest, latest)
        elif owner.alone or self.anchored[owner.group ^ 1].clock == self.clock:
            self.noted[self.noted_count] = owner.group // _GROUPS
            self.noted_count += 1
        group.clock, group.earliest, group.latest = self.clock, earliest, latest
        self.anchored[owner.group] = group

    def try_pattern(self, pattern: int, stop: int, speaker: int, found: list[Fit]) -> None:
        """Add the fits of ``pattern`` that begin where it is noted."""
        chains = self.chains
        most = self.slack[speaker * self.pattern_count + pattern]
        group = self.anchored[_GROUPS * pattern]
        chains.earliest, chains.latest = group.earliest, group.latest
        if not most and self.groups[pattern] > 1:
            group = self.anchored[_GROUPS * pattern + 1]
            chains.earliest = max(chains.earliest, group.earliest)
            chains.latest = min(chains.latest, group.latest)
        chains.stop = min(stop, chains.latest + chains.longest[pattern] + most)
        if not self.all_wanted and not self.has_splice_point(chains.earliest, chains.stop):
            return
        if not chains.narrow(pattern, most):
            return
        if not chains.may_fit(pattern, chains.earliest, chains.stop, most):
            return
        chains.run(pattern, chains.earliest, chains.latest, chains.stop, most)
        for index in range(chains.fit_count):
            if chains.stands(index):
                if not self.all_wanted and not self.has_splice_point(
                    chains.fit_begin[index], chains.fit_end[index]
                ):
                    continue
                cost = chains.fit_cost[index]
                found.append((pattern, chains.fit_begin[index], chains.fit_end[index], cost))

    def has_splice_point(self, begin: int, end: int) -> bool:
        """Whether a splice point lies in the text from ``begin`` to ``end``, or at its edge."""
        return self.splices_before[end + 1] > self.splices_before[begin]

    def chain(self, pattern: int, text: str, most: int) -> list[tuple[int, int]]:
        """Return the characters that match in ``text``, as ``Chains.chain`` does."""
        with self.lock:
            return self.chains.chain(pattern, text, most)


def marked(bounds: array[int]) -> bytearray:
    """Return a bit for each of what ``bounds`` are of: whether there is anything in it.

    So few bits stay next to the processor, where the bounds themselves do not.
    """
    bits = bytearray(len(bounds) // 8 + 1)
    for index in range(len(bounds) - 1):
        if bounds[index + 1] > bounds[index]:
            bits[index >> 3] |= 1 << (index & 7)
    return bits


def set_bits(values: bytes) -> bytearray:
    """Return a bit for each of ``values``: whether it is anything but 0."""
    bits = bytearray(len(values) // 8 + 1)
    for index in range(len(values)):
        if values[index]:
            bits[index >> 3] |= 1 << (index & 7)
    return bits
