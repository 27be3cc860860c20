"""Rows that stand in a table several times."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SAID = [
    ("客服", ASK),
    ("客户", ANSWER),
    ("客服", "请讲"),
    ("客户", "好的"),
    ("客服", "请讲"),
    ("客服", BYE),
]
ROWS = [f"c,{speaker},{text}" for speaker, text in SAID]
TIMED = [f"{row},{place * 5}" for place, row in enumerate(ROWS)]
HEAD = "通话编号,角色,内容"


def codes(loaded: Loaded) -> list[list[str]]:
    return [[warning.code for warning in call.warnings] for call in loaded.calls]


@pytest.mark.parametrize("copies", [2, 3, 4])
@pytest.mark.parametrize("is_beside", [True, False])
@pytest.mark.parametrize("rows", [ROWS, TIMED, TIMED[:2]])
def test_copies_are_read_once(
    load_bytes: Callable[..., Loaded], rows: list[str], copies: int, is_beside: bool
) -> None:
    written = [row for row in rows for _ in range(copies)] if is_beside else rows * copies
    head = f"{HEAD},开始时间(秒)" if rows[0] in TIMED else HEAD
    loaded = load_bytes("\n".join([head, *written]), "x.csv")
    (call,) = loaded.calls
    assert [turn.text for turn in call.turns] == [text for _, text in SAID[: len(rows)]]
    assert codes(loaded) == [["rows-repeated"]]
    assert f" {len(rows) * (copies - 1)} " in call.warnings[0].message.zh


def test_copies_in_json(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"id": n, "role": role, "content": text} for n, (role, text) in enumerate(SAID)]
    rows = [{"index": n, **turn} for n, turn in enumerate(turns * 2)]
    loaded = load_bytes(json.dumps(rows), "x.json")
    assert [turn.text for turn in loaded.calls[0].turns] == [text for _, text in SAID]
    assert codes(loaded) == [["rows-repeated"]]


def test_one_call_of_several_stands_there_twice(load_bytes: Callable[..., Loaded]) -> None:
    other = [row.replace("c,", "d,", 1) for row in ROWS]
    loaded = load_bytes("\n".join([HEAD, *ROWS, *other, *ROWS]), "x.csv")
    assert {call.call_id: len(call.turns) for call in loaded.calls} == {"c": 6, "d": 6}
    assert sorted(codes(loaded)) == [[], ["rows-repeated"]]


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, *ROWS[:-1]],
        [*ROWS, *ROWS[:-1], "c,客服,再见"],
        ["c,客户,喂"] * 8,
        ["c,客户,喂", "c,客服,您好"] * 4,
        ["c,客户,好的", "c,客户,好的"],
        [row + ",备注" for row in ROWS] + ROWS,
    ],
)
def test_what_people_may_say_again_stays(
    load_bytes: Callable[..., Loaded], rows: list[str]
) -> None:
    loaded = load_bytes("\n".join([f"{HEAD},备注", *rows]), "x.csv")
    assert len(loaded.calls[0].turns) == len(rows)
    assert codes(loaded) == [[]]


def test_the_time_of_the_call_is_none_of_a_row(load_bytes: Callable[..., Loaded]) -> None:
    rows = [f"c,{role},好的,2024-05-01 10:00:00" for role in ("客服", "客户") * 2]
    loaded = load_bytes("\n".join([f"{HEAD},时间", *rows]), "x.csv")
    assert len(loaded.calls[0].turns) == 4
