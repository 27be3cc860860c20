"""Words that reports share, whatever they are written as."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.metrics.catalogue import METRICS, shown
from scriptcheck.report import Dimension, Outcome, Severity

if TYPE_CHECKING:
    from scriptcheck.report import Measured

SEVERITIES: Final = MappingProxyType(
    {
        Severity.FATAL: Text("致命", "fatal"),
        Severity.MAJOR: Text("严重", "major"),
        Severity.MINOR: Text("轻微", "minor"),
        Severity.INFO: Text("提示", "info"),
    }
)
OUTCOMES: Final = MappingProxyType(
    {
        Outcome.PASS: Text("通过", "pass"),
        Outcome.FAIL: Text("违规", "fail"),
        Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
        Outcome.UNDECIDABLE: Text("无法判断", "undecidable"),
    }
)
DIMENSIONS: Final = MappingProxyType(
    {
        Dimension.RELIABILITY: Text("可靠性", "reliability"),
        Dimension.RESPONSIVENESS: Text("响应性", "responsiveness"),
        Dimension.ASSURANCE: Text("保证性", "assurance"),
        Dimension.EMPATHY: Text("移情性", "empathy"),
    }
)
RESULTS: Final = MappingProxyType(
    {
        True: Text("合格", "passed"),
        False: Text("不合格", "failed"),
        None: Text("无法判断", "not judged"),
    }
)

SUPPRESSED: Final = MappingProxyType(
    {
        "wrong-speaker": Text("不是该说的人说的", "said by the wrong speaker"),
        "unknown-speaker": Text("分不清是谁说的", "it is not known who said it"),
        "harmless": Text("在无妨的长句里", "inside a harmless phrase"),
        "negated": Text("被否定", "negated"),
        "quoting": Text("在转述别人的话", "quoting somebody"),
        "word-boundary": Text("切断了词", "cuts a word in two"),
        "outside-window": Text("不在规定的位置", "outside the window"),
        "remedied": Text("随后有补救", "followed by a remedy"),
        "no-times": Text("没有时间信息", "there are no times"),
        "asked": Text("在问话里", "part of a question"),
        "long-turn": Text("这一轮太长", "the turn is too long"),
        "long-clause": Text("这一句太长", "the clause is too long"),
    }
)
"""Why candidates were dropped, by the code of the reason."""


def measured_words(measured: Measured) -> Text:
    """Return the metric and its value as people read them."""
    if measured.metric not in METRICS:
        return Text(*[f"{measured.metric} {measured.value}"] * 2)
    title, value = METRICS[measured.metric].title, shown(measured.metric, measured.value)
    return Text(f"{title.zh} {value.zh}", f"{title.en} {value.en}")
