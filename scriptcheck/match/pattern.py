"""One wording template of a lexicon, ready for the scan: its automaton, anchors and tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scriptcheck.lexicon.template import ChoicePart, GapPart, PartSequence, has_gap, may_be_empty
from scriptcheck.match.anchors import Anchors, anchors, count_pieces, lengths, shifted
from scriptcheck.match.automaton import Automaton, build, default_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

Tolerance: TypeAlias = Literal["exact", "homophone", "near"]

_MOST_ALTERNATIVES: Final = 64
"""Patterns that a template is cut into at most."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template, or one alternative of it, compiled."""

    template: str
    automaton: Automaton
    homophones: bytes
    """For each state its level, 0, 1 or 2, as ``Automaton.homophone_levels`` says."""
    edits: int
    """Edits that are let pass in the turns of ``speaker``."""
    speaker: str
    """Whose turns are searched with edits: ``agent``, ``customer`` or ``any``."""
    whole: tuple[tuple[Anchors, ...], ...]
    """One of each group stands in whatever fits without edits."""
    pieces: tuple[Anchors, ...]
    """One of them stands in whatever fits with no more edits than are let pass."""
    wanted: bool = True
    """Whether it is said for its own sake, not as a longer phrase that excuses a hit."""


def compile_patterns(  # noqa: PLR0913  (what a lexicon says of a phrase)
    template: str,
    tree: PartSequence,
    *,
    tolerance: Tolerance = "exact",
    edits: int | None = None,
    speaker: str = "any",
    names: frozenset[str] = frozenset(),
    wanted: bool = True,
) -> tuple[Pattern, ...]:
    """Return the patterns that together fit what ``template`` does.

    ``tree`` has its slots filled; ``edits`` sets how many are let pass with the tolerance ``near``,
    which is otherwise known from the length of the shortest wording; ``names`` are the variables
    that stand for names. ``wanted`` is false for a template whose fits excuse hits of others.
    """
    if tolerance != "near":
        automaton = build(tree, names)
        none = bytes(len(automaton.characters))
        levels = none if tolerance == "exact" else automaton.homophone_levels
        return (Pattern(template, automaton, levels, 0, speaker, _whole(tree), (), wanted),)
    return tuple(
        Pattern(
            template,
            automaton := build(alternative, names),
            homophones=automaton.homophone_levels_if_likely,
            edits=allowed,
            speaker=speaker,
            whole=_whole(alternative),
            pieces=anchors(alternative, allowed + 1) if allowed else (),
            wanted=wanted,
        )
        for alternative, allowed in _alternatives(tree, edits, _MOST_ALTERNATIVES)
    )


def _whole(tree: PartSequence) -> tuple[tuple[Anchors, ...], ...]:
    """Return the anchors of ``tree``, in two groups, before and after its widest gap."""
    gaps = [
        (part.longest, -place) for place, part in enumerate(tree.parts) if isinstance(part, GapPart)
    ]
    widest = -max(gaps, default=(0, 0))[1]
    before, after = PartSequence(tree.parts[:widest]), PartSequence(tree.parts[widest + 1 :])
    if not gaps or may_be_empty(before) or may_be_empty(after):
        return (anchors(tree, 1),)
    return anchors(before, 1), shifted(anchors(after, 1), PartSequence(tree.parts[: widest + 1]))


def _alternatives(
    tree: PartSequence, edits: int | None, most: int
) -> Iterator[tuple[PartSequence, int]]:
    """Yield the trees that ``tree`` must be cut into for its edits, each with how many it is let.

    So many edits need one more separate piece. Where a choice of long wordings is one piece, each
    of them is made a tree of its own.
    """
    wanted = _default_edits(tree) if edits is None else edits
    pieces = count_pieces(tree)
    place, options = _longest_choice(tree) if pieces <= wanted else (0, ())
    if not 0 < len(options) <= most:
        yield tree, min(wanted, pieces - 1)
        return
    for option in options:
        parts = (*tree.parts[:place], *option.parts, *tree.parts[place + 1 :])
        yield from _alternatives(PartSequence(parts), edits, most // len(options))


def _default_edits(tree: PartSequence) -> int:
    # A gap is tolerance enough: with edits besides, two common words far apart would be a hit.
    return 0 if has_gap(tree) else default_edits(lengths(tree)[0])


def _longest_choice(tree: PartSequence) -> tuple[int, tuple[PartSequence, ...]]:
    """Return where the choice with the longest wordings is, and those; names stay whole."""
    place, longest = 0, 1
    options: tuple[PartSequence, ...] = ()
    for number, part in enumerate(tree.parts):
        if isinstance(part, ChoicePart) and not part.optional and not part.name:
            length = lengths(part)[1]
            if length > longest:
                place, options, longest = number, part.options, length
    return place, options
