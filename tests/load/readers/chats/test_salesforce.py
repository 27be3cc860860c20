"""Bodies of Salesforce's transcripts, wherever they stand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.load.samples.services import BODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def in_csv() -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows([["Id", "Body"], ["570x", BODY]])
    return stream.getvalue()


@pytest.mark.parametrize(("text", "name"), [(in_csv(), "x.csv"), (BODY, "x.html"), (BODY, "x.txt")])
def test_a_body(load_bytes: Callable[..., Loaded], text: str, name: str) -> None:
    loaded = load_bytes(text, name)
    assert [(t.speaker.value, t.start_ms) for t in loaded.calls[0].turns] == [
        ("agent", 0),
        ("customer", 5000),
        ("agent", 3_669_000),
    ]
    assert (loaded.problems, loaded.warnings) == ([], [])
