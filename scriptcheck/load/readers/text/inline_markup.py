"""Inline elements of HTML in what is said, such as the marks of search results."""

from __future__ import annotations

import re
from typing import Final

INLINE: Final = (
    *("em", "strong", "font", "span", "mark", "b", "i", "u", "s", "a", "small", "big", "sub"),
    *("sup", "ins", "del", "strike", "code", "tt", "abbr", "cite", "hl", "hit", "highlight"),
)
"""Elements whose tags are left out without a blank in their place."""
BLOCKS: Final = ("p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6")
"""Elements whose tags divide lines."""
_SURE: Final = frozenset({"em", "strong", "font", "span"})
"""Elements that are nobody's name, so that one tag alone shows what they are."""
# No two parts fit the same blanks, so that no text takes long.
_ATTRIBUTES: Final = r"(?P<attributes>(?:[\s/][^<>]*)?)"
_INLINE: Final = re.compile(
    rf"<(?P<close>/?)(?P<name>{'|'.join(INLINE)}){_ATTRIBUTES}>", re.IGNORECASE
)
_BLOCK: Final = re.compile(
    rf"<(?P<close>/?)(?P<name>{'|'.join(BLOCKS)}){_ATTRIBUTES}>\s*", re.IGNORECASE
)


def without_inline(text: str) -> str:
    """Return ``text`` without the tags of inline elements, so that words are whole again.

    ``<b>`` alone, without attributes and a tag that closes it, may be a speaker and stays.
    """
    if "<" not in text or ">" not in text:
        return text
    return _replaced(_INLINE, text, "")


def with_block_breaks(text: str) -> str:
    """Return ``text`` with line breaks in place of the tags of paragraphs and the like."""
    if "</" not in text:
        return text
    return _replaced(_BLOCK, text, "\n")


def _replaced(pattern: re.Pattern[str], text: str, by: str) -> str:
    lower = text.casefold()
    closed = {name for name in (*INLINE, *BLOCKS) if f"</{name}>" in lower}

    def replace(tag: re.Match[str]) -> str:
        name = tag["name"].casefold()
        is_tag = bool(tag["close"]) or name in closed or name in _SURE or "=" in tag["attributes"]
        return by if is_tag else tag[0]

    return pattern.sub(replace, text)
