"""docs/privacy.md: its example runs, and its figures are those that are measured."""

from __future__ import annotations

import re

import pytest

from benchmarks.privacy_tables import PAGES, Figures, measure, with_figures
from tests.conftest import ROOT

DOCS = ROOT / "docs"


def test_the_example_runs() -> None:
    page = (DOCS / "privacy.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    exec(compile(code[1], "privacy.md", "exec"), {})  # noqa: S102  (our own documentation)


@pytest.fixture(scope="module")
def measured() -> dict[str, list[Figures]]:
    """Return what ``python -m benchmarks.privacy_tables`` measures."""
    return measure()


@pytest.mark.parametrize("name", PAGES)
def test_the_figures_are_those_that_are_measured(
    name: str, measured: dict[str, list[Figures]]
) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert with_figures(page, measured) == page


def test_a_page_without_a_table_or_a_row_is_no_page(measured: dict[str, list[Figures]]) -> None:
    page = (DOCS / "privacy.md").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="no place for the table leaks"):
        with_figures(page.replace("begin leaks", "begin other"), measured)
    with pytest.raises(ValueError, match="the table decoys has"):
        with_figures(page, measured | {"decoys": measured["decoys"][1:]})
