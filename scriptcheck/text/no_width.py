"""Characters that take no room on a screen, or are shown as nothing."""

from __future__ import annotations

from typing import Final

NO_WIDTH: Final = frozenset(
    (
        *(0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
        *(*range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF),
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x180F), 0x3164, 0xFFA0),
        *(*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)),
    )
)
"""Their code points: soft hyphens, marks of direction, fillers of Hangul, selectors of variants."""
