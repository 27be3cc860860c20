"""What the times and the data of a call measure: silences, waits, answers, pace, interruptions.

A package brings metrics of its own by entry points of the group ``scriptcheck.metrics``, each of
which names a ``Metric`` with a ``measure``; docs/plugins.md has an example.
"""

from scriptcheck.metrics.catalogue import Measurement, Metric, MetricInput, MetricUnit
from scriptcheck.metrics.registry import known_metrics

__all__ = ["Measurement", "Metric", "MetricInput", "MetricUnit", "known_metrics"]
