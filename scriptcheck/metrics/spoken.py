"""When each piece of speech was said, where the times of a call can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.metrics.word_times import pauses_within

if TYPE_CHECKING:
    from scriptcheck.call import Call, Speaker, Turn
    from scriptcheck.text.call_text import CallText

LATEST_MS: Final = 2**53 - 1
"""The largest time that every reader of JSON keeps exactly."""

_QUICKEST_MS: Final = 40
"""Milliseconds that a character takes at the least: nobody says 25 syllables a second."""

_CHARACTERS_FREE: Final = 3
"""Characters that need no time at all: recognisers give a mere 嗯 or 好的 start and end in one."""


class Spoken(NamedTuple):
    """Something said without a pause."""

    start_ms: int
    end_ms: int
    turn: int
    speaker: Speaker
    start: int
    """First character in the turn's text."""
    end: int
    """One past the last character."""


class SpeechTimes(NamedTuple):
    """All that was said, by time; or why that is not known."""

    spoken: tuple[Spoken, ...] = ()
    """In the order of their starts; several people may speak at once."""
    missing: str = ""
    """``no-times``, or ``times-incomplete`` where some turns have none that can be right."""


def speech_times(call: Call, text: CallText) -> SpeechTimes:
    """Return when everything in ``call``, whose folded text is ``text``, was said.

    Turns in which nothing is said do not count. One turn without times that can be right leaves
    all open: what seems a silence may be that turn.
    """
    found: list[Spoken] = []
    missing = timed = False
    for number, turn in enumerate(call.turns):
        if turn.start_ms is None and not turn.words:
            missing = missing or bool(turn.text.strip())
            continue
        timed = True
        if not turn.text.strip():
            continue
        times = _times(turn, len(text.turns[number].text))
        if times is None:
            missing = True
            continue
        found += _pieces(turn, number, *times)
    if not timed:
        return SpeechTimes(missing="no-times")
    if missing or not found:
        return SpeechTimes(missing="times-incomplete")
    return SpeechTimes(tuple(sorted(found)))


def _times(turn: Turn, characters: int) -> tuple[int, int] | None:
    """Return when ``turn`` starts and ends, by its own times or its words'; ``None`` if unknown."""
    start, end = turn.start_ms, turn.end_ms
    if turn.words:
        start = turn.words[0].start_ms if start is None else start
        end = turn.words[-1].end_ms if end is None else end
    if start is None or end is None or not 0 <= start <= end <= LATEST_MS:
        return None
    takes_ms = (characters - _CHARACTERS_FREE) * _QUICKEST_MS
    return (start, end) if end - start >= takes_ms else None


def _pieces(turn: Turn, number: int, start_ms: int, end_ms: int) -> list[Spoken]:
    """Return ``turn`` in pieces, cut where its words leave a pause."""
    pieces: list[Spoken] = []
    begin_ms, begin = start_ms, 0
    for pause in pauses_within(turn, start_ms, end_ms):
        pieces.append(Spoken(begin_ms, pause.start_ms, number, turn.speaker, begin, pause.char))
        begin_ms, begin = pause.end_ms, pause.char
    return [*pieces, Spoken(begin_ms, end_ms, number, turn.speaker, begin, len(turn.text))]
