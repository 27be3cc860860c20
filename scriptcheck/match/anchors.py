"""Anchors: strings that must be in what fits a template, for a scan to look for first.

A wording with at most k edits keeps one of any k+1 separate pieces whole, since each edit spoils
one piece at most. So where none of a template's anchors stands, the template need not be tried, and
nothing is missed (Wu & Manber 1992, the pigeonhole filter of approximate matching).
"""

from __future__ import annotations

from collections import deque
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    PartSequence,
    TextPart,
    VariablePart,
    folded,
)
from scriptcheck.text.sound import DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.lexicon.template import Part

_MOST_STRINGS: Final = 128
"""How many strings a piece may stand for."""

_LONG_ENOUGH: Final = 4
"""Characters beyond which a piece need not grow: four characters in a row are rare by chance."""

_FIGURES: Final = str.maketrans({char: figure for char, figure in DIGITS.items() if char != "一"})
"""Digits that match themselves alone; 一 also matches its homophones."""

_Strings: TypeAlias = frozenset[str]
_ENDLESS: Final = None
"""Stands for strings too many to list, or with gaps in them."""


class Anchors(NamedTuple):
    """A piece of a template: one of ``strings`` is in whatever leaves the piece whole."""

    strings: _Strings
    before: tuple[int, int]
    """Between how many and how many characters of a fit stand before the string."""


class _Atom(NamedTuple):
    """What cannot be cut between two pieces: a character, or a choice."""

    strings: _Strings | None
    """All that it can stand for, the empty string included where it is optional."""
    span: tuple[int, int]
    """How many characters it stands for at least and at most."""
    inner: tuple[Anchors, ...] = ()
    """For an atom with endless strings, the anchors of its options."""


class _Stretch(NamedTuple):
    """Atoms ``first`` up to ``stop``, and all that they can stand for."""

    first: int
    stop: int
    strings: _Strings
    quality: tuple[int, int]
    """Rarer is greater: long strings, and few of them."""


def anchors(tree: PartSequence, pieces: int) -> tuple[Anchors, ...]:
    """Return the anchors of as many separate pieces of ``tree``, up to ``pieces``, as there are.

    A piece in which a choice has gaps is given as several anchors, one for each of its options.
    """
    atoms, stretches = _cut(tree)
    for count in range(pieces, 0, -1):
        chosen = _choose(stretches, len(atoms), count)
        if chosen is not None:
            return tuple(
                Anchors(_without_longer(each.strings), _span(atoms[: each.first]))
                for each in chosen
            )
    return _of_options(atoms)


def shifted(found: tuple[Anchors, ...], before: PartSequence) -> tuple[Anchors, ...]:
    """Return anchors ``found`` in a tree as those of the tree with ``before`` put in front."""
    least, most = lengths(before)
    return tuple(
        Anchors(each.strings, (least + each.before[0], most + each.before[1])) for each in found
    )


def count_pieces(tree: PartSequence) -> int:
    """Return how many separate pieces ``tree`` can be cut into at most."""
    _, stretches = _cut(tree)
    return max(
        1, len({stretch.first for stretch in stretches if stretch.stop == stretch.first + 1})
    )


def _cut(tree: PartSequence) -> tuple[list[_Atom], list[_Stretch]]:
    """Return the atoms and the stretches of ``tree``, of which anchors are chosen several times."""
    # By what it is, not by what it says: to hash a tree takes as long as to cut it.
    for known, found in _last_cut:
        if known is tree:
            return found
    atoms = _atoms(tree)
    cut = atoms, _stretches(atoms)
    _last_cut.append((tree, cut))
    return cut


_last_cut: Final[deque[tuple[PartSequence, tuple[list[_Atom], list[_Stretch]]]]] = deque(maxlen=4)


def _atoms(tree: PartSequence) -> list[_Atom]:
    atoms: list[_Atom] = []
    for part in tree.parts:
        if isinstance(part, TextPart):
            atoms += (_Atom(frozenset({character}), (1, 1)) for character in _figured(part.text))
        else:
            strings = _strings(part)
            inner = () if strings is not None else _inner(part)
            atoms.append(_Atom(strings, lengths(part), inner))
    return atoms


def _stretches(atoms: list[_Atom]) -> list[_Stretch]:
    """Return every stretch of ``atoms`` that must be said and is worth looking for."""
    found: list[_Stretch] = []
    for first, atom in enumerate(atoms):
        if atom.strings is None or "" in atom.strings:
            continue
        strings: _Strings = frozenset({""})
        for stop in range(first, len(atoms)):
            more = atoms[stop].strings
            if more is None or len(strings) * len(more) > _MOST_STRINGS:
                break
            strings = _joined(strings, more)
            least = min(map(len, strings))
            if "" not in more:
                quality = (min(_LONG_ENOUGH, least), -len(strings))
                found.append(_Stretch(first, stop + 1, strings, quality))
            if least >= _LONG_ENOUGH:
                break
    return found


