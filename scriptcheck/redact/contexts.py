"""Words that say what the number next to them is."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from scriptcheck.redact.kinds import Kind

Context: TypeAlias = Kind | Literal["none"]
"""``none`` where a word says that the number is nobody's own."""

_WORDS: Final = {
    Kind.PHONE: "电话|手机|号码|联系方式|联系号|座机|固话|回拨|来电|微信",
    Kind.ID_CARD: "身份证|证件号|证件",
    Kind.BANK_CARD: "银行卡|卡号|信用卡|储蓄卡|借记卡|账号|帐号|账户|帐户",
    Kind.ORDER_NUMBER: (
        "订单|单号|工单|运单|快递|流水号|受理号|服务单|编号|条码|条形码|序列号|机身码|机编|合同|保单|发票|"
        "会员号|户号|设备号|串号"
    ),
    "none": (
        "工号|员工号|坐席号|座席号|型号|机型|热线|客服电话|服务电话|官方电话|验证码|邮编|区号|余额|金额|价格"
    ),
}
_ANY: Final = re.compile("|".join(f"({words})" for words in _WORDS.values()))
_KINDS: Final = tuple(_WORDS)
_BEFORE: Final = 16
"""Characters before a number in which a word speaks of it."""
_AFTER: Final = 8


def context_before(text: str, place: int) -> Context | None:
    """Return what the last word before ``place`` says of the number there."""
    return _last(text[max(0, place - _BEFORE) : place])


def context_after(text: str, place: int) -> Context | None:
    """Return what the first word after ``place`` says of the number that ends there."""
    match = _ANY.search(text[place : place + _AFTER])
    return None if match is None else _kind(match)


def context_of(text: str) -> Context | None:
    """Return what the last word in a turn says of the number that answers it."""
    return _last(text)


def _last(text: str) -> Context | None:
    found = None
    for match in _ANY.finditer(text):
        found = _kind(match)
    return found


def _kind(match: re.Match[str]) -> Context:
    assert match.lastindex is not None  # noqa: S101  (each alternative is a group)
    kind: Context = _KINDS[match.lastindex - 1]  # type: ignore[assignment]
    return kind
