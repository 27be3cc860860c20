"""The metrics by name: what each is, its unit, and how people read a value of it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from scriptcheck.language import Text


class Unit(StrEnum):
    """What a metric counts; the name of a metric with a unit ends in it."""

    MS = "ms"
    CHARS_PER_MIN = "chars_per_min"
    PERCENT = "percent"
    COUNT = "count"


class Metric(NamedTuple):
    """One metric."""

    title: Text
    unit: Unit
    cues: tuple[str, ...] = ()
    """The cues without which it means nothing."""


HOLD_NOTICE: Final = "hold_notice"
"""The cue by which the agent asks the customer to wait."""

WAIT_REQUEST: Final = "asks_to_wait"
"""The cue by which the customer asks the agent to wait; a lexicon may do without."""

METRICS: Final = MappingProxyType(
    {
        "agent_chars_per_min": Metric(
            Text("客服语速", "the agent's speech rate"), Unit.CHARS_PER_MIN
        ),
        "agent_talk_percent": Metric(
            Text("客服说话时间占比", "the agent's share of the talk"), Unit.PERCENT
        ),
        "call_length_ms": Metric(Text("通话时长", "length of the call"), Unit.MS),
        "first_agent_word_ms": Metric(
            Text("客服开口时间", "time to the agent's first word"), Unit.MS
        ),
        "hold_count": Metric(Text("等待次数", "number of holds"), Unit.COUNT),
        "hold_ms": Metric(Text("等待总时长", "time on hold"), Unit.MS),
        "interruption_count": Metric(
            Text("客服抢话次数", "times the agent interrupts"), Unit.COUNT
        ),
        "longest_answer_delay_ms": Metric(
            Text("最长应答间隔", "longest delay of an answer"), Unit.MS
        ),
        "longest_hold_ms": Metric(Text("最长等待", "longest hold"), Unit.MS),
        "longest_interruption_ms": Metric(Text("最长抢话", "longest interruption"), Unit.MS),
        "longest_silence_ms": Metric(Text("最长静默", "longest silence"), Unit.MS),
        "longest_unannounced_hold_ms": Metric(
            Text("未告知的最长等待", "longest hold that was not announced"),
            Unit.MS,
            (HOLD_NOTICE,),
        ),
        "mean_answer_delay_ms": Metric(Text("平均应答间隔", "mean delay of an answer"), Unit.MS),
        "overlap_ms": Metric(Text("重叠时长", "time both speak at once"), Unit.MS),
        "ring_count": Metric(Text("振铃声数", "rings before the answer"), Unit.COUNT),
        "ring_ms": Metric(Text("振铃时长", "time of ringing"), Unit.MS),
        "silence_ms": Metric(Text("静默总时长", "time of silence"), Unit.MS),
    }
)
"""Every metric, by name, in the order of the names; docs/metrics.md says how each is measured."""

_WORDS: Final = MappingProxyType(
    {
        Unit.MS: Text(" 秒", " s"),
        Unit.CHARS_PER_MIN: Text(" 字/分钟", " characters a minute"),
        Unit.PERCENT: Text("%", "%"),
        Unit.COUNT: Text("", ""),
    }
)


def shown(metric: str, value: float) -> Text:
    """Return ``value`` of ``metric`` as people read it: milliseconds as seconds, with the unit.

    Raises ``KeyError`` where there is no such metric.
    """
    unit = METRICS[metric].unit
    number = f"{value / 1000:.1f}" if unit is Unit.MS else f"{value:.1f}"
    number = number.removesuffix(".0")
    return Text(f"{number}{_WORDS[unit].zh}", f"{number}{_WORDS[unit].en}")
