"""Personal data with letters in it: e-mail addresses, number plates, order numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.grouped_codes import ORDER_WORDS, grouped_code_spans
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Turn

_D: Final = DIGIT
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}\s*@\s*(?:[A-Za-z0-9\-]{1,63}(?:\s*\.\s*[A-Za-z0-9\-]{1,63}){1,4}"
    r"|[\w\-]{1,63}\.(?:com|cn|net|org|中国|公司|网络)(?:\.cn)?)"
)
_AT: Final = re.compile(r"@|艾特|小老鼠|圈a|(?<![a-z])at(?![a-z])", re.IGNORECASE)
_ALNUM: Final = rf"[A-Za-z0-9._\-{_D[1:-1]}]"
_SIGN: Final = r"下划线|下横线|中划线|横杠|横线|减号|杠|点"
_ENGLISH_SIGN: Final = r"(?<![A-Za-z])(?:dot|underscore|dash|hyphen|minus)(?![A-Za-z])"
_TOP: Final = (
    r"(?:com|cn|net|org|edu|gov|io|me|co|cc|top|vip|hk|tw|jp|uk|us|info|biz|中国|公司|网络"
    r"|康姆|抗姆|康母|c ?o ?m|n ?e ?t)(?![A-Za-z])"
)
_IN_WORDS: Final = rf"[A-Za-z0-9\-{_D[1:-1]}]"
_DOT: Final = r"[ ，,]?[\[(（]?(?:点|\.|dot)[\])）]?[ ，,]?"
# Each character fits one alternative alone, so that no text takes long.
_SPOKEN_EMAIL: Final = re.compile(
    rf"(?:(?![ ]?(?<![A-Za-z])at[ ])(?:{_ALNUM}|{_SIGN}|[ ，,](?={_ALNUM}|{_SIGN}))){{2,60}}+"
    r"[ ，,]?[\[(（]?(?:@|艾特|小老鼠|圈a|(?<![a-z])at(?![a-z]))(?:符号)?[\])）]?[ ，,]?"
    rf"(?:(?![ ，,]?{_ENGLISH_SIGN})(?:{_IN_WORDS}|扣扣|网易|新浪|[ ，,](?={_IN_WORDS}))){{1,40}}+"
    rf"(?:{_DOT}(?:{_TOP}|[A-Za-z0-9]{{1,20}}(?={_DOT}))){{1,3}}+",
    re.IGNORECASE,
)
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_REGIONS: Final = (
    "北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|"
    "陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南"
)
_PLATE: Final = re.compile(
    rf"(?:(?:{_REGIONS})的)?[{_PROVINCES}]\s?[A-Za-z][\s·•\-,，]{{0,2}}"
    rf"(?:(?:[A-Za-z]|{_D})[\s]?){{4,5}}(?:[A-Za-z挂学警]|{_D})?(?![A-Za-z0-9])"
)
_PLATE_LETTERS: Final = (5, 6)
"""Characters after the letter of the city: six for electric cars."""
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9\-])[A-Za-z]{1,6}-?(?=(?:[A-Za-z\-]*[0-9]){6})[A-Za-z0-9\-]{6,40}"
)
_SPACED_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][ ]){1,5}(?=(?:[ ]?[0-9]){6}|[A-Za-z]{0,4}[0-9]{6})"
)
"""Letters of an order that are said one by one before its figures."""
_MAY_BE: Final = re.compile(r"[A-Za-z]|艾特|@|小老鼠")
"""One of them is in each of the three."""
_NEAR: Final = 12
_CERTAIN_DIGITS: Final = 8
"""Digits in a code from which on it needs no word to say that it names an order."""


def written_spans(turns: tuple[Turn, ...]) -> Iterator[PersonalSpan]:
    """Yield e-mail addresses, number plates, and order numbers that have letters in them."""
    for number, turn in enumerate(turns):
        text = turn.text
        if not _MAY_BE.search(text):
            continue
        for pattern in (_EMAIL, _SPOKEN_EMAIL) if _AT.search(text) else ():
            for match in pattern.finditer(text):
                yield PersonalSpan(number, *match.span(), Kind.EMAIL, RedactionReason.ADDRESS)
        for match in _PLATE.finditer(text):
            if _is_plate(match[0]):
                stop = match.start() + len(match[0].rstrip())
                yield PersonalSpan(number, match.start(), stop, Kind.PLATE, RedactionReason.PLATE)
        for match in _SPACED_CODE.finditer(text):
            stop = match.start() + len(match[0].rstrip())
            yield PersonalSpan(number, match.start(), stop, Kind.ORDER_NUMBER, RedactionReason.CODE)
        yield from grouped_code_spans(number, text)
        for match in _CODE.finditer(text):
            if _is_order(text, match):
                yield PersonalSpan(number, *match.span(), Kind.ORDER_NUMBER, RedactionReason.CODE)


def _is_plate(said: str) -> bool:
    said = said.rpartition("的")[2]
    after = [char for char in said[1:] if char.isalnum()]
    digits = sum(not char.isalpha() or not char.isascii() for char in after[1:])
    least, most = _PLATE_LETTERS
    return least <= len(after) - 1 <= most and digits >= 2  # noqa: PLR2004  (as all plates have)


def _is_order(text: str, match: re.Match[str]) -> bool:
    digits = sum(char.isdigit() for char in match[0])
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return digits >= _CERTAIN_DIGITS or ORDER_WORDS.search(before) is not None
