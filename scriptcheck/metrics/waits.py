"""Who waits for whom in a silence, and whether the agent has announced it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.metrics.catalogue import HOLD_NOTICE, WAIT_REQUEST
from scriptcheck.metrics.small_talk import asks_in_words, characters, is_asking, is_listening

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.metrics.gaps import SpeechGap
    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.report import CueMatch
    from scriptcheck.text.call_text import CallText

HOLD_MS: Final = 10_000
"""A silence in which the customer waits is a hold if it is longer."""

_REACH: Final = 8
"""Pieces of speech before a silence that can show what it is for."""

_CHARACTERS: Final = 30
"""Characters that either may say after 请您稍候 before the wait; more is about something else."""

_TAG_CHARACTERS: Final = 4
"""Characters of a question that belongs to the notice itself, such as 可以吗."""


class Hold(NamedTuple):
    """A silence in which the customer waits for the agent."""

    gap: SpeechGap
    announced: bool


class Waits:
    """What was said about waiting in one call."""

    def __init__(
        self, spoken: Sequence[Spoken], text: CallText, matched: Mapping[str, Sequence[CueMatch]]
    ) -> None:
        self._spoken = spoken
        self._text = text
        self._notices = _by_turn(matched.get(HOLD_NOTICE, ()))
        self._requests = _by_turn(matched.get(WAIT_REQUEST, ()))

    def holds(self, gaps: Iterable[SpeechGap]) -> list[Hold]:
        """Return the holds among ``gaps``, those between all that was said by people."""
        return [
            Hold(gap, announced)
            for gap in gaps
            if gap.ms > HOLD_MS
            and ((announced := self.is_announced(gap)) or self._is_the_agents_move(gap))
        ]

    def is_announced(self, gap: SpeechGap) -> bool:
        """Return whether the agent has asked the customer to wait, and ``gap`` is that wait."""
        if not self._notices:
            return False
        said = dict.fromkeys(Speaker, 0)
        answered = False
        for piece in self._before(gap):
            is_agent = piece.speaker is Speaker.AGENT
            notice = _last(self._notices, piece) if is_agent else None
            rest = piece if notice is None else piece._replace(start=notice.end)
            said[piece.speaker] += characters(rest, self._text)
            if said[piece.speaker] > _CHARACTERS or (
                is_agent and not answered and self._asks(rest)
            ):
                return False
            if notice is not None:
                return True
            if not is_agent and _last(self._requests, piece) is not None:
                return False
            answered = answered or not (is_agent or is_listening(piece, self._text))
        return False

    def is_customers(self, gap: SpeechGap) -> bool:
        """Return whether the customer has asked the agent to wait, and ``gap`` is that wait."""
        if not self._requests:
            return False
        said = next((p for p in self._before(gap) if p.speaker is Speaker.CUSTOMER), None)
        return said is not None and _last(self._requests, said) is not None

    def is_asked_for(self, gap: SpeechGap) -> bool:
        """Return whether one of them has asked the other to wait, and ``gap`` is that wait."""
        return self.is_announced(gap) or self.is_customers(gap)

    def _is_the_agents_move(self, gap: SpeechGap) -> bool:
        """Return whether the customer waits though nobody said so.

        That is where the agent ends the silence, and the last to have said more than 好的 was the
        customer, who is to be answered, or the agent, but not with a question.
        """
        if gap.after.speaker is not Speaker.AGENT or self.is_customers(gap):
            return False
        showing = (p for p in self._before(gap) if not is_listening(p, self._text))
        last = next(showing, gap.before)
        return last.speaker is Speaker.CUSTOMER or not is_asking(last, self._text)

    def _asks(self, piece: Spoken) -> bool:
        """Return whether the agent asks more than 可以吗, so that it waits for the customer."""
        # After 请稍候我给您查一下, recognisers like to put a question mark.
        return characters(piece, self._text) > _TAG_CHARACTERS and asks_in_words(piece, self._text)

    def _before(self, gap: SpeechGap) -> Sequence[Spoken]:
        """Return the pieces before ``gap``, the nearest first."""
        return self._spoken[max(0, gap.begun - _REACH) : gap.begun][::-1]


def _by_turn(matches: Iterable[CueMatch]) -> dict[int, list[CueMatch]]:
    turns: dict[int, list[CueMatch]] = {}
    for match in matches:
        turns.setdefault(match.turn, []).append(match)
    return turns


def _last(matches: Mapping[int, Sequence[CueMatch]], piece: Spoken) -> CueMatch | None:
    """Return the last of ``matches`` that begins in ``piece``."""
    within = (
        match for match in matches.get(piece.turn, ()) if piece.start <= match.start < piece.end
    )
    return max(within, key=lambda match: match.end, default=None)
