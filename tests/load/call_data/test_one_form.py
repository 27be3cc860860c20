"""Ids and names of agents, teams and cases in one form, in all that counts by them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from scriptcheck import Call, Checker, LoadOptions, Turn, check_table, load_calls
from scriptcheck.coaching import agent_calls
from scriptcheck.load.call_data.one_form import NAMES, in_one_form
from scriptcheck.run import check_calls
from scriptcheck.trend import collect
from scriptcheck.write import writers
from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.html.rows import name_of

if TYPE_CHECKING:
    from pathlib import Path

ALIKE = ["A 1", "A 1 ", " A 1", "A\u200b 1", "A\u00a01", "A  1", "A\u3000\ufeff1", "A 1\u00ad"]
TURNS = [{"speaker": "agent", "text": "您好，海尔客服"}, {"speaker": "customer", "text": "你好"}]


def line(number: int, meta: dict[str, object]) -> str:
    return json.dumps({"call_id": f"c{number}", "turns": TURNS, "meta": meta}) + "\n"


@pytest.mark.parametrize("key", sorted(NAMES))
def test_call_data_that_look_alike_are_one_when_loaded(tmp_path: Path, key: str) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_text("".join(line(n, {key: each}) for n, each in enumerate(ALIKE)))
    assert {call.meta[key] for call in load_calls(path)} == {"A 1"}


def test_side_files_and_tables_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(0, {}))
    side = tmp_path / "side.csv"
    side.write_text("call_id,agent_name,team\nc0,张\u00a0 三,一组\u200b \n", encoding="utf-8")
    (call,) = load_calls(tmp_path / "a.jsonl", options=LoadOptions(call_data=side))
    assert (call.meta["agent_name"], call.meta["team"]) == ("张 三", "一组")
    rows = [
        {"call_id": str(n), "turns": TURNS, "meta": {"case_id": e}} for n, e in enumerate(ALIKE)
    ]
    found = check_table(Checker.load(), pa.Table.from_pylist(rows)).column("case").to_pylist()
    assert len({json.loads(each)["case_id"] for each in found}) == 1


def test_what_is_no_text_and_other_keys_stay() -> None:
    meta = {"agent_id": 7, "team": None, "note": " A ", "queue": " \u200b", "case_id": ""}
    assert in_one_form(meta) == {"agent_id": 7, "team": None, "note": " A ", "case_id": ""}


def test_pages_tables_and_sheets_count_them_together(tmp_path: Path) -> None:
    """Calls made in Python have not passed a loader."""
    turns = [Turn("agent", "您好，海尔客服，我不知道，您凑合着用吧"), Turn("customer", "你好")]
    calls = [
        Call(f"c{n}", turns, {"agent_id": each, "team": each, "start_time": "2026-03-02T10:00:00"})
        for n, each in enumerate(ALIKE)
    ]
    formats = ["jsonl", "transcripts", "csv"]
    check_calls(Checker.load(), calls, writers(formats, tmp_path))
    assert {CallData.of(call).agent for call in calls} == {"A 1"}
    assert {name_of(call.meta["team"]) for call in calls} == {"A 1"}
    with (tmp_path / "violations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["team"] for row in rows} == {"A 1"}
    assert {(each.agent, each.team) for each in collect(tmp_path)} == {("A 1", "A 1")}
    found = agent_calls(tmp_path / "reports.jsonl", tmp_path / "transcripts.jsonl", "A\u200b 1 ")
    assert len(found) == len(ALIKE)
