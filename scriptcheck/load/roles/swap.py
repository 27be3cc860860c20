"""Labels that change hands in the middle of a call: what was the agent's is the customer's after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.load.roles.signs import HEAVIEST
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.roles.signs import Sign, SignFinder

ENOUGH: Final = 4.0
"""How much both parts of a call must weigh, one for each way round, to be told: one turn that has got
the wrong label weighs no more than ``HEAVIEST``."""


def swap_turn(call: Call, labels: Sequence[str], finder: SignFinder) -> int | None:
    """Return the turn from which on two labels seem to have changed hands, if they do.

    ``labels`` has one entry a turn; where they are not two, nothing is told.
    """
    voices = sorted({label for label in labels if label})
    if len(voices) != 2:  # noqa: PLR2004
        return None
    signs = [_signs(turn.text, finder) for turn in call.turns]
    turns = [(label == voices[0], given) for label, given in zip(labels, signs, strict=True)]
    before = _margins(turns)
    after = _margins(turns[::-1])[::-1]
    best, at = ENOUGH, None
    for index in range(1, len(turns)):
        one, other = before[index - 1], after[index]
        if one * other < 0 and min(abs(one), abs(other)) > best:
            best, at = min(abs(one), abs(other)), index
    return at


def _signs(text: str, finder: SignFinder) -> frozenset[Sign]:
    heard = finder.heard(fold(text).text + "\n")
    return frozenset(sign for sign in heard if sign.side is not Speaker.SYSTEM)


def _margins(turns: Iterable[tuple[bool, frozenset[Sign]]]) -> list[float]:
    """Return after each turn how much speaks for the first voice as the agent, so far.

    A sign counts once a voice, and all signs of a turn weigh no more than one can.
    """
    given: dict[bool, set[Sign]] = {True: set(), False: set()}
    margin, margins = 0.0, []
    for is_first, signs in turns:
        # The sum of floats depends on their order, and that of a set on the hash seed.
        new = sorted((sign for sign in signs - given[is_first]), key=lambda sign: sign.name)
        given[is_first].update(new)
        weight = sum(sign.weight for sign in new)
        weight = max(-HEAVIEST, min(HEAVIEST, weight))
        margin += weight if is_first else -weight
        margins.append(margin)
    return margins
