"""Parts of names that people are spoken to by, and how names are spelt."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import redact
from tests.conftest import call


def masked(*turns: str) -> list[str]:
    """Return the texts of the call of ``turns``, redacted."""
    return [turn.text for turn in redact(call(*turns)).call.turns]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ("C This is Jonathan Smith", "A Thank you, Smith", "A Hello Jonathan, mr. smith"),
            ["This is ******** *****", "Thank you, *****", "Hello ********, mr. *****"],
        ),
        (
            ("C my name is jonathan smith", "A thank you smith", "A MR. SMITH"),
            ["my name is ******** *****", "thank you *****", "MR. *****"],
        ),
        (
            ("C My name is Will Young", "A Will you wait, Mr. Young? A young man. Hello Will"),
            ["My name is **** *****", "Will you wait, Mr. *****? A young man. Hello ****"],
        ),
        (("A Hello Mr. Smith",), ["Hello Mr. *****"]),
        (
            ("C 我叫吐尔逊江·买买提", "A 买买提先生您好", "A 吐尔逊江在吗"),
            ["我叫****·***", "***先生您好", "****在吗"],
        ),
        (
            ("C 我叫玛丽·古丽", "A 古丽女士", "A 古丽您好，古丽很美"),
            ["我叫**·**", "**女士", "**您好，古丽很美"],
        ),
        (("C 我叫耿佳慧", "A 佳慧女士您好"), ["我叫***", "**女士您好"]),
    ],
)
def test_parts_of_names(turns: tuple[str, ...], expected: list[str]) -> None:
    assert masked(*turns) == expected


def test_parts_of_names_of_call_data() -> None:
    said = [Turn("agent", "Hello Mr. Wang"), Turn("agent", "丽娟姐您好")]
    meta = {"customer_name": "Jackson Wang", "联系人": "周丽娟"}
    assert [turn.text for turn in redact(Call("c", said, meta)).call.turns] == [
        "Hello Mr. ****",
        "**姐您好",
    ]


@pytest.mark.parametrize(
    "turns",
    [
        ("C 我叫王师傅", "A 师傅您好"),
        ("C This is Haier Service", "A The service is free, please wait for service"),
        ("C 海尔·云鼎冰箱", "A 云鼎是我们的型号"),
        ("A 张师傅您好", "C 你好"),
    ],
)
def test_what_only_looks_like_a_part(turns: tuple[str, ...]) -> None:
    assert masked(*turns)[1] == turns[1][2:]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ("C 我叫耿佳慧，耿是耳火耿，佳是单人旁加两个土，慧是智慧的慧",),
            ["我叫***，*是***，*是*******，******"],
        ),
        (
            ("C 我叫耿佳慧", "A 哪个耿", "C 耳火耿", "A 佳是哪个佳", "C 单人旁一个圭那个佳"),
            ["我叫***", "哪个*", "***", "*是哪个*", "*********"],
        ),
        (("C 我叫王丽，王是三横王，丽是美丽的丽",), ["我叫**，*是***，******"]),
        (("C 我叫张伟，张是弓长张，伟是单人旁的伟",), ["我叫**，*是***，*是*****"]),
        (("C 我叫李明", "A 明是日月明吗"), ["我叫**", "*是***吗"]),
    ],
)
def test_how_names_are_spelt(turns: tuple[str, ...], expected: list[str]) -> None:
    assert masked(*turns) == expected


@pytest.mark.parametrize(
    "text",
    [
        "你们是哪个部门，这是什么意思",
        "丽水是哪里",
        "三个月了",
        "明天上午是有空的",
        "明白是明白了",
        "一个人",
    ],
)
def test_what_is_no_spelling(text: str) -> None:
    assert masked("C 我叫王丽明", f"C {text}")[1] == text


def test_quotes_are_masked_by_what_the_turns_show() -> None:
    said = (Turn("agent", "您贵姓"), Turn("customer", "我叫张建国"))
    meta = {"quotes": ["张建国：冰箱坏了", "好"], "events": ["张建国进入会话"], "notes": 3}
    redacted = redact(Call("x", said, meta)).call
    assert redacted.meta == {
        "quotes": ["***：冰箱坏了", "好"],
        "events": ["***进入会话"],
        "notes": 3,
    }
    assert [turn.text for turn in redacted.turns] == ["您贵姓", "我叫***"]


@pytest.mark.parametrize("question", ["您叫什么名字", "麻烦报一下姓名和电话", "收件人姓名和电话"])
@pytest.mark.parametrize("number", ["13800001234", "幺三八零零零零幺二三四", "电话是13800001234"])
@pytest.mark.parametrize("mark", ["，", " ", "、"])
def test_a_name_and_a_number_in_one_answer(question: str, number: str, mark: str) -> None:
    said = redact(call(f"A {question}", f"C 王丽娟{mark}{number}")).call.turns[1].text
    assert said.startswith(f"***{mark}")
    assert not any(each in said for each in ("138", "幺三八"))
