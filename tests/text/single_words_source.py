"""Where the costs of single characters come from: rebuilds ``scriptcheck/text/single_words.txt``.

Run ``python tests/text/single_words_source.py > scriptcheck/text/single_words.txt`` after a change
here.
"""

from __future__ import annotations

import logging
import math
import sys

import jieba

from scriptcheck.text.likelihood import UNKNOWN
from scriptcheck.text.sound import all_readings


def costs() -> dict[str, int]:
    """Return what each character with readings costs as a word, by jieba's counts of words."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    found: dict[str, int] = {}
    for char in all_readings():
        count = jieba.dt.FREQ.get(char, 0)
        if count:
            found[char] = min(UNKNOWN, round(10 * math.log10(jieba.dt.total / count)))
    return found


def table() -> str:
    """Return the text of ``single_words.txt``: a line a cost, its characters by code point."""
    by_cost: dict[int, set[str]] = {}
    for char, cost in costs().items():
        if cost < UNKNOWN:
            by_cost.setdefault(cost, set()).add(char)
    return "".join(f"{cost} {''.join(sorted(by_cost[cost]))}\n" for cost in sorted(by_cost))


if __name__ == "__main__":
    sys.stdout.write(table())
