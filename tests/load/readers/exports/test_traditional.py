"""Names of columns and keys, and words of call data, in traditional characters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.columns import find_columns, known_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded


@pytest.mark.parametrize("writing", ["s2t", "s2tw", "s2hk"])
def test_every_name_of_a_column_is_known_in_traditional_characters(writing: str) -> None:
    from opencc import OpenCC

    to_traditional = OpenCC(writing).convert
    for _, names in known_names():
        for name in names:
            assert find_columns([to_traditional(name)], {}) == find_columns([name], {})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "big5"])
def test_a_dialogue_in_each_cell(load_bytes: Callable[..., Loaded], encoding: str) -> None:
    text = (
        "錄音編號,客服工號,對話內容\n"
        'r1,8023,"客服：您好，請問有什麼可以幫您\n客戶：洗衣機壞了"\n'
        'r2,8024,"客服專員：您好，請講\n來電者：我要報修"\n'
    )
    first, second = load_bytes(text.encode(encoding), "x.csv").calls
    assert (first.call_id, first.meta["agent_id"]) == ("r1", "8023")
    assert [turn.speaker.value for turn in first.turns] == ["agent", "customer"]
    assert [turn.speaker.value for turn in second.turns] == ["agent", "customer"]
    assert second.turns[1].text == "我要報修"


def test_a_row_for_each_turn_and_what_is_known_of_the_call(
    load_bytes: Callable[..., Loaded],
) -> None:
    head = "通話編號,角色,說話內容,開始時間,呼叫方向,渠道,是否掉線,掛機方,振鈴時長\n"
    row = "1,{},門壞了,{},來電,電話,無,客戶,12秒鐘\n"
    text = head + row.format("坐席聲道", "00:00:01") + row.format("用戶", "00:00:03")
    (call,) = load_bytes(text, "x.csv").calls
    assert [turn.speaker.value for turn in call.turns] == ["agent", "customer"]
    assert [turn.start_ms for turn in call.turns] == [1000, 3000]
    assert call.meta == {
        "direction": "inbound",
        "channel": "phone",
        "dropped": False,
        "hangup_by": "customer",
        "ring_ms": 12_000,
    }


def test_numbers_of_turns_sort_them(load_bytes: Callable[..., Loaded]) -> None:
    text = "通話編號,輪次,角色,內容\n1,第2輪,客戶,門壞了\n1,第1輪,客服,您好\n"
    (call,) = load_bytes(text, "x.csv").calls
    assert [turn.text for turn in call.turns] == ["您好", "門壞了"]


def test_keys_of_json(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"角色": "客服", "內容": "您好"}, {"角色": "用戶", "內容": "門壞了"}]
    (call,) = load_bytes(json.dumps({"錄音編號": "7", "對話": turns}), "x.json").calls
    assert call.call_id == "7"
    assert [turn.speaker.value for turn in call.turns] == ["agent", "customer"]


def test_a_table_of_call_data(folder: Path, load_bytes: Callable[..., Loaded]) -> None:
    (folder / "data.csv").write_text("錄音編號,坐席工號,開始時間\nx,8023,2024-05-01 10:00:00\n")
    text = "客服：您好\n客戶：門壞了"
    (call,) = load_bytes(text, "x.txt", call_data="data.csv").calls
    assert call.meta == {"agent_id": "8023", "start_time": "2024-05-01T10:00:00"}
