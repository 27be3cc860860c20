"""Dialogues in CSV whose line breaks are not quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

LAST = "通话编号,工号,通话内容"
MIDDLE = "通话编号,通话内容,工号"


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (
            LAST,
            "C1,8023,客服：您好\n客户：坏了,不转\n\n还漏水\n客服：再见\nC2,8024,客服：请讲\n客户：好",
        ),
        (MIDDLE, "C1,客服：您好\n客户：坏了,8023\nC2,客服：请讲\n客户：好,8024"),
    ],
)
def test_lines_belong_to_the_row_before(
    load_bytes: Callable[..., Loaded], heading: str, rows: str
) -> None:
    loaded = load_bytes(f"{heading}\n{rows}", "x.csv")
    assert [(call.call_id, call.meta["agent_id"]) for call in loaded.calls] == [
        ("C1", "8023"),
        ("C2", "8024"),
    ]
    assert [turn.text for turn in loaded.calls[1].turns] == ["请讲", "好"]
    assert loaded.calls[0].turns[1].text.startswith("坏了")
    assert loaded.warnings == ["unquoted-lines"] * 2


def test_a_line_without_a_label_goes_on_the_one_before(load_bytes: Callable[..., Loaded]) -> None:
    rows = "C1,8023,客服：您好,请讲\n客户：坏了,不转\n还漏水\n客服：再见"
    (call,) = load_bytes(f"{LAST}\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == ["您好,请讲", "坏了,不转\n还漏水", "再见"]


@pytest.mark.parametrize(
    "content",
    [
        f'{LAST}\nC1,8023,"客服：您好\n客户：坏了"\nC2,8024,"客服：请讲\n客户：好"',
        "角色,内容\n客服：,您好\n客户：,坏了",
        "内容,备注\n客服：您好,\n客户：坏了,",
    ],
)
def test_whole_rows_stay(load_bytes: Callable[..., Loaded], content: str) -> None:
    loaded = load_bytes(content, "x.csv")
    assert loaded.calls
    assert "unquoted-lines" not in loaded.warnings
