"""The page on security: what it promises is held by tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    line
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| threat", "| ---"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_each_promise_names_tests_that_exist(row: str) -> None:
    named = re.findall(r"`(tests/[^`]*)`", row.rstrip("| ").rpartition(" | ")[2])
    assert named
    for path in named:
        assert (ROOT / path).exists(), path
