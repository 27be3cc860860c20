"""Genesys Cloud: phrases of the internal and the external participant of a conversation.

Times are milliseconds from 1970, in older exports from the beginning of the recording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.recognisers.tracks import in_order
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, Moment, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None
_FROM_1970: Final = 10**11
"""From here on milliseconds count from 1970: a recording of as many would last three years."""
_SPEAKERS: Final = {"internal": Speaker.AGENT, "external": Speaker.CUSTOMER}


class _Duration(msgspec.Struct, frozen=True):
    milliseconds: _Number = None


class _Timed(msgspec.Struct, frozen=True, rename="camel"):
    start_time_ms: _Number = None
    duration: _Duration | None = None


class _Word(_Timed, frozen=True, rename="camel"):
    word: str | None = None


class _Phrase(_Timed, frozen=True, rename="camel"):
    text: str | None = None
    decorated_text: str | None = None
    participant_purpose: str | None = None
    words: tuple[_Word, ...] | None = None
    decorated_words: tuple[_Word, ...] | None = None


class _Transcript(msgspec.Struct, frozen=True, rename="camel"):
    phrases: tuple[_Phrase, ...] = ()
    start_time: _Number = None


class _Conversation(msgspec.Struct, frozen=True, rename="camel"):
    transcripts: tuple[_Transcript, ...] = ()
    conversation_id: str | None = None
    start_time: _Number = None


def _fits(value: Any) -> bool:
    return has_keys(first_of(value, "transcripts"), "phrases")


def _read(value: JsonValue) -> Iterator[Call]:
    found = value.decode(_Conversation)
    said = [
        (phrase, milliseconds(phrase.start_time_ms, MILLISECONDS))
        for transcript in found.transcripts
        for phrase in transcript.phrases
    ]
    starts = [start for _, start in said if start is not None]
    begun = milliseconds(_begun(found), MILLISECONDS)
    first = min(starts, default=0)
    is_dated = first >= _FROM_1970
    origin = (begun if begun is not None and begun <= first else first) if is_dated else 0
    sentences = [_sentence(phrase, origin) for phrase, _ in said]
    yield make_call(
        in_order(sentences),
        value.origin,
        ms_per_unit=MILLISECONDS,
        call_id=found.conversation_id or "",
        meta={"start_time": iso_moment(_begun(found))},
    )


def _begun(found: _Conversation) -> _Number:
    if found.start_time is not None:
        return found.start_time
    return found.transcripts[0].start_time if found.transcripts else None


def _sentence(phrase: _Phrase, origin: int) -> Sentence:
    purpose = phrase.participant_purpose or ""
    start, end = _span(phrase, origin)
    words = phrase.decorated_words or phrase.words or ()
    return Sentence(
        phrase.decorated_text or phrase.text or "",
        purpose,
        _SPEAKERS.get(purpose),
        start=start,
        end=end,
        words=tuple((word.word or "", *_span(word, origin)) for word in words),
    )


def _span(timed: _Timed, origin: int) -> tuple[Time, Time]:
    start = milliseconds(timed.start_time_ms, MILLISECONDS)
    if start is None:
        return None, None
    length = milliseconds(timed.duration.milliseconds, MILLISECONDS) if timed.duration else None
    end = None if length is None else Moment(start - origin + length)
    return Moment(start - origin), end


GENESYS: Final = JsonShape(
    "genesys", Text("Genesys Cloud 转写", "Genesys Cloud transcripts"), _fits, _read
)
