"""What stands around speech and is none: tags of recognisers, marks of lists, emphasis."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from scriptcheck.load.readers.text.inline_markup import without_inline

# <|zh|><|NEUTRAL|><|Speech|>: language, mood and sound, as SenseVoice marks them.
_TAG: Final = re.compile(r"<\|[^|<>]{0,40}\|>")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp);")
_CARRIAGE_RETURN: Final = re.compile(r"_x000[dD]_\n?")
_LIST_MARK: Final = re.compile(
    r"(?:[>#*+•·-]{1,6}\s+|\(?[0-9]{1,4}[)、.]\s*|[\u2460-\u2473]\s*){1,3}"
)
_EMPHASIS: Final = re.compile(r"(\s*)(\*\*|__|\*)([^*_:]{1,24}:?\s*)\2")
_LIST_BEGINS: Final = frozenset("(>#*+•·-_0123456789") | {
    chr(code) for code in range(0x2460, 0x2474)
}


def without_tags(text: str) -> str:
    """Return ``text`` without tags of SenseVoice and of inline HTML, with what was written out.

    Excel and HTML write out carriage returns, and characters that stand as
    ``&#24744;`` or ``&amp;``.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]).replace("\xa0", " "), text)
    if "<|" in text:
        text = _TAG.sub("", text)
    text = without_inline(text)
    return _CARRIAGE_RETURN.sub("\n", text) if "_x000" in text else text


def without_list_mark(plain: str) -> str | None:
    """Return ``plain`` with blanks in place of a list mark and emphasis at its beginning.

    ``1、客服：``, ``(3) 客服：``, ``④客户：``, ``- 客服：`` and ``**客服**：`` have them; ``None``
    is for lines that have none. The text keeps its length, so that columns stay right.
    """
    margin = len(plain) - len(plain.lstrip())
    if plain[margin : margin + 1] not in _LIST_BEGINS:
        return None
    mark = _LIST_MARK.match(plain, margin)
    end = mark.end() if mark else margin
    rest = plain[end:]
    if emphasis := _EMPHASIS.match(rest):
        blanks = " " * len(emphasis[2])
        rest = f"{emphasis[1]}{blanks}{emphasis[3]}{blanks}{rest[emphasis.end() :]}"
    elif mark is None:
        return None
    return " " * end + rest
