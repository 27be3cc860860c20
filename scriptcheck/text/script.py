"""Whether a text is Chinese at all, by the script that it is written in, and can be read."""

from __future__ import annotations

import re
from operator import add
from typing import Final, NamedTuple

from scriptcheck.text.dialect import dialect_characters, is_dialect
from scriptcheck.text.garbled import is_garbled, lost_characters, rare_characters

FEWEST_CHARACTERS: Final = 20
"""With fewer characters a text counts as Chinese: OK and bye are said in Chinese calls too."""

LEAST_CHINESE: Final = 0.2
"""Share of Chinese characters under which a text is not Chinese; with names of products and English
words, those who mix languages stay well above it."""

MOST_FOREIGN: Final = 0.2
"""Share of kana or hangul over which a text is not Chinese, whatever its Chinese characters."""

_CHINESE: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA_HANGUL: Final = re.compile("[\u3041-\u30ff\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+")
_NOT_WRITTEN: Final = re.compile(r"[\W\d_]+")


class ScriptCounts(NamedTuple):
    """How many characters of each script a text has; counts of two texts can be added."""

    length: int
    """All characters, those of no script, such as digits, included."""
    chinese: int
    others: int
    """Characters of other scripts."""
    foreign: int
    """Those of ``others`` that are kana or hangul."""
    dialect: int = 0
    """Those of ``chinese`` that only dialects use."""
    rare: int = 0
    """Those that are no frequent ones, as nearly all are in text that was decoded wrongly."""
    lost: int = 0
    """Those that stand for others, which nobody could read."""
    written: int = 0
    """All characters as they were written."""

    @classmethod
    def of(cls, folded: str, original: str = "") -> ScriptCounts:
        """Return the counts of ``folded`` text.

        Folded words of dialects are those of Mandarin: they are counted in the ``original``, as is
        what shows that a text cannot be read.
        """
        rest = _CHINESE.sub("", folded)
        others = _NOT_WRITTEN.sub("", rest)
        foreign = len(others) - len(_KANA_HANGUL.sub("", others))
        chinese = len(folded) - len(rest)
        return cls(
            len(folded),
            chinese,
            len(others),
            foreign,
            dialect_characters(original),
            rare_characters(original),
            lost_characters(original),
            len(original),
        )

    def plus(self, more: ScriptCounts) -> ScriptCounts:
        """Return the counts of this text and of ``more`` together."""
        return ScriptCounts(*map(add, self, more))

    @property
    def are_chinese(self) -> bool:
        """Whether a text with these counts is Chinese, or too short to decide."""
        written = self.chinese + self.others
        if 2 * self.chinese >= self.length or written < FEWEST_CHARACTERS:
            return True
        enough = self.chinese >= LEAST_CHINESE * written
        return enough and self.foreign <= MOST_FOREIGN * written

    @property
    def are_dialect(self) -> bool:
        """Whether a text with these letters is in a dialect as a whole."""
        return is_dialect(self.dialect, self.chinese)

    @property
    def are_garbled(self) -> bool:
        """Whether hardly anything can be read of a text with these characters."""
        return is_garbled(self.rare, self.lost, self.chinese, self.written)


def is_chinese(folded: str) -> bool:
    """Return whether ``folded`` text is Chinese, or too short to decide."""
    # This decides for most calls.
    chinese = len(folded) - len(_CHINESE.sub("", folded))
    return 2 * chinese >= len(folded) or ScriptCounts.of(folded).are_chinese
