"""Amazon Transcribe: words with times, of voices (``spk_0``), channels (``ch_0``) or neither.

Times are seconds, as text. There are no sentences: one ends where the speaker changes, or does not
go on for a second. Punctuation has no time and belongs to the word before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, has_keys, not_transcribed
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS, Moment, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_PAUSE_MS: Final = 1000


class _Alternative(msgspec.Struct, frozen=True):
    content: str | None = None


class _Item(msgspec.Struct, frozen=True):
    alternatives: tuple[_Alternative, ...] = ()
    start_time: _Number = None
    end_time: _Number = None
    speaker_label: str | None = None
    channel_label: str | None = None


class _SpokenItem(msgspec.Struct, frozen=True):
    start_time: _Number = None
    speaker_label: str | None = None


class _Segment(msgspec.Struct, frozen=True):
    items: tuple[_SpokenItem, ...] = ()
    speaker_label: str | None = None


class _Voices(msgspec.Struct, frozen=True):
    segments: tuple[_Segment, ...] = ()


class _Channel(msgspec.Struct, frozen=True):
    channel_label: str | None = None
    items: tuple[_Item, ...] = ()


class _Channels(msgspec.Struct, frozen=True):
    channels: tuple[_Channel, ...] = ()


class _Results(msgspec.Struct, frozen=True):
    items: tuple[_Item, ...] = ()
    speaker_labels: _Voices | None = None
    channel_labels: _Channels | None = None


class _Job(msgspec.Struct, frozen=True):
    results: _Results | None = None
    job_name: str | None = msgspec.field(name="jobName", default=None)
    status: str | None = None


def _fits(value: Any) -> bool:
    results = value.get("results") if isinstance(value, dict) else None
    return has_keys(results, "transcripts") or has_keys(value, "jobName", "status")


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    job = value.decode(_Job)
    if job.results is None:
        yield not_transcribed(value, job.status)
        return
    said = _sentences(job.results)
    meta = {"job_name": job.job_name}
    call_id = value.origin.id_or(job.job_name)
    yield make_call(said, value.origin, ms_per_unit=SECONDS, call_id=call_id, meta=meta)


def _sentences(results: _Results) -> list[Sentence]:
    if results.channel_labels and results.channel_labels.channels:
        # Channels speak at once, and mixed by time neither could be understood.
        return [
            sentence
            for channel in results.channel_labels.channels
            for sentence in _cut(channel.items, {}, channel.channel_label or "")
        ]
    voices = results.speaker_labels or _Voices()
    voice_at = {
        str(item.start_time): item.speaker_label or segment.speaker_label or ""
        for segment in voices.segments
        for item in segment.items
    }
    return list(_cut(results.items, voice_at, ""))


@dataclass(slots=True)
class _Draft:
    label: str
    text: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    words: list[tuple[str, Moment | None, Moment | None]] = field(default_factory=list)

    def add(self, content: str, start_ms: int | None, end_ms: int | None) -> None:
        is_word = start_ms is not None
        joins = self.text[-1:].isascii() and content[:1].isascii() and is_word and self.text
        self.text += f" {content}" if joins else content
        if start_ms is None:
            return
        self.start_ms = start_ms if self.start_ms is None else self.start_ms
        self.end_ms = end_ms
        end = None if end_ms is None else Moment(end_ms)
        self.words.append((content, Moment(start_ms), end))

    def finish(self) -> Sentence:
        start, end = (None if ms is None else Moment(ms) for ms in (self.start_ms, self.end_ms))
        return Sentence(self.text, self.label, start=start, end=end, words=tuple(self.words))


def _cut(items: Iterable[_Item], voice_at: dict[str, str], channel: str) -> Iterator[Sentence]:
    """Yield sentences of one channel, each of one voice and without a long pause."""
    draft: _Draft | None = None
    for item in items:
        content = (item.alternatives[0].content if item.alternatives else None) or ""
        start, end = (milliseconds(time, SECONDS) for time in (item.start_time, item.end_time))
        label = item.speaker_label or voice_at.get(str(item.start_time)) or channel
        label = label or item.channel_label or ""
        if draft is None:
            draft = _Draft(label)
        elif start is not None and (label != draft.label or _is_pause(draft.end_ms, start)):
            yield draft.finish()
            draft = _Draft(label)
        draft.add(content, start, end)
    if draft is not None:
        yield draft.finish()


def _is_pause(end_ms: int | None, start_ms: int) -> bool:
    return end_ms is not None and start_ms - end_ms >= _PAUSE_MS


AWS_TRANSCRIBE: Final = JsonShape(
    "aws-transcribe", Text("Amazon Transcribe", "Amazon Transcribe"), _fits, _read
)
