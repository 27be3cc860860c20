"""Text that holds a whole call: 【坐席】…【客户】…, lines with labels, or HTML."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.chats.salesforce import is_body
from scriptcheck.load.readers.text.conventions import read_lines
from scriptcheck.load.readers.text.lines import Conventions, read_line
from scriptcheck.load.roles.labels import Closing, plain_width

_BREAK: Final = re.compile(
    r"\s*(?:(?:\\r)?\\n|<br\s*/?>|</?p>|\|{1,3}|_x000D_\n?|[\u2028\u2029]|/{2})\s*", re.IGNORECASE
)
_LONGEST_LABEL: Final = 40
_LABELS: Final = Conventions(letters=False, line_ends=False, bare_times=False)
_ENOUGH: Final = 2
_LOOKED_AT: Final = 4096
"""Characters that show whether a text has labels."""


def divided(text: str) -> str:
    """Return ``text`` with line breaks where an export wrote others before a label.

    Those are a backslash and n, ``<br>``, bars and the like.
    """
    if _BREAK.search(text) is None:
        return text
    return _BREAK.sub(_line_break, text)


def _line_break(found: re.Match[str]) -> str:
    after = plain_width(found.string[found.end() : found.end() + _LONGEST_LABEL])
    label = read_line(after, 1, _LABELS) if after else ()
    is_label = bool(label) and label[0].is_marked and label[0].label is not None
    return "\n" if is_label else found[0]


def is_dialogue(text: str) -> bool:
    """Return whether ``text`` has turns of its own, each with its speaker."""
    if is_body(text):
        return True
    begin = divided(text[:_LOOKED_AT])
    if begin.lstrip().startswith("<"):
        if "<li" in begin:
            return True
        begin = from_markup(begin)
    marked = [
        segment.label
        for segment in read_lines(begin.splitlines())
        if segment.label is not None and segment.label.closing is Closing.MARK
    ]
    return len(marked) >= _ENOUGH
