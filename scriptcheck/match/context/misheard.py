"""Whether a phrase that only sounds like what is written explains its clause better.

A noisy channel again, as for short wordings (``match.noisy_channel``), but over the whole clause
and with how often each word is said: 报修好 is good Chinese, though it sounds like 包修好.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.text.sound import DIGITS, sound_alike

if TYPE_CHECKING:
    from scriptcheck.text.tagger import Tagger

CONTEXT: Final = 12
"""Characters of the clause on either side that are looked at."""

ALIKE: Final = 10
"""What a character costs that was misheard as one of the same syllable, in decibels."""

CONFUSED: Final = 20
"""What one costs that was misheard as one of a syllable merely like its own."""

ALLOWANCE: Final = 10
"""By how much the clause as written may be the likelier, since the lexicon expects the phrase."""


def makes_better_sense_as_written(
    said: str, meant: str, before: str, after: str, tagger: Tagger
) -> bool:
    """Return whether ``said`` is likelier than that ``meant`` was misheard as it.

    Both have the same length; ``before`` and ``after`` stand around them in the clause.
    """
    slips = 0
    for written, expected in zip(said, meant, strict=True):
        if DIGITS.get(written, written) != DIGITS.get(expected, expected):
            slips += ALIKE if sound_alike(expected, written) else CONFUSED
    before, after = before[-CONTEXT:], after[:CONTEXT]
    gained = _cost(before + said + after, tagger) - _cost(before + meant + after, tagger)
    return gained < slips - ALLOWANCE


def _cost(text: str, tagger: Tagger) -> float:
    """Return what ``text`` costs in decibels; a word said before costs nothing: 有网没网."""
    return sum(tagger.rarity(word) for word in sorted(set(tagger.words(text))))
