"""Templates made of what several turns have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.template import SHORT_GAP, TemplateError, parse_template
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHORTEST: Final = 3
"""Characters that a template must have at least."""
LONGEST: Final = 10
"""Characters of one piece; what is longer is a sentence of somebody's."""
_PIECE: Final = 2
"""Characters of a piece beside a gap or a choice."""
_MOST_OPTIONS: Final = 6
_LONGEST_OPTION: Final = 4
_CLAUSE: Final = re.compile(r"[，。！？；,.!?;\s]+")
_VARIES: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万幺]{2,}|[A-Za-z]{2,}")
"""What is another in each call: numbers, and names in letters."""


class Draft(NamedTuple):
    """A template that may be proposed, and what it is thought to match."""

    template: str
    turns: frozenset[int]
    """The numbers of the texts that it comes from."""


def drafts(
    texts: Sequence[str], sources: Sequence[object], variables: Mapping[str, Sequence[str]]
) -> list[Draft]:
    """Return templates that fit texts of two sources or more, those that fit most first.

    Of those that fit as many, the shortest come first, which are the most general.

    ``sources`` says where each of ``texts`` is from, such as its call: what stands in one alone is
    no proposal. Words of ``variables`` become slots; numbers are in no template.
    """
    clauses = [list(_clauses(text, variables)) for text in texts]
    pieces = _pieces(clauses, sources)
    found = dict(pieces)
    found.update(_with_gaps(clauses, pieces, sources))
    found.update(_with_choices(clauses, sources))
    listed = [
        Draft(template, turns)
        for template, turns in found.items()
        if _length(template) >= SHORTEST and _is_sound(template)
    ]
    return sorted(
        listed, key=lambda each: (-len(each.turns), _length(each.template), each.template)
    )


def _clauses(text: str, variables: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the folded clauses of ``text``, cut at what varies, words of variables as slots."""
    for clause in _CLAUSE.split(text):
        folded = fold(clause).text
        for name, words in sorted(variables.items()):
            for word in sorted(words, key=lambda each: (-len(each), each)):
                plain = fold(word).text
                if len(plain) >= _PIECE:
                    folded = folded.replace(plain, f"{{{name}}}")
        yield from filter(None, _VARIES.split(folded) if "{" not in folded else [folded])


def _units(clause: str) -> list[str]:
    """Return the characters of ``clause``, each slot as one."""
    return re.findall(r"\{[a-z0-9_]+\}|.", clause)


def _pieces(
    clauses: Sequence[Sequence[str]], sources: Sequence[object]
) -> dict[str, frozenset[int]]:
    """Return the runs of characters that stand in two sources or more, with their texts."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(clauses):
        for clause in each:
            units = _units(clause)
            for start in range(len(units)):
                for end in range(start + _PIECE, min(len(units), start + LONGEST) + 1):
                    found["".join(units[start:end])].add(number)
    return {piece: frozenset(turns) for piece, turns in found.items() if _recurs(turns, sources)}


def _recurs(turns: Iterable[int], sources: Sequence[object]) -> bool:
    return len({sources[number] for number in turns}) > 1


def _with_gaps(
    clauses: Sequence[Sequence[str]],
    pieces: Mapping[str, frozenset[int]],
    sources: Sequence[object],
) -> dict[str, frozenset[int]]:
    """Return two pieces with a gap between them, where they stand so in several sources."""
    found: dict[str, set[int]] = defaultdict(set)
    short = sorted(piece for piece in pieces if len(_units(piece)) <= _LONGEST_OPTION)
    for number, each in enumerate(clauses):
        for clause in each:
            here = [piece for piece in short if number in pieces[piece] and piece in clause]
            for first, second in combinations(here, 2):
                for left, right in ((first, second), (second, first)):
                    gap = clause.find(right, clause.find(left) + len(left))
                    room = gap - clause.find(left) - len(left)
                    if 0 < room <= SHORT_GAP:
                        found[f"{left}..{right}"].add(number)
    return {
        template: frozenset(turns) for template, turns in found.items() if _recurs(turns, sources)
    }


def _with_choices(
    clauses: Sequence[Sequence[str]], sources: Sequence[object]
) -> dict[str, frozenset[int]]:
    """Return templates of what stands before and after some words that differ."""
    frames: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, each in enumerate(clauses):
        for clause in each:
            units = _units(clause)
            for start in range(_PIECE, len(units) - _PIECE):
                for end in range(start + 1, min(len(units) - _PIECE, start + _LONGEST_OPTION) + 1):
                    for reach in (_PIECE, _PIECE + 1):
                        if reach > start or end + reach > len(units):
                            continue
                        frame = (
                            "".join(units[start - reach : start]),
                            "".join(units[end : end + reach]),
                        )
                        frames[frame]["".join(units[start:end])].add(number)
    found: dict[str, frozenset[int]] = {}
    for (left, right), options in frames.items():
        turns = frozenset(number for each in options.values() for number in each)
        if 1 < len(options) <= _MOST_OPTIONS and _differ(options) and _recurs(turns, sources):
            found[f"{left}[{'|'.join(sorted(options))}]{right}"] = turns
    return found


def _differ(options: Iterable[str]) -> bool:
    """Return whether ``options`` share neither their first character nor their last."""
    return len({each[0] for each in options}) > 1 and len({each[-1] for each in options}) > 1


def _length(template: str) -> int:
    """Return how many characters must be said at least, a slot as two."""
    plain = re.sub(r"\{[a-z0-9_]+\}", "某某", template)
    plain = re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", plain)
    return len(plain.replace(".", ""))


def _is_sound(template: str) -> bool:
    try:
        parse_template(template)
    except TemplateError:
        return False
    return True
