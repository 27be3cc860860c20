"""Numbers as people say them: 一百六十七, 两千零五, 三万二, 幺三八, 167."""

from __future__ import annotations

from typing import Final

DIGITS: Final = {
    **{str(number): number for number in range(10)},
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "幺": 1,
    "两": 2,
}
"""What each letter for a digit stands for."""

_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000}

DIGIT: Final = f"[{''.join(DIGITS)}]"
"""An expression for one digit."""

NUMERAL: Final = f"[{''.join(DIGITS)}{''.join(_UNITS)}]+"
"""An expression for a number, be it digit by digit or with units."""


def digits_of(text: str) -> str:
    """Return ``text`` with each letter for a digit as a plain one; others, such as ``*``, stay."""
    return "".join(str(DIGITS.get(letter, letter)) for letter in text)


def number_of(text: str) -> int | None:
    """Return the number that ``text`` says; ``None`` where it says none.

    What follows a unit without one of its own counts the next lower: 三万二 is 32000.
    """
    if not text or any(letter not in DIGITS and letter not in _UNITS for letter in text):
        return None
    if not any(letter in _UNITS for letter in text):
        return int(digits_of(text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total, section, pending, unit = 0, 0, "", 0
    for letter in text:
        if letter in DIGITS:
            pending += str(DIGITS[letter])
            continue
        unit = _UNITS[letter]
        if unit == _UNITS["万"]:
            total = (total + section + int(pending or 0)) * unit
            section = 0
        else:
            section += int(pending or 1) * unit
        pending = ""
    if not pending:
        return total + section
    short = len(pending) == 1 and unit > 10 and text[-2] in _UNITS  # noqa: PLR2004  (十五 is 15)
    return total + section + int(pending) * (unit // 10 if short else 1)
