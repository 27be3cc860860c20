"""Letters that are explained by a word: E，饿狼的E; K是开心的K; B for boy."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

_HAN: Final = "[\u3400-\u9fff]"
_AGAIN: Final = re.compile(
    rf"(?<=([A-Za-z]))[，,、 ]{{0,2}}{_HAN}{{1,5}}[A-Za-z]{{0,10}}(?:那个|这个)?的(?:那个)?"
    r"(?i:\1)(?![A-Za-z])"
    r"|(?<=([A-Za-z]))[，,、 ]{1,2}(?:(?i:\2)[，, ]{1,2})?(?:for|as in) [A-Za-z]{2,12}(?![A-Za-z])"
    r"|[大小]写的?(?=[A-Za-z])"
)


class Unexplained(NamedTuple):
    """A text without what explains its letters, with the way back."""

    text: str
    places: tuple[int, ...]
    """Where something is left out of ``text``."""
    moved: tuple[int, ...]
    """By how much what stands from there on is further along in the original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the original.

        What explains its letters is part of it, since it says what they are.
        """
        return start + self._moved(start), end + self._moved(end)

    def _moved(self, place: int) -> int:
        before = bisect_right(self.places, place)
        return self.moved[before - 1] if before else 0


def unexplained(text: str) -> Unexplained:
    """Return ``text`` without what explains its letters."""
    kept: list[str] = []
    places: list[int] = []
    moved: list[int] = []
    done = length = 0
    for match in _AGAIN.finditer(text):
        kept.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        places.append(length)
        moved.append(done - length)
    return Unexplained("".join((*kept, text[done:])), tuple(places), tuple(moved))
