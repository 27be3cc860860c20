"""Speechmatics, json-v2: words and marks, each with its voice or channel; times are seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import in_order, track_label
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_NOBODY: Final = "UU"
"""What it calls a voice that it did not recognise."""


class _Alternative(msgspec.Struct, frozen=True):
    content: str | None = None
    speaker: str | None = None


class _Result(msgspec.Struct, frozen=True):
    alternatives: tuple[_Alternative, ...] = ()
    channel: str | None = None
    start_time: _Number = None
    end_time: _Number = None


class _Job(msgspec.Struct, frozen=True):
    id: str | None = None


class _Output(msgspec.Struct, frozen=True):
    results: tuple[_Result, ...] = ()
    job: _Job | None = None


def _fits(value: Any) -> bool:
    result = first_of(value, "results")
    is_list = isinstance(value, dict) and isinstance(value.get("results"), list)
    return (is_list and has_keys(value, "format", "metadata")) or (
        has_keys(result, "start_time", "type")
        and has_keys(first_of(result, "alternatives"), "content")
    )


def _read(value: JsonValue) -> Iterator[Call]:
    output = value.decode(_Output)
    # Channels may speak at once, and mixed by time neither could be understood.
    tracks: dict[str, list[Token]] = {}
    for result in output.results:
        tracks.setdefault(result.channel or "", []).append(_token(result))
    said = [
        sentence
        for tokens in tracks.values()
        for sentence in sentences_of(tokens, ms_per_unit=SECONDS)
    ]
    task = output.job.id if output.job else None
    yield make_call(
        in_order(said),
        value.origin,
        ms_per_unit=SECONDS,
        call_id=value.origin.id_or(task),
        meta={"job_id": task},
    )


def _token(result: _Result) -> Token:
    best = result.alternatives[0] if result.alternatives else _Alternative()
    voice = "" if best.speaker in {None, _NOBODY} else best.speaker or ""
    label = track_label(result.channel, voice)
    return Token(best.content or "", label, result.start_time, result.end_time)


SPEECHMATICS: Final = JsonShape(
    "speechmatics", Text("Speechmatics（json-v2）", "Speechmatics (json-v2)"), _fits, _read
)
