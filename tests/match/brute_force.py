"""What the scan must find, by a search written for clarity: every place is tried with every path.

A *fit* is a chain of characters that match, each a move away from the one before. Between
two of them the text may have other characters than the wording: what the gap allows is free, the
rest are edits. Costs are tuples: edits, homophones (near-homophones included), near-homophones,
characters in gaps.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.match.automaton import NEGATIONS
from scriptcheck.text.sound import DIGITS, sound_alike, sound_nearly_alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.match.automaton import Automaton, Move
    from scriptcheck.match.pattern import Pattern

Cost: TypeAlias = tuple[int, int, int, int]


class BruteFit(NamedTuple):
    """Where a pattern fits, and what it costs."""

    cost: Cost
    start: int
    end: int

    @property
    def characters(self) -> int:
        """How many characters match, gaps apart."""
        return self.end - self.start - self.cost[3]


def fits(pattern: Pattern, text: str, *, edits: int) -> list[BruteFit]:
    """Return the fits of ``pattern`` in one turn's folded ``text`` that stand, in order."""
    best: dict[int, BruteFit] = {}
    for fit in _chains(pattern, text, edits):
        if fit.end not in best or _order(fit) < _order(best[fit.end]):
            best[fit.end] = fit
    half_matched = [fit for fit in best.values() if _is_bearable(fit, edits)]
    standing: list[BruteFit] = []
    for fit in sorted(
        half_matched, key=lambda fit: (fit.cost[:3], -fit.characters, fit.cost, fit.end)
    ):
        rivals = [other for other in standing if other.start < fit.end and fit.start < other.end]
        if not any(_ousts(other, fit) for other in rivals):
            standing.append(fit)
    return sorted(standing, key=lambda fit: (fit.start, fit.end))


def _is_bearable(fit: BruteFit, edits: int) -> bool:
    changes, homophones, _, _ = fit.cost
    return 2 * homophones <= fit.characters and (changes == 0 or changes + homophones <= edits)


def _order(fit: BruteFit) -> tuple[object, ...]:
    """Of the fits that end together, what differs less, then begins earlier, then is tighter."""
    return fit.cost[:3], fit.start, fit.cost[3]


def _ousts(other: BruteFit, fit: BruteFit) -> bool:
    differs_less = other.cost[:3] < fit.cost[:3]
    tighter = other.start == fit.start and other.cost[3] < fit.cost[3]
    return differs_less or tighter or fit.cost[0] > 0


def _chains(pattern: Pattern, text: str, edits: int) -> Iterator[BruteFit]:
    """Yield the cheapest chain from every start to every end."""
    automaton = pattern.automaton
    moves = [automaton.moves(state, edits) for state in range(len(automaton.characters))]
    for start in range(len(text)):
        # For each state and place that a chain can reach, the cheapest way there.
        reached: dict[tuple[int, int], Cost] = {}
        for state in automaton.first:
            weight = _weight(pattern, state, text[start])
            if weight is not None:
                reached[state, start] = weight
        # Moves lead to later states, so each is final by the time that it is moved on from.
        for state in range(len(automaton.characters)):
            for at in [place for known, place in reached if known == state]:
                for move in moves[state]:
                    _move(pattern, text, (state, at), move, edits, reached)
        for (state, place), cost in reached.items():
            if state in automaton.last and cost[0] <= edits:
                yield BruteFit(cost, start, place + 1)


def _move(  # noqa: PLR0913, PLR0917
    pattern: Pattern,
    text: str,
    heard: tuple[int, int],
    move: Move,
    edits: int,
    reached: dict[tuple[int, int], Cost],
) -> None:
    """Add to ``reached`` every place that ``move`` leads to from ``heard``, a state and a place."""
    state, at = heard
    for place in range(at + 1, min(len(text), at + 2 + move.gap + edits)):
        weight = _weight(pattern, move.to, text[place])
        step = _step(pattern.automaton, state, move, text[at + 1 : place])
        if weight is not None and step is not None:
            cost = _sum(_sum(reached[heard], step), weight)
            reached[move.to, place] = min(cost, reached.get((move.to, place), cost))


def _step(automaton: Automaton, before: int, move: Move, between: str) -> Cost | None:
    """Return what it costs to move over ``between``, or ``None`` where that is not allowed."""
    if automaton.tight(before, move):
        return None if between else (0, 0, 0, 0)
    added = max(0, len(between) - move.gap)
    changed = move.left_out + added
    if changed and any(character in NEGATIONS for character in between):
        return None
    return changed, 0, 0, len(between) - added


def _weight(pattern: Pattern, state: int, said: str) -> Cost | None:
    """Return what it costs to match the character of ``state`` where ``said`` is written."""
    return _character_weight(pattern.automaton.characters[state], said, pattern.homophones[state])


@cache
def _character_weight(expected: str, said: str, level: int) -> Cost | None:
    if DIGITS.get(expected, expected) == DIGITS.get(said, said):
        return 0, 0, 0, 0
    if level == 0 or said in NEGATIONS:
        return None
    if sound_alike(expected, said):
        return 0, 1, 0, 0
    return (0, 1, 1, 0) if level == 2 and sound_nearly_alike(expected, said) else None


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]
