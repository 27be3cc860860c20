"""Where sentences and clauses end, by their signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

_SENTENCE_END: Final = re.compile(r"[。！？!?]")
_CLAUSE_END: Final = frozenset("。！？；，,!?;…\n")
_CLAUSE_SIGNS: Final = frozenset("，。！？；：、,!?;…\n\r\t \u3000")
_SHORT: Final = 8
"""Characters below which a clause says too little by itself, so that its neighbours go with it."""
_REACH: Final = 40
"""Characters shown before and behind the words that a clause is about, where no sign ends it."""
_WORD: Final = 4
"""Characters up to which a harmless phrase is one word, which no sign can stand within."""
_DRAWN_OUT: Final = frozenset("啊呀哦哎")
"""What is said at the end of a clause: 我不知道啊你想办法."""


def is_divided(text: str, end: int) -> bool:
    """Return whether ``text`` is more than the clause of ``text[:end]`` and what goes with it.

    So it is where a sentence ends within it, the last character apart, where a sign or a blank
    divides what is no longer than a word (对，我也 has no 对我), or where that part is drawn out
    before more follows.
    """
    if _SENTENCE_END.search(text[:-1]) is not None:
        return True
    if not text[:-1].isalnum() and sum(map(str.isalnum, text)) <= _WORD:
        return True
    return text[end : end + 1] in _DRAWN_OUT and end + 1 < len(text) and end > 0


def clause_extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clauses of ``text`` begin and end that ``text[start:end]`` stands in.

    They end at any sign, of either width, and at blanks, which stand for signs in some transcripts.
    """
    ends = _clause_ends(text)
    first, last = bisect_left(ends, start), bisect_left(ends, end)
    return ends[first - 1] + 1 if first else 0, ends[last] if last < len(ends) else len(text)


@lru_cache(maxsize=64)
def _clause_ends(text: str) -> tuple[int, ...]:
    """Return where clauses of ``text`` end: each of its candidates asks."""
    return tuple(at for at, character in enumerate(text) if character in _CLAUSE_SIGNS)


def clause_around(text: str, start: int, end: int) -> str:
    """Return the clause of ``text`` that ``text[start:end]`` stands in, for people to read.

    It is cut at signs, as far as it says enough then, and not longer than 40 characters on either
    side.
    """
    first, last = _begin(text, start), _finish(text, end)
    while _length(text, first, last) < _SHORT and (first > 0 or last < len(text)):
        # What follows is as often what it is about as what goes before.
        if last < len(text):
            last = _finish(text, min(len(text), _next_word(text, last)))
        else:
            first = _begin(text, max(0, _word_before(text, first)))
    return text[first:last].strip().strip("，,；;")


def _length(text: str, first: int, last: int) -> int:
    return sum(map(str.isalnum, text[first:last]))


def _begin(text: str, start: int) -> int:
    least = max(0, start - _REACH)
    while start > least and text[start - 1] not in _CLAUSE_END:
        start -= 1
    return start


def _finish(text: str, end: int) -> int:
    most = min(len(text), end + _REACH)
    while end < most and text[end] not in _CLAUSE_END:
        end += 1
    return end


def _next_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def _word_before(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    return at
