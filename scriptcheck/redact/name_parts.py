"""Parts of names by which people are spoken to: Mr. Smith, 买买提先生, 丽娟姐."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.foreign_names import JAPANESE, japanese_name_at, written_by_sounds
from scriptcheck.text.surnames import COURTESIES, TITLES, surname_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_DOT: Final = re.compile(r"\s?[·•・‧∙⋅.．]\s?")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'’\-]*(?:[ .·]+[A-Za-z][A-Za-z'’\-]*)*")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’\-]*[A-Za-z]")
_TITLE: Final = re.compile(rf"{TITLES}|[您你]好")
_ENGLISH_TITLE: Final = r"(?i:(?<![a-z])(?:mr|mrs|ms|miss|mister|dr|madam|dear|hello|hi)\.?\s+)"
_ADDRESSED: Final = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Mister)\.?\s+(?P<name>[A-Z][A-Za-z'’\-]{0,20}(?:\s[A-Z][a-z'’\-]{1,20})?)"
)
_NO_PART: Final = re.compile(rf"{COURTESIES}|{TITLES}")
_LONG: Final = 3
"""Characters of a part of a name that is no word by itself: 买买提."""
_SOUNDED: Final = 5
"""Characters of a name without a dot that has parts."""
_GIVEN: Final = 2
_LEAST_SMALL: Final = 4
"""Letters of a part in small letters that is hardly a word by itself."""
_COMMON: Final = (
    "will may mark bill young long king rose grace hope faith joy art rich grant frank pat "
    "sue dawn april june august chase chance gene guy jack song sun so he she you an wan man "
    "me we do to in on no yes day white black brown green gray price bell best field hall "
    "hill lane page park rice stone street wood wise love power major care center service "
    "services support company store team group home house family friend speaking calling here "
    "there customer apple the of and for from with this that haier account order number phone "
    "mobile email china chinese"
)
_WORDS: Final = frozenset(_COMMON.split())
"""Parts of names that are words as well, and count only behind a title."""


class NameParts(NamedTuple):
    """Parts of the names that are known in a call."""

    anywhere: frozenset[str]
    """What is no word of its own, so that it is the name wherever it is said."""
    addressed: frozenset[str]
    """What is a name before 先生 and 您好 alone."""
    latin: frozenset[str]
    """Words of names in Latin letters."""


def name_parts(names: Iterable[str], unsure: Collection[str] = ()) -> NameParts:
    """Return the parts of ``names``; those of ``unsure`` may be none, as 海尔·云鼎."""
    anywhere: set[str] = set()
    addressed: set[str] = set()
    latin: set[str] = set()
    for name in names:
        if _LATIN.fullmatch(name):
            words = _WORD.findall(name)
            latin.update(words if len(words) > 1 else ())
            continue
        dotted = _DOT.split(name)
        if len(dotted) > 1:
            parts = {part for part in dotted if len(part) > 1 and _HAN.fullmatch(part)}
            sure = {part for part in parts if len(part) >= _LONG and name not in unsure}
            anywhere |= sure
            addressed |= parts - sure
            continue
        if len(name) >= _SOUNDED and written_by_sounds(name):
            addressed |= _ends(name)
            continue
        if (width := japanese_name_at(name, 0, is_sure=True)) and width == len(name):
            first = next((size for size in (3, 2) if name[:size] in JAPANESE), 0)
            addressed |= {part for part in (name[:first], name[first:]) if len(part) > 1}
            continue
        width = surname_at(name, 0)
        given = name[width:]
        if width and len(given) == _GIVEN and _HAN.fullmatch(given) and not _NO_PART.search(given):
            addressed.add(given)
    return NameParts(frozenset(anywhere), frozenset(addressed), frozenset(latin))


def _ends(name: str) -> set[str]:
    """Return how a long name without a dot may begin and end: 热依扎 of 热依扎阿里木江."""
    sizes = range(_GIVEN, len(name) - 1)
    return {name[:size] for size in sizes} | {name[size:] for size in sizes}


def parts_said(text: str, parts: NameParts) -> Iterator[tuple[int, int]]:
    """Yield where ``text`` speaks to somebody by a part of his name."""
    if parts.addressed:
        lengths = {len(part) for part in parts.addressed}
        for match in _TITLE.finditer(text):
            for length in lengths:
                start = match.start() - length
                if start >= 0 and text[start : match.start()] in parts.addressed:
                    yield start, match.start()
    if "M" in text:
        for match in _ADDRESSED.finditer(text):
            yield match.span("name")
    if parts.latin:
        for match in _latin(parts.latin).finditer(text):
            yield match.span(match.lastgroup or 0)


@lru_cache(maxsize=64)
def _latin(words: frozenset[str]) -> re.Pattern[str]:
    """Return what finds ``words``: as they are written, and in any way behind a title."""
    forms: set[str] = set()
    for word in words:
        if word.lower() in _WORDS or len(word) < _GIVEN:
            continue
        forms |= {word.capitalize(), word.upper()}
        if word[0].isupper() or len(word) >= _LEAST_SMALL:
            forms.add(word)
    titled = "|".join(sorted(map(re.escape, words)))
    alone = "|".join(sorted(map(re.escape, forms))) or "(?!)"
    return re.compile(
        rf"{_ENGLISH_TITLE}(?P<titled>(?i:{titled}))(?![A-Za-z])"
        rf"|(?<![A-Za-z])(?P<alone>{alone})(?![A-Za-z])"
    )
