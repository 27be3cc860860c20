"""Word boundaries: whether a hit cuts a word of the dictionary in two."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
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

_RUN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+")
"""What belongs together between Chinese characters: 12315 is not in 123156, nor ok in book."""

_LONGEST_RUN: Final = 20
"""How far from a hit the rest of such a run is looked for."""

_SIGNS: Final = frozenset("，。！？；：、")
"""Signs that jieba cuts at before it looks for words, so that no word is known across one."""

Boundary = Literal["auto", "word", "none"]


def tested(boundary: Boundary, length: int) -> bool:
    """Tell whether a hit of ``length`` characters, as they are written, must keep to word edges."""
    return boundary == "word" or (boundary == "auto" and length <= SHORT)


def stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` has no letter next to it on either side."""
    return not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()


def cut_run(text: str, start: int, end: int) -> str | None:
    """Return the Latin word or the figure that an edge of ``text[start:end]`` cuts, if any is."""
    if not (text[start].isascii() or text[end - 1].isascii()):
        return None
    for match in _RUN.finditer(text, max(0, start - _LONGEST_RUN), end + _LONGEST_RUN):
        first, last = match.span()
        if first < start < last or first < end < last:
            return match[0]
    return None


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clauses of ``text`` begin and end that ``text[start:end]`` stands in."""
    while start and text[start - 1] not in _SIGNS:
        start -= 1
    while end < len(text) and text[end] not in _SIGNS:
        end += 1
    return start, end


def word_ends(text: str, clause: tuple[int, int], segmenter: Segmenter) -> tuple[int, ...]:
    """Return where ``clause`` of ``text`` begins, and where each of its words ends, in order."""
    start, end = clause
    return tuple(accumulate(map(len, segmenter.cut(text[start:end])), initial=start))


def cut_word(text: str, ends: tuple[int, ...], start: int, end: int) -> str | None:
    """Return the first word of ``text`` that an edge of ``text[start:end]`` cuts, if any does.

    ``ends`` are those of the words around.
    """
    for first, last in pairwise(ends):
        if first >= end:
            return None
        if last > start:
            left, right = text[first:start], text[end:last]
            if (left and left not in _LIGHT) or (right and right not in _LIGHT):
                return text[first:last]
    return None
