"""docs/privacy.md: its example runs, and its figures are those that are measured."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from benchmarks.leaks import measure
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(compile(code[1], "privacy.md", "exec"), {})  # noqa: S102  (our own documentation)


@pytest.mark.parametrize("name", ["privacy.md", "privacy.zh-CN.md"])
def test_the_figures_are_those_that_are_measured(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    table = page[page.index("<!-- begin leaks -->") : page.index("<!-- end leaks -->")]
    written = [line.strip("| ").split(" | ")[1:] for line in table.splitlines() if "–" in line]
    found = measured()
    rows = [*found["recall"], found["left alone"]]
    assert written == [
        [str(row["n"]), f"{row['share']:.3f}", "{:.3f}–{:.3f}".format(*row["interval"])]
        for row in rows
    ]


@cache
def measured() -> dict[str, Any]:
    """Return what ``python -m benchmarks.leaks`` measures."""
    return measure(300, 1)
