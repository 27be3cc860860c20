"""Calls in tables in which more is said than is read of one: reported, and the others read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from scriptcheck import Call, Checker, LoadError, Problem, check_table, load_calls
from scriptcheck.load import limits
from scriptcheck.load.readers.exports import turn_rows

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 3000
LONG = "好" * (LIMIT // 3 + 1)
FITS = "好" * (LIMIT // 3)


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (limits, turn_rows):
        monkeypatch.setattr(module, "LARGEST_CALL", LIMIT)


def read(path: Path) -> tuple[dict[str, int], list[tuple[str, int | None]]]:
    """Return how many characters each call has, and the code and line of each problem."""
    problems: list[Problem] = []
    calls = list(load_calls(path, on_problem=problems.append))
    said = {call.call_id: sum(len(turn.text) for turn in call.turns) for call in calls}
    return said, [(each.code, each.line) for each in problems]


def turns(*texts: str) -> list[dict[str, str]]:
    return [{"speaker": "agent", "text": text} for text in texts]


@pytest.mark.parametrize("texts", [(LONG,), (FITS, "好"), (FITS[:500], FITS[:499], "好好")])
def test_rows_of_turns(tmp_path: Path, texts: tuple[str, ...]) -> None:
    rows = [("C1", "您好"), *(("C2", text) for text in texts), ("C3", "您好"), ("C2", "再见")]
    path = tmp_path / "t.csv"
    lines = [f"{call_id},客服,{text}" for call_id, text in rows]
    path.write_text("\n".join(["通话编号,角色,内容", *lines]), encoding="utf-8")
    assert read(path) == ({"C1": 2, "C3": 2}, [("too-large", 3)])


def test_rows_of_calls(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    said = f"客服：{LONG}\\n客户：好"
    lines = ["C1,客服：您好\\n客户：好", f"C2,{said}", "C3,客服：您好\\n客户：好"]
    path.write_text("\n".join(["通话编号,通话内容", *lines]), encoding="utf-8")
    assert read(path) == ({"C1": 3, "C3": 3}, [("too-large", 3)])


@pytest.mark.parametrize("names", [("speaker", "text"), ("role", "content")])
def test_parquet_with_nested_turns(tmp_path: Path, names: tuple[str, str]) -> None:
    who, what = names
    column = "turns" if who == "speaker" else "sentences"
    rows = [
        {"call_id": call_id, column: [{who: "agent", what: each} for each in texts]}
        for call_id, texts in (("C1", ["您好", "好"]), ("C2", [FITS, "好"]), ("C3", ["您好", "好"]))
    ]
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path)
    assert read(path) == ({"C1": 3, "C3": 3}, [("too-large", 2)])


def test_arrow_tables() -> None:
    rows = [turns("您好"), turns(LONG), turns(FITS, "好"), turns("您好")]
    result = check_table(Checker.load(), pa.table({"turns": rows}))
    found = [each and each["code"] for each in result.column("problem").to_pylist()]
    assert found == [None, "too-large", "too-large", None]
    written = [json.dumps({"call_id": "x", "turns": each}, ensure_ascii=False) for each in rows]
    result = check_table(Checker.load(), pa.table({"call": written}))
    found = [each and each["code"] for each in result.column("problem").to_pylist()]
    assert found == [None, "too-large", "too-large", None]


def test_what_is_as_large_as_may_be_is_read() -> None:
    limits.require_call_size({"text": FITS}, "t", 1)
    limits.require_call_size(Call("x", []).to_dict(), "t", 1)
    with pytest.raises(LoadError):
        limits.require_call_size([{"text": FITS}, {"text": "a"}], "t", 1)
