"""Clean text made into what a recogniser might have written, in a seeded way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jieba
from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

KINDS = {
    "homophone": 30,
    "confusion": 10,
    "deletion": 15,
    "doubling": 15,
    "filler": 15,
    "punctuation": 15,
}
"""What befalls a character, and how often beside the others."""

FILLERS = ("嗯", "呃", "啊", "那个", "这个", "，嗯，")

_CONFUSED = (
    *(("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h")),
    *(("ang", "an"), ("eng", "en"), ("ing", "in")),
)

_COMMON = range(0xB0, 0xD8)
"""The rows of GB 2312 that hold its 3,755 common characters: those that recognisers write. Without
them jieba's dictionary offers what only texts in a wrong encoding have: 鎬 for 号."""


@cache
def _by_syllable() -> dict[str, list[str]]:
    """Return the common characters of each syllable, those of jieba's highest counts first."""
    jieba.initialize()
    frequency = {word: count for word, count in jieba.dt.FREQ.items() if _is_common(word) and count}
    found: dict[str, list[str]] = {}
    for char in sorted(frequency, key=lambda char: (-frequency[char], char)):
        found.setdefault(lazy_pinyin(char)[0], []).append(char)
    return found


def _is_common(word: str) -> bool:
    return len(word) == 1 and next(iter(word.encode("gb2312", "ignore")), 0) in _COMMON


def garble(text: str, rate: float, chance: random.Random) -> str:
    """Return ``text`` with each character garbled at ``rate``, by the mix of ``KINDS``."""
    kinds, weights = list(KINDS), list(KINDS.values())
    return "".join(
        _garbled(char, chance.choices(kinds, weights)[0], chance)
        if chance.random() < rate
        else char
        for char in text
    )


def _garbled(char: str, kind: str, chance: random.Random) -> str:
    if not "\u4e00" <= char <= "\u9fff":
        return "" if kind == "punctuation" and not char.isalnum() else char
    syllable = lazy_pinyin(char)[0]
    forms: dict[str, Callable[[], str]] = {
        # 您 has no common homophone.
        "homophone": lambda: _other(char, syllable, chance) or _confusion(char, chance) or char,
        "confusion": lambda: _confusion(char, chance) or _other(char, syllable, chance) or char,
        "deletion": str,
        "doubling": lambda: char + char,
        "filler": lambda: char + chance.choice(FILLERS),
        "punctuation": lambda: char + chance.choice("，。、 "),
    }
    return forms[kind]()


def _other(char: str, syllable: str, chance: random.Random) -> str:
    """Return another common character of ``syllable``; nothing where there is none."""
    others = [each for each in _by_syllable().get(syllable, ()) if each != char]
    return chance.choice(others[:8]) if others else ""


def _confusion(char: str, chance: random.Random) -> str:
    """Return a common character of a syllable that ``char`` is confused with, if there is any."""
    syllable = lazy_pinyin(char)[0]
    forms: set[str] = set()
    for one, other in _CONFUSED:
        for before, after in ((one, other), (other, one)):
            if before[0] in "aei":
                if syllable.endswith(before):
                    forms.add(syllable.removesuffix(before) + after)
            # The z of zh is no z.
            elif syllable.startswith(before) and not syllable.startswith(before + "h"):
                forms.add(after + syllable.removeprefix(before))
    known = sorted(forms & _by_syllable().keys())
    return _other(char, chance.choice(known), chance) if known else ""
