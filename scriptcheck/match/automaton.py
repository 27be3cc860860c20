"""A template as a small automaton: one state for each character that it may be said with.

The construction is Glushkov's: no empty moves, so that a path through the states is a wording; a
gap lies on the move that it lengthens. States are numbered in the order of the template, and since
templates have no loops every move leads to a higher number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    PartSequence,
    TextPart,
    VariablePart,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.lexicon.template import Part

NEGATIONS: Final = frozenset("不没无未别勿非")
"""Characters that no tolerance adds, drops or changes: they would turn the meaning round."""

_FIGURES: Final = frozenset("0123456789〇零二两三四五六七八九幺")
"""Characters that must be said: one number is not nearly another. 一 is not among them, since in
看一下 it is no number."""

EDITS_BY_LENGTH: Final = ((13, 3), (8, 2), (4, 1))
"""From how many characters on how many edits are let pass by default."""


HOMOPHONE_LEVELS: Final = MappingProxyType({1: 0, 2: 0, 3: 1})
"""The homophone level of a character, by the number of characters in a row; 2 where more are."""


def default_edits(length: int) -> int:
    """Return by how many edits a wording of ``length`` characters may differ by default."""
    return next((edits for least, edits in EDITS_BY_LENGTH if length >= least), 0)


class Move(NamedTuple):
    """What may come after a character."""

    to: int
    """The state of the next character that is said."""
    left_out: int
    """Characters of the wording that lie between and are not said."""
    gap: int
    """Characters of anything that may stand between."""


@dataclass(frozen=True)
class Automaton:
    """What a template fits."""

    characters: str
    """The character of each state."""
    names: tuple[bool, ...]
    """Whether a state's character belongs to a name, of which nothing is left out or put in."""
    alone: tuple[bool, ...]
    """Whether a state's character stands alone, as one of a choice of characters: [叫|姓]."""
    follows: tuple[Mapping[int, int], ...]
    """For each state the states that may come next, and the gap that may lie between."""
    first: tuple[int, ...]
    """The states that a wording may begin with."""
    last: frozenset[int]
    """The states that a wording may end with."""

    @cached_property
    def shortest(self) -> int:
        """How many characters the shortest wording has, gaps apart."""
        best = [0] * len(self.characters)
        for state in reversed(range(len(self.characters))):
            ends = [0] if state in self.last else [best[after] for after in self.follows[state]]
            best[state] = 1 + min(ends)
        return min(best[state] for state in self.first)

    @cached_property
    def longest(self) -> int:
        """How many characters the longest wording has, gaps included."""
        best = [0] * len(self.characters)
        for state in reversed(range(len(self.characters))):
            rest = (gap + best[after] for after, gap in self.follows[state].items())
            best[state] = 1 + max(rest, default=0)
        return max(best[state] for state in self.first)

    @property
    def figures(self) -> list[bool]:
        """For each state whether its character is a figure."""
        return [character in _FIGURES for character in self.characters]

    @cached_property
    def homophone_levels(self) -> bytes:
        """For each state its homophone level: what other characters stand for its own.

        0: none; 1: homophones, characters of the same syllable; 2: near-homophones as well, those
        of a syllable confused with it.

        The shorter a wording, the more is said by chance that sounds like it: 保修 is no 报修, and
        是什么 no 是省么. So it depends on how many characters follow each other. Names are known
        and rare enough to match in any case; figures match figures, and one of a choice of
        characters is all that distinguishes it from the others.
        """
        count = len(self.characters)
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
            self._homophone_level(state, onward[state] + backward[state] - 1)
            for state in range(count)
        )

    @cached_property
    def homophone_levels_if_likely(self) -> bytes:
        """As ``homophone_levels``, where characters of short runs may be homophones as well.

        What fits so is said by chance too, unless the words around make it likely.
        """
        return bytes(0 if character in _FIGURES else 2 for character in self.characters)

    def _homophone_level(self, state: int, length: int) -> int:
        if self.names[state]:
            return 2
        if self.alone[state] or self.characters[state] in _FIGURES:
            return 0
        return HOMOPHONE_LEVELS.get(length, 2)

    def firm(self, state: int) -> bool:
        """Return whether the character of ``state`` must be said.

        A character that stands alone must, since nothing of its word would be left.
        """
        character = self.characters[state]
        fixed = character in NEGATIONS or character in _FIGURES
        return fixed or self.names[state] or self.alone[state]

    def tight(self, state: int, move: Move) -> bool:
        """Return whether nothing may be put in where ``move`` leads on from ``state``."""
        within_name = self.names[state] and self.names[move.to]
        figure = self.characters[state] in _FIGURES or self.characters[move.to] in _FIGURES
        return move.gap == move.left_out == 0 and (within_name or figure)

    def moves(self, state: int, edits: int) -> tuple[Move, ...]:
        """Return the moves from ``state`` that leave out up to ``edits`` characters."""
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


