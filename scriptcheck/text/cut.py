"""Text cut into words of a dictionary, the likeliest way, each with its tag: jieba's own cut.

Only what the dictionary has is a word; nothing is guessed. jieba does the same in plain Python with
a generator for each step, which takes ten times as long. Compiled with the types of ``cut.pxd``
where a C compiler is at hand.
"""

from __future__ import annotations

from array import array
from math import log
from typing import Final

WORD_SIGNS: Final = "+#&._"
"""Signs that words may have, as jieba tags them."""

PLAIN_WORD_SIGNS: Final = "+#&._%-"
"""Signs that words may have, as jieba cuts them without tags."""

_FIRST_CHINESE, _LAST_CHINESE = 0x4E00, 0x9FD5
_UNKNOWN: Final = "x"
_FOREIGN: Final = "eng"


class Dictionary:
    """Words with how often each is said, and their tags; what begins a word counts 0."""

    def __init__(self, counts: dict[str, int], total: int, tags: dict[str, str]) -> None:
        """Take ``counts`` and their sum as jieba has them; words without a tag have ``x``."""
        self.counts = counts
        self.tags = tags
        self.log_total = log(total)
        self.weights: dict[int, float] = {}
        """The logarithm of the share of a word of each count met yet."""

    def tagged(self, text: str, signs: str = WORD_SIGNS) -> list[tuple[str, str]]:
        """Return the words of ``text`` in order, each with its tag; joined, they are ``text``.

        ``signs`` are those that words may have, besides Chinese characters, figures and Latin
        letters.
        """
        found: list[tuple[str, str]] = []
        size, start = len(text), 0
        while start < size:
            stop = start
            while stop < size and in_word(ord(text[stop]), signs):
                stop += 1
            if stop > start:
                self._cut(text[start:stop], found)
                start = stop
                continue
            # What is no word stands by itself, character by character.
            stop = start + 2 if text[start : start + 2] == "\r\n" else start + 1
            found.append((text[start:stop], _UNKNOWN))
            start = stop
        return found

    def words(self, text: str) -> list[str]:
        """Return the words of ``text`` alone, as jieba cuts it."""
        return [word for word, _ in self.tagged(text, PLAIN_WORD_SIGNS)]

    def _cut(self, text: str, found: list[tuple[str, str]]) -> None:
        """Add the words of ``text``, which has nothing between them, to ``found``."""
        stops = self._stops(text)
        size, start, foreign = len(text), 0, -1
        while start < size:
            stop = stops[start]
            if stop == start + 1 and is_foreign(ord(text[start])):
                if foreign < 0:
                    foreign = start
            else:
                if foreign >= 0:
                    found.append((text[foreign:start], _FOREIGN))
                    foreign = -1
                word = text[start:stop]
                tag = self.tags.get(word)
                found.append((word, _UNKNOWN if tag is None else tag))
            start = stop
        if foreign >= 0:
            found.append((text[foreign:], _FOREIGN))

    def _stops(self, text: str) -> array[int]:
        """Return for each place of ``text`` where the word ends that begins there, if one does.

        The words are those of the likeliest way to cut; of equal ways that with the longer word.
        """
        size = len(text)
        stops, shares = array("i", bytes(4 * size)), array("d", bytes(8 * (size + 1)))
        # The same, by the C types of arrays' numbers where this is compiled.
        ends, route = stops, shares
        for start in range(size - 1, -1, -1):
            stop, end, best = start + 1, 0, 0.0
            word = text[start:stop]
            count = self.counts.get(word)
            while count is not None:
                if count:
                    share = self._weight(count) + route[stop]
                    if end == 0 or share >= best:
                        best, end = share, stop
                if stop == size:
                    break
                stop += 1
                word = text[start:stop]
                count = self.counts.get(word)
            if end == 0:
                best, end = self._weight(1) + route[start + 1], start + 1
            route[start], ends[start] = best, end
        return stops

    def _weight(self, count: int) -> float:
        weight = self.weights.get(count)
        if weight is None:
            weight = self.weights[count] = log(count) - self.log_total
        return weight


def in_word(code: int, signs: str) -> bool:
    """Return whether the character with this ``code`` may be part of a word."""
    if _FIRST_CHINESE <= code <= _LAST_CHINESE:
        return True
    return is_foreign(code) or (code < 128 and chr(code) in signs)  # noqa: PLR2004  (ASCII)


def is_foreign(code: int) -> bool:
    """Return whether the character with this ``code`` is an ASCII figure or letter."""
    return 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122  # noqa: PLR2004  (ASCII)
