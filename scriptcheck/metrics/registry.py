"""All metrics by name: scriptcheck's own, and those that other packages install."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.entry_points import installed_entry_points, load_entry_point
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.metrics.catalogue import METRICS, Metric, MetricUnit, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

GROUP: Final = "scriptcheck.metrics"
"""The group of the entry points; each is named as its metric, and names a ``Metric``."""

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
            raise UsageError(_unusable(entry, why))
        known[entry.name] = metric
    return MappingProxyType(dict(sorted(known.items())))


def shown(metric: str, value: float) -> Text:
    """Return ``value`` of ``metric`` as people read it: milliseconds as seconds, with the unit.

    Raises ``KeyError`` where there is no such metric.
    """
    return words_of(value, known_metrics()[metric].unit)


def _installed() -> Iterator[tuple[EntryPoint, Metric]]:
    for entry in installed_entry_points(GROUP):
        try:
            metric = load_entry_point(entry)
        except Exception as error:
            why = Text(f"导入失败：{error!r}", f"it cannot be imported: {error!r}")
            raise UsageError(_unusable(entry, why)) from error
        if not isinstance(metric, Metric) or metric.measure is None:
            why = Text(
                f"它不是带 measure 的 Metric：{metric!r}",
                f"it is no Metric with a 'measure': {metric!r}",
            )
            raise UsageError(_unusable(entry, why))
        if (name := _NAME.fullmatch(entry.name)) is None or name[1] != metric.unit:
            why = Text(
                f"名称要由小写字母、数字和下划线组成，并以单位结尾：…_{metric.unit}",
                "its name must be of small letters, digits and underscores, and end in its unit: "
                f"…_{metric.unit}",
            )
            raise UsageError(_unusable(entry, why))
        yield entry, metric


def _unusable(entry: EntryPoint, why: Text) -> Problem:
    message = Text(
        f"自定义量度“{entry.name}”不能用：{why.zh}。",
        f"The installed metric '{entry.name}' cannot be used: {why.en}.",
    )
    fix = Text("请修正或卸载提供它的包。", "Fix or uninstall the package that brings it.")
    return Problem("bad-metric", message, entry.value, fix=fix)
