"""Words of Chinese text with their parts of speech, as jieba tags them."""

from __future__ import annotations

import re
import sys
from functools import cache
from math import log10
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.jieba_dictionary import dictionary_path, load_tokenizer
from scriptcheck.text.likelihood import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Tagger:
    """Cuts text into words of the dictionary, each with its tag; nothing is guessed."""

    def __init__(self, words: tuple[str, ...]) -> None:
        tags = _word_tags()
        from jieba.posseg import POSTokenizer

        # Its constructor would read the tags again.
        self._tokenizer: Final[Any] = POSTokenizer.__new__(POSTokenizer)
        self._tokenizer.tokenizer = load_tokenizer(words)
        self._tokenizer.word_tag_tab = dict(tags)

    def cut(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each word of ``text`` and its tag; halves of surrogate pairs are U+FFFD."""
        yield from self._tokenizer.cut(_SURROGATE.sub("\ufffd", text), HMM=False)

    def words(self, text: str) -> list[str]:
        """Return the words of ``text`` alone."""
        return list(self._tokenizer.tokenizer.cut(_SURROGATE.sub("\ufffd", text), HMM=False))

    def rarity(self, word: str) -> float:
        """Return how rare ``word`` is in jieba's counts, in decibels of one among so many words."""
        tokenizer = self._tokenizer.tokenizer
        count = tokenizer.FREQ.get(word, 0)
        return 10 * log10(tokenizer.total / count) if count else UNKNOWN * len(word)

    def cut_guessing(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the same with words that the dictionary lacks, such as names, guessed."""
        yield from self._tokenizer.cut(_SURROGATE.sub("\ufffd", text))


@cache
def _word_tags() -> dict[str, str]:
    """Return the tag of each word of jieba's own dictionary."""
    import jieba

    path = str(dictionary_path())
    if "jieba.posseg" not in sys.modules and jieba.dt.dictionary is None:
        # The import reads them, which takes half a second; the name of the file lets it do so
        # where there is no working folder.
        jieba.dt.dictionary = path
        try:
            import jieba.posseg
        finally:
            jieba.dt.dictionary = None
        return dict(jieba.posseg.dt.word_tag_tab)
    import jieba.posseg

    # Others may have given it words of their own.
    tokenizer = jieba.Tokenizer()
    tokenizer.dictionary = path
    tags: dict[str, str] = jieba.posseg.POSTokenizer(tokenizer).word_tag_tab
    return tags


@cache
def load_tagger(words: tuple[str, ...] = ()) -> Tagger:
    """Return a tagger that also knows ``words``; loading takes about a second."""
    return Tagger(words)
