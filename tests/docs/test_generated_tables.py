"""The tables of the documentation that restate code, and lists that explain what code names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scriptcheck.lexicon.models import Cue, Phrase, RepetitionSpec
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.metrics.catalogue import METRICS
from scriptcheck.redact.kinds import KINDS
from scriptcheck.rules.registry import OWN
from scriptcheck.write.registry import FORMATS
from tests.conftest import ROOT
from tests.docs.test_pages import maker

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

MAKER = maker("generated_tables")
BOTH = ("lexicon.md", "lexicon.zh-CN.md")


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def named(page: str, heading: str) -> set[str]:
    """Return what the first column names of the table whose first cell is ``heading``."""
    cells = re.findall(r"^\| (.*?) \|", rows(page, heading), re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)", cell)}


def rows(page: str, heading: str) -> str:
    """Return the rows below the heading of the table whose first cell is ``heading``."""
    return text(page).split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize("page", list(MAKER.pages()), ids=lambda page: page.name)
def test_tables_are_those_of_the_code(page: Path) -> None:
    assert MAKER.renewed(page) == page.read_text(encoding="utf-8"), "run: make tables"


def test_every_table_is_on_a_page() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in MAKER.pages())
    assert [name for name in MAKER.tables() if f"<!-- table: {name} -->" not in pages] == []


def test_a_table_that_drifted_is_renewed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- table: log-odds -->\n| wrong |\n<!-- end of table -->\nbelow\n")
    assert "wrong" not in MAKER.renewed(page)
    assert "| decibels | 15 |" in MAKER.renewed(page)
    assert MAKER.renewed(page).endswith("<!-- end of table -->\nbelow\n")


def test_a_table_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- table: nothing -->\n<!-- end of table -->\n")
    with pytest.raises(KeyError, match="nothing"):
        MAKER.renewed(page)


@pytest.mark.parametrize("page", BOTH)
def test_every_reason_for_dropping_a_candidate_is_explained(page: str) -> None:
    explained = re.findall(r"^- `([a-z-]+)`[:：]", text(page), re.MULTILINE)
    assert set(explained) == set(SuppressionReason)


@pytest.mark.parametrize("page", BOTH)
@pytest.mark.parametrize(
    ("model", "english", "chinese"),
    [
        (Phrase, "field of a phrase", "模板的字段"),
        (Cue, "field of a cue", "话术的字段"),
        (RepetitionSpec, "field of `repetition`", "`repetition` 的字段"),
    ],
)
def test_every_field_is_explained(
    page: str, model: type[BaseModel], english: str, chinese: str
) -> None:
    fields = set(model.model_fields) - {"mode"}
    assert named(page, english if page == "lexicon.md" else chinese) == fields


@pytest.mark.parametrize("page", BOTH)
def test_every_field_and_form_of_a_rule_is_explained(page: str) -> None:
    fields = {field.alias or name for name, field in CallRule.model_fields.items()} - {"mode"}
    heading = "field of a rule" if page == "lexicon.md" else "规则的字段"
    explained = set(re.findall(r"`(\w+)", rows(page, heading)))
    assert fields | {form.key for form in OWN} <= explained


@pytest.mark.parametrize("page", ["metrics.md", "metrics.zh-CN.md"])
def test_every_metric_is_explained(page: str) -> None:
    assert named(page, "metric" if page == "metrics.md" else "量度") == set(METRICS)


def test_every_kind_of_personal_data_is_explained() -> None:
    explained = named("privacy.md", "kind | what")
    assert explained == set(KINDS)


def test_every_output_format_is_described() -> None:
    page = text("reports.md")
    files = {file for form in FORMATS.values() for file in form.files}
    assert [file for file in files if f"`{file}" not in page] == []
