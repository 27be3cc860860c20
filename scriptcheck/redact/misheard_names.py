"""Names that somebody got wrong, of people who are known: 陈志祥 of 陈志强, 程先生 of 陈."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from scriptcheck.text.simplify import simplify
from scriptcheck.text.sound import readings
from scriptcheck.text.surnames import COURTESIES, NO_GIVEN, SINGLE, TITLES, surname_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_HAN: Final = "[\u3400-\u9fff]"
_NAME: Final = re.compile(
    rf"(?:^|(?<=[，,。.！!？?、\s是叫])|(?<=好的))(?P<name>{_HAN}{{2,4}}?)"
    rf"(?={COURTESIES}|[您你]好|[对是][吗吧不]|[吗吧啊呀，,。.！!？?、\s]|$)"
)
"""What may be a name: all of a clause, but for a courtesy or a question."""
_TITLE: Final = re.compile(TITLES)
_WHOLE: Final = 3
"""Characters of a name of which one may sound otherwise."""
_LONGEST: Final = 4
_DENIED: Final = re.compile(
    rf"不[是姓](?P<one>{_HAN})[，,、\s]{{1,2}}(?:而?是|姓)(?P<other>{_HAN})(?!{_HAN})"
)
"""A surname that is corrected: 不是程，是陈."""
_MERGED: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
"""Initials that accents merge."""


class MisheardNames:
    """Names that are looked for by their sound, one character of which may be another."""

    def __init__(self, names: Iterable[str]) -> None:
        """Look for those of ``names`` that begin with a Chinese surname."""
        self._keys: Final[set[tuple[str, ...]]] = set()
        for name in names:
            if 1 < len(name) <= _LONGEST and surname_at(simplify(name), 0):
                self._keys.update(_keys(name))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where one of the names is said with a character that is another."""
        if not self._keys:
            return
        for match in _NAME.finditer(text):
            name = match["name"]
            given = name[surname_at(name, 0) :]
            if (
                len(given) < len(name)
                and NO_GIVEN.isdisjoint(given)
                and _TITLE.search(name) is None
                and not self._keys.isdisjoint(_keys(name))
            ):
                yield match.span("name")


def denied_surnames(text: str, surnames: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the two surnames where one is corrected, if either is somebody's of ``surnames``."""
    for match in _DENIED.finditer(text):
        both = {match["one"], match["other"]}
        if both <= SINGLE and not both.isdisjoint(surnames):
            yield match.span("one")
            yield match.span("other")


@lru_cache(maxsize=64)
def sounding_like(surnames: frozenset[str]) -> frozenset[str]:
    """Return ``surnames`` and the others that they may be misheard as."""
    sounds = {sound for name in surnames if len(name) == 1 for sound in _sounds(name)}
    return surnames | {name for name in SINGLE if not sounds.isdisjoint(_sounds(name))}


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """Yield how ``name`` sounds, with each of its characters left out in turn if it has three."""
    sounds = [_sounds(char) for char in simplify(name)]
    left_out = range(len(sounds)) if len(sounds) >= _WHOLE else (None,)
    for place in left_out:
        yield from product(*(("",) if at == place else said for at, said in enumerate(sounds)))


@cache
def _sounds(char: str) -> tuple[str, ...]:
    """Return how ``char`` sounds where accents merge sounds."""
    return tuple(dict.fromkeys(map(_merged, readings(char)))) or (char,)


def _merged(syllable: str) -> str:
    syllable = syllable.removesuffix("g") if syllable.endswith("ng") else syllable
    for initial, other in _MERGED:
        if syllable.startswith(initial):
            return other + syllable[len(initial) :]
    return syllable
