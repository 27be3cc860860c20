"""IBM Watson Speech to Text: words with times, and which voice spoke from when to when.

Times are seconds. Voices stand apart from the words, in ``speaker_labels``, each from the beginning
of a word on. Without times of words there are only whole results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.readers.recognisers.tracks import number_label
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None
_HESITATION: Final = "%HESITATION"


class _Alternative(msgspec.Struct, frozen=True):
    transcript: str | None = None
    timestamps: tuple[tuple[str, _Number, _Number], ...] | None = None


class _Result(msgspec.Struct, frozen=True):
    alternatives: tuple[_Alternative, ...] = ()
    final: bool = True


class _Label(msgspec.Struct, frozen=True):
    speaker: _Number = None
    start: _Number = msgspec.field(name="from", default=None)


class _Output(msgspec.Struct, frozen=True):
    results: tuple[_Result, ...] = ()
    speaker_labels: tuple[_Label, ...] | None = None


class _Job(msgspec.Struct, frozen=True):
    results: tuple[_Output, ...] = ()
    id: str | None = None


def _fits(value: Any) -> bool:
    result = first_of(value, "results")
    if has_keys(result, "results", "result_index"):
        return True
    best = first_of(result, "alternatives")
    is_watson = has_keys(value, "result_index") or has_keys(value, "speaker_labels")
    return has_keys(best, "transcript") and (is_watson or has_keys(best, "timestamps"))


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    if has_keys(first_of(value.value, "results"), "results"):
        job = value.decode(_Job)
        outputs, task = job.results, job.id
    else:
        outputs, task = (value.decode(_Output),), None
    said = [sentence for output in outputs for sentence in _sentences(output)]
    if not said:
        yield not_transcribed(value, "results: []")
        return
    call_id = value.origin.id_or(task)
    meta = {"task_id": task}
    yield make_call(said, value.origin, ms_per_unit=SECONDS, call_id=call_id, meta=meta)


def _sentences(output: _Output) -> Iterator[Sentence]:
    # Labels come again while they may still change; the last of them stands.
    voices = {label.start: number_label(label.speaker) for label in output.speaker_labels or ()}
    for best in _best(output.results):
        if not best.timestamps:
            yield Sentence(best.transcript or "")
            continue
        words = [
            Token(word, voices.get(start, ""), start, end)
            for word, start, end in best.timestamps
            if word != _HESITATION
        ]
        yield from sentences_of(words, ms_per_unit=SECONDS)


def _best(results: Sequence[_Result]) -> Iterator[_Alternative]:
    """Yield the best alternative of each result; what is not final is said again by a later one."""
    has_final = any(result.final for result in results)
    for result in results:
        if result.alternatives and (result.final or not has_final):
            yield result.alternatives[0]


WATSON: Final = JsonShape(
    "watson", Text("IBM Watson 语音识别", "IBM Watson Speech to Text"), _fits, _read
)
