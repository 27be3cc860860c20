"""Amounts of money, rates and discounts, and numbers without a unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.numbers.cardinal import CARDINAL, NUMERAL, UNITS, decimal_of, plain_number
from scriptcheck.text.numbers.digits import DIGIT, digits_of
from scriptcheck.text.numbers.value import Value, ValueKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_ENDS: Final = (
    r"(?=$|[^\u3400-\u9fff0-9.]"
    r"|[的吗呢吧啊呀哈嘛么了对是就都这那左还我你您他也不好行可没给扣交和跟到])"
)
"""What may follow a digit that counts tenths: 三块五的, but not 一百块两个."""
_NOT_SEVERAL: Final = r"(?<!几)(?<!数(?=十))(?<![0-9])(?<![0-9]\.)"
"""What may not stand before a number: 几十块 and 数十元 are some tens; nor half of a number."""
_NOT_NOTHING: Final = r"(?![一1][毛角分]钱?[都也]?[不没别未])"
"""一分钱不赔 and 一毛钱都没有 are idioms for nothing."""
_YUAN: Final = lazy_pattern(
    rf"{_NOT_SEVERAL}(?P<whole>{CARDINAL})(?:块钱|元钱|块|元|圆)"
    rf"(?:(?P<tenth>{DIGIT})[毛角](?:钱|零?(?P<cent>{DIGIT})(?:分钱?|{_ENDS})|半)?"
    rf"|[零又](?P<cents>{DIGIT})(?:分钱?|{_ENDS})"
    rf"|(?P<tail>{DIGIT}{{1,2}}|半){_ENDS})?"
)
_SIGN: Final = lazy_pattern(rf"[¥￥]\s?(?P<whole>{CARDINAL})(?:元|块)?")
_JIAO: Final = lazy_pattern(
    rf"{_NOT_SEVERAL}{_NOT_NOTHING}(?P<whole>{NUMERAL})[毛角](?:钱|(?P<cent>{DIGIT})(?:分钱?|{_ENDS})|(?P<half>半))?"
)
_FEN: Final = lazy_pattern(rf"{_NOT_SEVERAL}{_NOT_NOTHING}(?P<whole>{NUMERAL})分钱")
_ARTICLES: Final = frozenset({"一块", "两块"})
"""They are pieces of something more often than money."""
_RATE: Final = lazy_pattern(
    rf"(?P<of>[百千])分之(?P<share>{CARDINAL})"
    rf"|(?P<percent>{CARDINAL})[%％]"
    rf"|(?P<discount>[0-9](?:\.[0-9])?|{DIGIT}{{1,2}})折(?![叠断线页])"
)
_QUANTITY: Final = lazy_pattern(rf"{_NOT_SEVERAL}{CARDINAL}")
_DECIMALS: Final = lazy_pattern(r"[0-9]{1,7}\.[0-9]{1,2}")
_CHAIN_BEFORE: Final = lazy_pattern(r"[0-9][ .\-/—–]{0,2}\Z")
_CHAIN_AFTER: Final = lazy_pattern(r"[ .\-/—–]{0,2}[0-9]")
"""Figures in groups are one number, of which no two groups are a decimal: 138.00 1234."""
_COUNTED: Final = frozenset("号月日点年天个次台楼层栋室度分秒岁米折块元毛角")
"""What says that the number before it is none by itself."""
_HUNDRED, _TEN = Decimal(100), Decimal(10)


def amounts(text: str) -> Iterator[Value]:
    """Yield the amounts of money in ``text``, which is plain."""
    for match in _SIGN.finditer(text):
        if (number := decimal_of(match["whole"])) is not None:
            yield _amount(number, match)
    for match in _YUAN.finditer(text):
        number = decimal_of(match["whole"])
        if number is None or match[0] in _ARTICLES:
            continue
        yield _amount(number + _rest(match), match)
    for match in _JIAO.finditer(text):
        if (number := decimal_of(match["whole"])) is not None:
            cents = 5 if match["half"] else int(digits_of(match["cent"] or "0"))
            yield _amount(number / _TEN + cents / _HUNDRED, match)
    for match in _FEN.finditer(text):
        if (number := decimal_of(match["whole"])) is not None:
            yield _amount(number / _HUNDRED, match)


def _rest(match: re.Match[str]) -> Decimal:
    """Return what stands behind the unit: 五 of 三块五, 零五 of 三块零五, 二毛五 of 三块二毛五."""
    if match["tenth"]:
        half = 5 if match[0].endswith("半") else 0
        return (
            Decimal(digits_of(match["tenth"])) / 10
            + (Decimal(digits_of(match["cent"] or "0")) + half) / 100
        )
    if match["cents"]:
        return Decimal(digits_of(match["cents"])) / 100
    tail = match["tail"]
    if not tail:
        return Decimal(0)
    return Decimal("0.5") if tail == "半" else Decimal(f"0.{digits_of(tail)}")


def _amount(number: Decimal, match: re.Match[str]) -> Value:
    return Value(ValueKind.AMOUNT, plain_number(number), *match.span())


def rates(text: str) -> Iterator[Value]:
    """Yield the shares and discounts in ``text``, in per cent: 八五折 is ``85%``."""
    for match in _RATE.finditer(text):
        if match["discount"]:
            digits = digits_of(match["discount"])
            number = Decimal(digits) * 10 if len(digits) != 2 else Decimal(digits)  # noqa: PLR2004
        else:
            share = decimal_of(match["share"] or match["percent"])
            if share is None:
                continue
            number = share / 10 if match["of"] == "千" else share
        yield Value(ValueKind.RATE, f"{plain_number(number)}%", *match.span())


def quantities(text: str) -> Iterator[Value]:
    """Yield numbers with units of their own, 一百六十七, or decimals, 167.8, and nothing after."""
    for match in _QUANTITY.finditer(text):
        said = match[0]
        has_units = not UNITS.keys().isdisjoint(said) and len(said) > 1
        is_decimal = "点" in said or _DECIMALS.fullmatch(said) is not None
        start, end = match.span()
        if not (has_units or is_decimal) or text[end : end + 1] in _COUNTED:
            continue
        if _CHAIN_AFTER.match(text, end) or _CHAIN_BEFORE.search(text, max(0, start - 3), start):
            continue
        if (number := decimal_of(said)) is not None:
            yield Value(ValueKind.QUANTITY, plain_number(number), *match.span())
