"""Text cut into words of a dictionary, the likeliest way, each with its tag: jieba's own cut.

Only what the dictionary has is a word; nothing is guessed. jieba does the same in plain Python with
a generator for each step, which takes ten times as long, and its dictionary of half a million
strings takes longer to load than a call to check.

The words, and whatever words begin with, stand in an open-addressed hash table: what has the hash
``h`` stands in the first slot from ``(h ^ h >> 32) & (slots - 1)`` on that holds ``h``, and is
unknown if an empty one comes first. Compiled with the types of ``cut.pxd`` where a C compiler is at
hand.
"""

from __future__ import annotations

from array import array
from math import log
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_SIGNS: Final = "+#&._"
"""Signs that words may have, as jieba tags them."""

PLAIN_WORD_SIGNS: Final = "+#&._%-"
"""Signs that words may have, as jieba cuts them without tags."""

Table: TypeAlias = "tuple[array[int], array[int], array[int]]"
"""For each slot its hash, 0 where it is empty (unsigned 64-bit numbers, a power of two of them);
the rank of its count, 0 where it only begins words (unsigned 16-bit numbers); and the number of its
tag, 0 for none (bytes)."""

_FIRST_CHINESE, _LAST_CHINESE = 0x4E00, 0x9FD5
_UNKNOWN: Final = "x"
_FOREIGN: Final = "eng"

_PRIME: Final = 0x100000001B3
_MASK: Final = 0xFFFFFFFFFFFFFFFF
_BASIS: Final = 0xCBF29CE484222325

_NOT_KNOWN: Final = 1.0
"""In place of a weight that has not been worked out: none is above 0."""


