"""Words that say what the number next to them is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scriptcheck.redact.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

Context: TypeAlias = Kind | Literal["none"]
"""``none`` where a word says that the number is nobody's own."""

_NUMBER: Final = "(?:上?面?的|那个|这个)?(?:号码|编号|号|码)?"
"""What says after a word that its number is meant: 号码 alone means that of a telephone."""
_SERIAL: Final = (
    "序列号?|机身|机编|机号|设备|串号|整机|出厂|车架|发动机|底盘|识别码|批次|护照|驾驶证|"
    "行驶证|档案"
)
"""What the number is on that a thing or a paper has."""
_ORDER: Final = (
    "订单|单号|工单|运单|快递|物流|流水|受理|服务单|报修单?|安装单|维修单|凭证|回执|案件|报案|赔案|理赔|保单|合同|协议|"
    "发票|会员|客户|用户|户|条形?|交易|预约|病历|就诊|住院|社保|医保"
)
_CODE_WORD: Final = (
    rf"(?:{_SERIAL}|{_ORDER})(?:上面?的|的|那个|这个)?(?:号码|编码|编号|代码|卡号|码|号)|单号|编号|编码|条形?码|"
    r"序列号?|串号|机编|机身码|车架号|机器码|识别码"
    r"|(?i:(?<![a-z])(?:s/?n|imei|meid|iccid|imsi|vin)(?![a-z])(?:码|号码?)?)"
)
"""What names a number that may have letters in it."""
_NO_CODE: Final = (
    "(?:员工|坐席|座席|客服|型号|邮政|错误|故障|颜色|国家|地区)(?:编号|编码|代码|号码)|"
    "工号|错误码|故障码"
)
"""What names one of staff, or of nobody."""

_WORDS: Final = {
    Kind.PHONE: (
        "电话|手机(?!串|序列|机身|设备)|号码|联系方式|联系号|座机|固话|回拨|来电|微信"
        r"|(?i:(?<![a-z])(?:(?:tele|cell ?)?phone|mobile|my number|call me (?:at|on))(?![a-z]))"
    ),
    Kind.ID_CARD: f"(?:身份证|证件号|证件){_NUMBER}",
    Kind.BANK_CARD: f"(?:银行卡|信用卡|储蓄卡|借记卡|(?<!会员)卡号|账号|帐号|账户|帐户){_NUMBER}",
    "none": (
        f"(?:{_NO_CODE}|员工号|坐席号|座席号|型号|机型|热线|客服电话|服务电话|官方电话|验证码|邮编|区号|余额|金额|价格)(?:号码)?"
    ),
    Kind.ORDER_NUMBER: (
        f"(?:{_CODE_WORD}|(?:订单|工单|运单|快递|流水号|受理号|服务单|合同|保单|发票|会员号|户号|设备号){_NUMBER}"
        r"|(?i:(?<![a-z])(?:order|tracking|ticket|serial) (?:number|no\.?)(?![a-z])))"
    ),
}
_ANY: Final = re.compile("|".join(f"({words})" for words in _WORDS.values()))
_KINDS: Final = tuple(_WORDS)
_CODE: Final = re.compile(f"({_NO_CODE})|{_CODE_WORD}")
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


@lru_cache(maxsize=256)
def context_of(text: str) -> Context | None:
    """Return what the last word in a turn says of the number that answers it."""
    return _last(text)


def code_words(text: str) -> Iterator[int]:
    """Yield where words end in ``text`` that name a number which may have letters: 序列号, SN."""
    for match in _CODE.finditer(text):
        if match[1] is None:
            yield match.end()


def _last(text: str) -> Context | None:
    found = None
    for match in _ANY.finditer(text):
        found = _kind(match)
    return found


def _kind(match: re.Match[str]) -> Context:
    assert match.lastindex is not None  # noqa: S101  (each alternative is a group)
    kind: Context = _KINDS[match.lastindex - 1]  # type: ignore[assignment]
    return kind
