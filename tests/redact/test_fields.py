"""Names in lines of fields, whatever stands between the fields and wherever the lines stand."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.redact import redact
from scriptcheck.redact.fields import fields_in

NAME = "王丽娟"
LINES = [
    "客户姓名: 王丽娟 | 电话: 13800001234",
    "客户姓名: 王丽娟｜电话: 13800001234",
    "客户姓名: 王丽娟\t电话: 13800001234",
    "客户姓名：王丽娟  电话：13800001234",
    "客户姓名：王丽娟   电话：13800001234",
    "客户姓名: 王丽娟; 电话: 13800001234",
    "客户姓名：王丽娟；电话：13800001234",
    "工号: 8023 | 客户姓名: 王丽娟 | 队列: 售后",
    "【客户姓名】王丽娟",
    "【客户姓名】王丽娟【客户电话】13800001234",
    "[客户姓名] 王丽娟",
    "客户姓名=王丽娟",
    "客户姓名\t王丽娟\t客户电话\t13800001234",
    "客户姓名：\t王丽娟",
    "姓名 王丽娟",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("is_above", [True, False])
def test_the_name_of_a_field_is_masked_in_what_is_said(line: str, is_above: bool) -> None:
    said = "客服：王丽娟您好\n客户：冰箱坏了\n客服：再见"
    text = f"{line}\n{said}" if is_above else f"{said}\n{line}"
    call = redact(parse_plain_text(text, call_id="c")).call
    assert NAME not in str(call.meta) + str([turn.text for turn in call.turns])
    assert any(turn.text.startswith("***您好") for turn in call.turns)


@pytest.mark.parametrize("line", LINES)
def test_the_name_of_a_header_line_is_known(line: str) -> None:
    call = redact(Call("c", [Turn("agent", "王丽娟您好")], {"header": [line]})).call
    assert call.turns[0].text == "***您好"
    assert NAME not in str(call.meta)


def test_names_beside_one_key_are_all_known() -> None:
    turns = [Turn("agent", "赵敏您好，周芷若您好")]
    call = redact(Call("c", turns, {"header": ["联系人: 赵敏; 周芷若 | 工号: 8023"]})).call
    assert call.turns[0].text == "**您好，***您好"


@pytest.mark.parametrize(
    "text",
    [
        "联系人：我自己就行",
        "公司名称：海尔",
        "坐席姓名：李强",
        "客户姓名：工号",
        "姓名 电话 都登记了",
    ],
)
def test_what_is_no_name_of_a_customer_stays(text: str) -> None:
    call = Call("c", [Turn("agent", text)])
    assert redact(call).call.turns[0].text == text


def test_fields_of_a_line() -> None:
    assert fields_in("客户姓名: 王丽娟 | 电话: 138") == [("客户姓名", "王丽娟"), ("电话", "138")]
    assert fields_in("客户姓名\t王丽娟\t工号\t8023") == [("客户姓名", "王丽娟")]
