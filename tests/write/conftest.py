"""Reports to write, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.call import Call
from scriptcheck.report import SCHEMA, CallReport, ProfileStamp

if TYPE_CHECKING:
    from collections.abc import Callable

CALL = Call("x", ())


@pytest.fixture
def report() -> Callable[..., CallReport]:
    """Return a function that makes the report of a call with this id, read from this source."""

    def make(call_id: str, source: str = "") -> CallReport:
        profile = ProfileStamp("test", "1", "0" * 64)
        return CallReport(SCHEMA, call_id, source, profile, 100, True, {}, (), (), (), {}, ())

    return make
