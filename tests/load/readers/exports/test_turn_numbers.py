"""Turns that are numbered and stand in another order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ORDER = ["您好", "冰箱坏了", "请稍候", "好的"]


def turns_of(numbers: list[int]) -> list[tuple[str, str]]:
    return [(("客服", "客户")[(number - 1) % 2], ORDER[number - 1]) for number in numbers]


@pytest.mark.parametrize("name", ["序号", "轮次", "seq", "Turn No", "sentence_id"])
@pytest.mark.parametrize("numbers", [[4, 3, 2, 1], [2, 4, 1, 3]])
def test_rows_are_sorted_by_their_numbers(
    load_bytes: Callable[..., Loaded], name: str, numbers: list[int]
) -> None:
    rows = "".join(
        f"{n},{role},{text}\n" for n, (role, text) in zip(numbers, turns_of(numbers), strict=True)
    )
    (call,) = load_bytes(f"{name},角色,内容\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == ORDER
    assert "out-of-order" in {warning.code for warning in call.warnings}


def test_turns_of_json_are_sorted_by_their_numbers(load_bytes: Callable[..., Loaded]) -> None:
    numbers = [3, 1, 4, 2]
    turns = [
        {"seq": number, "role": role, "content": text}
        for number, (role, text) in zip(numbers, turns_of(numbers), strict=True)
    ]
    (call,) = load_bytes(json.dumps({"dialog": turns}), "x.json").calls
    assert [turn.text for turn in call.turns] == ORDER
    assert "out-of-order" in {warning.code for warning in call.warnings}


@pytest.mark.parametrize(
    "numbers", [["1", "2"], ["2", "2"], ["2", "x"], ["x", "2"], ["2", ""], ["", ""], ["b", "a"]]
)
def test_other_rows_keep_their_order(load_bytes: Callable[..., Loaded], numbers: list[str]) -> None:
    rows = f"{numbers[0]},客服,您好\n{numbers[1]},客户,冰箱坏了\n"
    (call,) = load_bytes(f"序号,角色,内容\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == ORDER[:2]
    assert call.warnings == ()


@pytest.mark.parametrize("numbers", ["1 2 1 2", "3 2 2 1", "3 x 2 1", "2 4 1 "])
@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_numbers_that_do_not_give_an_order(
    load_bytes: Callable[..., Loaded], numbers: str, name: str
) -> None:
    rows = list(zip(numbers.split(" "), turns_of([1, 2, 3, 4]), strict=True))
    text = "轮次,角色,内容\n" + "".join(f"{n},{role},{text}\n" for n, (role, text) in rows)
    if name == "x.json":
        turns = [{"turn_no": n, "role": role, "content": said} for n, (role, said) in rows]
        text = json.dumps(turns)
    (call,) = load_bytes(text, name).calls
    assert [turn.text for turn in call.turns] == ORDER
    assert [warning.code for warning in call.warnings] == ["order-doubtful"]


def test_numbers_of_turns_say_more_than_those_of_rows(load_bytes: Callable[..., Loaded]) -> None:
    numbers = [2, 4, 1, 3]
    rows = "".join(
        f"{row},第{number}轮,{role},{text}\n"
        for row, (number, (role, text)) in enumerate(zip(numbers, turns_of(numbers), strict=True))
    )
    (call,) = load_bytes(f"序号,轮次,角色,内容\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == ORDER


def test_times_say_more_than_numbers(load_bytes: Callable[..., Loaded]) -> None:
    rows = "2,客服,您好,00:00:01\n1,客户,冰箱坏了,00:00:03\n"
    (call,) = load_bytes(f"序号,角色,内容,开始时间\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == ORDER[:2]
