"""jieba's dictionary, and jieba with it, from the user's own cache.

jieba itself keeps what it makes of its dictionary in the temporary folder that all users share, and
believes what lies there.
"""

from __future__ import annotations

import logging
import marshal
import struct
import sys
from array import array
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.text.cut import Dictionary
from scriptcheck.user_cache import entry_name, read_cached, write_cached

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.text.cut import Table

_KIND: Final = "jieba"
_TABLE: Final = "dictionary"
_PREFIX: Final = struct.Struct("<Q")
_SLOTS_A_WORD: Final = 3
"""Slots of the table for each word at least: there are half as many beginnings of words besides."""


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

    jieba asks for it from the working folder, which may have been removed. Raises
    ``ModuleNotFoundError`` where jieba is not installed.
    """
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Path(package.origin).with_name("dict.txt")


def load_dictionary(words: Iterable[str] = ()) -> Dictionary:
    """Return jieba's own dictionary with its tags, as a table that also knows ``words``.

    It is what ``load_tokenizer`` returns, but loads without jieba, and in a tenth of the time.
    """
    name = entry_name(_TABLE, version("jieba"), sys.byteorder)
    data = read_cached(name)
    dictionary = None if data is None else _unpacked(data)
    if dictionary is None:
        header, tables, dictionary = _made()
        write_cached(name, b"".join((_PREFIX.pack(len(header)), header, *tables)))
    for word in words:
        dictionary.learn(word)
    return dictionary


class _Header(NamedTuple):
    """What stands before the table."""

    slots: int
    total: int
    counts: list[int]
    tag_names: list[str]


def _made() -> tuple[bytes, list[bytes], Dictionary]:
    """Return the dictionary made of jieba's file, with the header and the columns of its table."""
    text = dictionary_path().read_text("utf-8")
    fields = text.split()
    words, said, tagged = fields[::3], list(map(int, fields[1::3])), fields[2::3]
    slots = 1 << (_SLOTS_A_WORD * len(words) - 1).bit_length()
    keys, ranks, tags = _columns(slots)
    # Rank 0 is for what only begins words, and tag 0 for words without one.
    counts = [0, *sorted({*said} - {0})]
    tag_names = ["x", *sorted({*tagged} - {"x"})]
    number_of = {tag: number for number, tag in enumerate(tag_names)}
    total = sum(said)
    dictionary = Dictionary((keys, ranks, tags), counts, tag_names, total)
    for word, count, tag in zip(words, said, tagged, strict=True):
        dictionary.add(word, count, number_of[tag])
    header = msgspec.json.encode(_Header(slots, total, counts, tag_names))
    return header, [each.tobytes() for each in (keys, ranks, tags)], dictionary


def _unpacked(data: memoryview) -> Dictionary | None:
    """Return the dictionary that ``data`` was kept of; ``None`` where it is none."""
    try:
        (size,) = _PREFIX.unpack_from(data)
        at = _PREFIX.size + size
        slots, total, counts, tag_names = msgspec.json.decode(data[_PREFIX.size : at], type=_Header)
        columns = _columns(0)
        for column in columns:
            end = at + slots * column.itemsize
            column.frombytes(data[at:end])
            at = end
    except (struct.error, msgspec.DecodeError, ValueError):
        return None
    if at != len(data) or any(len(column) != slots for column in columns):
        return None
    return Dictionary(columns, counts, tag_names, total)


def _columns(slots: int) -> Table:
    """Return a table of so many empty slots: hashes, ranks of counts, and tags."""
    keys, ranks, tags = array("Q"), array("H"), array("B")
    for column in (keys, ranks, tags):
        column.frombytes(bytes(slots * column.itemsize))
    return keys, ranks, tags


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
