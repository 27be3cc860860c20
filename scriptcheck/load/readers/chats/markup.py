"""The text of a message that is written in HTML."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# An element begins with a letter, so that 价格<100 stays; none has another within its brackets.
_ELEMENT: Final = re.compile(r"<(/?[A-Za-z!][^<>]*)>")
_BREAKS: Final = re.compile(r"/?(?:br|p|div|li|tr|h[1-6]|blockquote)\b", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[^\S\n]+")


def from_markup(text: str) -> str:
    """Return what the HTML ``text`` says, with a line break where a paragraph ends."""
    plain = unescape(_ELEMENT.sub(_replaced, text.replace("\r", " ").replace("\n", " ")))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


def _replaced(element: re.Match[str]) -> str:
    return "\n" if _BREAKS.match(element[1]) else ""
