"""Tables with a row for each call, in which several rows are pieces of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.exports import call_pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

FIRST, SECOND, OTHER = "客服：您好\n客户：坏了", "客服：好的\n客户：谢谢", "客服：您好\n客户：在吗"
JOINED = ["您好", "坏了", "好的", "谢谢"]


def table(head: str, *rows: tuple[str, ...]) -> str:
    return "\n".join([head, *(",".join(f'"{cell}"' for cell in row) for row in rows)])


def calls(loaded: Loaded) -> list[tuple[str, list[str]]]:
    return [(call.call_id, [turn.text for turn in call.turns]) for call in loaded.calls]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1)])
def test_rows_of_one_id_are_one_call(
    load_bytes: Callable[..., Loaded], order: tuple[int, ...]
) -> None:
    rows = [("C1", FIRST), ("C1", SECOND), ("C2", OTHER)]
    loaded = load_bytes(table("通话编号,通话内容", *(rows[at] for at in order)), "x.csv")
    assert calls(loaded) == [("C1", JOINED), ("C2", ["您好", "在吗"])]
    assert loaded.warnings == ["call-rows-joined"]
    assert loaded.calls[0].source == "x.csv:2"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("通话编号,序号,通话内容", [("C1", "2", SECOND), ("C1", "1", FIRST)]),
        (
            "通话编号,开始时间,通话内容",
            [("C1", "2024-05-01 10:05:00", SECOND), ("C1", "2024-05-01 10:00:00", FIRST)],
        ),
    ],
)
def test_they_are_put_in_order(
    load_bytes: Callable[..., Loaded], head: str, rows: list[tuple[str, ...]]
) -> None:
    loaded = load_bytes(table(head, *rows), "x.csv")
    assert calls(loaded) == [("C1", JOINED)]
    start = loaded.calls[0].meta.get("start_time")
    assert start == ("2024-05-01T10:00:00" if "开始时间" in head else None)


def test_a_turn_that_was_cut_is_whole_again(load_bytes: Callable[..., Loaded]) -> None:
    said = "我说这个冰箱" * 40
    rows = [("C1", f"客服：您好\n客户：{said}"), ("C1", "坏了\n客服：好的"), ("C2", OTHER)]
    loaded = load_bytes(table("通话编号,通话内容", *rows), "x.csv")
    assert calls(loaded)[0] == ("C1", ["您好", f"{said}坏了", "好的"])


def test_rows_that_stand_there_twice_are_read_once(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(table("通话编号,通话内容", ("C1", FIRST), ("C1", FIRST)), "x.csv")
    assert calls(loaded) == [("C1", ["您好", "坏了"])]
    assert loaded.warnings == ["rows-repeated"]


def test_call_data_of_which_rows_differ(load_bytes: Callable[..., Loaded]) -> None:
    rows = [("C1", "8023", "a", FIRST), ("C1", "8024", "b", SECOND)]
    loaded = load_bytes(table("通话编号,工号,备注,通话内容", *rows), "x.csv")
    assert loaded.calls[0].meta == {"agent_id": "8023"}
    assert loaded.warnings == ["call-rows-joined", "rows-differ"]


def test_rows_without_an_id_are_calls_of_their_own(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(table("通话编号,通话内容", ("", FIRST), ("", SECOND)), "x.csv")
    assert [call.call_id for call in loaded.calls] == ["x#2", "x#4"]


def test_numbers_of_rows_are_no_ids_of_one_call(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(table("序号,通话内容", ("1", FIRST), ("2", OTHER), ("1", SECOND)), "x.csv")
    assert [call.call_id for call in loaded.calls] == ["1", "2", "1"]


def test_not_all_calls_are_held(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_pieces, "_MOST_HELD", 2)
    rows = [(name, FIRST if name == "C1" else OTHER) for name in ("C1", "C2", "C3", "C4", "C1")]
    loaded = load_bytes(table("通话编号,通话内容", *rows), "x.csv")
    assert [call.call_id for call in loaded.calls] == ["C1", "C2", "C3", "C4", "C1"]


def test_too_much_in_the_rows_of_a_call(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_pieces, "LARGEST_CALL", 60)
    rows = [("C1", FIRST), ("C1", SECOND), ("C1", OTHER), ("C2", OTHER)]
    loaded = load_bytes(table("通话编号,通话内容", *rows), "x.csv")
    assert ([call.call_id for call in loaded.calls], loaded.codes) == (["C2"], ["too-large"])