class Dictionary:
    """Words with how often each is said, and their tags; what begins a word counts 0."""

    def __init__(
        self, table: Table, counts: Sequence[int], tag_names: Sequence[str], total: int
    ) -> None:
        """Take the ``table``, which is changed by ``add``.

        ``counts`` and ``tag_names`` are what its ranks and tags stand for; ``total`` is the sum of
        the counts.
        """
        self.keys, self.ranks, self.tags = table
        self.mask = len(self.keys) - 1
        self.counts = list(counts)
        self.rank_of = {count: rank for rank, count in enumerate(counts)}
        self.tag_names = list(tag_names)
        self.total = total
        self.log_total = 0.0
        self.weights = array("d")
        """The logarithm of the share of a word, by the rank of its count."""
        self._weigh_anew()

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
                self._cut(text, start, stop, found)
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

    def count(self, word: str) -> int:
        """Return how often ``word`` is said: 0 for what only begins words, -1 for nothing known."""
        slot = self._slot(hashed(word))
        return self.counts[self.ranks[slot]] if slot >= 0 else -1

    def learn(self, word: str) -> None:
        """Add ``word``, so often that it is not cut in two, as ``jieba.Tokenizer.add_word`` does.

        Raises ``ValueError`` where there is no room.
        """
        share, total = 1.0, float(self.total)
        for part in self.words(word):
            known = self.count(part)
            share *= (1 if known < 0 else known) / total
        known = self.count(word)
        self.add(word, max(int(share * self.total) + 1, 1 if known < 0 else known), 0)
        self.total += self.count(word)
        self._weigh_anew()

    def add(self, word: str, count: int, tag: int) -> None:
        """Add ``word`` with its ``count``, and whatever it begins with.

        ``tag`` is the number of its tag; 0 leaves it as it was. Raises ``ValueError`` where there
        is no room.
        """
        rank = self.rank_of.get(count)
        if rank is None:
            rank = self.rank_of[count] = len(self.counts)
            self.counts.append(count)
        key, size = _BASIS, len(word)
        for at in range(size):
            key = ((key ^ ord(word[at])) * _PRIME) & _MASK
            slot = self._place(key)
            if at == size - 1:
                self.ranks[slot] = rank
                if tag:
                    self.tags[slot] = tag

    def _weigh_anew(self) -> None:
        """Take the counts as shares of the total that there is now."""
        self.log_total = log(self.total) if self.total else 0.0
        self.weights = array("d", [_NOT_KNOWN]) * len(self.counts)

    def _place(self, key: int) -> int:
        """Return the slot of ``key``, taking an empty one where there is none yet."""
        slot = self._slot(key)
        if slot >= 0:
            return slot
        slot = (key ^ (key >> 32)) & self.mask
        for _ in range(self.mask):
            if self.keys[slot] == 0:
                self.keys[slot] = key
                return slot
            slot = (slot + 1) & self.mask
        message = "the dictionary has no room for more words"
        raise ValueError(message)

    def _cut(self, text: str, first: int, end: int, found: list[tuple[str, str]]) -> None:
        """Add the words of ``text[first:end]``, which has nothing between them, to ``found``."""
        size, start, foreign = end - first, 0, -1
        stops, slots = array("i", bytes(4 * size)), array("i", bytes(4 * size))
        # The same, by the C types of arrays' numbers where this is compiled.
        ends, places = stops, slots
        self._find_stops(text, first, ends, places)
        while start < size:
            stop = ends[start]
            if stop == start + 1 and is_foreign(ord(text[first + start])):
                if foreign < 0:
                    foreign = start
            else:
                if foreign >= 0:
                    found.append((text[first + foreign : first + start], _FOREIGN))
                    foreign = -1
                tag = self.tags[places[start]] if places[start] >= 0 else 0
                found.append((text[first + start : first + stop], self.tag_names[tag]))
            start = stop
        if foreign >= 0:
            found.append((text[first + foreign : end], _FOREIGN))

    def _find_stops(self, text: str, first: int, ends: array[int], places: array[int]) -> None:
        """Set for each place of ``text`` from ``first`` on where the word ends that begins there.

        The words are those of the likeliest way to cut; of equal ways that with the longer word.
        ``places`` are the slots of the words, -1 for a character that is none.
        """
        size = len(ends)
        shares = array("d", bytes(8 * (size + 1)))
        route, counts = shares, self.counts
        for start in range(size - 1, -1, -1):
            key, stop, end, best, place = _BASIS, start, 0, 0.0, -1
            while stop < size:
                key = ((key ^ ord(text[first + stop])) * _PRIME) & _MASK
                slot = self._slot(key)
                if slot < 0:
                    break
                stop += 1
                rank = self.ranks[slot]
                if rank:
                    weight = self.weights[rank]
                    if weight == _NOT_KNOWN:
                        weight = self.weights[rank] = log(counts[rank]) - self.log_total
                    share = weight + route[stop]
                    if end == 0 or share >= best:
                        best, end, place = share, stop, slot
            if end == 0:
                # As if it had been said once.
                best, end, place = (
                    route[start + 1] - self.log_total,
                    start + 1,
                    self._first(text, first + start),
                )
            route[start], ends[start], places[start] = best, end, place

    def _first(self, text: str, at: int) -> int:
        """Return the slot of the character of ``text`` at ``at``, -1 where it is unknown."""
        return self._slot(((_BASIS ^ ord(text[at])) * _PRIME) & _MASK)

    def _slot(self, key: int) -> int:
        """Return the slot of ``key``; -1 where it is unknown."""
        slot = (key ^ (key >> 32)) & self.mask
        while self.keys[slot] != key:
            if self.keys[slot] == 0:
                return -1
            slot = (slot + 1) & self.mask
        return slot


def hashed(word: str) -> int:
    """Return the hash of ``word``, of 64 bits: FNV-1a over whole characters in place of bytes."""
    key = _BASIS
    for at in range(len(word)):
        key = ((key ^ ord(word[at])) * _PRIME) & _MASK
    return key


def in_word(code: int, signs: str) -> bool:
    """Return whether the character with this ``code`` may be part of a word."""
    if _FIRST_CHINESE <= code <= _LAST_CHINESE:
        return True
    return is_foreign(code) or (code < 128 and chr(code) in signs)  # noqa: PLR2004  (ASCII)


def is_foreign(code: int) -> bool:
    """Return whether the character with this ``code`` is an ASCII figure or letter."""
    return 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122  # noqa: PLR2004  (ASCII)
