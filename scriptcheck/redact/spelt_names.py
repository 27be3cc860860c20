"""How people say which characters a name is written with: 弓长张, 大小的小, 耿是耳火耿."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.surnames import NO_GIVEN, READINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_HAN: Final = r"[\u3400-\u9fff]"
_OF_WORD: Final = re.compile(rf"(?P<word>{_HAN}{{1,4}}?)的(?P<char>{_HAN})")
_READINGS: Final = re.compile("|".join(sorted(READINGS, key=len, reverse=True)))
_CLAUSE: Final = re.compile(rf"{_HAN}+")
_IS: Final = re.compile(
    rf"(?:我的|那个|这个)?(?P<char>{_HAN})(?:字|呢|就|嘛)?是(?P<how>{_HAN}{{2,14}})"
)
_WHICH: Final = re.compile(rf"(?:是)?(?:哪一?个|什么|啥)(?P<char>{_HAN})?(?:字)?[啊呀呢嘛来]?")
_LEAD: Final = re.compile(r"(?:就是|是|我姓|姓|那个|对|嗯|一个)+")
_PARTICLES: Final = "吧吗啊呀嘛呢的字哦"
_STROKES: Final = re.compile(
    "[旁偏]旁?|宝盖|走之|绞丝|提手|竖心|言字|单人|双人|点水|草字|草头|竹字|木字|金字|王字|[左右]边|字[头底]|加[个一二两三]"
)
"""Words for the parts of a character."""
_PARTS: Final = frozenset(
    "弓长立早木子双耳东口天言午古月横文刀走肖小草头大肚人可禾呈女易马点水干钩则土十撇丘山西身寸户火日光金田石竹王玉心手目白贝车"
    "力工己巾戈斤方止比毛牛羊衣见角谷豆足里雨青非页食首鱼鸟麦三两又夕士夫少千甘生才交关采分今令元包"
)
"""Characters that others are made of: 耳火 of 耿."""
_FEWEST, _MOST = 2, 3
"""Such characters before the one that they make."""
_LONGEST: Final = 14


class Spelling(NamedTuple):
    """Where it is said how a name is written."""

    start: int
    end: int


def spellings(text: str, characters: AbstractSet[str], *, is_asked: bool) -> Iterator[Spelling]:
    """Yield where ``text`` says how ``characters``, which names have, are written.

    Where it ``is_asked`` how a name is written, all characters count that are said to be of a word.
    """
    for match in _READINGS.finditer(text):
        yield Spelling(*match.span())
    for match in _OF_WORD.finditer(text):
        char, word = match["char"], match["word"]
        at = word.find(char)
        if at >= 0 and char not in NO_GIVEN and (char in characters or is_asked):
            # The word that a character comes from has two, and rarely four.
            start = match.start("word") + max(0, at - 1) if len(word) > 2 else match.start()  # noqa: PLR2004
            yield Spelling(start, match.end())
    if not characters or characters.isdisjoint(text):
        return
    for clause in _CLAUSE.finditer(text):
        for start, end in _in_clause(clause[0], characters):
            yield Spelling(clause.start() + start, clause.start() + end)


def _in_clause(clause: str, characters: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    match = _IS.fullmatch(clause)
    if match is not None and match["char"] in characters:
        char, how = match["char"], match["how"].rstrip(_PARTICLES)
        asked = _WHICH.fullmatch(match["how"])
        if asked is not None:
            yield match.span("char")
            if asked["char"] == char:
                yield clause.rfind(char), clause.rfind(char) + 1
            return
        if (len(how) > 1 and how.endswith(char)) or _STROKES.search(how):
            yield match.span("char")
            yield match.start("how"), match.start("how") + len(how)
            return
    asked = _WHICH.fullmatch(clause)
    if asked is not None:
        if asked["char"] in characters:
            yield asked.span("char")
        return
    lead = _LEAD.match(clause)
    start = lead.end() if lead else 0
    said = clause[start:].rstrip(_PARTICLES)
    if said and said[-1] in characters and _is_made_of(said[:-1]):
        yield start, start + len(said)


def _is_made_of(parts: str) -> bool:
    """Return whether ``parts`` are what a character is made of: 耳火, 单人旁一个圭那个."""
    if _FEWEST <= len(parts) <= _MOST and _PARTS.issuperset(parts):
        return True
    return len(parts) <= _LONGEST and _STROKES.search(parts) is not None
