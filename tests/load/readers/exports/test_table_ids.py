"""Ids in tables that programs made numbers with decimals of."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
