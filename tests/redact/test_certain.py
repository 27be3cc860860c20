"""Numbers that are certain by their shape: beside letters, and with a mark at every figure."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import Kind, redact, redact_text
from scriptcheck.redact.keys import redact_key
from scriptcheck.text.numbers.plain import plain_text
from tests.conftest import call

PHONE = "13874652190"
CERTAIN = (Kind.PHONE, Kind.ID_CARD, Kind.BANK_CARD)


@pytest.mark.parametrize(
    "key", ["a{}.zip", "rec{}/客户{}.txt", "t{}", "{}x", "8023_{}a_1", "tel:{}"]
)
@pytest.mark.parametrize("value", [PHONE, "510104199003075211", "6222021234567890123"])
def test_letters_beside_a_number_do_not_hide_it_in_an_id(key: str, value: str) -> None:
    assert value not in redact_key(key.replace("{}", value), CERTAIN)


@pytest.mark.parametrize("kinds", [CERTAIN, (Kind.PHONE,), None])
@pytest.mark.parametrize("text", ["微信v13874652190", "tel13874652190是我", "HR13874652190"])
def test_nor_in_a_text(text: str, kinds: tuple[Kind, ...] | None) -> None:
    assert PHONE not in redact_text(text, kinds or tuple(Kind))


@pytest.mark.parametrize(
    "said",
    [
        "".join(f"[{digit}]" for digit in PHONE),
        "".join(f"“{digit}”" for digit in PHONE),
        "138*7465*2190",
        "".join(f"{digit}\ufe0f\u20e3" for digit in PHONE),
        "".join(f"{digit}\u0336" for digit in PHONE),
        "".join(f"{digit}\u0301" for digit in PHONE),
        *(
            "".join(zero if digit == "0" else chr(first + int(digit) - 1) for digit in PHONE)
            for first, zero in ((0x2474, "0"), (0x2488, "🄀"), (0x24F5, "⓪"), (0x3021, "〇"))
        ),
    ],
)
def test_drawn_figures_and_marks_between_them_hide_nothing(said: str) -> None:
    masked = redact_text(f"我的电话是{said}，谢谢", tuple(Kind))
    assert not any(plain_text(char).text.isdecimal() for char in masked)
    assert masked.startswith("我的电话是")
    assert masked.endswith("，谢谢")


@pytest.mark.parametrize(
    "text",
    [
        "一共13800000000元",
        "138****5678",
        "15:30-16:30，168元",
        "⑴您好⑵请讲",
        "BCD-216WDPX",
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert redact(call(f"A {text}")).spans == ()


@pytest.mark.parametrize("mark", ["📞", "→", "⇒", "•", "■", "✂️", "👨‍👩‍👧", "➡️", "⭐"])
@pytest.mark.parametrize("groups", [("138", "7465", "2190"), ("一三八", "七四六五", "二一九零")])
def test_symbols_between_the_groups_hide_nothing(mark: str, groups: tuple[str, ...]) -> None:
    said = Call("1", [Turn("customer", f"我的电话是{mark.join(groups)}记好")])
    (turn,) = redact(said).call.turns
    assert not any(figure in turn.text for group in groups for figure in group)


@pytest.mark.parametrize("text", ["价格从100→200", "步骤1→2→3→4→5", "⭐5分，📦3件，🕙10点"])
def test_symbols_between_other_figures_make_no_number(text: str) -> None:
    assert redact(Call("1", [Turn("customer", text)])).call.turns[0].text == text


@pytest.mark.parametrize("after", ["元旦后打", "元宵节后打", "元月份打", "万一打不通", "万分感谢"])
@pytest.mark.parametrize("number", ["13800001234", "幺三八零零零零幺二三四"])
def test_a_date_behind_a_number_is_no_unit(number: str, after: str) -> None:
    said = redact(call(f"C 我的手机号是{number}{after}")).call.turns[0].text
    assert said == f"我的手机号是{'*' * len(number)}{after}"
