"""A template made ready for searching folded text.

Two things come of each template: a regular expression that says exactly what fits, and anchors,
a few plain strings one of which is in everything that fits. A scan for the anchors of all templates
at once tells in which turns the regular expressions need to be tried at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import re2

from scriptcheck.lexicon.template import Choice, Gap, Literal, Sequence, Slot, folded

if TYPE_CHECKING:
    from scriptcheck.lexicon.template import Part

_MOST_MEMORY: Final = 64 << 20
"""Bytes that one compiled expression may take."""

_MOST_STRINGS: Final = 128
"""How many strings a stretch of a template may stand for before it is cut in two."""

_Strings: TypeAlias = frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """One template, compiled for exact search."""

    template: str
    expression: str
    """A regular expression for what fits in folded text."""
    anchors: tuple[str, ...]
    """Every text that fits contains one of these."""

    @cached_property
    def regex(self) -> Any:
        """The expression compiled, when the first anchor is found: most never are in one call."""
        return compile_expression(self.expression)

    def __reduce__(self) -> tuple[type[Pattern], tuple[str, str, tuple[str, ...]]]:
        # Compiled expressions live in native memory: a copy elsewhere compiles its own.
        return Pattern, (self.template, self.expression, self.anchors)


def compile_expression(expression: str) -> Any:
    """Return ``expression`` compiled by RE2, which takes linear time whatever a template says.

    Python's own engine takes exponential time where optional parts of a template fit the same
    characters, and transcripts are untrusted.
    """
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    return re2.compile(expression, options)


def compile_pattern(template: str, tree: Sequence) -> Pattern:
    """Return the pattern of ``template``, whose ``tree`` has all its slots filled."""
    return Pattern(template, part_regex(tree), tuple(sorted(_anchors(tree))))


def part_regex(part: Part | Sequence) -> str:
    """Return a regular expression for what ``part`` fits in folded text."""
    match part:
        case Literal(text):
            return re.escape(folded(text))
        case Gap(longest):
            return f".{{0,{longest}}}?"
        case Choice(options, optional):
            # The longest wording first, so that it is what gets quoted.
            choices = sorted(
                {part_regex(option) for option in options}, key=lambda regex: (-len(regex), regex)
            )
            return f"(?:{'|'.join(choices)}){'?' if optional else ''}"
        case Sequence(parts):
            return "".join(map(part_regex, parts))
        case Slot(name):
            raise ValueError(f"slot {name!r} is not filled")


def _anchors(tree: Sequence) -> _Strings:
    """Return the strings of that stretch of ``tree`` which is the rarest to be said by chance."""
    stretches = [stretch for stretch in _stretches(tree) if "" not in stretch]
    return max(
        (_without_longer(stretch) for stretch in stretches),
        key=lambda strings: (min(map(len, strings)), -len(strings)),
    )


def _stretches(tree: Sequence) -> list[_Strings]:
    """Return what each stretch of ``tree`` between gaps can stand for, cut where it is too much.

    A stretch that can stand for nothing holds the empty string.
    """
    stretches: list[_Strings] = []
    current: _Strings = frozenset({""})
    for part in tree.parts:
        strings = _strings(part)
        if strings is None or len(strings) * len(current) > _MOST_STRINGS:
            stretches.append(current)
            current = frozenset({""})
        if strings is None:
            stretches.extend(_inner_stretches(part))
        elif len(strings) <= _MOST_STRINGS:
            current = _joined(current, strings)
        else:
            stretches.append(strings)
    return [*stretches, current]


def _inner_stretches(part: Part) -> list[_Strings]:
    """Return the anchors of a choice whose options hold gaps: one of each option's is there."""
    if not isinstance(part, Choice) or part.optional:
        return []
    return [frozenset().union(*map(_anchors, part.options))]


def _strings(part: Part) -> _Strings | None:
    """Return all that ``part`` can stand for; ``None`` where a gap makes that endless."""
    match part:
        case Literal(text):
            return frozenset({folded(text)})
        case Choice(options, optional):
            expanded = [_sequence_strings(option) for option in options]
            known = [strings for strings in expanded if strings is not None]
            if len(known) < len(expanded):
                return None
            return frozenset({""} if optional else ()).union(*known)
        case _:
            return None


def _sequence_strings(sequence: Sequence) -> _Strings | None:
    result: _Strings = frozenset({""})
    for part in sequence.parts:
        strings = _strings(part)
        if strings is None or len(strings) * len(result) > _MOST_STRINGS:
            return None
        result = _joined(result, strings)
    return result


def _joined(before: _Strings, after: _Strings) -> _Strings:
    return frozenset(first + second for first, second in product(before, after))


def _without_longer(strings: _Strings) -> _Strings:
    """Return ``strings`` without those that contain another of them, which finds them anyway."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda string: (len(string), string)):
        if not any(shorter in string for shorter in kept):
            kept.append(string)
    return frozenset(kept)
