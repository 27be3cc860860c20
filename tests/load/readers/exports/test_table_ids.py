"""Ids in tables that programs made numbers with decimals of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def test_ids_that_pandas_made_decimal_are_whole(load_bytes: Callable[..., Loaded]) -> None:
    rows = "20240501001.0,8023.0,客服,您好\n20240501001.0,8023.0,客户,1.0\n"
    (call,) = load_bytes(f"通话编号,工号,角色,内容\n{rows}", "x.csv").calls
    assert (call.call_id, call.meta["agent_id"]) == ("20240501001", "8023")
    assert call.turns[1].text == "1.0"


def test_an_id_of_another_form_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("通话编号,工号,角色,内容\nv1.0,007.0,客服,您好\n", "x.csv").calls
    assert (call.call_id, call.meta["agent_id"]) == ("v1.0", "007.0")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ('="008023"', "008023"),
        ('="20240501000123456789"', "20240501000123456789"),
        ('="甲""7"', '甲"7'),
        ("'0071", "0071"),
        ("'-7", "-7"),
        ("'A7", "'A7"),
        ("'7'", "'7'"),
    ],
)
def test_what_keeps_excel_from_counting_is_no_part_of_an_id(
    load_bytes: Callable[..., Loaded], cell: str, meant: str
) -> None:
    (call,) = load_bytes(f"通话编号,工号,角色,内容\n{cell},{cell},客服,您好\n", "x.csv").calls
    assert (call.call_id, call.meta["agent_id"]) == (meant, meant)


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u202c"])
def test_rows_whose_ids_look_alike_are_one_call(
    load_bytes: Callable[..., Loaded], mark: str
) -> None:
    a = f"A1,8023,客服,您好\nA{mark}1,80{mark}23,客户,喂\n"
    b = f"甲1,8024,客服,您好\n甲{mark}1,8024,客户,喂\n"
    loaded = load_bytes(f"通话编号,工号,角色,内容\n{a}{b}", "x.csv")
    assert [(call.call_id, call.meta, len(call.turns)) for call in loaded.calls] == [
        ("A1", {"agent_id": "8023"}, 2),
        ("甲1", {"agent_id": "8024"}, 2),
    ]
    assert loaded.warnings == []


def test_blanks_within_ids_are_kept(load_bytes: Callable[..., Loaded]) -> None:
    calls = load_bytes("通话编号,角色,内容\nA1,客服,您好\nA 1,客服,您好\n", "x.csv").calls
    assert [call.call_id for call in calls] == ["A1", "A 1"]


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_decimals_of_zero_among_others_are_an_id_of_their_own(
    load_bytes: Callable[..., Loaded], name: str
) -> None:
    ids = ["1714528803.1", "1714528803.10", "1714528803.0", "1714528803.100"]
    turns = [(each, *turn) for each in ids for turn in (("客服", "您好"), ("客户", "好"))]
    text = "uniqueid,角色,内容\n" + "".join(f"{','.join(turn)}\n" for turn in turns)
    if name == "x.json":
        keys = ("uniqueid", "role", "content")
        text = json.dumps([dict(zip(keys, turn, strict=True)) for turn in turns])
    calls = load_bytes(text, name).calls
    assert [call.call_id for call in calls] == ids
    assert {len(call.turns) for call in calls} == {2}
