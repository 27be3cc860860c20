"""Numbers with words between their groups, dates of birth in words, codes in groups."""

from __future__ import annotations

import pytest

from scriptcheck.redact import Kind, redact
from tests.conftest import call


def masked(*turns: str) -> list[str]:
    """Return the texts of the call of ``turns``, redacted."""
    return [turn.text for turn in redact(call(*turns)).call.turns]


WITH_MARKS = [
    ("138点7465点2190", "***点****点****"),
    ("手机号138点7465点2190", "手机号***点****点****"),
    ("一三八点七四六五点二一九零", "***点****点****"),
    ("幺三八，点，七四六五，点，二幺九零", "***，点，****，点，****"),
    ("一点三点八点七点四点六点五点二点一点九点零", "*点*点*点*点*点*点*点*点*点*点*"),
    ("座机是0571点88112233", "座机是****点********"),
    ("138点7465点2190来电", "***点****点****来电"),
    ("138 dot 7465 dot 2190", "*** dot **** dot ****"),
    ("138dash7465dash2190", "***dash****dash****"),
    ("138空格7465空格2190", "***空格****空格****"),
    ("138下划线7465横线2190", "***下划线****横线****"),
    ("卡号6222点0212点3456点7890点128", "卡号****点****点****点****点***"),
]


@pytest.mark.parametrize(("text", "expected"), WITH_MARKS)
@pytest.mark.parametrize("speaker", ["A", "C"])
def test_marks_said_between_groups(speaker: str, text: str, expected: str) -> None:
    assert masked(f"{speaker} {text}") == [expected]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ("C 身份证三三零一零六，一九八八年五月二十号，后面是零零幺四", "A 后四位0014对吧"),
            ["身份证******，**********，后面是****", "后四位****对吧"],
        ),
        (("C 330106 1988年5月20日 0014",), ["****** ********** ****"]),
        (("C 我身份证是330106，八八年五月二十号002叉",), ["我身份证是******，" + "*" * 12]),
        (
            ("A 身份证号", "C 三三零一零六", "A 嗯", "C 一九八八年五月二十", "A 好", "C 零零幺四"),
            ["身份证号", "******", "嗯", "*********", "好", "****"],
        ),
        (
            ("C 三三零幺零六，然后是一九八八年，嗯，五月，二十号，然后零零双四",),
            ["******，然后是*****，*，**，***，然后****"],
        ),
        (("C 身份证330106，1988年5月20号",), ["身份证******，**********"]),
        (("C 身份证后面是1988年5月20号，0014",), ["身份证后面是**********，****"]),
    ],
)
def test_id_cards_with_a_date_in_words(turns: tuple[str, ...], expected: list[str]) -> None:
    redaction = redact(call(*turns))
    assert [turn.text for turn in redaction.call.turns] == expected
    assert {span.kind for span in redaction.spans} == {Kind.ID_CARD}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京东单号 JD0012 3456 7890", "京东单号 ****** **** ****"),
        ("JD0012 3456 7890", "****** **** ****"),
        ("订单号HR2024 0501 001", "订单号****** **** ***"),
        ("快递单号YT 8800 1234 5678 9", "快递单号** **** **** **** *"),
        ("J D 0012 3456 7890", "* * **** **** ****"),
        ("运单SF 123 456", "运单** *** ***"),
        ("1Z 999 AA1 0123 4567 84", "** *** *** **** **** **"),
        ("call me at 138 1234 5678", "call me at *** **** ****"),
        ("VIP8 138 1234 5678", "VIP8 *** **** ****"),
        ("iPhone15 13812345678", "iPhone15 ***********"),
    ],
)
def test_codes_in_groups(text: str, expected: str) -> None:
    assert masked(f"C {text}") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "三点五",
        "12点30",
        "3点5折",
        "8点9点10点都行",
        "电话八点九点十点十一点打都行",
        "电话12点30到14点30之间打",
        "192点168点1点20",
        "2023点5点20",
        "大盘3200点3300点都有",
        "圆周率三点一四一五九二六",
        "价格138点256元",
        "电话费1238点256元",
        "v2点0点1版本",
        "十二点三十五分二十秒",
        "一百三十八点五",
        "2023年5月20号买的",
        "订单2023年5月20号买的，8800块",
        "我一九八八年五月二十号生的",
        "邮编330106，1988年5月20日建的",
        "身份证2030年5月20号到期",
        "身份证2023年5月20号办的，今年2024年",
        "2023年5月20号14点30",
        "ISO 9001 2015",
        "iPhone 14 15 16 17",
        "BMW 320 520 730",
        "A1 2024 0501",
        "型号BCD 216 2023年5月",
        "ABC 2024 10:30",
    ],
)
@pytest.mark.parametrize("speaker", ["A", "C"])
def test_what_only_looks_like_a_number(speaker: str, text: str) -> None:
    assert masked(f"{speaker} {text}") == [text]