def build(tree: PartSequence, names: frozenset[str] = frozenset()) -> Automaton:
    """Return the automaton of ``tree``, whose slots are filled; ``names`` are variables' names.

    What those variables stand for are names, such as the company's.
    """
    states = _States(names)
    whole = states.add(tree, name=False)
    return Automaton(
        "".join(states.characters),
        tuple(states.names),
        tuple(states.alone),
        tuple([each if len(each) == 1 else dict(sorted(each.items())) for each in states.follows]),
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
    """The gap that the part stands for where none of its characters is said; ``None`` for none."""


_NOTHING: Final = _Ends({}, {}, 0)


@dataclass(slots=True)
class _States:
    """The states made until now."""

    variables: frozenset[str]
    """Those that stand for names."""
    characters: list[str] = field(default_factory=list)
    names: list[bool] = field(default_factory=list)
    alone: list[bool] = field(default_factory=list)
    follows: list[dict[int, int]] = field(default_factory=list)

    def add(self, part: Part | PartSequence, *, name: bool) -> _Ends:
        """Add the states of ``part``, which may belong to a ``name``."""
        match part:
            case TextPart(text):
                return self._chain(folded(text), name=name)
            case GapPart(longest):
                return _Ends({}, {}, longest)
            case ChoicePart(options, optional, variable):
                return self._choice(options, optional, name or variable in self.variables)
            case PartSequence(parts):
                whole = _NOTHING
                for inner in parts:
                    ends = self.add(inner, name=name)
                    whole = ends if whole is _NOTHING else self._joined(whole, ends)
                return whole
            case VariablePart(variable):
                raise ValueError(f"slot {variable!r} is not filled")

    def _choice(self, options: Sequence[PartSequence], optional: bool, name: bool) -> _Ends:
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        empty = 0 if optional else None
        for option in options:
            first, parts = len(self.characters), option.parts
            # Most options are a word, and need not be taken apart.
            if len(parts) == 1 and isinstance(word := parts[0], TextPart):
                ends = self._chain(folded(word.text), name=name)
            else:
                ends = self.add(option, name=name)
            if len(self.characters) == first + 1:
                self.alone[first] = True
            # Each option has states of its own.
            firsts.update(ends.first)
            lasts.update(ends.last)
            if ends.empty is not None:
                empty = ends.empty if empty is None else max(ends.empty, empty)
        return _Ends(firsts, lasts, empty)

    def _chain(self, characters: str, *, name: bool) -> _Ends:
        first = len(self.characters)
        self.characters.extend(characters)
        self.names.extend([name] * len(characters))
        self.alone.extend([False] * len(characters))
        if not characters:
            return _NOTHING
        last = len(self.characters) - 1
        self.follows.extend([{state + 1: 0} for state in range(first, last)])
        self.follows.append({})
        return _Ends({first: 0}, {last: 0}, None)

    def _joined(self, before: _Ends, after: _Ends) -> _Ends:
        for state, gap_after in before.last.items():
            moves = self.follows[state]
            for to, gap_before in after.first.items():
                gap = gap_after + gap_before
                if gap >= moves.get(to, 0):
                    moves[to] = gap
        # Parts that follow each other share no states.
        return _Ends(
            before.first | _widened(after.first, before.empty),
            after.last | _widened(before.last, after.empty),
            None if before.empty is None or after.empty is None else before.empty + after.empty,
        )


def _widened(ends: Mapping[int, int], gap: int | None) -> dict[int, int]:
    return {} if gap is None else {state: width + gap for state, width in ends.items()}