def _choose(stretches: list[_Stretch], length: int, count: int) -> list[_Stretch] | None:
    """Return the ``count`` separate stretches whose worst is best; ``None`` if there are fewer."""
    if count == 1:
        # Of equally good ones, the last, as below.
        last_first = sorted(stretches, key=lambda stretch: -stretch.first)
        best_one = max(last_first, key=lambda stretch: stretch.quality, default=None)
        return None if best_one is None else [best_one]
    starting: dict[int, list[_Stretch]] = {}
    for stretch in stretches:
        starting.setdefault(stretch.first, []).append(stretch)
    best: dict[tuple[int, int], tuple[list[tuple[int, int]], list[_Stretch]] | None] = {}
    for place in range(length, -1, -1):
        best[place, 0] = ([], [])
        for left in range(1, count + 1):
            options = [best.get((place + 1, left))] if place < length else []
            for stretch in starting.get(place, ()):
                rest = best.get((stretch.stop, left - 1))
                if rest is not None:
                    options.append((sorted([stretch.quality, *rest[0]]), [stretch, *rest[1]]))
            known = [option for option in options if option is not None]
            best[place, left] = max(known, key=lambda option: option[0], default=None)
    chosen = best[0, count]
    return None if chosen is None else chosen[1]


def _of_options(atoms: list[_Atom]) -> tuple[Anchors, ...]:
    """Return the anchors of a choice whose options have gaps: one of each option's is there."""
    for place, atom in enumerate(atoms):
        if atom.inner:
            least, most = _span(atoms[:place])
            return tuple(
                Anchors(each.strings, (least + each.before[0], most + each.before[1]))
                for each in atom.inner
            )
    raise ValueError("the template has no part that must be said")


def _inner(part: Part) -> tuple[Anchors, ...]:
    """Return the anchors of the options of ``part``, which has endless strings."""
    if not isinstance(part, ChoicePart) or part.optional:
        return ()
    return tuple(found for option in part.options for found in anchors(option, 1))


def _span(atoms: list[_Atom]) -> tuple[int, int]:
    return sum(atom.span[0] for atom in atoms), sum(atom.span[1] for atom in atoms)


def lengths(part: Part | PartSequence) -> tuple[int, int]:
    """Return how many characters ``part`` stands for at least and at most."""
    match part:
        case TextPart(text):
            return len(folded(text)), len(folded(text))
        case GapPart(longest):
            return 0, longest
        case ChoicePart(optional=optional):
            shortest, longest = _of_options_once(part, _lengths_of_options)
            return 0 if optional else shortest, longest
        case PartSequence(parts):
            each = [lengths(inner) for inner in parts]
            return sum(least for least, _ in each), sum(most for _, most in each)
        case VariablePart(name):
            raise ValueError(f"slot {name!r} is not filled")


def _strings(part: Part | PartSequence) -> _Strings | None:
    """Return all that ``part`` can stand for; ``None`` where that is endless."""
    match part:
        case TextPart(text):
            return frozenset({_figured(text)})
        case ChoicePart(optional=optional):
            found = _of_options_once(part, _strings_of_options)
            return found | {""} if optional and found is not None else found
        case PartSequence(parts):
            result: _Strings = frozenset({""})
            for inner in parts:
                strings = _strings(inner)
                if strings is None or len(strings) * len(result) > _MOST_STRINGS:
                    return _ENDLESS
                result = _joined(result, strings)
            return result
        case _:
            return _ENDLESS


def _strings_of_options(options: Sequence[PartSequence]) -> _Strings | None:
    words = _words(options)
    if words is not None:
        return _ENDLESS if len(words) > _MOST_STRINGS else frozenset(map(_figured, words))
    every = [_strings(option) for option in options]
    known = [strings for strings in every if strings is not None]
    if len(known) < len(every) or sum(map(len, known)) > _MOST_STRINGS:
        return _ENDLESS
    return frozenset[str]().union(*known)


def _words(options: Sequence[PartSequence]) -> list[str] | None:
    """Return the texts that ``options`` are; ``None`` where one of them is more than a text."""
    found: list[str] = []
    for option in options:
        parts = option.parts
        if len(parts) != 1 or not isinstance(only := parts[0], TextPart):
            return None
        found.append(only.text)
    return found


def _lengths_of_options(options: Sequence[PartSequence]) -> tuple[int, int]:
    words = _words(options)
    if words is not None:
        characters = [len(folded(word)) for word in words]
        return min(characters), max(characters)
    each = [lengths(option) for option in options]
    return min(least for least, _ in each), max(most for _, most in each)


_Found = TypeVar("_Found")

_MOST_KNOWN: Final = 4096
_known: Final[dict[tuple[int, object], tuple[Sequence[PartSequence], Any]]] = {}
"""What was worked out of the words of variables, which stand in many templates: by what they are,
not by what they say, since it takes as long to hash them. Each is kept, so that it stays itself."""


def _of_options_once(
    part: ChoicePart, work_out: Callable[[Sequence[PartSequence]], _Found]
) -> _Found:
    """Return what ``work_out`` returns of the options of ``part``."""
    if not part.name:
        return work_out(part.options)
    key = id(part.options), work_out
    kept = _known.get(key)
    if kept is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        kept = _known[key] = part.options, work_out(part.options)
    found: _Found = kept[1]
    return found


@cache
def _figured(text: str) -> str:
    """Return ``text`` folded, digits as figures.

    So there are few enough strings of two digits to look for; one alone stands everywhere.
    """
    return folded(text).translate(_FIGURES)


def _joined(before: _Strings, after: _Strings) -> _Strings:
    if len(after) == 1:
        (end,) = after
        return frozenset([start + end for start in before])
    return frozenset(first + second for first, second in product(before, after))


def _without_longer(strings: _Strings) -> _Strings:
    """Return ``strings`` without those that begin with another, which is found there anyway."""
    return frozenset(
        string
        for string in strings
        if not any(string[:length] in strings for length in range(1, len(string)))
    )
