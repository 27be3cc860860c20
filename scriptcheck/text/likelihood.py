"""How likely a text is, by its words: the likelier of two that sound alike is what was said.

A recogniser that misrecognises a word mostly writes characters that make no words together, such
as 感邪您 for 感谢您. So the words that a text is cut into are counted with how rare each is, which
is how a noisy channel distinguishes an error from what was meant (Kernighan, Church and Gale 1990).

Costs are in decibels, ten times the logarithm to base ten of how many words there are to one such.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORD: Final = 44
"""What a word of more than one character costs: so rare are they on the average."""

UNKNOWN: Final = 78
"""What a character costs that is no word: one of it would be among all words of jieba's counts."""


@cache
def single_words() -> Mapping[str, int]:
    """Return what characters cost that stand as words of their own.

    The file text/single_words.txt lists them by cost.
    """
    found: dict[str, int] = {}
    listed = files("scriptcheck").joinpath("text/single_words.txt").read_text("utf-8")
    for line in listed.splitlines():
        cost, characters = line.split(" ")
        found |= dict.fromkeys(characters, int(cost))
    return MappingProxyType(found)


def cost(words: Iterable[str]) -> int:
    """Return what a text costs that is cut into ``words``."""
    cost_of = _costs()
    return sum([cost_of[word] for word in words])


class _Costs(dict[str, int]):
    """What words cost: those of one character by ``single_words``, the others all the same."""

    def __missing__(self, word: str) -> int:
        return WORD if len(word) > 1 else UNKNOWN


@cache
def _costs() -> _Costs:
    return _Costs(single_words())
