"""What stands above a table: call data as on a form, titles, and names of groups of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TURNS = "客服,早上好,00:00:01\n客户,灯不亮,00:00:03\n"


@pytest.mark.parametrize(
    "form",
    [
        "通话编号：C1,工号：8023,\n通话时间：2024-05-01 10:00:03,,\n",
        "录音质检表,,\n通话编号,C1,\n工号,8023,\n通话时间,2024-05-01 10:00:03,\n",
    ],
)
def test_call_data_above_a_table(load_bytes: Callable[..., Loaded], form: str) -> None:
    loaded = load_bytes(f"{form}角色,内容,时间\n{TURNS}角色,内容,时间\n", "x.csv")
    (call,) = loaded.calls
    assert call.call_id == "C1"
    assert [(turn.text, turn.start_ms) for turn in call.turns] == [
        ("早上好", 1000),
        ("灯不亮", 3000),
    ]
    assert call.meta == {"agent_id": "8023", "start_time": "2024-05-01T10:00:03"}


def test_a_column_of_the_table_goes_first(load_bytes: Callable[..., Loaded]) -> None:
    rows = "C1,客服,早上好\nC2,客服,请讲\n"
    loaded = load_bytes(f"通话编号：C9,工号：8023,\n通话编号,角色,内容\n{rows}", "x.csv")
    assert [(call.call_id, dict(call.meta)) for call in loaded.calls] == [
        ("C1", {"agent_id": "8023"}),
        ("C2", {"agent_id": "8023"}),
    ]


def test_names_of_groups_stand_above_those_of_columns(load_bytes: Callable[..., Loaded]) -> None:
    rows = "C1,8023,客服,早上好,1\nC1,8023,客户,灯不亮,3\n"
    heading = "基本信息,,通话内容,,\n通话编号,工号,角色,内容,时间\n"
    loaded = load_bytes(f"{heading}{rows}", "x.csv")
    (call,) = loaded.calls
    assert [(turn.speaker, turn.text) for turn in call.turns] == [
        ("agent", "早上好"),
        ("customer", "灯不亮"),
    ]
    assert call.meta == {"agent_id": "8023"}


def test_what_is_said_is_no_heading(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容\n客服,时间\n客户,内容\n", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["时间", "内容"]
