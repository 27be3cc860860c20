"""jieba with its dictionary from the user's own cache.

jieba itself keeps what it makes of its dictionary in the temporary folder that all users share, and
believes what lies there.
"""

from __future__ import annotations

import logging
import marshal
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.user_cache import entry_name, read_cached, write_cached

if TYPE_CHECKING:
    from collections.abc import Iterable

_KIND: Final = "jieba"
_TAGS: Final = "jieba-tags"
_BREAK: Final = " "
"""Stands between the words and tags of the dictionary, and so in none of them."""


def load_tokenizer(words: Iterable[str] = ()) -> Any:
    """Return a ``jieba.Tokenizer`` of its own dictionary that also knows ``words``."""
    import jieba

    # jieba reports on stderr how long its dictionary took to load; a library is silent.
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    name = entry_name(_KIND, jieba.__version__, sys.version)
    counts = _read(name)
    if counts is None:
        with dictionary_path().open("rb") as file:
            counts = tokenizer.gen_pfdict(file)
        write_cached(name, marshal.dumps(counts))
    tokenizer.FREQ, tokenizer.total = counts
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def dictionary_path() -> Path:
    """Return where jieba's own dictionary is.

    jieba asks for it from the working folder, which may have been removed.
    """
    import jieba

    return Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME)


@cache
def word_tags() -> dict[str, str]:
    """Return the tag of each word of jieba's own dictionary."""
    import jieba

    name = entry_name(_TAGS, jieba.__version__, sys.version)
    data = read_cached(name)
    if data is not None:
        try:
            words, tags = bytes(data).decode().split("\n")
            return dict(zip(words.split(_BREAK), tags.split(_BREAK), strict=True))
        except ValueError:
            pass
    found: dict[str, str] = {}
    for line in dictionary_path().read_text("utf-8").splitlines():
        word, _, tag = line.strip().split(_BREAK)
        found[word] = sys.intern(tag)
    write_cached(name, "\n".join((_BREAK.join(found), _BREAK.join(found.values()))).encode())
    return found


def _read(name: str) -> tuple[dict[str, int], int] | None:
    """Return how often each word, or beginning of words, stands in jieba's corpus, and the sum."""
    data = read_cached(name)
    if data is None:
        return None
    try:
        counts, total = marshal.loads(data)  # noqa: S302  (only the user could have written it)
    except (EOFError, ValueError, TypeError):
        return None
    return counts, total
