"""Fields above a dialogue: a customer's name and number, and blocks below 客户信息."""

from __future__ import annotations

import time

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.redact import redact

DIALOGUE = "客服：您好，很高兴为您服务\n客户：我是王丽娟，电话13900001111\n客服：好的，我登记"
NAMED = ["客户：王丽娟", "电话：13900001111"]


def said(text: str) -> list[str]:
    return [turn.text for turn in parse_plain_text(text, call_id="x").turns]


def header(text: str) -> list[str]:
    call = parse_plain_text(f"{text}\n{DIALOGUE}", call_id="x")
    assert [turn.text for turn in call.turns] == said(DIALOGUE)
    assert [warning.code for warning in call.warnings] == ["text-before-label"]
    lines: list[str] = call.meta["header"]
    assert f"{len(lines)} 行存入" in call.warnings[0].message.zh
    redacted = str(redact(call).call.to_dict())
    assert "王丽娟" not in redacted
    assert "13900001111" not in redacted
    return lines


@pytest.mark.parametrize(
    "line",
    [
        *("客户：王丽娟，电话13900001111", "客户：王丽娟，电话：13900001111"),
        *("客户：王丽娟 电话：13900001111", "客户: 王丽娟 | 电话: 13900001111"),
        *("【客户】王丽娟；电话 13900001111", "客户：王丽娟（13900001111）"),
    ],
)
def test_a_name_and_more_behind_a_label(line: str) -> None:
    assert header(line) == NAMED


def test_other_lines_may_stand_around_it() -> None:
    text = "通话编号：C1\n客户：王丽娟，电话：13900001111\n客服：李明，工号：8023"
    assert header(text) == [*NAMED, "客服：李明", "工号：8023", "通话编号：C1"]


@pytest.mark.parametrize(
    "text",
    [
        "客户：王丽娟，电话13900001111\n客服：好的",
        "客户：你好，电话13900001111\n客服：您好\n客户：对",
        "客户：空调坏了，电话13900001111\n客服：您好\n客户：对",
        "客户：王丽娟，帮我查一下\n客服：您好\n客户：对",
        "客户：王丽娟\n客服：您好\n客户：对",
        "客服：李明，工号8023\n客户：您好\n客服：请讲",
        "客服：您好，工号：8023，请讲\n客户：您好\n客服：请讲",
        "[00:01] 客户：王丽娟，电话13900001111\n[00:03] 客服：您好\n[00:05] 客户：对",
        "客服：您好\n客户：王丽娟，电话13900001111\n客服：好的\n客户：对",
    ],
)
def test_turns_stay_turns(text: str) -> None:
    assert len(said(text)) == text.count("\n") + 1


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("姓名 王丽娟\n电话 13900001111", ["姓名：王丽娟", "电话：13900001111"]),
        ("姓名\t王丽娟\n电话\t13900001111", ["姓名：王丽娟", "电话：13900001111"]),
        ("姓名：王丽娟\n电话：13900001111", ["姓名：王丽娟", "电话：13900001111"]),
        (
            "联系人 王丽娟 电话 13900001111\n地址 中山路 18号",
            ["联系人：王丽娟", "电话：13900001111", "地址：中山路 18号"],
        ),
        ("王丽娟\n13900001111", ["客户：王丽娟", "13900001111"]),
        ("客户：王丽娟\n电话 13900001111", NAMED),
    ],
)
@pytest.mark.parametrize(
    "heading", ["客户信息", "【客户信息】", "客户信息：", "== 用户基本资料 =="]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_block_below_a_heading(heading: str, block: str, lines: list[str], gap: str) -> None:
    assert header(f"{heading}\n{block}\n{gap}") == [heading, *lines]


def test_a_run_of_fields_needs_no_heading() -> None:
    assert header("姓名 王丽娟\n电话 13900001111") == ["姓名：王丽娟", "电话：13900001111"]


def test_a_block_about_the_agent() -> None:
    lines = header("坐席信息\n李明\n工号 8023\n\n客户信息\n王丽娟")
    assert lines == ["坐席信息", "客服：李明", "工号：8023", "客户信息", "客户：王丽娟"]


def test_what_is_said_ends_a_block() -> None:
    call = parse_plain_text(f"客户信息\n姓名 王丽娟\n喂 您好\n{DIALOGUE}", call_id="x")
    assert call.meta["header"] == ["客户信息", "姓名：王丽娟"]
    assert call.turns[0].text == "喂 您好"


def test_text_without_labels_stays() -> None:
    assert len(said("客户信息\n姓名 王丽娟\n电话 13900001111")) == 3


@pytest.mark.parametrize(
    "line",
    ["客户：" + "王 " * 50_000, "客户信息" + " " * 100_000, "姓名 " * 50_000, "#" * 100_000 + "客"],
)
def test_hostile_lines_take_time_in_proportion_to_their_length(line: str) -> None:
    begun = time.process_time()
    said(f"客户信息\n{line}\n{DIALOGUE}")
    assert time.process_time() - begun < 5
