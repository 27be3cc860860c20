"""Whether a text was decoded wrongly before it came here, and is no Chinese any more."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.text.frequent_characters import FREQUENT

FEWEST_CHARACTERS: Final = 12
"""Characters from which on frequent ones have to be among them."""

LEAST_FREQUENT: Final = 0.3
"""The share of frequent characters below which it is no Chinese; in speech it is 0.8 and more."""

FEWEST_LOST: Final = 3
MOST_LOST: Final = 0.1
"""The share of characters that are lost, from which on a text cannot be relied on."""

# Chinese characters without those, which is much quicker than to look each of them up.
_RARE: Final = re.compile("[^\0-\u33ff\ua000-\U0010ffff" + "".join(sorted(FREQUENT)) + "]")
_LOST: Final = "锟斤拷"
"""What is left of two characters that nobody could read, where that was read as GBK."""
_REPLACED: Final = "\ufffd"


def rare_characters(text: str) -> int:
    """Return how many Chinese characters of ``text`` are no frequent ones."""
    return len(_RARE.findall(text))


def lost_characters(text: str) -> int:
    """Return how many characters of ``text`` stand for some that nobody could read."""
    return text.count(_LOST) + text.count(_REPLACED)


def is_garbled(rare: int, lost: int, chinese: int, length: int) -> bool:
    """Return whether hardly anything can be read of a text with so many of these characters."""
    is_rare = chinese >= FEWEST_CHARACTERS and rare > (1 - LEAST_FREQUENT) * chinese
    return is_rare or (lost >= FEWEST_LOST and lost >= MOST_LOST * length)
