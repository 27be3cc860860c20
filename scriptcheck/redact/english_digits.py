"""Digits that are said in English words: one three seven, oh five, double eight."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_IN_ORDER: Final = "zero one two three four five six seven eight nine"
_DIGITS: Final = {word: str(at) for at, word in enumerate(_IN_ORDER.split())} | {
    "oh": "0",
    "o": "0",
}
_TIMES: Final = {"double": 2, "triple": 3}
_DIGIT: Final = "|".join(sorted(_DIGITS, key=len, reverse=True))
_SAID: Final = rf"(?:(?:{'|'.join(_TIMES)})[ \-]{{1,2}})?(?:{_DIGIT})(?![A-Za-z])"
_RUN: Final = re.compile(
    rf"(?<![A-Za-z]){_SAID}(?:[ ,，.、\-]{{1,3}}{_SAID}){{1,60}}", re.IGNORECASE
)
_ONE: Final = re.compile(
    rf"(?:(?P<times>{'|'.join(_TIMES)})[ \-]{{1,2}})?(?P<digit>{_DIGIT})(?![A-Za-z])", re.IGNORECASE
)
_FEWEST: Final = 3
"""Digits in a row that are no count: one or two."""


class InFigures(NamedTuple):
    """A text with digits in English words as figures, and the way back."""

    text: str
    places: tuple[tuple[int, int], ...] | None
    """For each character, where it stood; ``None`` where nothing is changed."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (not empty) stands in the original."""
        if self.places is None:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def in_figures(text: str) -> InFigures:
    """Return ``text`` with rows of digits that are said in English as figures."""
    runs = [match for match in _RUN.finditer(text) if _count(match[0]) >= _FEWEST]
    if not runs:
        return InFigures(text, None)
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    done = 0
    for run in runs:
        for said in _ONE.finditer(text, run.start(), run.end()):
            before = text[done : said.start()]
            # What follows a letter and a blank is the figure of a model.
            is_first = said.start() == run.start()
            kept.append(re.sub(" $", "，", before) if is_first else before)
            places.extend((at, at + 1) for at in range(done, said.start()))
            digits = _figures(said)
            kept.append(digits)
            places.extend([said.span()] * len(digits))
            done = said.end()
    kept.append(text[done:])
    places.extend((at, at + 1) for at in range(done, len(text)))
    return InFigures("".join(kept), tuple(places))


def _figures(said: re.Match[str]) -> str:
    times = said["times"]
    return _DIGITS[said["digit"].lower()] * (_TIMES[times.lower()] if times else 1)


def _count(run: str) -> int:
    return sum(len(_figures(said)) for said in _ONE.finditer(run))
