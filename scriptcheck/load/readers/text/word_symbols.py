"""Characters that Word keeps by the number of a glyph in a font of symbols."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_PRIVATE: Final = range(0xF000, 0xF100)
"""Where Word puts the 256 glyphs of such a font; another number is that of Unicode."""
_ASCII: Final = range(0x20, 0x40)
"""Blank, figures and marks, which ``Symbol`` has where ASCII has them, but for a few."""
_SYMBOL: Final = MappingProxyType(
    {
        **{code: chr(code) for code in _ASCII},
        0x61: "α",
        0x62: "β",
        0x67: "γ",
        0x64: "δ",
        0x6C: "λ",
        0x6D: "μ",
        0x70: "π",
        0x73: "σ",
        0x57: "Ω",
        0x44: "Δ",
        0x53: "Σ",
        0xA3: "≤",
        0xA5: "∞",
        0xAB: "↔",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
        0xBC: "…",
    }
)
_WINGDINGS: Final = MappingProxyType(
    {
        0x20: " ",
        0x28: "☎",
        0x29: "✆",
        0x2A: "✉",
        0x4A: "☺",
        0x4B: "😐",
        0x4C: "☹",
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x75: "◆",
        0x76: "❖",
        0x9F: "•",
        0xA7: "▪",
        0xA8: "◻",
        0xD8: "➢",
        0xDF: "←",
        0xE0: "→",
        0xE1: "↑",
        0xE2: "↓",
        0xE8: "➔",
        0xF0: "⇨",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    }
)
_FONTS: Final = MappingProxyType({"symbol": _SYMBOL, "wingdings": _WINGDINGS})
_UNKNOWN: Final = "□"
"""In place of a glyph of which nobody says what it shows."""


def symbol(font: str, number: str) -> str:
    """Return the character that has the hexadecimal ``number`` in ``font``."""
    code = int(number, 16)
    if code not in _PRIVATE:
        return chr(code) if chr(code).isprintable() else _UNKNOWN
    glyphs = _FONTS.get(font.strip().lower())
    return _UNKNOWN if glyphs is None else glyphs.get(code - _PRIVATE.start, _UNKNOWN)
