"""Stutter and hesitation taken out of folded text: 请、请您那个稍等 also matches 请您稍等."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.text.numbers.digits import SPOKEN

HESITATIONS: Final = ("就是说", "怎么说呢", "那什么", "那个", "这个")
"""Words that are often mere hesitation, though they can also mean something."""

DOUBLED: Final = frozenset("谢拜看等试问说想听查慢好多常刚天妈爸奶爷叔哥姐弟妹宝仅明白稍个")
"""Characters that are doubled in ordinary words (谢谢, 看看), of which two are no stutter."""

LONGEST_STUTTER: Final = 3
"""Characters that are broken off and said again."""

_NO_STUTTER: Final = frozenset(f"0123456789abcdefghijklmnopqrstuvwxyz_*\n{SPOKEN}")
"""Characters that are repeated for good: 8800 is a number."""

_ONE: Final = re.compile("一(?=一[下会点遍次])")
"""一 said twice where it is no figure: 等一一下, but not 一一核对."""

_HESITATION: Final = re.compile("|".join(HESITATIONS))


def stutters(text: str) -> list[tuple[int, int, str]]:
    """Return where in folded ``text`` something is said that smooth speech lacks, and its kind.

    The kind is ``hesitation`` or ``stutter``; places are in order and do not overlap. The text may
    be that of several turns, with breaks between.
    """
    found = [(*match.span(), "hesitation") for match in _HESITATION.finditer(text)]
    found += [(*match.span(), "stutter") for match in _ONE.finditer(text)]
    busy = {place for start, stop, _ in found for place in range(start, stop)}
    for start, stop in _repetitions(text):
        if busy.isdisjoint(range(start, stop)):
            found.append((start, stop, "stutter"))
    return sorted(found)


def _repetitions(text: str) -> list[tuple[int, int]]:
    """Return what is said again at once; the last time stays, what was broken off goes."""
    found: list[tuple[int, int]] = []
    place, length = 0, len(text)
    while place < length:
        step = 1
        for unit in range(1, LONGEST_STUTTER + 1):
            end = place + unit
            # What is repeated for good is not looked at again from each of its characters.
            if end <= length and text[end - 1] in _NO_STUTTER:
                break
            while end < length and text[end] == text[end - unit]:
                end += 1
            times = (end - place) // unit
            if times > 1:
                kept = 2 if unit == 1 and text[place] in DOUBLED else 1
                if times > kept:
                    found.append((place, place + (times - kept) * unit))
                step = times * unit
                break
        place += step
    return found
