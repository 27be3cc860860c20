"""Labels that change hands in the middle of a call: the agent's becomes the customer's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.roles.features import HEAVIEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.roles.features import Feature
    from scriptcheck.load.roles.voices import Utterance

ENOUGH: Final = 4.0
"""How much both parts of a call must weigh, one for each way round, to be told: one turn that has
got the wrong label weighs no more than ``HEAVIEST``."""

_FEWEST: Final = 2
"""Turns that each voice must have before and after."""


def swap_turn(utterances: Sequence[Utterance], one: str, other: str) -> int | None:
    """Return the index from which on two labels seem to have changed hands, if they do.

    ``utterances`` are those of a call in their order; what other labels say is passed over.
    """
    labels = (one, other)
    spoken = [(at, each) for at, each in enumerate(utterances) if each.label in labels]
    said = [each for _, each in spoken]
    before = _margins(said, one)
    after = _margins(said[::-1], one)[::-1]
    counts = [sum(each.label == label for each in said) for label in labels]
    firsts = [0, 0]
    best, found = ENOUGH, None
    for index in range(1, len(said)):
        firsts[labels.index(said[index - 1].label)] += 1
        lasts = [count - first for count, first in zip(counts, firsts, strict=True)]
        weight = min(abs(before[index - 1]), abs(after[index]))
        is_turned = before[index - 1] * after[index] < 0
        if is_turned and weight > best and min(*firsts, *lasts) >= _FEWEST:
            best, found = weight, spoken[index][0]
    return found


def _margins(said: Sequence[Utterance], one: str) -> list[float]:
    """Return after each utterance how much speaks for the voice ``one`` as the agent, so far.

    A feature counts once a voice, and all features of a turn weigh no more than one can.
    """
    given: dict[str, set[Feature]] = {}
    margin, margins = 0.0, []
    for utterance in said:
        so_far = given.setdefault(utterance.label, set())
        new = utterance.features - so_far
        so_far |= new
        # The sum of floats depends on their order, and that of a set on the hash seed.
        weight = max(-HEAVIEST, min(HEAVIEST, sum(sorted(feature.weight for feature in new))))
        margin += weight if utterance.label == one else -weight
        margins.append(margin)
    return margins
