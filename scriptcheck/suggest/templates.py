"""Templates made of what several turns have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.template import SHORT_GAP, TemplateError, parse_template
from scriptcheck.text.fold import fold
from scriptcheck.text.segment import load_segmenter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.text.segment import Segmenter

SHORTEST: Final = 3
"""Characters that a template must have at least."""
LONGEST: Final = 10
"""Characters of one piece; what is longer is a sentence of somebody's."""
_PIECE: Final = 2
"""Characters of a piece beside a gap or a choice."""
_MOST_OPTIONS: Final = 6
_LONGEST_OPTION: Final = 4
_LONGEST_SIDE: Final = 4
"""Characters beside a choice."""
_CLAUSE: Final = re.compile(r"[，。！？；,.!?;\s]+")
_VARIES: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万幺]{2,}|[A-Za-z]{2,}")
"""What is another in each call: numbers, and names in letters."""


class Draft(NamedTuple):
    """A template that may be proposed, and what it is thought to match."""

    template: str
    turns: frozenset[int]
    """The numbers of the texts that it comes from."""


def drafts(
    texts: Sequence[str],
    sources: Sequence[object],
    variables: Mapping[str, Sequence[str]],
    *,
    words: tuple[str, ...] = (),
) -> list[Draft]:
    """Return templates that fit texts of two sources or more, those that fit most first.

    Of those that fit as many, the shortest come first, which are the most general.

    ``sources`` says where each of ``texts`` is from, such as its call: what stands in one alone is
    no proposal. Words of ``variables`` become slots; numbers are in no template. Templates and
    their parts begin and end where words do, those of ``words`` among them.
    """
    segmenter = load_segmenter(words)
    clauses = [[_cut(each, segmenter) for each in _clauses(text, variables)] for text in texts]
    pieces = _pieces(clauses, sources)
    found = dict(pieces)
    found.update(_with_gaps(clauses, pieces, sources))
    found.update(_with_choices(clauses, sources))
    listed = [
        Draft(template, turns)
        for template, turns in found.items()
        if spoken_length(template) >= SHORTEST and _is_sound(template)
    ]
    return sorted(
        listed, key=lambda each: (-len(each.turns), spoken_length(each.template), each.template)
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


class _Clause(NamedTuple):
    """A clause and where its words begin and end."""

    units: tuple[str, ...]
    """Its characters, each slot as one."""
    edges: tuple[int, ...]
    """The units at which a word begins, and the end."""

    def part(self, start: int, end: int) -> str:
        """Return the units from ``start`` up to ``end``."""
        return "".join(self.units[start:end])


def _cut(clause: str, segmenter: Segmenter) -> _Clause:
    """Return ``clause`` cut into words, a slot by itself."""
    units: list[str] = []
    edges = [0]
    for part in filter(None, re.split(r"(\{[a-z0-9_]+\})", clause)):
        for word in [part] if part.startswith("{") else segmenter.cut(part):
            units += [word] if word.startswith("{") else word
            edges.append(len(units))
    return _Clause(tuple(units), tuple(edges))


def _spans(clause: _Clause, shortest: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of whole words of so many units."""
    for start, end in combinations(clause.edges, 2):
        if shortest <= end - start <= longest:
            yield start, end


def _pieces(
    clauses: Sequence[Sequence[_Clause]], sources: Sequence[object]
) -> dict[str, frozenset[int]]:
    """Return the runs of words that stand in two sources or more, with their texts."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(clauses):
        for clause in each:
            for span in _spans(clause, _PIECE, LONGEST):
                found[clause.part(*span)].add(number)
    return {piece: frozenset(turns) for piece, turns in found.items() if _recurs(turns, sources)}


def _recurs(turns: Iterable[int], sources: Sequence[object]) -> bool:
    return len({sources[number] for number in turns}) > 1


def _with_gaps(
    clauses: Sequence[Sequence[_Clause]],
    pieces: Mapping[str, frozenset[int]],
    sources: Sequence[object],
) -> dict[str, frozenset[int]]:
    """Return two pieces with a gap between them, where they stand so in several sources."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(clauses):
        for clause in each:
            here = [
                span
                for span in _spans(clause, _PIECE, _LONGEST_OPTION)
                if clause.part(*span) in pieces
            ]
            for left, right in product(here, here):
                if 0 < right[0] - left[1] <= SHORT_GAP:
                    found[f"{clause.part(*left)}..{clause.part(*right)}"].add(number)
    return {
        template: frozenset(turns) for template, turns in found.items() if _recurs(turns, sources)
    }


def _with_choices(
    clauses: Sequence[Sequence[_Clause]], sources: Sequence[object]
) -> dict[str, frozenset[int]]:
    """Return templates of what stands before and after some words that differ."""
    frames: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, each in enumerate(clauses):
        for clause in each:
            sides = list(_spans(clause, _PIECE, _LONGEST_SIDE))
            for left, right in product(sides, sides):
                if 0 < right[0] - left[1] <= _LONGEST_OPTION:
                    frame = clause.part(*left), clause.part(*right)
                    frames[frame][clause.part(left[1], right[0])].add(number)
    found: dict[str, frozenset[int]] = {}
    for (left_side, right_side), options in frames.items():
        turns = frozenset(number for each in options.values() for number in each)
        if 1 < len(options) <= _MOST_OPTIONS and _differ(options) and _recurs(turns, sources):
            found[f"{left_side}[{'|'.join(sorted(options))}]{right_side}"] = turns
    return found


def _differ(options: Iterable[str]) -> bool:
    """Return whether ``options`` share neither their first character nor their last."""
    return len({each[0] for each in options}) > 1 and len({each[-1] for each in options}) > 1


def spoken_length(template: str) -> int:
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
