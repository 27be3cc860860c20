"""Tables in JSON whose rows do not name their columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.load.conftest import Loaded

ROWS = [
    ["C1", "客服", ASK, 300],
    ["C1", "客户", ANSWER, 3000],
    ["C2", "客服", "您好，请讲。", 200],
    ["C2", "客户", "洗衣机漏水。", 2500],
]
CALLS = {
    "C1": [("agent", 300, ASK), ("customer", 3000, ANSWER)],
    "C2": [("agent", 200, "您好，请讲。"), ("customer", 2500, "洗衣机漏水。")],
}
NAMES = [
    ["call_id", "speaker", "content", "start_ms"],
    ["通话编号", "说话人角色", "说话内容", "开始时间(毫秒)"],
]


def forms(names: Sequence[str]) -> dict[str, Any]:
    typed = [{"name": name, "type": "String"} for name in names]
    rows = [dict(zip(names, row, strict=True)) for row in ROWS]
    return {
        "JSONCompact": {
            "meta": typed,
            "data": ROWS,
            "rows": 4,
            "rows_before_limit_at_least": 4,
            "statistics": {"elapsed": 0.001, "rows_read": 4},
        },
        "split": {"columns": names, "index": [0, 1, 2, 3], "data": ROWS},
        "of a query": {"status": "ok", "data": {"cols": typed, "rows": ROWS}},
        "a heading": [names, *ROWS],
        "a sheet": {"range": "A1:D5", "values": [names, *ROWS]},
        "columns": {name: {str(at): row[name] for at, row in enumerate(rows)} for name in names},
        "index": {str(at): row for at, row in enumerate(rows)},
    }


def read(load_bytes: Callable[..., Loaded], value: Any) -> Loaded:
    return load_bytes(json.dumps(value, ensure_ascii=False).encode(), name="t.json")


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("form", forms(NAMES[0]))
def test_tables(load_bytes: Callable[..., Loaded], form: str, names: list[str]) -> None:
    found = read(load_bytes, forms(names)[form])
    assert not found.problems
    calls = {
        call.call_id: [(turn.speaker.value, turn.start_ms, turn.text) for turn in call.turns]
        for call in found.calls
    }
    assert calls == CALLS
    assert not found.warnings


def test_rows_of_calls(load_bytes: Callable[..., Loaded]) -> None:
    rows = [[f"C{number}", f"客服：{ASK}\n客户：{ANSWER}"] for number in (1, 2)]
    found = read(load_bytes, {"columns": ["call_id", "content"], "index": [0, 1], "data": rows})
    assert [(call.call_id, len(call.turns)) for call in found.calls] == [("C1", 2), ("C2", 2)]


def test_objects_of_calls_keep_their_ids(load_bytes: Callable[..., Loaded]) -> None:
    value = {
        str(number): {"start": "2024-05-01 10:00:00", "content": f"客服：{ASK}\n客户：{ANSWER}"}
        for number in (101, 102)
    }
    assert [call.call_id for call in read(load_bytes, value).calls] == ["101", "102"]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": ["a", "b"], "data": [["1", "2"]]},
        {"columns": NAMES[0], "data": [row[:3] for row in ROWS]},
        {"columns": [*NAMES[0][:3], "content"], "data": ROWS},
        ROWS,
    ],
)
def test_what_names_no_columns_is_refused(load_bytes: Callable[..., Loaded], value: Any) -> None:
    found = read(load_bytes, value)
    assert found.problems
    assert not found.calls
