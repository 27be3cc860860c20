"""Word boundaries: whether a hit cuts a word of the dictionary in two."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from scriptcheck.text.segment import Segmenter

SHORT: Final = 3
"""Hits of up to so many characters are tested unless the lexicon says otherwise: the longer the
phrase, the less likely that it is there by chance."""

_LIGHT: Final = frozenset(
    [
        "您",
        "你",
        "们",
        "您们",
        "你们",
        "我",
        "大家",
        "一下",
        "下",
        "一会",
        "一会儿",
        "一会儿吧",
        "会",
        "会儿",
        "片刻",
        "了",
        "的",
        "得",
        "啊",
        "吧",
        "吗",
        "呢",
        "啦",
        "哈",
        "呀",
        "哟",
        "儿",
    ]
)
"""What a word may add to a hit without being another word: 谢谢您, 稍等一下, 等会儿."""

_BEFORE_NEGATION: Final = frozenset("可真更重")
"""What makes a word with the beginning of a hit that denies: 可不知道, 更换不了."""

_NEGATION: Final = re.compile("[不没]")

_RUN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+")
"""What belongs together between Chinese characters: 12315 is not in 123156, nor ok in book."""

_LONGEST_RUN: Final = 20
"""How far from a hit the rest of such a run is looked for."""

_LONGEST_STUTTER: Final = 200
"""Characters that are looked at on either side of a character that is said again and again."""

_SIGNS: Final = frozenset("，。！？；：、")
"""Signs that jieba cuts at before it looks for words, so that no word is known across one."""

Boundary = Literal["auto", "word", "none"]


def tested(boundary: Boundary, length: int) -> bool:
    """Whether a hit of ``length`` characters, as they are written, must keep to word edges."""
    return boundary == "word" or (boundary == "auto" and length <= SHORT)


def stands_apart(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` has no character next to it on either side."""
    return not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()


def stuttered(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is a clause with its first or last character said twice.

    So it is in 好好的，您说, though 好好 is a word.
    """
    first, last = text[start], text[end - 1]
    # A recogniser that hangs repeats a character thousands of times, and each has its candidates.
    least, most = max(0, start - _LONGEST_STUTTER), min(len(text), end + _LONGEST_STUTTER)
    while start > least and text[start - 1] == first:
        start -= 1
    while end < most and text[end] == last:
        end += 1
    return stands_apart(text, start, end)


def cut_run(text: str, start: int, end: int) -> str | None:
    """Return the Latin word or the figure that an edge of ``text[start:end]`` cuts, if any is."""
    if not (text[start].isascii() or text[end - 1].isascii()):
        return None
    for match in _RUN.finditer(text, max(0, start - _LONGEST_RUN), end + _LONGEST_RUN):
        first, last = match.span()
        if first < start < last or first < end < last:
            return match[0]
    return None


def segment_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return what of ``text`` is cut into words by itself, with ``text[start:end]`` in it."""
    signs = _sign_places(text)
    first, last = bisect_left(signs, start), bisect_left(signs, end)
    return signs[first - 1] + 1 if first else 0, signs[last] if last < len(signs) else len(text)


@lru_cache(maxsize=64)
def _sign_places(text: str) -> tuple[int, ...]:
    """Return where the signs of ``text`` stand: each of its candidates asks."""
    return tuple(at for at, character in enumerate(text) if character in _SIGNS)


def word_ends(text: str, clause: tuple[int, int], segmenter: Segmenter) -> tuple[int, ...]:
    """Return where ``clause`` of ``text`` begins, and where each of its words ends, in order."""
    start, end = clause
    return tuple(accumulate(map(len, segmenter.cut(text[start:end])), initial=start))


def cut_word(text: str, ends: tuple[int, ...], start: int, end: int) -> str | None:
    """Return the first word of ``text`` that an edge of ``text[start:end]`` cuts, if any does."""
    at = bisect_right(ends, start)
    first = ends[at - 1] if at else 0
    while first < end and at < len(ends):
        last = ends[at]
        left, right = text[first:start], text[end:last]
        if left in _BEFORE_NEGATION and _NEGATION.search(text, start, end):
            left = ""
        if any(rest and rest not in _LIGHT for rest in (left, right)):
            return text[first:last]
        first, at = last, at + 1
    return None
