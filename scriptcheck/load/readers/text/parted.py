"""Texts that lines of signs part, such as ``=====``: each part may be a call of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.text.lines import Segment

_RULE: Final = re.compile(r"([=\-—－─━═*＊#＃_~～+])(?:\s?\1){4,}")
_LEAST: Final = 2
"""Turns of a part that may be a call: of fewer, the lines part turns."""


def parted(segments: Sequence[Segment], source: str) -> Iterator[Problem]:
    """Yield a warning where a line of signs stands between parts that have turns with labels.

    Above the first label it ends the head of the text, and below the last one it begins its foot.
    """
    labels, rules = [0], []
    for segment in segments:
        if segment.label is not None:
            labels[-1] += 1
        elif _RULE.fullmatch(segment.text):
            rules.append(segment.line)
            labels.append(0)
    parts = [count for count in labels if count]
    if len(parts) < 2 or min(parts) < _LEAST:  # noqa: PLR2004  (two are several)
        return
    between = next(line for line, above in zip(rules, labels, strict=False) if above)
    message = Text(
        f"横线把话轮分成 {len(parts)} 段，可能是 {len(parts)} 通电话；现在读作一通。",
        f"Lines of signs part the turns into {len(parts)}; they may be {len(parts)} calls, and are"
        " read as one.",
    )
    fix = Text(
        "如果是几通电话，请分成几个文件；如果是一通，请去掉横线。",
        "If they are several calls, put each into a file; if they are one, take the lines out.",
    )
    yield Problem("parted-text", message, source, between, fix=fix)
