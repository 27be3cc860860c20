"""A template as a small automaton: one state for each letter that it may be said with.

The construction is Glushkov's: no empty moves, so that a path through the states is a wording; a
gap lies on the move that it lengthens. States are numbered in the order of the template, and since
templates have no loops every move leads to a higher number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.template import Choice, Gap, Literal, Sequence, Slot, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.lexicon.template import Part

NEGATIONS: Final = frozenset("不没无未别勿非")
"""Letters that no tolerance adds, drops or changes: they would turn the meaning round."""

_FIGURES: Final = frozenset("0123456789〇零二两三四五六七八九幺")
"""Letters that must be said: one number is not nearly another. 一 is not among them, since in
看一下 it is no number."""

_EDITS_BY_LENGTH: Final = ((13, 3), (8, 2), (4, 1))
"""From how many letters on how many edits are let pass by default."""


_ALIKE_BY_LENGTH: Final = MappingProxyType({1: 0, 2: 0, 3: 1})
"""How unlike a letter may be heard, by the number of letters in a row; 2 where there are more."""


def default_edits(length: int) -> int:
    """Return how many edits a wording of ``length`` letters may differ by, unless told."""
    return next((edits for least, edits in _EDITS_BY_LENGTH if length >= least), 0)


class Move(NamedTuple):
    """What may come after a letter."""

    to: int
    """The state of the next letter that is said."""
    left_out: int
    """Letters of the wording that lie between and are not said."""
    gap: int
    """Characters of anything that may stand between."""


@dataclass(frozen=True)
class Automaton:
    """What a template fits."""

    letters: str
    """The letter of each state."""
    names: tuple[bool, ...]
    """Whether a state's letter belongs to a name, of which nothing is left out or put in."""
    alone: tuple[bool, ...]
    """Whether a state's letter stands alone, as one of a choice of letters: [叫|姓]."""
    follows: tuple[Mapping[int, int], ...]
    """For each state the states that may come next, and the gap that may lie between."""
    first: tuple[int, ...]
    """The states that a wording may begin with."""
    last: frozenset[int]
    """The states that a wording may end with."""

    @cached_property
    def shortest(self) -> int:
        """How many letters the shortest wording has, gaps apart."""
        best = [0] * len(self.letters)
        for state in reversed(range(len(self.letters))):
            ends = [0] if state in self.last else [best[after] for after in self.follows[state]]
            best[state] = 1 + min(ends)
        return min(best[state] for state in self.first)

    @cached_property
    def longest(self) -> int:
        """How many characters the longest wording has, gaps included."""
        best = [0] * len(self.letters)
        for state in reversed(range(len(self.letters))):
            rest = (gap + best[after] for after, gap in self.follows[state].items())
            best[state] = 1 + max(rest, default=0)
        return max(best[state] for state in self.first)

    @cached_property
    def alike(self) -> bytes:
        """For each state how unlike its letter may be heard.

        0 is not at all, 1 as another character of the same syllable, 2 also as one of a syllable
        confused with it.

        The shorter a wording, the more is said by chance that sounds like it: 保修 is no 报修, and
        是什么 no 是省么. So it depends on how many letters follow each other. Names are known and
        rare enough to be heard in any case; figures are heard as figures, and one of a choice of
        letters is all that tells it from the others.
        """
        count = len(self.letters)
        runs = [{after for after, gap in moves.items() if not gap} for moves in self.follows]
        onward, backward = [1] * count, [1] * count
        for state in reversed(range(count)):
            if (
                runs[state]
                and state not in self.last
                and len(runs[state]) == len(self.follows[state])
            ):
                onward[state] = 1 + min(onward[after] for after in runs[state])
        sources: list[list[int]] = [[] for _ in range(count)]
        for state, moves in enumerate(self.follows):
            for after, gap in moves.items():
                sources[after].append(0 if gap else backward[state])
            # Sources have lower numbers, so all of the next state's are known by now.
            after = state + 1
            if after < count and after not in self.first and sources[after]:
                backward[after] = 1 + min(sources[after])
        return bytes(
            self._unlikeness(state, onward[state] + backward[state] - 1) for state in range(count)
        )

    @cached_property
    def alike_if_likely(self) -> bytes:
        """As ``alike``, where letters of short runs may sound alike as well.

        What fits so is said by chance too, unless the words around make it likely.
        """
        return bytes(0 if letter in _FIGURES else 2 for letter in self.letters)

    def _unlikeness(self, state: int, length: int) -> int:
        if self.names[state]:
            return 2
        if self.alone[state] or self.letters[state] in _FIGURES:
            return 0
        return _ALIKE_BY_LENGTH.get(length, 2)

    def firm(self, state: int) -> bool:
        """Return whether the letter of ``state`` must be said.

        A letter that stands alone must, since nothing of its word would be left.
        """
        letter = self.letters[state]
        fixed = letter in NEGATIONS or letter in _FIGURES
        return fixed or self.names[state] or self.alone[state]

    def tight(self, state: int, move: Move) -> bool:
        """Return whether nothing may be put in where ``move`` leads on from ``state``."""
        within_name = self.names[state] and self.names[move.to]
        figure = self.letters[state] in _FIGURES or self.letters[move.to] in _FIGURES
        return move.gap == move.left_out == 0 and (within_name or figure)

    def moves(self, state: int, edits: int) -> tuple[Move, ...]:
        """Return the moves from ``state`` that leave out up to ``edits`` letters."""
        direct = [Move(after, 0, gap) for after, gap in self.follows[state].items()]
        if not edits:
            return tuple(direct)
        return tuple(sorted({*direct, *self._further(direct, edits)}))

    def _further(self, direct: list[Move], edits: int) -> set[Move]:
        """Return the moves that leave out some of the states that ``direct`` leads to."""
        found: set[Move] = set()
        frontier = direct
        for _ in range(edits):
            frontier = [
                Move(after, move.left_out + 1, move.gap + gap)
                for move in frontier
                if not self.firm(move.to)
                for after, gap in self.follows[move.to].items()
            ]
            found.update(frontier)
        return found


