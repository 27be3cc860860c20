"""Why something is taken for personal data, as codes with their words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scriptcheck.language import CodedText
from scriptcheck.redact.kinds import Kind


class RedactionReason(CodedText):
    """What gave personal data away, as ``PersonalSpan`` has it."""

    MOBILE = "mobile", "手机号的样子", "digits of a mobile number"
    LANDLINE = "landline", "区号加固话的样子", "digits of a landline with its area code"
    GARBLED = (
        "garbled",
        "报号时像多了或少了一位的手机号",
        "dictated, a digit off a mobile number",
    )
    TWICE = "twice", "连着说了几遍的手机号", "a mobile number said several times in a row"
    CHECKSUM = "checksum", "身份证校验位正确", "the check character of an ID card is right"
    SHAPE = (
        "shape",
        "像身份证号，校验位不对",
        "as an ID card but for its check character",
    )
    LUHN = "luhn", "银行卡校验位正确", "the check digit of a bank card is right"
    PREFIX = "prefix", "银联卡号的开头", "begins as UnionPay's cards do"
    CONTEXT = "context", "前后的话说了是什么号码", "what is said beside it names such a number"
    CODE = "code", "字母加数字的单号", "letters and digits of an order"
    LONG = "long", "八位以上的数字", "eight digits or more"
    DICTATED = "dictated", "报号时的七位以上数字", "dictated, seven digits or more"
    CORRECTED = "corrected", "改口后的号码", "a number corrected"
    PARTS = "parts", "说明了前后的几段号码", "a number in parts that are named"
    ADDRESS = "address", "邮箱地址的样子", "the shape of an e-mail address"
    PLATE = "plate", "车牌的样子", "the shape of a number plate"
    INTRODUCED = "introduced", "客户自报或客服核对的姓名", "a name given, or confirmed by the agent"
    ASKED = "asked", "问姓名时的回答", "the answer to a question for the name"
    SPELT = "spelt", "说明名字怎么写", "how the name is written"
    ADDRESSED = "addressed", "称呼里的姓", "the name in a form of address"
    REPEATED = "repeated", "前面或通话数据里出现过", "it occurred before, or in the call data"
    INSTALLED = "installed", "由安装的扩展找到", "found by a kind of another package"


_Reason: Final = RedactionReason
_OF_NUMBERS: Final = (_Reason.REPEATED, _Reason.CORRECTED, _Reason.PARTS)

REASONS: Final = MappingProxyType(
    {
        Kind.PHONE: (
            _Reason.MOBILE,
            _Reason.LANDLINE,
            _Reason.CONTEXT,
            _Reason.GARBLED,
            _Reason.TWICE,
            *_OF_NUMBERS,
        ),
        Kind.ID_CARD: (_Reason.CHECKSUM, _Reason.SHAPE, _Reason.CONTEXT, *_OF_NUMBERS),
        Kind.BANK_CARD: (_Reason.LUHN, _Reason.PREFIX, _Reason.CONTEXT, *_OF_NUMBERS),
        Kind.ORDER_NUMBER: (
            _Reason.CONTEXT,
            _Reason.CODE,
            _Reason.LONG,
            _Reason.DICTATED,
            *_OF_NUMBERS,
        ),
        Kind.EMAIL: (_Reason.ADDRESS,),
        Kind.PLATE: (_Reason.PLATE,),
        Kind.NAME: (
            _Reason.INTRODUCED,
            _Reason.ASKED,
            _Reason.SPELT,
            _Reason.ADDRESSED,
            _Reason.REPEATED,
        ),
    }
)
"""The reasons that each kind may have."""
