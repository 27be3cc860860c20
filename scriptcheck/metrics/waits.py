"""Who waits for whom in a silence, and whether the agent has announced it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.metrics.catalogue import HOLD_NOTICE, WAIT_REQUEST
from scriptcheck.metrics.small_talk import is_asking, is_listening, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.metrics.gaps import Gap
    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.report import CueHit
    from scriptcheck.text.call_text import CallText

HOLD_MS: Final = 10_000
"""A silence in which the customer waits is a hold if it is longer."""

_REACH: Final = 8
"""Pieces of speech before a silence that can tell what it is for."""

_AGENT_LETTERS: Final = 30
"""Letters that the agent may add to 请您稍候 before a silence that it announces."""

_CUSTOMER_LETTERS: Final = 12
"""Letters in which a customer agrees to wait; one who says more has gone on to something else."""


class Hold(NamedTuple):
    """A silence in which the customer waits for the agent."""

    gap: Gap
    announced: bool


class Waits:
    """What was said about waiting in one call."""

    def __init__(
        self, spoken: Sequence[Spoken], text: CallText, heard: Mapping[str, Sequence[CueHit]]
    ) -> None:
        self._spoken = spoken
        self._text = text
        self._notices = _by_turn(heard.get(HOLD_NOTICE, ()))
        self._requests = _by_turn(heard.get(WAIT_REQUEST, ()))

    def holds(self, gaps: Iterable[Gap]) -> list[Hold]:
        """Return the holds among ``gaps``, those between all that was said by people."""
        return [
            Hold(gap, announced)
            for gap in gaps
            if gap.ms > HOLD_MS
            and ((announced := self.is_announced(gap)) or self._is_the_agents_move(gap))
        ]

    def is_announced(self, gap: Gap) -> bool:
        """Tell whether the agent has asked the customer to wait, and ``gap`` is that wait."""
        if not self._notices:
            return False
        added = 0
        for piece in self._before(gap):
            if piece.speaker is Speaker.AGENT:
                if _says(self._notices, piece):
                    return True
                added += letters(piece, self._text)
                if added > _AGENT_LETTERS:
                    return False
            elif self._is_something_else(piece):
                return False
        return False

    def is_customers(self, gap: Gap) -> bool:
        """Tell whether the customer has asked the agent to wait, and ``gap`` is that wait."""
        if not self._requests:
            return False
        said = next((p for p in self._before(gap) if p.speaker is Speaker.CUSTOMER), None)
        return said is not None and _says(self._requests, said)

    def is_asked_for(self, gap: Gap) -> bool:
        """Tell whether one of them has asked the other to wait, and ``gap`` is that wait."""
        return self.is_announced(gap) or self.is_customers(gap)

    def _is_the_agents_move(self, gap: Gap) -> bool:
        """Tell whether the customer waits though nobody said so: by who ends the silence and how.

        The last to have said more than 好的 either has something to be answered, or has asked.
        """
        if gap.after.speaker is not Speaker.AGENT or self.is_customers(gap):
            return False
        telling = (p for p in self._before(gap) if not is_listening(p, self._text))
        last = next(telling, gap.before)
        return last.speaker is Speaker.CUSTOMER or not is_asking(last, self._text)

    def _is_something_else(self, piece: Spoken) -> bool:
        return (
            _says(self._requests, piece)
            or letters(piece, self._text) > _CUSTOMER_LETTERS
            or is_asking(piece, self._text)
        )

    def _before(self, gap: Gap) -> Sequence[Spoken]:
        """Return the pieces before ``gap``, the nearest first."""
        return self._spoken[max(0, gap.begun - _REACH) : gap.begun][::-1]


def _by_turn(hits: Iterable[CueHit]) -> dict[int, list[CueHit]]:
    turns: dict[int, list[CueHit]] = {}
    for hit in hits:
        turns.setdefault(hit.turn, []).append(hit)
    return turns


def _says(hits: Mapping[int, Sequence[CueHit]], piece: Spoken) -> bool:
    return any(piece.start <= hit.start < piece.end for hit in hits.get(piece.turn, ()))
