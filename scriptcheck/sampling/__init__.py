"""Whom to listen to: calls drawn for review by quotas, and a page folder for each reviewer."""

from scriptcheck.sampling.draw import Sample, SampledCall, Shortfall, draw_sample
from scriptcheck.sampling.facts import CallFacts, Stratum, call_facts
from scriptcheck.sampling.output import sample_reports
from scriptcheck.sampling.plan import SampleBy, SamplePlan

__all__ = [
    "CallFacts",
    "Sample",
    "SampleBy",
    "SamplePlan",
    "SampledCall",
    "Shortfall",
    "Stratum",
    "call_facts",
    "draw_sample",
    "sample_reports",
]