def build(tree: Sequence, names: frozenset[str] = frozenset()) -> Automaton:
    """Return the automaton of ``tree``, whose slots are filled; ``names`` are variables' names.

    What those variables stand for are names, such as the company's.
    """
    states = _States(names)
    whole = states.add(tree, name=False)
    return Automaton(
        "".join(states.letters),
        tuple(states.names),
        tuple(states.alone),
        tuple(dict(sorted(after.items())) for after in states.follows),
        # A wording begins and ends with something said: an optional part that is left out at the
        # edge takes the gap next to it along.
        tuple(sorted(whole.first)),
        frozenset(whole.last),
    )


class _Ends(NamedTuple):
    """How a part begins and ends."""

    first: dict[int, int]
    """The states that it begins with, and the gap that may stand before each."""
    last: dict[int, int]
    """The states that it ends with, and the gap that may stand after each."""
    empty: int | None
    """The gap that the part stands for where none of its letters is said; ``None`` for none."""


_NOTHING: Final = _Ends({}, {}, 0)


@dataclass(slots=True)
class _States:
    """The states made so far."""

    variables: frozenset[str]
    """Those that stand for names."""
    letters: list[str] = field(default_factory=list)
    names: list[bool] = field(default_factory=list)
    alone: list[bool] = field(default_factory=list)
    follows: list[dict[int, int]] = field(default_factory=list)

    def add(self, part: Part | Sequence, *, name: bool) -> _Ends:
        """Add the states of ``part``, which may belong to a ``name``."""
        match part:
            case Literal(text):
                return self._chain(folded(text), name=name)
            case Gap(longest):
                return _Ends({}, {}, longest)
            case Choice(options, optional, variable):
                ends = [self._option(each, name or variable in self.variables) for each in options]
                empty = [each.empty for each in ends if each.empty is not None]
                return _Ends(
                    _merged(each.first for each in ends),
                    _merged(each.last for each in ends),
                    max([*empty, 0]) if optional or empty else None,
                )
            case Sequence(parts):
                whole = _NOTHING
                for inner in parts:
                    whole = self._joined(whole, self.add(inner, name=name))
                return whole
            case Slot(variable):
                raise ValueError(f"slot {variable!r} is not filled")

    def _option(self, option: Sequence, name: bool) -> _Ends:
        first = len(self.letters)
        ends = self.add(option, name=name)
        if len(self.letters) == first + 1:
            self.alone[first] = True
        return ends

    def _chain(self, letters: str, *, name: bool) -> _Ends:
        first = len(self.letters)
        self.letters.extend(letters)
        self.names.extend([name] * len(letters))
        self.alone.extend([False] * len(letters))
        self.follows.extend({state + 1: 0} for state in range(first, len(self.letters)))
        if not letters:
            return _NOTHING
        self.follows[-1] = {}
        return _Ends({first: 0}, {len(self.letters) - 1: 0}, None)

    def _joined(self, before: _Ends, after: _Ends) -> _Ends:
        for state, gap_after in before.last.items():
            moves = self.follows[state]
            for to, gap_before in after.first.items():
                moves[to] = max(gap_after + gap_before, moves.get(to, 0))
        return _Ends(
            _merged([before.first, _widened(after.first, before.empty)]),
            _merged([after.last, _widened(before.last, after.empty)]),
            None if before.empty is None or after.empty is None else before.empty + after.empty,
        )


def _widened(ends: Mapping[int, int], gap: int | None) -> dict[int, int]:
    return {} if gap is None else {state: width + gap for state, width in ends.items()}


def _merged(ends: Iterable[Mapping[int, int]]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for each in ends:
        for state, gap in each.items():
            merged[state] = max(gap, merged.get(state, 0))
    return merged
