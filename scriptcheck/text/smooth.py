"""Stutter and hesitation taken out of folded text: 请、请您那个稍等 is heard as 请您稍等 too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HESITATIONS: Final = ("就是说", "怎么说呢", "那什么", "那个", "这个")
"""Words that are often mere hesitation, though they can also mean something."""

DOUBLED: Final = frozenset("谢拜看等试问说想听查慢好多常刚天妈爸奶爷叔哥姐弟妹宝仅明白稍个")
"""Characters that are doubled in ordinary words (谢谢, 看看), of which two are no stutter."""

_HESITATION: Final = re.compile("|".join(HESITATIONS))

_STUTTER: Final = re.compile(r"([^\W0-9a-z_〇零一二三四五六七八九两幺]{1,3}?)\1+")
"""One to three characters said again at once. Figures are none: 8800 is a number."""


def stutters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where in folded ``text`` something is said that smooth speech lacks, and its kind.

    The kind is ``hesitation`` or ``stutter``; places are in order and do not overlap.
    """
    found = [(*match.span(), "hesitation") for match in _HESITATION.finditer(text)]
    for match in _STUTTER.finditer(text):
        unit, (start, end) = match[1], match.span()
        kept = 2 if len(unit) == 1 and unit in DOUBLED else 1
        # The last time stays: what was broken off goes.
        stop = end - kept * len(unit)
        if start < stop and not any(begin < stop and start < last for begin, last, _ in found):
            found.append((start, stop, "stutter"))
    yield from sorted(found)


def is_smooth(text: str) -> bool:
    """Tell whether folded ``text`` has neither stutter nor hesitation."""
    return _STUTTER.search(text) is None and _HESITATION.search(text) is None
