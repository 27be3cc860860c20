"""The scan itself: text in, places where patterns fit out.

This is the one part whose speed is everything, so it works on flat tables of numbers. It is plain
Python that runs as it stands; where a C compiler is at hand, Cython compiles the same file with the
types of ``kernel.pxd``, and it finds the same a hundred times as fast.

A scan goes over the text once, two symbols at a time. Where the two stand in an anchor, the rest of
the anchor is compared; where it is whole, the patterns that it belongs to are tried on the places
that it leaves open. A fit is a chain of characters that match, each a move of the automaton away
from the one before; the cheapest chain is found as Viterbi's search does. Costs are packed into one
number: edits, then homophones, then near-homophones among those, then characters in
gaps.
"""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.match.records import EventRecord, GroupRecord, junction_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.flat_tables import Tables
    from scriptcheck.match.records import StateRecord

_PLANE: Final = 0x10000
"""Characters of the basic plane are looked up in tables."""

_LOOSE_BITS: Final = 10
_NEAR_HOMOPHONE: Final = 1 << 10
_HOMOPHONE: Final = 1 << 18
_EDIT: Final = 1 << 26
_NEVER: Final = (1 << 31) - 1
_GROUPS: Final = 2
"""Groups of anchors that a pattern may have."""

SPEAKERS: Final = 4
"""How many kinds of speakers there are, numbered from 0."""

OTHERS: Final = SPEAKERS
"""What is added to a speaker's number for the patterns that do not count where that one speaks."""

LONGEST: Final = 255
"""Characters that a wording may have, so that no part of a cost runs over into the next."""

LEAST_DIFFERENCE: Final = 1 << 10
"""What a fit costs at least that differs from its wording in any character."""

TIGHT: Final = -1
"""As the gap of a move: nothing may stand between."""

Fit: TypeAlias = tuple[int, int, int, int]
"""A place where a pattern fits: the pattern, where it begins and ends, what it costs."""


def edits(cost: int) -> int:
    """Return the edits in ``cost``."""
    return cost >> 26


def homophones(cost: int) -> int:
    """Return how many homophones, near-homophones included, there are by ``cost``."""
    return cost >> 18 & 255


def near_homophones(cost: int) -> int:
    """Return how many near-homophones there are by ``cost``."""
    return cost >> 10 & 255


def loose(cost: int) -> int:
    """Return the characters in gaps by ``cost``."""
    return cost & 1023


