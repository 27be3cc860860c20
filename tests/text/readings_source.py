"""Where the readings of characters come from: rebuilds ``scriptcheck/text/readings.txt``.

Run ``python tests/text/readings_source.py > scriptcheck/text/readings.txt`` after a change here.
"""

from __future__ import annotations

import sys
import unicodedata

from pypinyin_dict.pinyin_data import khanyupinlu, ktghz2013

_TONES = {"\u0300", "\u0301", "\u0304", "\u030c"}

_ALSO_SAID = {"谁": "shei", "这": "zhei", "那": "nei", "哪": "nei"}
"""Readings of everyday speech that neither list has."""

_NEVER_SAID = {"呢": {"ni"}}
"""Readings of rare words that would make a common one sound like others."""


def toneless(syllable: str) -> str:
    """Return a syllable with tone mark (``lǜ``) as ``lv``: no tone, ü as v."""
    parts = unicodedata.normalize("NFD", syllable)
    plain = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


def readings() -> dict[str, tuple[str, ...]]:
    """Return the readings of each character of the official list of 8,105.

    Where the frequency dictionary of modern Chinese (Unihan's kHanyuPinlu) knows a character, its
    readings count: those are what is said. For the rest, those of the official list.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    for code, given in ktghz2013.pinyin_dict.items():
        said = khanyupinlu.pinyin_dict.get(code, given)
        also = [_ALSO_SAID[chr(code)]] if chr(code) in _ALSO_SAID else []
        syllables = dict.fromkeys([*map(toneless, said.split(",")), *also])
        unheard = _NEVER_SAID.get(chr(code), set())
        chosen[chr(code)] = tuple(
            each for each in syllables if each.isascii() and each not in unheard
        )
    return chosen


def table() -> str:
    """Return the text of ``readings.txt``: a line a syllable, its characters by code point."""
    by_syllable: dict[str, set[str]] = {}
    for character, syllables in readings().items():
        for syllable in syllables:
            by_syllable.setdefault(syllable, set()).add(character)
    return "".join(f"{name} {''.join(sorted(by_syllable[name]))}\n" for name in sorted(by_syllable))


if __name__ == "__main__":
    sys.stdout.write(table())
