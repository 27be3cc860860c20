"""The plain wordings of a lexicon's phrases, for peers that know no templates."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    PartSequence,
    TextPart,
    bind,
    parse_template,
)
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck import Checker
    from scriptcheck.lexicon.template import Part

MOST_WORDINGS = 60
"""Wordings of one template that peers are given; few templates have more."""


def wordings(checker: Checker) -> dict[str, list[str]]:
    """Return the wordings of each cue that should be said, folded, without repetition.

    Gaps are closed: peers cannot express them without listing what may stand there.
    """
    words = {
        name: tuple(map(parse_template, given)) for name, given in checker.profile.variables.items()
    }
    found: dict[str, list[str]] = {}
    for name, cue in checker.profile.cues.items():
        if cue.tolerance == "near":
            each: dict[str, None] = {}
            for phrase in cue.phrases:
                tree = bind(parse_template(phrase.text), words)
                each |= dict.fromkeys(islice(_expansions(tree), MOST_WORDINGS))
            found[name] = list(each)
    return found


def _expansions(part: Part | PartSequence) -> Iterator[str]:
    match part:
        case TextPart(text):
            yield fold(text).text
        case GapPart():
            yield ""
        case ChoicePart(options, optional):
            for option in options:
                yield from _expansions(option)
            if optional:
                yield ""
        case PartSequence(parts):
            yield from map(
                "".join, product(*(list(islice(_expansions(each), 40)) for each in parts))
            )
