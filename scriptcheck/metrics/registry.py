"""All metrics by name: scriptcheck's own, and those that other packages install."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.entry_points import PlugInKind
from scriptcheck.errors import UsageError
from scriptcheck.language import Text
from scriptcheck.metrics.catalogue import (
    METRICS,
    Metric,
    MetricUnit,
    bound_words,
    words_beside,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

GROUP: Final = "scriptcheck.metrics"
"""The group of the entry points; each is named as its metric, and names a ``Metric``."""
_PLUG_IN: Final = PlugInKind(GROUP, Text("自定义量度", "installed metric"), "bad-metric")

_NAME: Final = re.compile(rf"[a-z][a-z0-9_]*_({'|'.join(MetricUnit)})")


@cache
def known_metrics() -> Mapping[str, Metric]:
    """Return every metric by name, in the order of the names.

    Raises ``UsageError`` where a package brings a metric that cannot be used: what rests on it
    would otherwise go unjudged.
    """
    known = dict(METRICS)
    for entry, metric in _installed():
        if entry.name in known:
            why = Text("已有同名的量度", "there is a metric of this name already")
            raise UsageError(_PLUG_IN.unusable(entry, why))
        known[entry.name] = metric
    return MappingProxyType(dict(sorted(known.items())))


def shown(metric: str, value: float) -> Text:
    """Return ``value`` of ``metric`` as people read it: milliseconds as seconds, with the unit.

    Raises ``KeyError`` where there is no such metric.
    """
    return words_of(value, known_metrics()[metric].unit)


def shown_bound(metric: str, bound: float) -> Text:
    """Return a bound of ``metric`` as people read it, none of its decimals left out.

    Raises ``KeyError`` where there is no such metric.
    """
    return bound_words(bound, known_metrics()[metric].unit)


def shown_beside(metric: str, value: float, bound: float) -> Text:
    """Return ``value`` of ``metric`` so that it is not read as ``bound`` where it is another.

    Raises ``KeyError`` where there is no such metric.
    """
    return words_beside(value, bound, known_metrics()[metric].unit)


def _installed() -> Iterator[tuple[EntryPoint, Metric]]:
    for entry in _PLUG_IN.entry_points():
        metric = _PLUG_IN.load(entry)
        if not isinstance(metric, Metric) or metric.measure is None:
            why = Text(
                f"它不是带 measure 的 Metric：{metric!r}",
                f"it is no Metric with a 'measure': {metric!r}",
            )
            raise UsageError(_PLUG_IN.unusable(entry, why))
        if (name := _NAME.fullmatch(entry.name)) is None or name[1] != metric.unit:
            why = Text(
                f"名称要由小写字母、数字和下划线组成，并以单位结尾：…_{metric.unit}",
                "its name must be of small letters, digits and underscores, and end in its unit: "
                f"…_{metric.unit}",
            )
            raise UsageError(_PLUG_IN.unusable(entry, why))
        yield entry, metric
