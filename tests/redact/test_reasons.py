"""Every reason has words, and occurs for the kinds that it may occur for."""

from __future__ import annotations

import re

import pytest

from scriptcheck.redact import KINDS, REASONS, Kind, RedactionReason, redact
from tests.conftest import call
from tests.redact.test_find import WHOLE

CASES = {
    (Kind.PHONE, "mobile"): ["C 13812345678"],
    (Kind.PHONE, "landline"): ["C 053288881234"],
    (Kind.PHONE, "context"): ["C 我手机1381234567"],
    (Kind.PHONE, "garbled"): ["A 请报一下", "C 幺三八零零", "A 嗯", "C 一二三四五六七"],
    (Kind.PHONE, "twice"): ["C 1381234567813812345678"],
    (Kind.PHONE, "repeated"): ["C 我电话13812345678", "A 5678吗"],
    (Kind.PHONE, "corrected"): ["C 13872654190", "A 4190吗", "C 不对，是4191"],
    (Kind.PHONE, "parts"): ["C 手机尾号4190，前面是1387265"],
    (Kind.ID_CARD, "checksum"): ["C 110101199003074514"],
    (Kind.ID_CARD, "shape"): ["C 110101199003074515"],
    (Kind.ID_CARD, "context"): ["A 身份证号是多少", "C 11010119900307"],
    (Kind.ID_CARD, "repeated"): ["C 110101199003074514", "A 074514"],
    (Kind.ID_CARD, "corrected"): ["C 110101199003074514", "A 4514吗", "C 不对，是4515"],
    (Kind.ID_CARD, "parts"): ["C 身份证后四位4514，前面是11010119900307"],
    (Kind.BANK_CARD, "luhn"): ["C 6222021234567890128"],
    (Kind.BANK_CARD, "prefix"): ["C 卡号622202123456789013"],
    (Kind.BANK_CARD, "context"): ["C 卡号1222021234567890"],
    (Kind.BANK_CARD, "repeated"): ["C 卡号6222021234567890128", "A 0128"],
    (Kind.BANK_CARD, "corrected"): ["C 卡号6222021234567890128", "A 不对吧，应该是0129"],
    (Kind.BANK_CARD, "parts"): ["C 卡号后四位0128，前面是62220212345678"],
    (Kind.ORDER_NUMBER, "context"): ["C 订单号123456"],
    (Kind.ORDER_NUMBER, "code"): ["C HR20240501001"],
    (Kind.ORDER_NUMBER, "long"): ["C 96218407123"],
    (Kind.ORDER_NUMBER, "dictated"): ["A 请报一下", "C 二三四五", "A 嗯", "C 六一八"],
    (Kind.ORDER_NUMBER, "repeated"): ["C 订单号88123456", "A 3456"],
    (Kind.ORDER_NUMBER, "corrected"): ["C 订单号88123456", "A 不对吧，应该是3457"],
    (Kind.ORDER_NUMBER, "parts"): ["C 订单号后面是1234，前面是8812"],
    (Kind.EMAIL, "address"): ["C a1@qq.com"],
    (Kind.PLATE, "plate"): ["C 鲁B12345"],
    (Kind.NAME, "introduced"): ["C 我姓王"],
    (Kind.NAME, "asked"): ["A 您贵姓", "C 王"],
    (Kind.NAME, "spelt"): ["A 贵姓", "C 李晓明，大小的小"],
    (Kind.NAME, "addressed"): ["A 王先生您好"],
    (Kind.NAME, "repeated"): ["C 我叫李小明", "A 李小明是吧"],
}


@pytest.mark.parametrize(
    ("kind", "reason"), [(kind, reason) for kind in KINDS for reason in REASONS[kind]]
)
def test_a_reason_occurs(kind: Kind, reason: RedactionReason) -> None:
    spans = redact(call(*CASES[kind, reason])).spans
    assert (kind, reason) in {(span.kind, span.reason) for span in spans}


def test_no_other_reason_occurs() -> None:
    spoken = [*CASES.values(), *([f"C {re.sub('[⟦⟧]', '', text)}"] for _, text in WHOLE)]
    for turns in spoken:
        for span in redact(call(*turns)).spans:
            assert span.reason in REASONS[Kind(span.kind)], turns


@pytest.mark.parametrize("reason", RedactionReason, ids=str)
def test_a_reason_carries_its_words(reason: RedactionReason) -> None:
    assert not reason.text.zh.isascii()
    assert reason.text.en.isascii()
    assert reason is RedactionReason.INSTALLED or any(reason in each for each in REASONS.values())
