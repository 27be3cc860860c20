"""Whether a text is Chinese at all, by the letters that it is written in."""

from __future__ import annotations

import re
from operator import add
from typing import Final, NamedTuple

from scriptcheck.text.dialect import dialect_characters, is_dialect

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


class Letters(NamedTuple):
    """What a text is written in; those of two texts add up to those of both."""

    length: int
    """Characters, letters or not."""
    chinese: int
    others: int
    """Other letters."""
    foreign: int
    """Those of ``others`` that are kana or hangul."""
    dialect: int = 0
    """Those of ``chinese`` that only dialects use."""

    @classmethod
    def of(cls, folded: str) -> Letters:
        """Return the letters of ``folded`` text."""
        rest = _CHINESE.sub("", folded)
        others = _NO_LETTERS.sub("", rest)
        foreign = len(others) - len(_KANA_HANGUL.sub("", others))
        chinese = len(folded) - len(rest)
        return cls(len(folded), chinese, len(others), foreign, dialect_characters(folded))

    def plus(self, more: Letters) -> Letters:
        """Return the letters of this text and of ``more``."""
        return Letters(*map(add, self, more))

    @property
    def are_chinese(self) -> bool:
        """Whether a text with these letters is Chinese, or too short to tell."""
        letters = self.chinese + self.others
        if 2 * self.chinese >= self.length or letters < FEWEST_LETTERS:
            return True
        enough = self.chinese >= LEAST_CHINESE * letters
        return enough and self.foreign <= MOST_FOREIGN * letters

    @property
    def are_dialect(self) -> bool:
        """Whether a text with these letters is in a dialect as a whole."""
        return is_dialect(self.dialect, self.chinese)


def is_chinese(folded: str) -> bool:
    """Return whether ``folded`` text is Chinese, or too short to tell."""
    # Most calls are told by this alone.
    chinese = len(folded) - len(_CHINESE.sub("", folded))
    return 2 * chinese >= len(folded) or Letters.of(folded).are_chinese
