"""Whether a text is Chinese at all, by the letters that it is written in."""

from __future__ import annotations

import re
from typing import Final

FEWEST_LETTERS: Final = 20
"""Under so many letters nothing is said: OK and bye are said in Chinese calls too."""

LEAST_CHINESE: Final = 0.2
"""Share of Chinese characters under which a text is not Chinese; with names of products and English
words, those who mix languages stay well above it."""

MOST_FOREIGN: Final = 0.2
"""Share of kana or hangul over which a text is not Chinese, whatever its Chinese characters."""

_CHINESE: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA_HANGUL: Final = re.compile("[\u3041-\u30ff\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+")
_NO_LETTERS: Final = re.compile(r"[\W\d_]+")


def is_chinese(folded: str) -> bool:
    """Tell whether ``folded`` text is Chinese, or too short to tell."""
    others = _CHINESE.sub("", folded)
    chinese = len(folded) - len(others)
    # Most calls are told here.
    if 2 * chinese >= len(folded):
        return True
    others = _NO_LETTERS.sub("", others)
    letters = chinese + len(others)
    foreign = len(others) - len(_KANA_HANGUL.sub("", others))
    if letters < FEWEST_LETTERS:
        return True
    return chinese >= LEAST_CHINESE * letters and foreign <= MOST_FOREIGN * letters
