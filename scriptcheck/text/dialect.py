"""Whether a call is held in a dialect as a whole, by the function words that only dialects write.

Mandarin with a local colour (要得不, 咋, 冇) stays far below the share from which a call counts:
such a call is judged, a call in Cantonese or Shanghainese is not.
"""

from __future__ import annotations

from typing import Final

CANTONESE: Final = "嘅咗冇佢乜嘢哋啲喺咁嚟睇畀俾嗰𠮶咩噉啱嘥揾攞瞓嬲咪啫"
"""Characters of Cantonese function words and verbs. 唔 and 系 are none: one is a filler sound, the
other stands in 关系 and 系统."""

WU: Final = "侬儂呒搿覅伐勿哉"
"""Those of Shanghainese and its neighbours."""

MINNAN: Final = "袂佮伫毋阮"
"""Those of Hokkien."""

FEWEST_CHARACTERS: Final = 40
"""Under so many Chinese characters nothing is said: a word or two may be quoted."""

FEWEST_SIGNS: Final = 4
"""So many of the characters there must be, however short the call: one or two colour it only."""

LEAST_SHARE: Final = 0.04
"""Share of such characters among the Chinese ones from which a call is in dialect. Cantonese has 8
to 15 in a hundred, coloured Mandarin less than 2."""

_CHARACTERS: Final = CANTONESE + WU + MINNAN


def dialect_characters(original: str) -> int:
    """Return how many characters of ``original`` text, as it was written, only dialects use."""
    return sum(map(original.count, _CHARACTERS))


def is_dialect(dialect: int, chinese: int) -> bool:
    """Return whether a text of ``chinese`` characters, ``dialect`` of them such, is in dialect."""
    enough = chinese >= FEWEST_CHARACTERS and dialect >= FEWEST_SIGNS
    return enough and dialect >= LEAST_SHARE * chinese
