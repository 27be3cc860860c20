"""All metrics of one call."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scriptcheck.call import Speaker
from scriptcheck.errors import CheckError, internal_error
from scriptcheck.language import Text
from scriptcheck.metrics.catalogue import METRICS, Measurement, MetricInput
from scriptcheck.metrics.gaps import gaps, longest
from scriptcheck.metrics.overlap import common_ms, interruptions, merged
from scriptcheck.metrics.pace import agent_pace
from scriptcheck.metrics.registry import known_metrics
from scriptcheck.metrics.spoken import speech_times
from scriptcheck.metrics.waits import Waits
from scriptcheck.metrics.word_times import SHORTEST_SILENCE_MS
from scriptcheck.report import Measured, Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.metrics.catalogue import Metric
    from scriptcheck.metrics.gaps import SpeechGap
    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.report import CueMatch
    from scriptcheck.text.call_text import CallText

MOST_PLACES: Final = 20
"""Places that a metric names; the first, where there are more."""

_RINGS: Final = ("ring_count", "ring_ms")

RING_MS: Final = 5000
"""One ring in mainland China: a second of tone, four of silence."""

_Value: TypeAlias = "tuple[int | float, tuple[Stretch, ...]]"
_Values: TypeAlias = "dict[str, _Value]"


@dataclass(frozen=True, slots=True)
class Metrics:
    """The metrics of a call."""

    measured: Mapping[str, Measured]
    """Those that are known, in the order of their names."""
    missing: Mapping[str, str]
    """For each of the others why it is not, as the code of a ``VerdictReason``."""

    def values(self) -> dict[str, int | float]:
        """Return the value of each metric that is known."""
        return {name: each.value for name, each in self.measured.items()}


def measure(call: Call, text: CallText, matches: Mapping[str, Sequence[CueMatch]]) -> Metrics:
    """Return the metrics of ``call``, whose folded text is ``text``.

    ``matches`` holds those of the call's cues; scriptcheck's own metrics need the cues that say who
    asks whom to wait. Raises ``CheckError``, which names the metric, where one of another package
    fails by a mistake in its code.
    """
    known = _of_rings(call.meta)
    times = speech_times(call, text)
    reason = times.missing
    if times.spoken:
        between = gaps(times.spoken)
        known |= _of_all(times.spoken, between)
        reason = _unknown_roles(times.spoken)
        if not reason:
            known |= _of_roles(times.spoken, between, text, matches)
            reason = "too-little-speech"
    missing = {
        name: "no-call-data" if name in _RINGS else reason for name in METRICS if name not in known
    }
    measured = {
        name: Measured(name, known[name][0], known[name][1][:MOST_PLACES])
        for name in METRICS
        if name in known
    }
    metrics = known_metrics()
    if len(metrics) == len(METRICS):
        return Metrics(measured, missing)
    given = MetricInput(call, matches, MappingProxyType(dict(measured)))
    for name, metric in metrics.items():
        if name in METRICS:
            continue
        if metric.needs_times and times.missing:
            missing[name] = times.missing
        elif (found := _of_installed(name, metric, given)) is None:
            missing[name] = "not-shown"
        else:
            measured[name] = Measured(name, found.value, found.places[:MOST_PLACES])
    return Metrics(dict(sorted(measured.items())), dict(sorted(missing.items())))


def _of_installed(name: str, metric: Metric, given: MetricInput) -> Measurement | None:
    """Return the measurement of an installed metric, as far as it is one."""
    part = Text(f"（量度 {name}）", f" in the metric {name}")
    assert metric.measure is not None  # noqa: S101  (the registry lets no other in)
    try:
        found = metric.measure(given)
        if found is not None:
            _require_measurement(found)
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        raise CheckError(internal_error(error, given.call.source, part)) from error
    return found


def _require_measurement(found: Measurement) -> None:
    if not isinstance(found, Measurement):
        message = f"{type(found).__name__} in place of a Measurement"
        raise TypeError(message)
    if isinstance(found.value, bool) or not isinstance(found.value, int | float):
        message = f"{type(found.value).__name__} in place of a number"
        raise TypeError(message)
    if not isfinite(found.value):
        message = f"{found.value} is no finite number"
        raise ValueError(message)


def _unknown_roles(spoken: Sequence[Spoken]) -> str:
    speakers = {piece.speaker for piece in spoken}
    if Speaker.UNKNOWN in speakers:
        return "unknown-speaker"
    return "" if Speaker.AGENT in speakers else "no-agent-turns"


def _of_rings(meta: Mapping[str, Any]) -> _Values:
    """Return what the call data says of the ringing; a count follows from a time as well.

    A ring that has begun counts.
    """
    known = {name: meta[name] for name in _RINGS if _is_count(meta.get(name))}
    if "ring_ms" in known:
        known.setdefault("ring_count", -(-known["ring_ms"] // RING_MS))
    return {name: (value, ()) for name, value in known.items()}


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def silences(call: Call, text: CallText) -> tuple[Stretch, ...] | None:
    """Return every silence of ``call`` in order, as ``silence_ms`` counts them.

    ``None`` where the times of the call do not show them.
    """
    spoken = speech_times(call, text).spoken
    return tuple(gap.place for gap in _silences(gaps(spoken))) if spoken else None


def _silences(between: Sequence[SpeechGap]) -> list[SpeechGap]:
    return [gap for gap in between if gap.ms >= SHORTEST_SILENCE_MS]


def _of_all(spoken: Sequence[Spoken], between: Sequence[SpeechGap]) -> _Values:
    """Return what can be measured without knowing who speaks."""
    silences = _silences(between)
    return {
        "call_length_ms": (max(piece.end_ms for piece in spoken), ()),
        "longest_silence_ms": longest(silences),
        "silence_ms": _total(silences),
    }


def _of_roles(
    spoken: Sequence[Spoken],
    between: Sequence[SpeechGap],
    text: CallText,
    matches: Mapping[str, Sequence[CueMatch]],
) -> _Values:
    # What a machine says, such as the music of a queue, ends nobody's wait.
    people = [piece for piece in spoken if piece.speaker is not Speaker.SYSTEM]
    if len(people) < len(spoken):
        between = gaps(people)
    waits = Waits(people, text, matches)
    holds = waits.holds(between)
    return (
        _of_holds([hold.gap for hold in holds])
        | {"longest_unannounced_hold_ms": longest(h.gap for h in holds if not h.announced)}
        | _of_answers([gap for gap in between if _is_answer(gap, waits)])
        | _of_talk(people)
        | _of_interruptions(interruptions(people, text))
        | _of_pace(people, text)
    )


def _of_holds(holds: Sequence[SpeechGap]) -> _Values:
    return {
        "hold_count": (len(holds), _places(holds)),
        "hold_ms": _total(holds),
        "longest_hold_ms": longest(holds),
    }


def _is_answer(gap: SpeechGap, waits: Waits) -> bool:
    """Return whether the customer has spoken and the agent is to answer.

    A wait that one of them has asked for is no answer's delay.
    """
    return (
        gap.before.speaker is Speaker.CUSTOMER
        and gap.after.speaker is Speaker.AGENT
        and not waits.is_asked_for(gap)
    )


def _of_answers(answers: Sequence[SpeechGap]) -> _Values:
    if not answers:
        return {"longest_answer_delay_ms": (0, ())}
    mean = round(sum(gap.ms for gap in answers) / len(answers))
    return {
        "longest_answer_delay_ms": longest(answers),
        "mean_answer_delay_ms": (mean, ()),
    }


def _of_talk(people: Sequence[Spoken]) -> _Values:
    agent, customer = (merged(people, speaker) for speaker in (Speaker.AGENT, Speaker.CUSTOMER))
    agent_ms, customer_ms = (sum(end - start for start, end in each) for each in (agent, customer))
    first = next(piece for piece in people if piece.speaker is Speaker.AGENT)
    values: _Values = {
        "first_agent_word_ms": (
            first.start_ms,
            (Stretch(first.turn, first.turn, first.start_ms, first.end_ms),),
        ),
        "overlap_ms": (common_ms(agent, customer), ()),
    }
    if talk_ms := agent_ms + customer_ms:
        values["agent_talk_percent"] = (round(100 * agent_ms / talk_ms, 1), ())
    return values


def _of_interruptions(found: Sequence[Stretch]) -> _Values:
    most = max(found, key=lambda place: place.end_ms - place.start_ms, default=None)
    return {
        "interruption_count": (len(found), tuple(found)),
        "longest_interruption_ms": (most.end_ms - most.start_ms, (most,)) if most else (0, ()),
    }


def _of_pace(people: Sequence[Spoken], text: CallText) -> _Values:
    pace = agent_pace(people, text)
    return {"agent_chars_per_min": (pace.chars_per_min, pace.places)} if pace else {}


def _total(found: Sequence[SpeechGap]) -> _Value:
    return sum(gap.ms for gap in found), _places(found)


def _places(found: Sequence[SpeechGap]) -> tuple[Stretch, ...]:
    return tuple(gap.place for gap in found[:MOST_PLACES])
