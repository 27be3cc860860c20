"""What a metric is, and scriptcheck's own by name: the unit, and how people read a value."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.report import CueMatch, Measured, Stretch


class MetricUnit(StrEnum):
    """What a metric counts; the name of a metric with a unit ends in it."""

    MS = "ms"
    CHARS_PER_MIN = "chars_per_min"
    PERCENT = "percent"
    COUNT = "count"


class MetricInput(NamedTuple):
    """What a metric of another package is measured by."""

    call: Call
    """The call with its turns, their times, and the call data."""
    matches: Mapping[str, Sequence[CueMatch]]
    """By cue, the matches in the order of the call; cues that are not matched are left out."""
    measured: Mapping[str, Measured]
    """By name, those of scriptcheck's own metrics that the call shows."""


class Measurement(NamedTuple):
    """The value of a metric in one call."""

    value: int | float
    """In the metric's unit."""
    places: tuple[Stretch, ...] = ()
    """Where in the call it was measured; reports name the first 20."""


class Metric(NamedTuple):
    """One metric.

    A package brings one by an entry point of the group ``scriptcheck.metrics``. The entry point's
    name is the metric's, and ends in its unit: ``_ms``, ``_chars_per_min``, ``_percent`` or
    ``_count``.
    """

    title: Text
    """What people call it."""
    unit: MetricUnit
    cues: tuple[str, ...] = ()
    """The cues without which it means nothing; a lexicon whose rules use it must define them."""
    measure: Callable[[MetricInput], Measurement | None] | None = None
    """Returns the measurement on one call, equal for equal calls; ``None`` where the call does not
    show the metric. scriptcheck's own metrics, which are measured together, have none."""
    needs_times: bool = False
    """Whether ``measure`` is asked only of calls in which every turn has times that can be right;
    in others the metric is missing, with the reason that scriptcheck's own have."""


HOLD_NOTICE: Final = "hold_notice"
"""The cue by which the agent asks the customer to wait."""

WAIT_REQUEST: Final = "asks_to_wait"
"""The cue by which the customer asks the agent to wait; a lexicon may do without."""

METRICS: Final = MappingProxyType(
    {
        "agent_chars_per_min": Metric(
            Text("客服语速", "the agent's speech rate"), MetricUnit.CHARS_PER_MIN
        ),
        "agent_talk_percent": Metric(
            Text("客服说话时间占比", "the agent's share of the talk"), MetricUnit.PERCENT
        ),
        "call_length_ms": Metric(Text("通话时长", "length of the call"), MetricUnit.MS),
        "first_agent_word_ms": Metric(
            Text("客服开口时间", "time to the agent's first word"), MetricUnit.MS
        ),
        "hold_count": Metric(Text("等待次数", "number of holds"), MetricUnit.COUNT),
        "hold_ms": Metric(Text("等待总时长", "time on hold"), MetricUnit.MS),
        "interruption_count": Metric(
            Text("客服抢话次数", "times the agent interrupts"), MetricUnit.COUNT
        ),
        "longest_answer_delay_ms": Metric(
            Text("最长应答间隔", "longest delay of an answer"), MetricUnit.MS
        ),
        "longest_hold_ms": Metric(Text("最长等待", "longest hold"), MetricUnit.MS),
        "longest_interruption_ms": Metric(Text("最长抢话", "longest interruption"), MetricUnit.MS),
        "longest_silence_ms": Metric(Text("最长静默", "longest silence"), MetricUnit.MS),
        "longest_unannounced_hold_ms": Metric(
            Text("未告知的最长等待", "longest hold that was not announced"),
            MetricUnit.MS,
            (HOLD_NOTICE,),
        ),
        "mean_answer_delay_ms": Metric(
            Text("平均应答间隔", "mean delay of an answer"), MetricUnit.MS
        ),
        "overlap_ms": Metric(Text("重叠时长", "time both speak at once"), MetricUnit.MS),
        "ring_count": Metric(Text("振铃声数", "rings before the answer"), MetricUnit.COUNT),
        "ring_ms": Metric(Text("振铃时长", "time of ringing"), MetricUnit.MS),
        "silence_ms": Metric(Text("静默总时长", "time of silence"), MetricUnit.MS),
    }
)
"""Scriptcheck's own, in the order of the names; docs/metrics.md says how each is measured."""

_WORDS: Final = MappingProxyType(
    {
        MetricUnit.MS: Text(" 秒", " s"),
        MetricUnit.CHARS_PER_MIN: Text(" 字/分钟", " characters a minute"),
        MetricUnit.PERCENT: Text("%", "%"),
        MetricUnit.COUNT: Text("", ""),
    }
)


_DECIMALS: Final = 1
_ENOUGH: Final = 17
"""Decimals after which no two numbers with an end are the same."""


def words_of(value: float, unit: MetricUnit, *, decimals: int = _DECIMALS) -> Text:
    """Return ``value`` as people read it: milliseconds as seconds, with the unit."""
    number = f"{_in_words(value, unit):.{decimals}f}"
    number = number.rstrip("0").removesuffix(".") if decimals else number
    return Text(f"{number}{_WORDS[unit].zh}", f"{number}{_WORDS[unit].en}")


def bound_words(bound: float, unit: MetricUnit) -> Text:
    """Return a bound as people read it, with all of its decimals."""
    exact = _in_words(bound, unit)
    fit = (each for each in range(_DECIMALS, _ENOUGH) if float(f"{exact:.{each}f}") == exact)
    return words_of(bound, unit, decimals=next(fit, _ENOUGH))


def words_beside(value: float, bound: float, unit: MetricUnit) -> Text:
    """Return ``value`` as people read it beside ``bound``, with decimals enough to differ from it.

    A value that is the bound itself is shown as that.
    """
    beside = bound_words(bound, unit)
    if value == bound:
        return beside
    found = (words_of(value, unit, decimals=each) for each in range(_DECIMALS, _ENOUGH))
    return next((words for words in found if words != beside), words_of(value, unit))


def _in_words(value: float, unit: MetricUnit) -> float:
    """Return the number that people read for ``value``."""
    return value / 1000 if unit is MetricUnit.MS else value
