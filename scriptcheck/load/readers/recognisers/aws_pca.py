"""Amazon's post-call analytics solution: ``SpeechSegments``, with roles for voices.

Times are seconds. What is not known there is the text ``None``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, has_keys
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_UNKNOWN: Final = "None"


class _Word(msgspec.Struct, frozen=True, rename="pascal"):
    text: str | None = None
    start_time: _Number = None
    end_time: _Number = None


class _Segment(msgspec.Struct, frozen=True, rename="pascal"):
    display_text: str | None = None
    original_text: str | None = None
    segment_speaker: str | None = None
    segment_start_time: _Number = None
    segment_end_time: _Number = None
    word_confidence: tuple[_Word, ...] | None = None


class _Name(msgspec.Struct, frozen=True, rename="pascal"):
    speaker: str
    display_text: str | None = None


class _Analytics(msgspec.Struct, frozen=True, rename="pascal"):
    guid: str | None = msgspec.field(name="GUID", default=None)
    agent: str | None = None
    conversation_time: str | None = None
    speaker_labels: tuple[_Name, ...] | None = None


class _Output(msgspec.Struct, frozen=True, rename="pascal"):
    conversation_analytics: _Analytics
    speech_segments: tuple[_Segment, ...]


def _fits(value: Any) -> bool:
    return has_keys(value, "ConversationAnalytics", "SpeechSegments")


def _read(value: JsonValue) -> Iterator[Call]:
    output = value.decode(_Output)
    about = output.conversation_analytics
    names = {name.speaker: name.display_text for name in about.speaker_labels or ()}
    said = [_sentence(segment, names) for segment in output.speech_segments]
    meta = {
        "agent_name": _known(about.agent),
        "start_time": iso_moment(_known(about.conversation_time)),
    }
    call_id = _known(about.guid) or ""
    yield make_call(said, value.origin, ms_per_unit=SECONDS, call_id=call_id, meta=meta)


def _sentence(segment: _Segment, names: dict[str, str | None]) -> Sentence:
    voice = segment.segment_speaker or ""
    return Sentence(
        segment.display_text or segment.original_text or "",
        names.get(voice) or voice,
        start=segment.segment_start_time,
        end=segment.segment_end_time,
        words=tuple(
            ((word.text or "").strip(), word.start_time, word.end_time)
            for word in segment.word_confidence or ()
        ),
    )


def _known(text: str | None) -> str | None:
    return None if text == _UNKNOWN else text


AWS_PCA: Final = JsonShape(
    "aws-pca",
    Text("Amazon 通话后分析方案", "Amazon's post-call analytics solution"),
    _fits,
    _read,
)
