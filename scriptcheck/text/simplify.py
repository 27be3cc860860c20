"""Traditional characters to simplified ones, one for one."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from scriptcheck.text.radicals import without_radicals

if TYPE_CHECKING:
    from opencc import OpenCC

# The blocks in which OpenCC's character tables lie: unified ideographs, extensions A to G and the
# compatibility ideographs.
_IDEOGRAPHS: Final = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
_RARE_IDEOGRAPHS: Final = range(0x20000, 0x31350)
_PLANE: Final = "\uffff"
"""The last character of the basic plane."""


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    # Taiwan's forms included: plain t2s leaves 著 in 等著.
    return OpenCC("tw2s")


@cache
def _traditional() -> frozenset[str]:
    """Return the characters of the basic plane that OpenCC changes when they stand alone."""
    block = [chr(code) for code in chain(*_IDEOGRAPHS)]
    simplified = _converter().convert("\n".join(block)).split("\n")
    pairs = zip(block, simplified, strict=True)
    return frozenset(before for before, after in pairs if before not in {after, "么"})


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length.

    OpenCC converts by phrase (乾淨 but 乾隆), which is better than by character; where that would
    change the length, each character is converted by itself, so that offsets always hold.
    """
    text = without_radicals(text).replace("妳", "你")  # which OpenCC keeps apart
    if _traditional().isdisjoint(text) and not _has_rare(text):
        return text
    # 么 is 什么's in the mainland, and only in Taiwan another way to write 幺.
    return "么".join(map(_converted, text.split("么")))


def _has_rare(text: str) -> bool:
    return max(text, default="") > _PLANE and any(map(_is_rare, text))


def _is_rare(char: str) -> bool:
    return ord(char) in _RARE_IDEOGRAPHS


def _converted(text: str) -> str:
    # OpenCC works on UTF-8, which half a surrogate is not part of.
    if not _is_utf8(text):
        return "".join(simplify(char) if _is_utf8(char) else char for char in text)
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_simplify_char(char) for char in text)


def _simplify_char(char: str) -> str:
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
