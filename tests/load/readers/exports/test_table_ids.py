"""Ids in tables that programs made numbers with decimals of."""

from __future__ import annotations

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
