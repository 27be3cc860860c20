r"""Line breaks that an export wrote out as ``<br>`` or as a backslash and n."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.load.readers.text.inline_markup import with_block_breaks

_DRIVE: Final = r"(?<!\w)[A-Za-z]:\\(?![nrt](?![A-Za-z0-9_]))"
_SHARE: Final = r"(?<![\\\w])\\\\(?=\w)"
_PATH: Final = rf"(?P<path>(?:{_DRIVE}|{_SHARE})[^\s，。？！：；、,;\"<>|*?]*)"
_TAG: Final = r"<br\s*/?>"
_LABEL_AHEAD: Final = r"(?=[A-Za-z][A-Za-z0-9 _]{0,15}[:：])"
# A letter, digit or quotation mark behind it may be part of a path or of code.
_ESCAPE: Final = (
    r"(?<!\\)(?:\\r)?\\n"
    rf"(?:(?![A-Za-z0-9_\\.\"'/-])|(?=\\(?:r\\)?n)|{_LABEL_AHEAD}"
    r"|(?<=[。？！；，.?!;]\\n)(?=[A-Za-z0-9]))"
)
_BREAK: Final = re.compile(rf"{_PATH}|[ \t]*(?:{_TAG}|{_ESCAPE})[ \t]*", re.IGNORECASE)


def with_line_breaks(text: str) -> str:
    r"""Return ``text`` with line breaks where ``<br>``, ``<p>`` or ``\n`` is written out.

    A backslash and n that may be part of a path (``C:\new``) or of code is kept.
    """
    if "\\n" not in text and "<" not in text:
        return text
    return with_block_breaks(_BREAK.sub(lambda found: found["path"] or "\n", text))
