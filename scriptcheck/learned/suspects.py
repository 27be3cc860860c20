"""How far the rest of a call speaks for what a model suspects in one of its turns.

An agent who breaks a rule in one turn is more likely to break one in another, and a call without
any other fault is most often one without any. How much more likely was fitted by logistic
regression, on made-up calls that the model of the time was not trained on: whether a finding is
right, by its score and by the number of other turns of the call that surely have a fault
(docs/learned.md). ``benchmarks.suspect_weights`` fits it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from scriptcheck.report import CueMatch

EACH_FAULT: Final = 0.45
"""What each other turn with a fault adds to a score, a logit."""

MOST_FAULTS: Final = 6
"""Turns with a fault that count."""

NO_FAULT: Final = -1.15
"""What is added in every call: most turns that look like a fault stand where there is no other."""

SURELY: Final = 0.9
"""The confidence of a model from which on its match is surely a fault."""


def weighed(score: float, faults: int) -> float:
    """Return ``score`` as it is in a call that has ``faults`` other turns with a fault."""
    return score + NO_FAULT + EACH_FAULT * min(faults, MOST_FAULTS)


def fault_turns(
    matches: Mapping[str, Sequence[CueMatch]], forbidden: Collection[str]
) -> frozenset[int]:
    """Return the turns that surely have a match of one of the cues ``forbidden``."""
    return frozenset(
        match.turn
        for cue in matches.keys() & forbidden
        for match in matches[cue]
        if match.learned is None or match.learned.confidence >= SURELY
    )
