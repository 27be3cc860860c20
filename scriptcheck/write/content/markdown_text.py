"""Untrusted text for lines of Markdown."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.write.content.cell_text import one_line

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~@#&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown or a chat takes for more than text: marks, links, bare addresses, mentions."""


def escape_markdown(text: str) -> str:
    """Return ``text`` on one line for Markdown, where it shows as it is.

    Something else must stand before it on its line, such as the mark of a list or a heading.
    """
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))
