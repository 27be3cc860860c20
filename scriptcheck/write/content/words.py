"""Words that reports share, whatever they are written as."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.metrics.registry import known_metrics, shown
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
_DIMENSION_WORDS: Final = {each.value: words for each, words in DIMENSIONS.items()}
RESULTS: Final = MappingProxyType(
    {
        True: Text("合格", "passed"),
        False: Text("不合格", "failed"),
        None: Text("无法判断", "not judged"),
    }
)


def measured_words(measured: Measured) -> Text:
    """Return the metric and its value as people read them."""
    metric = known_metrics().get(measured.metric)
    if metric is None:
        return Text(*[f"{measured.metric} {measured.value}"] * 2)
    title, value = metric.title, shown(measured.metric, measured.value)
    return Text(f"{title.zh} {value.zh}", f"{title.en} {value.en}")


def dimension_words(name: str) -> Text:
    """Return what people call the dimension ``name``; of one that a profile adds, its id."""
    return _DIMENSION_WORDS.get(name) or Text(name, name)
