"""Chains: the characters of a text that fit one pattern, each a move of its automaton further.

Where a pattern may begin is known by then; the kernel says where. The cheapest chain is found as
Viterbi's search does. Costs are packed into one number: edits, then homophones, then
near-homophones among those, then characters in gaps.

It is plain Python that runs as it stands; where a C compiler is at hand, Cython compiles the same
file with the types of ``chains.pxd``.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from scriptcheck.match.records import EventRecord, junction_table

if TYPE_CHECKING:
    from scriptcheck.match.flat_tables import CharacterTables, PatternTables, StateTables
    from scriptcheck.match.records import StateRecord

_PLANE: Final = 0x10000
"""Characters of the basic plane are looked up in tables."""

_LOOSE_BITS: Final = 10
_NEAR_HOMOPHONE: Final = 1 << 10
_HOMOPHONE: Final = 1 << 18
_EDIT: Final = 1 << 26
_NEVER: Final = (1 << 31) - 1

LONGEST: Final = 255
"""Characters that a wording may have, so that no part of a cost runs over into the next."""

LEAST_DIFFERENCE: Final = 1 << 10
"""What a fit costs at least that differs from its wording in any character."""

TIGHT: Final = -1
"""As the gap of a move: nothing may stand between."""


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


class Chains:
    """Fits patterns to a text, one at a time."""

    def __init__(
        self, characters: CharacterTables, states: StateTables, patterns: PatternTables
    ) -> None:
        (
            self.characters, self.symbols, self.rare, self.likeness, self.size, self.negation,
        ) = characters  # fmt: skip
        (
            self.base, self.states, self.moves, reaches,
            self.slot, self.first_slot, self.slots, self.slot_state, self.reach,
            self.marks, self.first_marks, self.last_marks,
        ) = states  # fmt: skip
        self.row = self.size // 8 + 1
        """How many bytes the marks of a set of symbols take."""
        self.shortest, self.longest = patterns.shortest, patterns.longest
        self.text_character = array("i")
        self.text_symbol = array("i")
        self.text_negations = array("i", [0])
        """For each place how many negations stand before it."""
        self.earliest = self.latest = self.stop = 0
        """Where a pattern may begin, and where it ends at last."""
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

    def narrow(self, pattern: int, most: int) -> bool:
        """Narrow where ``pattern`` may begin and end by the symbols that it begins and ends with.

        Return whether it may be anywhere.
        """
        earliest, latest = self.earliest, self.latest
        row = self.first_marks[pattern]
        while earliest <= latest and not self.is_marked(row, earliest):
            earliest += 1
        if earliest > latest:
            return False
        while not self.is_marked(row, latest):
            latest -= 1
        stop = min(self.stop, latest + self.longest[pattern] + most)
        least = earliest + self.shortest[pattern] - most
        row = self.last_marks[pattern]
        while stop >= least and stop > earliest and not self.is_marked(row, stop - 1):
            stop -= 1
        self.earliest, self.latest, self.stop = earliest, latest, stop
        return stop >= least and stop > earliest

    def is_marked(self, row: int, place: int) -> bool:
        """Return whether the symbol at ``place`` is in the set with the marks at ``row``."""
        symbol = self.text_symbol[place]
        return bool(self.marks[row + (symbol >> 3)] >> (symbol & 7) & 1)

    def may_fit(self, pattern: int, begin: int, end: int, most: int) -> bool:
        """Return whether enough characters of ``pattern`` stand close enough together.

        They need not be in order; but it takes far less to count them than to follow the pattern,
        and most often they are not there.
        """
        needed, size = self.shortest[pattern] - most, self.longest[pattern] + most
        row = pattern * self.row
        count = 0
        for place in range(begin, end):
            if self.is_marked(row, place):
                count += 1
                if count >= needed:
                    return True
            if place - begin >= size - 1 and self.is_marked(row, place - size + 1):
                count -= 1
        return False

    def chain(self, pattern: int, text: str, most: int) -> list[tuple[int, int]]:
        """Return the characters that match in ``text``, which ``pattern`` fits from end to end.

        Each is given as a state, numbered in the pattern, and its place; ``most`` are the edits let
        pass. Raises ``ValueError`` where the pattern does not fit.
        """
        self.read(text)
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
        row, marks = pattern * self.size, pattern * self.row
        first_slot = self.first_slot[pattern]
        self.event_count = self.fit_count = 0
        place = earliest
        self.clock += 1
        last = latest
        while place < stop and place <= last:
            if self.is_marked(marks, place):
                slot = self.slot[row + self.text_symbol[place]] + first_slot
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


def doubled(numbers: array[int]) -> array[int]:
    """Return ``numbers`` with room for as many more."""
    return array("i", bytes(numbers) * 2)
