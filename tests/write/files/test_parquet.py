"""Parquet: stable schemas, row groups, and values as they are."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from scriptcheck.write.files import parquet
from scriptcheck.write.files.violations_csv import HEADER
from tests.conftest import ROOT
from tests.write.conftest import HOSTILE, SECTIONS, full_report

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pyarrow")


def written(folder: Path, *texts: str) -> tuple[Any, Any]:
    """Return the tables of the full report with each of ``texts``."""
    from pyarrow.parquet import read_table

    paths = folder / "calls.parquet", folder / "violations.parquet"
    with parquet.ParquetWriter(*paths) as writer:
        for text in texts:
            writer.write(*full_report(text))
    return read_table(paths[0]), read_table(paths[1])


def kind(given: Any) -> str:
    """Return the name of an Arrow type, which versions of pyarrow write in several ways."""
    from pyarrow import types

    if types.is_map(given):
        return f"map of {given.key_type} to {given.item_type}"
    return f"list of {given.value_type}" if types.is_list(given) else str(given)


def test_the_schemas_are_a_promise(tmp_path: Path) -> None:
    calls, violations = written(tmp_path)
    assert {field.name: kind(field.type) for field in calls.schema} == {
        "call_id": "string",
        "source": "string",
        "agent_id": "string",
        "agent_name": "string",
        "team": "string",
        "queue": "string",
        "case_id": "string",
        "direction": "string",
        "start_time": "string",
        "day": "string",
        "score": "int64",
        "passed": "bool",
        "reliability_score": "int64",
        "responsiveness_score": "int64",
        "assurance_score": "int64",
        "empathy_score": "int64",
        "violations": "int64",
        "points": "int64",
        "rules_pass": "int64",
        "rules_fail": "int64",
        "rules_not_applicable": "int64",
        "rules_undecidable": "int64",
        "metrics": "map of string to double",
        "warnings": "list of string",
        "profile": "string",
        "profile_version": "string",
        "profile_sha256": "string",
        "sections": "map of string to int64",
        "section_floors": "map of string to int64",
        "sections_below": "list of string",
    }
    not_text = {field.name: kind(field.type) for field in violations.schema}
    assert {name: each for name, each in not_text.items() if each != "string"} == {
        "score": "int64",
        "passed": "bool",
        "points": "int64",
        "turns": "list of int64",
        "at_ms": "int64",
        "quotes": "list of string",
        "searched_first": "int64",
        "searched_last": "int64",
        "nearest_turn": "int64",
        "nearest_similarity": "double",
        "nearest_lacks": "list of string",
        "measured": "map of string to double",
        "similar": "list of string",
        "also": "list of string",
        "also_titles": "list of string",
        "sections": "map of string to int64",
        "section_floors": "map of string to int64",
        "sections_below": "list of string",
    }
    assert tuple(not_text) == HEADER


def test_every_column_of_calls_is_documented() -> None:
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [name for name in parquet.CALL_COLUMNS if f"`{name}`" not in page] == []


def test_what_is_in_the_rows(tmp_path: Path) -> None:
    calls, violations = written(tmp_path, "不知道")
    (call,) = calls.to_pylist()
    assert (call["call_id"], call["queue"], call["day"]) == ("不知道", "7", "2026-03-02")
    assert (call["score"], call["passed"], call["violations"]) == (45, False, 3)
    assert (call["empathy_score"], call["assurance_score"], call["points"]) == (50, None, -15)
    assert (call["metrics"], call["warnings"]) == ([("call_length_ms", 64500.0)], ["guess"])
    waited, said, missed = violations.to_pylist()
    assert (said["turns"], said["quotes"], said["nearest_quote"]) == ([0], ["不知道"], None)
    assert waited["measured"] == [("longest_hold_ms", 61500.0)]
    assert (missed["nearest_lacks"], missed["nearest_similarity"]) == (["不知道"], 0.75)


def test_sections_of_the_scorecard(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    report, call = full_report()
    report = msgspec.structs.replace(report, sections={"opening": 79, "closing": None})
    paths = tmp_path / "calls.parquet", tmp_path / "violations.parquet"
    with parquet.ParquetWriter(*paths, sections=SECTIONS) as writer:
        writer.write(report, call)
    for row in (row for path in paths for row in read_table(path).to_pylist()):
        assert row["sections"] == [("opening", 79), ("closing", None)]
        assert (row["section_floors"], row["sections_below"]) == ([("opening", 80)], ["opening"])


def test_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow.parquet import ParquetFile

    monkeypatch.setattr(parquet, "GROUP_ROWS", 2)
    written(tmp_path, *"abcde")
    with ParquetFile(tmp_path / "calls.parquet") as calls:
        assert (calls.metadata.num_rows, calls.metadata.num_row_groups) == (5, 3)
    with ParquetFile(tmp_path / "violations.parquet") as violations:
        assert (violations.metadata.num_rows, violations.metadata.num_row_groups) == (15, 8)


def test_text_stays_what_it_is_but_for_halves_of_characters(tmp_path: Path) -> None:
    _, violations = written(tmp_path, *HOSTILE)
    quotes = [row["quotes"][0] for row in violations.to_pylist() if row["rule"] == "a.rule"]
    assert quotes == [text.replace("\ud800", "\\ud800") for text in HOSTILE]


def test_equal_reports_give_equal_bytes(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        written(tmp_path / name, "x", "y")
    for name in ("calls.parquet", "violations.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    folder.mkdir()
    paths = folder / "calls.parquet", folder / "violations.parquet"
    with parquet.ParquetWriter(*paths) as writer:
        writer.write(*full_report())
    assert paths[0].read_bytes().startswith(b"PAR1")


def test_none_is_left_of_a_run_that_failed(tmp_path: Path) -> None:
    paths = tmp_path / "calls.parquet", tmp_path / "violations.parquet"

    def fail() -> None:
        with parquet.ParquetWriter(*paths) as writer:
            writer.write(*full_report())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert os.listdir(tmp_path) == []  # noqa: PTH208
