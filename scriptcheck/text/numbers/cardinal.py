"""Cardinal numbers: 一百六十七, 两千三, 一万二, 1.5万, 1,280, 一百二十三点四五, 壹佰贰拾."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scriptcheck.text.numbers.digits import DIGIT, DIGITS, HAN_DIGIT, digits_of

UNITS: Final = {
    **dict(zip("十百千", (10, 100, 1000), strict=True)),
    **dict(zip("拾佰仟", (10, 100, 1000), strict=True)),
    **dict.fromkeys("万萬", 10_000),
    **dict.fromkeys("亿億", 100_000_000),
}
"""What each character for a power of ten stands for."""

_UNIT: Final = f"[{''.join(UNITS)}]"
NUMERAL: Final = f"[{''.join(DIGITS)}{''.join(UNITS)}]+"
"""An expression for a whole number, be it digit by digit or with units."""
_FIGURES: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
CARDINAL: Final = rf"(?:{_FIGURES}|{HAN_DIGIT}|{_UNIT})+(?:点{DIGIT}+[万亿萬億]?)?"
"""An expression for a number that may have decimals and marks of thousands."""

_TOKEN: Final = re.compile(rf"{_FIGURES}|(?P<han>{HAN_DIGIT}+)|(?P<unit>{_UNIT})|点")
_THOUSAND, _MYRIAD = 1000, 10_000


def number_of(text: str) -> int | None:
    """Return the whole number that ``text`` says; ``None`` where it says none."""
    number = decimal_of(text)
    return None if number is None or number != number.to_integral_value() else int(number)


def decimal_of(text: str) -> Decimal | None:
    """Return the number that ``text`` says; ``None`` where it says none, or several (三四百).

    What follows a unit without one of its own counts the next lower: 三万二 is 32000.
    """
    if not text:
        return None
    if "点" in text:
        return _with_point(text)
    tokens = _tokens(text)
    if tokens is None:
        return None
    if not any(token in UNITS for token in tokens):
        return Decimal(digits_of("".join(tokens)).replace(",", ""))
    return _with_units(tokens)


def _tokens(text: str) -> list[str] | None:
    tokens, done = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() != done or match[0] == "点":
            return None
        tokens.append(match[0])
        done = match.end()
    return tokens if done == len(text) else None


def _with_point(text: str) -> Decimal | None:
    """Return what 一百二十三点四五 says, or 一点五万."""
    before, _, after = text.partition("点")
    unit = after.lstrip("".join(DIGITS))
    whole, decimals = decimal_of(before), digits_of(after[: len(after) - len(unit)])
    if whole is None or not decimals or whole != whole.to_integral_value():
        return None
    number = Decimal(f"{int(whole)}.{decimals}")
    for each in unit:
        number *= UNITS[each]
    return number


def _with_units(tokens: list[str]) -> Decimal | None:
    """Return the sum of ``tokens``: digits, figures and units, units falling in each section."""
    total = myriads = section = Decimal(0)
    pending, lowest, unit = "", _MYRIAD, 0
    for token in tokens:
        if token not in UNITS:
            if pending:
                return None
            pending = token
            continue
        unit = UNITS[token]
        count = _count(pending)
        if count is None:
            return None
        if unit <= _THOUSAND:
            if unit >= lowest or (not pending and unit > UNITS["十"]):
                return None
            section += (count if pending else 1) * unit
            lowest = unit
        elif unit == _MYRIAD:
            myriads = (section + count) * unit
            section, lowest = Decimal(0), _MYRIAD
        else:
            total += (myriads + section + count) * unit
            myriads = section = Decimal(0)
            lowest = _MYRIAD
        if unit >= _MYRIAD and not (total or myriads):
            return None
        pending = ""
    if not pending:
        return total + myriads + section
    digits = digits_of(pending).replace(",", "")
    is_short = len(digits) == 1 and unit > UNITS["十"]
    rest = Decimal(digits) * (unit // 10 if is_short else 1)
    return None if rest >= unit else total + myriads + section + rest


def _count(pending: str) -> Decimal | None:
    """Return what ``pending`` counts before a unit; ``None`` where it names several: 三四百."""
    if not pending:
        return Decimal(0)
    digits = digits_of(pending).replace(",", "")
    if len(digits) > 1 and not pending[0].isdecimal() and not digits.startswith("0"):
        return None
    return Decimal(digits)


def plain_number(number: Decimal) -> str:
    """Return ``number`` in figures, without zeros at the end of its decimals: 167.8."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
