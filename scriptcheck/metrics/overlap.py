"""What agent and customer say at the same time, and which of it is an interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.metrics.small_talk import is_listening
from scriptcheck.report import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.text.call_text import CallText

INTERRUPTION_MS: Final = 1000
"""How long both must speak: recognisers cut sentences up to half a second off at either end."""

_HEAD_START_MS: Final = 500
"""How much earlier the customer must have begun; who begin together interrupt nobody."""

_BREATH_MS: Final = 1000
"""A break of the agent's that is shorter ends nothing."""


def interruptions(spoken: Sequence[Spoken], text: CallText) -> list[Stretch]:
    """Return where the agent begins to speak while the customer speaks, and both go on.

    A mere 嗯 or 好的 of either is none, and neither is it where the customer has broken in on the
    agent, who only goes on.
    """
    found: list[Stretch] = []
    customer: Spoken | None = None
    agent: Spoken | None = None
    for piece in spoken:
        if piece.speaker is Speaker.CUSTOMER:
            customer = _later(customer, piece)
        elif piece.speaker is Speaker.AGENT:
            if customer is not None and _breaks_in(piece, customer, agent, text):
                end_ms = min(piece.end_ms, customer.end_ms)
                found.append(Stretch(customer.turn, piece.turn, piece.start_ms, end_ms))
            agent = _later(agent, piece)
    return found


def _later(known: Spoken | None, piece: Spoken) -> Spoken:
    return piece if known is None or piece.end_ms >= known.end_ms else known


def _breaks_in(piece: Spoken, customer: Spoken, agent: Spoken | None, text: CallText) -> bool:
    together = min(piece.end_ms, customer.end_ms) - piece.start_ms
    if together < INTERRUPTION_MS or piece.start_ms - customer.start_ms < _HEAD_START_MS:
        return False
    goes_on = (
        agent is not None
        and agent.end_ms > customer.start_ms
        and piece.start_ms - agent.end_ms < _BREATH_MS
    )
    return not (goes_on or is_listening(piece, text) or is_listening(customer, text))


def merged(spoken: Iterable[Spoken], speaker: Speaker) -> list[tuple[int, int]]:
    """Return when ``speaker`` speaks: starts and ends in order, no two of which touch."""
    found: list[tuple[int, int]] = []
    for piece in spoken:
        if piece.speaker is not speaker:
            continue
        if found and piece.start_ms <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], piece.end_ms))
        else:
            found.append((piece.start_ms, piece.end_ms))
    return found


def common_ms(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    """Return how long two speakers, each ``merged``, speak at once."""
    total = first = second = 0
    while first < len(one) and second < len(other):
        (start, end), (begin, stop) = one[first], other[second]
        total += max(0, min(end, stop) - max(start, begin))
        if end <= stop:
            first += 1
        else:
            second += 1
    return total
