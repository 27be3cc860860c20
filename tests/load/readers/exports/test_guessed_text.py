"""Tables whose column of text has a name that no list knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.load.conftest import Loaded

ROWS = [
    ("00:00", "客服", "您好，很高兴为您服务"),
    ("00:05", "客户", "我的冰箱不制冷了"),
    ("00:09", "客服", "请问您的地址是哪里"),
    ("00:15", "客户", "好"),
]


def table(head: str, rows: Sequence[tuple[str, ...]], mark: str = ",") -> str:
    return "\n".join([head.replace(",", mark), *(mark.join(row) for row in rows)])


@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.txt", "x"])
@pytest.mark.parametrize("mark", [",", "\t", "|", ";"])
def test_sentences_beside_roles_are_what_is_said(
    load_bytes: Callable[..., Loaded], name: str, mark: str
) -> None:
    loaded = load_bytes(table("时间,角色,说了啥", ROWS, mark), name)
    (call,) = loaded.calls
    assert [(turn.speaker, turn.text) for turn in call.turns][:2] == [
        ("agent", "您好，很高兴为您服务"),
        ("customer", "我的冰箱不制冷了"),
    ]
    assert (loaded.problems, loaded.warnings) == ([], ["text-column-guessed"])
    assert "--columns text=说了啥" in call.warnings[0].fix.zh


def test_the_column_of_roles_may_have_an_unknown_name_too(
    load_bytes: Callable[..., Loaded],
) -> None:
    loaded = load_bytes(table("时间,哪一方,说了啥", ROWS), "x.csv")
    assert [turn.speaker for turn in loaded.calls[0].turns][:2] == ["agent", "customer"]
    assert "哪一方" in loaded.calls[0].warnings[0].message.zh


def test_labels_under_a_known_name_are_enough(load_bytes: Callable[..., Loaded]) -> None:
    rows = [(str(number % 2), text) for number, (_, _, text) in enumerate(ROWS)]
    loaded = load_bytes(table("声道,说了啥", rows), "x.csv")
    assert len(loaded.calls[0].turns) == 4
    assert "text-column-guessed" in loaded.warnings


def test_dialogues_are_known_under_any_name(load_bytes: Callable[..., Loaded]) -> None:
    rows = [
        ("C1", "【客服】您好【客户】冰箱坏了", "很好的一通电话，客服很热情"),
        ("C2", "【客服】您好【客户】电视坏了", "一般"),
    ]
    loaded = load_bytes(table("通话编号,原文稿,质检员怎么看", rows), "x.csv")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("C1", 2), ("C2", 2)]
    assert loaded.warnings == ["text-column-guessed"]


def test_the_word_of_the_user_goes_first(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(table("时间,角色,说了啥", ROWS), "x.csv", columns={"text": "说了啥"})
    assert (len(loaded.calls[0].turns), loaded.warnings) == (4, [])


@pytest.mark.parametrize("name", ["x.csv", "x.txt"])
def test_two_columns_of_sentences_are_not_chosen_between(
    load_bytes: Callable[..., Loaded], name: str
) -> None:
    rows = [(*row, row[2] + "呢") for row in ROWS]
    loaded = load_bytes(table("时间,角色,说了啥,另一版", rows), name)
    assert (loaded.calls, loaded.codes) == ([], ["no-columns"])
    assert "“说了啥”“另一版”" in loaded.problems[0].message.zh


@pytest.mark.parametrize(
    "head", ["时间,角色,备注", "时间,角色,客户地址", "时间,角色,通话小结", "时间,角色,Translation"]
)
def test_notes_are_not_what_is_said(load_bytes: Callable[..., Loaded], head: str) -> None:
    assert load_bytes(table(head, ROWS), "x.csv").codes == ["no-columns"]


@pytest.mark.parametrize(
    "rows",
    [
        [("8023", "客服", "王丽"), ("8024", "客户", "张三丰")],
        [("8023", "客服", "负责华东区域的售后"), ("8024", "客服", "负责华南区域的售后")],
        [("8023", "客服", "同一句话说了又说"), ("8024", "客户", "同一句话说了又说")] * 2,
    ],
)
def test_lists_of_staff_are_no_dialogues(
    load_bytes: Callable[..., Loaded], rows: list[tuple[str, ...]]
) -> None:
    assert load_bytes(table("工号,角色,其他", rows), "x.csv").codes == ["no-columns"]


@pytest.mark.parametrize(
    "text",
    [
        "通话记录，2024年\n客服：您好，请讲\n客户：冰箱，坏了\n客服：好的，马上\n",
        "坐席张三\t客户李四\n客服\t您好，请讲\n客户\t我的冰箱坏了\n客服\t好的马上派人\n",
    ],
)
def test_text_with_labels_stays_text(load_bytes: Callable[..., Loaded], text: str) -> None:
    loaded = load_bytes(text, "x.txt")
    assert [turn.speaker for turn in loaded.calls[0].turns][-3:] == ["agent", "customer", "agent"]
    assert "text-column-guessed" not in loaded.warnings
