"""Words of Chinese text with their parts of speech, as jieba tags them."""

from __future__ import annotations

import re
import sys
from functools import cache, cached_property
from math import log10
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.jieba_dictionary import dictionary_path, load_dictionary, load_tokenizer
from scriptcheck.text.likelihood import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Tagger:
    """Cuts text into words of the dictionary, each with its tag; nothing is guessed."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words: Final = words
        self._dictionary: Final = load_dictionary(words)

    def cut(self, text: str) -> list[tuple[str, str]]:
        """Return each word of ``text`` and its tag; halves of surrogate pairs are U+FFFD."""
        return self._dictionary.tagged(_SURROGATE.sub("\ufffd", text))

    def words(self, text: str) -> list[str]:
        """Return the words of ``text`` alone."""
        return self._dictionary.words(_SURROGATE.sub("\ufffd", text))

    def rarity(self, word: str) -> float:
        """Return how rare ``word`` is in jieba's counts, in decibels of one among so many words."""
        dictionary = self._dictionary
        count = dictionary.count(word)
        return 10 * log10(dictionary.total / count) if count > 0 else UNKNOWN * len(word)

    def cut_guessing(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the same with words that the dictionary lacks, such as names, guessed."""
        yield from self._guessing.cut(_SURROGATE.sub("\ufffd", text))

    @cached_property
    def _guessing(self) -> Any:
        """Jieba's own tagger, of the same dictionary."""
        _import_posseg()
        from jieba import Tokenizer
        from jieba.posseg import POSTokenizer

        # jieba makes a tagger of its own when it is imported, whose tags others may have changed.
        tagger = POSTokenizer(Tokenizer(str(dictionary_path())))
        tagger.tokenizer = load_tokenizer(self._words)
        return tagger


def _import_posseg() -> None:
    """Import jieba's tagger, which reads its dictionary, also where there is no working folder."""
    if "jieba.posseg" in sys.modules:
        return
    import jieba

    own = jieba.dt.dictionary
    jieba.dt.dictionary = own or str(dictionary_path())
    try:
        import jieba.posseg
    finally:
        jieba.dt.dictionary = own


@cache
def load_tagger(words: tuple[str, ...] = ()) -> Tagger:
    """Return a tagger that also knows ``words``; loading takes a twentieth of a second."""
    return Tagger(words)
