"""Words with their parts of speech, which distinguish names from words."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from scriptcheck.text.jieba_dictionary import load_tokenizer

_NO_NAMES: Final = "v d p r c u m q t f vn ad an l i a b s j z"
NOT_NAMES: Final = frozenset(_NO_NAMES.split())
"""Parts of speech that names are not taken for."""


_NO_PEOPLE: Final = frozenset({"石家庄", "常客"})
"""What the dictionary takes for people."""


def is_person(text: str) -> bool:
    """Return whether ``text`` is one word, and that a person's name."""
    words = tagged(text)
    return len(words) == 1 and words[0][1].startswith("nr") and text not in _NO_PEOPLE


@cache
def _tagger() -> Any:
    import jieba.posseg

    return jieba.posseg.POSTokenizer(load_tokenizer())


def tagged(text: str, *, guess: bool = True) -> list[tuple[str, str]]:
    """Return the words of ``text`` with their parts of speech; ``guess`` also of unknown words."""
    return [(word, tag) for word, tag in _tagger().cut(text, HMM=guess)] if text else []
