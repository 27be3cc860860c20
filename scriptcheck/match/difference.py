"""How what was said differs from the phrase that it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.report import Edit
from scriptcheck.text.sound import DIGITS, sound_alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.match.automaton import Automaton


def differences(
    automaton: Automaton, text: str, chain: Sequence[tuple[int, int]], most: int
) -> Iterator[Edit]:
    """Yield the edits between ``text`` and the wording that it fits, in order.

    ``chain`` holds the characters that match, each as a state of ``automaton`` and its place in
    ``text``;
    up to ``most`` edits are let pass. The kinds are ``homophone``, ``confusion``, ``missing``,
    ``added`` and ``changed``.
    """
    before, at = -1, -1
    for state, place in chain:
        if at >= 0:
            yield from _between(automaton, before, state, text[at + 1 : place], most)
        yield from _substitution(automaton.characters[state], text[place])
        before, at = state, place


def _substitution(expected: str, said: str) -> Iterator[Edit]:
    if DIGITS.get(expected, expected) != DIGITS.get(said, said):
        kind = "homophone" if sound_alike(expected, said) else "confusion"
        yield Edit(kind, said=said, expected=expected)


def _between(automaton: Automaton, before: int, state: int, said: str, most: int) -> Iterator[Edit]:
    """Yield what differs between two characters that match, ``said`` standing between them."""
    moves = [move for move in automaton.moves(before, most) if move.to == state]
    move = min(moves, key=lambda move: (move.left_out + max(0, len(said) - move.gap), -move.gap))
    added = said[move.gap :]
    if move.left_out == 0:
        if added:
            yield Edit("added", said=added)
        return
    expected = _path(automaton, before, move.left_out, state)
    yield Edit("changed" if added else "missing", said=added, expected=expected)


def _path(automaton: Automaton, before: int, length: int, state: int) -> str:
    """Return the characters of the first path of ``length`` states from ``before`` to ``state``."""
    paths: list[tuple[int, ...]] = [(before,)]
    for _ in range(length):
        paths = [
            (*path, after)
            for path in paths
            for after in automaton.follows[path[-1]]
            if not automaton.firm(after)
        ]
    path = min(path for path in paths if state in automaton.follows[path[-1]])
    return "".join(automaton.characters[each] for each in path[1:])
