"""The table of digits: what each character for a digit stands for."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SPOKEN: Final = "〇零一二三四五六七八九幺两"
"""The characters that digits are most often written as."""

DIGITS: Final = MappingProxyType(
    {
        **{str(digit): digit for digit in range(10)},
        **{chr(0xFF10 + digit): digit for digit in range(10)},
        **dict(zip(SPOKEN, (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2), strict=True)),
        **dict(zip("壹贰叁肆伍陆柒捌玖貳參陸兩○", map(int, "12345678923620"), strict=True)),
    }
)
"""Characters that stand for a digit wherever they are."""

AMONG_DIGITS: Final = MappingProxyType(
    dict(zip("要腰邀吆妖灵凌铃玲洞拐勾溜", map(int, "1111100000796"), strict=True))
)
"""What recognisers write for 幺 and 零, and what soldiers say for 0, 7 and 9.

They are words of their own, and stand for a digit among other digits alone.
"""

BETWEEN_DIGITS: Final = MappingProxyType({"吧": 8, "妻": 7})
"""What recognisers write for 八 and 七; they stand for a digit between two others alone."""

DIGIT: Final = f"[{''.join(DIGITS)}]"
"""An expression for one digit."""
AMONG: Final = f"[{''.join(AMONG_DIGITS)}]"
"""An expression for one of ``AMONG_DIGITS``."""
HAN_DIGIT: Final = f"[{''.join(char for char in DIGITS if not char.isdecimal())}]"
"""An expression for one digit that is a Chinese character."""


def digits_of(text: str) -> str:
    """Return ``text`` with each character for a digit as 0 to 9; others, such as ``*``, stay."""
    return text.translate(_FIGURES)


_FIGURES: Final = str.maketrans(
    {char: str(digit) for char, digit in (*AMONG_DIGITS.items(), *DIGITS.items())}
)
