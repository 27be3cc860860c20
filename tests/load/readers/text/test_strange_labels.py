"""Heads of lines that look like labels: reported, and never lost among what describes the call."""

from __future__ import annotations

import pytest

from scriptcheck import Speaker
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.load.readers.text.strange_labels import describes_call, strange_head


def _strange(text: str) -> list[str]:
    return [
        warning.message.en
        for warning in parse_plain_text(text, call_id="test").warnings
        if warning.code == "unknown-label"
    ]


@pytest.mark.parametrize(
    "head",
    [
        "李经理：",
        "茅大为：",
        "水大为：",
        "欧阳大为：",
        "“主管”：",
        "「主管」：",
        "<主管>：",
        "{主管}：",
        "主管<8023>：",
        "主管（李强）：",
        "主管【8023】：",
        "高级客服专员兼组长李强：",
        "Senior Supervisor: ",
        "SUPERVISOR> ",
        "客户说：",
        "客服回答：",
    ],
)
def test_what_looks_like_a_label_is_reported(head: str) -> None:
    name = head.rstrip("：: ").removesuffix(">" if head[-1] == " " else "")
    (message,) = _strange(f"客服：您好\n客户：门坏了\n{head}不清楚")
    assert f": {name}; " in message


@pytest.mark.parametrize(
    "line",
    [
        "他说：好的",
        "我以为：好的",
        "陈认为：好的",
        "小马问道：好的",
        "下午 3:30 到",
        "请看 https://example.com",
        "5：3 赢了",
        "那我这边再给您核对一下您留的号码：",
        "好，还有：没有了",
    ],
)
def test_what_is_said_is_no_label(line: str) -> None:
    assert _strange(f"客服：您好\n客户：门坏了\n{line}") == []


def test_tags_are_reported_where_labels_are_tags() -> None:
    (message,) = _strange("【客服】您好【客户】门坏了【主管】不清楚\n【组长】再见")
    assert ": 【主管】, 【组长】; " in message
    assert _strange("【客服】您好【笑】【客户】门坏了【背景音乐】\n【静音】") == []
    assert _strange("客服：您好\n客户：看【主管】的") == []


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("小王：您好，请讲", "小王"),
        ("接待员丙：早上好", "接待员丙"),
        ("“主管”：我是主管", "“主管”"),
        ("John: how can I help you", "John"),
    ],
)
def test_a_first_line_that_somebody_says_is_no_header(line: str, head: str) -> None:
    call = parse_plain_text(f"{line}\n客户：门坏了\n客服：请稍候", call_id="test")
    assert "header" not in call.meta
    assert call.turns[0].speaker is Speaker.UNKNOWN
    assert call.turns[0].text == line
    assert [warning.code for warning in call.warnings] == ["text-before-label", "unknown-label"]
    assert strange_head(line) == head


def test_a_head_that_comes_again_among_the_turns_is_no_header() -> None:
    call = parse_plain_text("小王：门店\n客户：门坏了\n小王：再见", call_id="test")
    assert call.turns[0].text == "小王：门店"
    assert "header" not in call.meta


@pytest.mark.parametrize(
    "line",
    [
        "工号：8023",
        "【工号】：8023",
        "客户姓名：张三",
        "通话时间：2024-05-01 10:00",
        "备注：我方已回电，请您核对",
        "会议主题：欢迎您",
        "客服中心：北京",
        "-----",
    ],
)
def test_lines_about_the_call_stay_its_header(line: str) -> None:
    assert describes_call(line)
    call = parse_plain_text(f"{line}\n客服：您好\n客户：门坏了", call_id="test")
    assert call.meta["header"] == [line]


@pytest.mark.parametrize("mark", "；;，,。.．、")
@pytest.mark.parametrize("word", ["客户", "用户 2", "[00:03] 客户", "1、顾客（女）"])
def test_a_mistyped_colon_closes_a_role_beside_labels_with_colons(word: str, mark: str) -> None:
    text = f"客服：您好，请讲\n{word}{mark}我的冰箱坏了\n客服：请稍等\n客户：好"
    call = parse_plain_text(text, call_id="x")
    assert [turn.speaker for turn in call.turns] == ["agent", "customer", "agent", "customer"]
    assert call.turns[1].text == "我的冰箱坏了"


def test_a_line_that_goes_on_may_begin_with_a_role_and_a_comma() -> None:
    text = "客服：您好\n请讲\n客户，我跟您说\n客户：好\n客服；再见"
    call = parse_plain_text(text, call_id="x")
    assert [turn.text for turn in call.turns] == ["您好\n请讲\n客户，我跟您说", "好", "再见"]
    (warning,) = call.warnings
    assert (warning.code, warning.line) == ("unknown-label", 3)
    assert "客户，" in warning.message.zh


@pytest.mark.parametrize(
    "line", ["客户2.5折的", "客户，", "客户您好，请讲", "我们客户；有的", "系统，好像坏了", "A，好"]
)
def test_other_words_before_other_marks_are_speech(line: str) -> None:
    call = parse_plain_text(f"客服：您好\n{line}\n客户：好", call_id="x")
    assert [turn.text for turn in call.turns] == [f"您好\n{line}", "好"]
    assert not call.warnings


@pytest.mark.parametrize(
    "line",
    [
        "商户：我爱我家",
        "品牌：我们的家",
        "门店名称：我爱我家（浦东店）",
        "项目：我的世界",
        "company: My Home",
        "技能组：咱家一组",
        "班组：我来了",
    ],
)
def test_names_above_the_first_label_describe_the_call(line: str) -> None:
    call = parse_plain_text(f"{line}\n坐席：您好，请讲\n客户：冰箱坏了", call_id="test")
    assert [turn.speaker for turn in call.turns] == [Speaker.AGENT, Speaker.CUSTOMER]
    assert call.meta["header"] == [line]
    assert {each.code for each in call.warnings} == {"text-before-label"}


@pytest.mark.parametrize(
    "text",
    [
        "小王：我来看看\n客户：冰箱坏了\n客服：好的",
        "商户：您好，请问冰箱修好了吗\n客户：冰箱坏了\n客服：好的",
        # Who speaks again is a speaker.
        "商户：我爱我家\n客户：冰箱坏了\n商户：马上来",
        "门店：我知道了\n客户：冰箱坏了\n客服：好的\n门店：马上来",
    ],
)
def test_what_somebody_says_above_the_first_label_stays_a_turn(text: str) -> None:
    call = parse_plain_text(text, call_id="test")
    first = text.partition("\n")[0]
    assert (call.turns[0].speaker, call.turns[0].text) == (Speaker.UNKNOWN, first)
    assert "header" not in call.meta
    assert "unknown-label" in {each.code for each in call.warnings}
