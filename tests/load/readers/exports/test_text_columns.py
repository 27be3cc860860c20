"""What is said in several columns: corrected beside recognised, and in numbered parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.columns import find_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def texts(loaded: Loaded) -> list[str]:
    return [turn.text for turn in loaded.calls[0].turns]


@pytest.mark.parametrize(
    "name",
    [
        *("修正文本", "校对文本", "人工校对文本", "校对后内容", "修正后的文本", "修改后内容"),
        *("识别文本（修正后）", "文本校对", "corrected_text", "CorrectedTranscript"),
    ],
)
def test_what_was_corrected_goes_before_what_was_recognised(
    load_bytes: Callable[..., Loaded], name: str
) -> None:
    rows = "客服,您好很高心为您服务,您好很高兴为您服务\n客户,坏了,坏了\n"
    loaded = load_bytes(f"角色,识别结果,{name}\n{rows}", "x.csv")
    assert texts(loaded) == ["您好很高兴为您服务", "坏了"]
    assert loaded.warnings == ["other-text-column"]
    assert "1 格" in loaded.calls[0].warnings[0].message.zh


@pytest.mark.parametrize("name", ["修正人", "校对时间", "修改内容", "校对原因", "人工修正次数"])
def test_what_speaks_of_a_correction_is_no_text(name: str) -> None:
    assert find_columns([name], {}) == {}


def test_where_nothing_was_corrected_the_other_is_read(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好很高心为您服务,您好很高兴为您服务\n客户,坏了,\n"
    loaded = load_bytes(f"角色,识别文本,修正文本\n{rows}", "x.csv")
    assert texts(loaded) == ["您好很高兴为您服务", "坏了"]


def test_the_user_may_want_what_was_recognised(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好很高心为您服务,您好很高兴为您服务\n客户,坏了,\n"
    text = f"角色,识别文本,修正文本\n{rows}"
    loaded = load_bytes(text, "x.csv", columns={"text": "识别文本"})
    assert texts(loaded) == ["您好很高心为您服务", "坏了"]


@pytest.mark.parametrize(
    ("cells", "is_text"),
    [(("您好很高兴为您服务", "坏了"), True), (("是", "否"), False), (("王丽娟", "王丽娟"), False)],
)
def test_a_bare_correction_is_known_by_its_cells(
    load_bytes: Callable[..., Loaded], cells: tuple[str, str], is_text: bool
) -> None:
    rows = f"客服,您好很高心为您服务,{cells[0]}\n客户,坏了,{cells[1]}\n"
    loaded = load_bytes(f"角色,识别文本,人工校对\n{rows}", "x.csv")
    assert texts(loaded)[0] == (cells[0] if is_text else "您好很高心为您服务")


def test_corrections_in_json(load_bytes: Callable[..., Loaded]) -> None:
    turns = [
        {"role": "客服", "text": "您好很高心为您服务", "corrected_text": "您好很高兴为您服务"},
        {"role": "客户", "text": "坏了", "corrected_text": None},
    ]
    loaded = load_bytes(json.dumps({"messages": turns}, ensure_ascii=False), "x.json")
    assert texts(loaded) == ["您好很高兴为您服务", "坏了"]
    assert loaded.warnings == ["other-text-column"]
    assert "1 句" in loaded.calls[0].warnings[0].message.zh


@pytest.mark.parametrize(
    "names",
    [
        *(
            "通话内容1,通话内容2,通话内容3",
            "通话内容,通话内容2,通话内容3",
            "内容（1）,内容（2）,内容（3）",
        ),
        *("text_1,text_2,text_3", "转写文本一,转写文本二,转写文本三", "内容,内容1,内容2"),
    ],
)
def test_numbered_columns_are_read_in_turn(load_bytes: Callable[..., Loaded], names: str) -> None:
    loaded = load_bytes(f"角色,{names}\n客服,您好,请讲,谢谢\n客户,坏了,,\n", "x.csv")
    assert texts(loaded) == ["您好\n请讲\n谢谢", "坏了"]
    assert [code for code in loaded.warnings if code != "duplicate-column"] == [
        "text-columns-joined"
    ]


def test_they_are_read_by_their_numbers(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("内容2,角色,内容10,内容1\n请讲,客服,谢谢,您好\n,客户,,坏了\n", "x.csv")
    assert texts(loaded) == ["您好\n请讲\n谢谢", "坏了"]


def test_one_alone_is_a_column_of_text(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容1\n客服,您好\n客户,坏了\n", "x.csv")
    assert (texts(loaded), loaded.warnings) == (["您好", "坏了"], [])


@pytest.mark.parametrize("tail", ["客服：好的。客户：谢谢。", "客服：好的。\n客户：谢谢。"])
def test_parts_of_dialogues_are_one_call(load_bytes: Callable[..., Loaded], tail: str) -> None:
    text = f'通话编号,通话内容,通话内容续\nC1,客服：您好。客户：坏了。,"{tail}"\n'
    loaded = load_bytes(text, "x.csv")
    assert texts(loaded) == ["您好。", "坏了。", "好的。", "谢谢。"]
    assert loaded.calls[0].meta == {}


def test_what_was_cut_at_a_length_goes_on_without_a_break(
    load_bytes: Callable[..., Loaded],
) -> None:
    said = "我说这个冰箱" * 40
    loaded = load_bytes(f"角色,内容1,内容2\n客户,{said},坏了\n客服,好,\n", "x.csv")
    assert texts(loaded)[0] == f"{said}坏了"


def test_headings_amid_the_rows_are_no_turns(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容1,内容2\n客服,您好,请讲\n角色,内容1,内容2\n客户,坏,了\n", "x.csv")
    assert texts(loaded) == ["您好\n请讲", "坏\n了"]


def test_the_user_may_want_one_part(load_bytes: Callable[..., Loaded]) -> None:
    text = "角色,内容1,内容2\n客服,您好,请讲\n客户,坏,了\n"
    assert texts(load_bytes(text, "x.csv", columns={"text": "内容2"})) == ["请讲", "了"]


def test_parts_of_another_column_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(
        "角色,内容,话术1,话术2\n客服,您好,您好请讲,请您稍等\n客户,坏了,,\n", "x.csv"
    )
    assert texts(loaded) == ["您好", "坏了"]
    assert loaded.warnings == ["other-text-column"] * 2
