"""Calls in a Spark DataFrame, reports in another: the checker on every worker of a cluster.

It needs the extra ``spark`` on the driver and on the workers; docs/spark.md says how to use it.
"""

from scriptcheck.spark.cases import cases
from scriptcheck.spark.checking import check
from scriptcheck.spark.counts import JobSummary
from scriptcheck.spark.inputs import Form
from scriptcheck.spark.job import Mode, run_job
from scriptcheck.spark.schemas import case_type, result_type

__all__ = ["Form", "JobSummary", "Mode", "case_type", "cases", "check", "result_type", "run_job"]
