"""Metrics of a call in which people ask each other to wait in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from tests.conftest import cue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Call
    from scriptcheck.metrics.measure import Metrics

CUES = {
    "hold_notice": cue("请稍候"),
    "asks_to_wait": cue("等一下", speaker="customer"),
}


@pytest.fixture
def measured(write_lexicon: Callable[..., Path]) -> Callable[[Call], Metrics]:
    """Return a function that measures a call."""
    checker = Checker.load(write_lexicon(CUES))
    return lambda spoken: checker.match(spoken).metrics
