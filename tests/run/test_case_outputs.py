"""What runs write of cases is the same whichever function made it, and heeds chosen rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, load_calls
from scriptcheck.rule_selection import RuleSelection
from scriptcheck.run import RunOptions, check_calls, check_files, rerender
from scriptcheck.write.registry import writers
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CASE = ROOT / "examples" / "calls" / "20-case-of-three-calls.jsonl"
FORMATS = ("csv", "markdown")
FILES = ("cases.csv", "summary.md")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    checker = Checker.load()
    made = writers(FORMATS, folder, profile=checker.profile)
    check_files(checker, CASE, folder, run_options=RunOptions(jobs=0), writers=made)
    return folder


def test_calls_from_python_write_the_cases_that_files_do(checked: Path, tmp_path: Path) -> None:
    checker = Checker.load()
    check_calls(checker, load_calls(CASE), writers(FORMATS, tmp_path, profile=checker.profile))
    assert (checked / "cases.csv").read_text(encoding="utf-8").count("\n") > 1
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (checked / name).read_bytes()


@pytest.mark.parametrize(
    "selection", [RuleSelection(select=("banned",)), RuleSelection(ignore=("case.*",))]
)
def test_reports_of_some_rules_have_no_cases_of_others(
    selection: RuleSelection, checked: Path, tmp_path: Path
) -> None:
    checker = Checker.load()
    made = writers(FORMATS, tmp_path, profile=checker.profile)
    rerender(str(checked / "reports.jsonl"), made, selection=selection, jobs=0)
    assert "case." not in (tmp_path / "cases.csv").read_text(encoding="utf-8")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert ("工单" in summary) is not bool(selection.select)
