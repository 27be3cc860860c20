"""Echoes: turns that repeat what the other speaker has just said, and say little else.

A customer dictates 人民路五十二号 and the agent says 人民路: that reads a detail back, though no
template could list what details there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.lexicon.template import Sequence as Tree
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.expression import part_expression
from scriptcheck.match.window import Place
from scriptcheck.text.sound import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.lexicon.models import Cue, Echo
    from scriptcheck.text.call_text import CallText


_FIGURES: Final = str.maketrans(dict(DIGITS))


class EchoTest(NamedTuple):
    """What a cue takes for an echo, made ready."""

    speaker: str
    """Who must echo."""
    letters: int
    """How many letters in a row must be repeated."""
    longest: int
    """How many letters the echoing turn may have."""
    containing: tuple[Any, ...]
    """Expressions, one of which must fit within what is repeated; empty where anything does."""


def echo_test(cue: Cue, echo: Echo, words: Mapping[str, tuple[Tree, ...]]) -> EchoTest:
    """Return the test of ``cue`` with the variables of its templates filled by ``words``."""
    trees = (bind(parse_template(template), words) for template in echo.containing)
    return EchoTest(
        cue.speaker, echo.letters, echo.turn_letters, tuple(map(part_expression, trees))
    )


def find_echoes(test: EchoTest, text: CallText, speakers: Sequence[str]) -> Iterator[Place]:
    """Yield the first of the longest echoes of each turn that is one, in the order of the call.

    A turn echoes what others have said since its speaker spoke before.
    """
    heard = ""
    for number, folded in zip(text.numbers, text.turns, strict=True):
        if speakers[number] != test.speaker:
            # A system's announcement is nothing that anybody dictates.
            heard += "" if speakers[number] == "system" else f"{folded.text}\n"
            continue
        if test.letters <= len(folded.text) <= test.longest:
            span = _longest_repeated(folded.text, heard, test)
            if span is not None:
                yield Place(number, *folded.span(*span))
        heard = ""


def _longest_repeated(said: str, heard: str, test: EchoTest) -> tuple[int, int] | None:
    figures, heard = said.translate(_FIGURES), heard.translate(_FIGURES)
    for length in range(len(said), test.letters - 1, -1):
        for start in range(len(said) - length + 1):
            end = start + length
            if figures[start:end] in heard and _fits(said[start:end], test):
                return start, end
    return None


def _fits(part: str, test: EchoTest) -> bool:
    return not test.containing or any(each.search(part) for each in test.containing)
