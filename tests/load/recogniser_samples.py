"""All made-up outputs of recognisers and turns in JSON."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from tests.load import samples
from tests.load.samples.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Iterator


def _samples() -> Iterator[Sample]:
    """Yield the samples in the lists of every module of ``samples``, some of them twice."""
    for module in pkgutil.iter_modules(samples.__path__):
        for value in vars(import_module(f"{samples.__name__}.{module.name}")).values():
            if isinstance(value, list):
                yield from (each for each in value if isinstance(each, Sample))


SAMPLES = list({id(each): each for each in _samples()}.values())
"""Each once: some lists are made of others."""