class Kernel:
    """Patterns ready to be scanned for."""

    def __init__(self, tables: Tables) -> None:
        characters, states, patterns, anchors = tables
        (
            self.characters, self.symbols, self.rare, self.likeness, self.size, self.negation,
        ) = characters  # fmt: skip
        (
            self.base, self.states, self.moves, reaches,
            self.slot, self.first_slot, self.slots, self.slot_state, self.reach,
        ) = states  # fmt: skip
        self.slack, self.groups, self.shortest, self.longest = patterns
        self.pairs, self.in_pairs, self.anchor_characters, self.owners, self.owned = anchors
        self.has_anchors = marked(self.pairs)
        self.anchor_count = len(self.owners) // (2 * SPEAKERS)
        self.lock = Lock()
        count = self.pattern_count = len(self.groups)
        self.text_character = array("i")
        self.text_symbol = array("i")
        self.text_negations = array("i", [0])
        """For each place how many negations stand before it."""
        self.splices_before = array("i", [0])
        """For each place how many splice points are before it."""
        self.all_wanted = True
        """Whether fits are wanted that touch no splice point."""
        self.anchored = (GroupRecord * (_GROUPS * count))()
        self.noted = array("i", bytes(4 * count))
        self.noted_count = 0
        self.junctions = junction_table(reaches)
        self.events = (EventRecord * 1)()
        self.event_count = 0
        self.fit_begin = array("i", [0])
        self.fit_end = array("i", [0])
        self.fit_cost = array("i", [0])
        self.fit_count = 0
        self.end_place = self.end_state = self.end_source = 0
        self.begun = self.source = 0
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
            self.read(text)
            self.all_wanted = splice_points is None
            if splice_points is not None:
                self.read_splice_points(splice_points, len(text))
            for turn in range(len(speakers)):
                self.scan_turn(turns[turn], turns[turn + 1] - 1, speakers[turn], found)
        return found

    def read(self, text: str) -> None:
        """Look up the character and the symbol of each character."""
        length = len(text)
        if length > len(self.text_character):
            self.text_character = array("i", bytes(8 * length))
            self.text_symbol = array("i", bytes(8 * length))
            self.text_negations = array("i", bytes(8 * length + 4))
        negations = 0
        for place in range(length):
            code = ord(text[place])
            if code < _PLANE:
                self.text_character[place] = self.characters[code]
                self.text_symbol[place] = self.symbols[code]
                negations += self.negation[code]
            else:
                self.text_character[place] = code
                self.text_symbol[place] = self.rare.get(code, 0)
            self.text_negations[place + 1] = negations

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
                row = character.symbol * self.size
                if not self.likeness[row + self.text_symbol[first + offset]]:
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
        most = self.slack[speaker * self.pattern_count + pattern]
        group = self.anchored[_GROUPS * pattern]
        earliest, latest = group.earliest, group.latest
        if not most and self.groups[pattern] > 1:
            group = self.anchored[_GROUPS * pattern + 1]
            earliest = max(earliest, group.earliest)
            latest = min(latest, group.latest)
        end = min(stop, latest + self.longest[pattern] + most)
        if not self.all_wanted and not self.has_splice_point(earliest, end):
            return
        if not self.may_fit(pattern, earliest, end, most):
            return
        self.run(pattern, earliest, latest, stop, most)
        for index in range(self.fit_count):
            if self.stands(index):
                if not self.all_wanted and not self.has_splice_point(
                    self.fit_begin[index], self.fit_end[index]
                ):
                    continue
                cost = self.fit_cost[index]
                found.append((pattern, self.fit_begin[index], self.fit_end[index], cost))

    def may_fit(self, pattern: int, begin: int, end: int, most: int) -> bool:
        """Return whether enough characters of ``pattern`` stand close enough together.

        They need not be in order; but it takes far less to count them than to follow the pattern,
        and most often they are not there.
        """
        needed, size = self.shortest[pattern] - most, self.longest[pattern] + most
        row = pattern * self.size
        count = 0
        for place in range(begin, end):
            if self.slot[row + self.text_symbol[place]]:
                count += 1
                if count >= needed:
                    return True
            if place - begin >= size - 1 and self.slot[row + self.text_symbol[place - size + 1]]:
                count -= 1
        return False

    def has_splice_point(self, begin: int, end: int) -> bool:
        """Whether a splice point lies in the text from ``begin`` to ``end``, or at its edge."""
        return self.splices_before[end + 1] > self.splices_before[begin]

    def chain(self, pattern: int, text: str, most: int) -> list[tuple[int, int]]:
        """Return the characters that match in ``text``, which ``pattern`` fits from end to end.

        Each is given as a state, numbered in the pattern, and its place; ``most`` are the edits let
        pass. Raises ``ValueError`` where the pattern does not fit.
        """
        with self.lock:
            self.read(text)
            self.clock += 1
            self.end_place = -1
            self.run(pattern, 0, 0, len(text), most)
            if self.end_place != len(text):
                raise ValueError("the pattern does not fit the text")
            base = self.base[pattern]
            chain = [(self.end_state - base, len(text) - 1)]
            event = self.end_source
            while event >= 0:
                chain.append((self.events[event].state - base, self.events[event].place))
                event = self.events[event].source
            return chain[::-1]

    def run(self, pattern: int, earliest: int, latest: int, stop: int, most: int) -> None:
        """Find, for each place where a wording can end, the cheapest fit, the longest of those.

        The fits that begin from ``earliest`` to ``latest`` are kept, best first.
        """
        limit = (most + 1) * _EDIT
        reach = self.reach[pattern] + most
        row, first_slot = pattern * self.size, self.first_slot[pattern]
        self.event_count = self.fit_count = 0
        place = earliest
        self.clock += 1
        last = latest
        while place < stop and place <= last:
            slot = self.slot[row + self.text_symbol[place]]
            if slot:
                slot += first_slot
                end_cost, end_begun = _NEVER, 0
                for index in range(self.slots[slot], self.slots[slot + 1]):
                    state = self.slot_state[index]
                    cost = self.match_state(state, place, latest, most)
                    if cost < limit:
                        last = max(last, place + 1 + reach)
                        if not self.states[state].last:
                            continue
                        if better(cost, self.begun, end_cost, end_begun):
                            end_cost, end_begun = cost, self.begun
                            self.end_place, self.end_state = place + 1, state
                            self.end_source = self.source
                if end_cost < _NEVER:
                    self.keep(end_begun, place + 1, end_cost, most)
            place += 1

    def match_state(self, state: int, place: int, latest: int, most: int) -> int:
        """Return what the cheapest chain costs in which ``state`` matches at ``place``.

        ``begun`` is where it begins, the earliest of equally cheap ones. ``_NEVER`` for none.
        """
        matched = self.states[state]
        junction = self.junctions[matched.junction]
        fed = junction.clock == self.clock
        begins = place <= latest and matched.first
        if not fed and not begins:
            return _NEVER
        weight = self.weigh(matched, place)
        if weight < 0:
            return _NEVER
        best = _NEVER
        self.source = -1
        if begins:
            best, self.begun = 0, place
        index = junction.newest if fed else -1
        while index >= 0:
            event = self.events[index]
            between = place - event.place - 1
            if between > junction.reach + most:
                break
            cost = self.step(event, between, place, most)
            if cost < _NEVER:
                cost += event.cost
                if better(cost, event.begun, best, self.begun):
                    best, self.begun, self.source = cost, event.begun, index
            index = event.before
        if best >= (most + 1) * _EDIT:
            return _NEVER
        self.lead_on(state, place, best + weight, most)
        return best + weight

    def weigh(self, state: StateRecord, place: int) -> int:
        """Return what the character of ``state`` costs at ``place``; -1 where it does not match."""
        if self.text_character[place] == state.character:
            return 0
        # A negation is nothing but itself: 全不 is not 全部.
        if not state.homophones or self.text_negations[place + 1] != self.text_negations[place]:
            return -1
        kind = self.likeness[state.symbol * self.size + self.text_symbol[place]]
        if kind == 1:
            return _HOMOPHONE
        return _HOMOPHONE + _NEAR_HOMOPHONE if kind and state.homophones > 1 else -1

    def step(self, event: EventRecord, between: int, place: int, most: int) -> int:
        """Return what the move on from ``event`` to ``place`` costs over ``between`` characters."""
        if event.gap < 0:
            return 0 if between == 0 else _NEVER
        added = max(0, between - event.gap)
        changed = event.left_out + added
        if changed == 0:
            return between
        if changed > most or (
            between and self.text_negations[place] != self.text_negations[place - between]
        ):
            return _NEVER
        return changed * _EDIT + between - added

    def lead_on(self, state: int, place: int, cost: int, most: int) -> None:
        """Take ``state``, matched at ``place``, as an event to the junctions that it leads to."""
        for index in range(self.states[state].moves, self.states[state + 1].moves):
            move = self.moves[index]
            if move.left_out <= most:
                if self.event_count == len(self.events):
                    self.make_room()
                junction = self.junctions[move.junction]
                event = self.events[self.event_count]
                event.place, event.cost, event.begun = place, cost, self.begun
                event.gap, event.left_out = move.gap, move.left_out
                event.state, event.source = state, self.source
                event.before = junction.newest if junction.clock == self.clock else -1
                self.events[self.event_count] = event
                junction.clock, junction.newest = self.clock, self.event_count
                self.junctions[move.junction] = junction
                self.event_count += 1

    def make_room(self) -> None:
        """Make room for twice as many events."""
        count = 2 * len(self.events)
        self.events = (EventRecord * count).from_buffer_copy(bytes(self.events) * 2)

    def keep(self, begin: int, end: int, cost: int, most: int) -> None:
        """Keep a fit of the pattern being tried, the best first.

        A fit gives way to one that differs less from its wording. Of those that differ as much and
        overlap all stay, since the longer may be dropped for a reason of its own; but with edits
        only the best does, and of those that begin together and are as long the tightest.
        """
        homophones, changes = cost >> 18 & 255, cost >> 26
        # At least half of the characters must be as they are written, and where characters are
        # missing or added, homophones count among the edits.
        if 2 * homophones > end - begin - (cost & 1023) or (
            changes and changes + homophones > most
        ):
            return
        if self.fit_count == len(self.fit_cost):
            self.fit_begin = doubled(self.fit_begin)
            self.fit_end = doubled(self.fit_end)
            self.fit_cost = doubled(self.fit_cost)
        place = self.fit_count
        while place > 0 and self.ranks_before(begin, end, cost, place - 1):
            self.fit_begin[place] = self.fit_begin[place - 1]
            self.fit_end[place] = self.fit_end[place - 1]
            self.fit_cost[place] = self.fit_cost[place - 1]
            place -= 1
        self.fit_begin[place], self.fit_end[place], self.fit_cost[place] = begin, end, cost
        self.fit_count += 1

    def ranks_before(self, begin: int, end: int, cost: int, other: int) -> bool:
        """Return whether a fit is better than the one at ``other``."""
        other_cost = self.fit_cost[other]
        if cost >> _LOOSE_BITS != other_cost >> _LOOSE_BITS:
            return cost < other_cost
        characters = end - begin - (cost & 1023)
        other_characters = self.fit_end[other] - self.fit_begin[other] - (other_cost & 1023)
        return characters > other_characters or (
            characters == other_characters and cost < other_cost
        )

    def stands(self, index: int) -> bool:
        """Return whether the fit at ``index`` stands beside those that rank before it."""
        cost, begin, end = self.fit_cost[index], self.fit_begin[index], self.fit_end[index]
        for other in range(index):
            other_cost, other_begin = self.fit_cost[other], self.fit_begin[other]
            if other_cost >= 0 and other_begin < end and begin < self.fit_end[other]:
                differs_less = other_cost >> _LOOSE_BITS < cost >> _LOOSE_BITS
                # What ranks before has at least as many characters.
                tighter = begin == other_begin and other_cost < cost
                if differs_less or tighter or cost >= _EDIT:
                    self.fit_cost[index] = -1
                    return False
        return True


def better(cost: int, begun: int, other_cost: int, other_begun: int) -> bool:
    """Whether a chain differs less than another; if as much, begins earlier; or is tighter."""
    if cost >> _LOOSE_BITS != other_cost >> _LOOSE_BITS:
        return cost < other_cost
    return begun < other_begun or (begun == other_begun and cost < other_cost)


def marked(bounds: array[int]) -> bytearray:
    """Return a bit for each of what ``bounds`` are of: whether there is anything in it.

    So few bits stay next to the processor, where the bounds themselves do not.
    """
    bits = bytearray(len(bounds) // 8 + 1)
    for index in range(len(bounds) - 1):
        if bounds[index + 1] > bounds[index]:
            bits[index >> 3] |= 1 << (index & 7)
    return bits


def doubled(numbers: array[int]) -> array[int]:
    """Return ``numbers`` with room for as many more."""
    return array("i", bytes(numbers) * 2)
