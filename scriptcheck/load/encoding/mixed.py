"""Text put together out of pieces in different encodings: each line is recognised by itself."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.encoding.decode import Decoded, accept_decoded
from scriptcheck.load.encoding.detect import UTF8, plausibility, read_leniently

_ENCODINGS: Final = (UTF8, "gb18030")
_LINES: Final = re.compile(rb"[^\n]*\n?")
_CLEARLY_BETTER: Final = 0.3
"""By how much more a line must look like Chinese in the other encoding: a few broken bytes in a
line of UTF-8 would else make it nonsense in GB18030."""


def decode_mixed(data: bytes, *, likely: str = UTF8, source: str = "") -> Decoded | None:
    """Return ``data`` with each line in UTF-8 or GB18030, as it looks more like Chinese.

    ``likely`` is the encoding that the whole looks to be in.

    The result is ``None`` unless there are lines of both. Its flaws tell how many there are of
    each, and what could be read in neither. Raises ``LoadError`` where that is too much.
    """
    lines = _LINES.findall(data)
    encodings = [_tell(line, likely) for line in lines]
    counts = [encodings.count(encoding) for encoding in _ENCODINGS]
    if not all(counts):
        return None
    text = "".join(
        read_leniently(line, encoding or UTF8)
        for line, encoding in zip(lines, encodings, strict=True)
    )
    decoded = accept_decoded(text, UTF8, source=source)
    fewer = _ENCODINGS[counts.index(min(counts))]
    return Decoded(
        decoded.text, UTF8, (_mixed(counts, encodings.index(fewer) + 1, source), *decoded.flaws)
    )


def _tell(line: bytes, likely: str) -> str | None:
    """Return the encoding of ``line``; ``None`` where it has nothing but ASCII."""
    if line.isascii():
        return None
    utf8, other = (read_leniently(line.rstrip(b"\r\n"), encoding) for encoding in _ENCODINGS)
    is_utf8, is_other = "\ufffd" not in utf8, "\ufffd" not in other
    # Hardly any line of GB18030 is UTF-8 by chance, but many of UTF-8 are GB18030.
    if is_utf8 and (not is_other or likely == UTF8):
        return UTF8
    if is_other and not is_utf8 and likely == _ENCODINGS[1]:
        return likely
    better = plausibility(other) > plausibility(utf8) + (0 if is_utf8 else _CLEARLY_BETTER)
    return _ENCODINGS[1] if better else UTF8


def _mixed(counts: list[int], line: int, source: str) -> Problem:
    message = Text(
        f"文件混有两种编码：{counts[0]} 行是 UTF-8，{counts[1]} 行是 GB18030，已逐行识别。",
        f"The file mixes encodings: {counts[0]} lines are in UTF-8 and {counts[1]} in GB18030;"
        " the encoding of each line was recognised separately.",
    )
    fix = Text("请核对；最好统一编码后重新导出。", "Check it; better export it in one encoding.")
    return Problem("mixed-encodings", message, source, line, fix=fix)
