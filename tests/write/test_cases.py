"""Time limits that cases did not keep, in CSV and Excel."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from scriptcheck.call import Call
from scriptcheck.report import to_line
from scriptcheck.run import check_files
from scriptcheck.run.rerender import rerender
from scriptcheck.write.registry import writers
from tests.conftest import call

if TYPE_CHECKING:
    from pathlib import Path

load_workbook = pytest.importorskip("openpyxl").load_workbook
pytestmark = pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")


def two_calls(folder: Path) -> Path:
    """Write the calls of a case in which the apology came too late."""
    first = call("C 我要投诉你们没有人上门", "A 您说", case_id="T1", direction="inbound")
    second = call(
        "A 您好，这件事真对不起，给您添麻烦了", "C 嗯", case_id="T1", direction="outbound"
    )
    path = folder / "calls.jsonl"
    lines = [
        to_line(Call(name, each.turns, dict(each.meta) | {"start_time": start}))
        for name, each, start in (
            ("one", first, "2026-03-02T09:00:00"),
            ("two", second, "2026-03-02T11:00:00"),
        )
    ]
    path.write_bytes(b"\n".join(lines))
    return path


def test_limits_not_kept_are_rows(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    checker = Checker.load()
    check_files(checker, two_calls(tmp_path), out, writers=writers(["csv", "xlsx"], out, "zh"))
    with (out / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = [each for each in csv.DictReader(file) if each["rule"] == "case.apology_1h"]
    assert (row["case_id"], row["started_by"], row["met_by"]) == ("T1", "one", "two")
    assert (row["reason"], row["calls"]) == ("too-late", "one / two")
    book = load_workbook(out / "scriptcheck.xlsx")
    headings, *rows = book["工单"].iter_rows(values_only=True)
    assert headings[0] == "工单"
    assert ("T1", "投诉后一小时内致歉") in [each[:2] for each in rows]
    again = tmp_path / "again"
    again.mkdir()
    rerender(out / "reports.jsonl", writers(["csv"], again, "zh"))
    assert (again / "cases.csv").read_bytes() == (out / "cases.csv").read_bytes()


def test_without_any_there_is_no_row_and_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_bytes(to_line(call("A 您好，请问有什么可以帮您", "C 空调怎么清洗")))
    out = tmp_path / "out"
    out.mkdir()
    check_files(Checker.load(), path, out, writers=writers(["csv", "xlsx"], out, "zh"))
    assert len((out / "cases.csv").read_text(encoding="utf-8-sig").splitlines()) == 1
    assert "工单" not in load_workbook(out / "scriptcheck.xlsx").sheetnames
