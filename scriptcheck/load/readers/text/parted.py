"""Texts that lines of signs part, such as ``=====``: each part may be a call of its own.

Parts are calls where each begins with lines that describe it, or each but the first with a greeting
after the part before has ended with a farewell. Else they are one call, with a warning.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.text.headings import heading_amid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.text.lines import Segment

_RULE: Final = re.compile(r"([=\-—－─━═*＊#＃_~～+])(?:\s?\1){4,}")
_LEAST: Final = 2
"""Turns of a part that may be a call: of fewer, the lines part turns."""
_DESCRIPTION: Final = re.compile(
    r"[^:：，。？！,?!]{1,16}[:：]\s*\S.*"
    r"|第?\s*[0-9一二三四五六七八九十]{1,6}\s*[通个条段].{0,8}"
    r"|(?:通话|录音|来电|会话|电话|工单)\s*[#＃]?\s*[0-9一二三四五六七八九十]{1,6}"
)
_GREETING: Final = re.compile(
    r"[您你]们?好|^喂|[早晚]上好|[上下中]午好|欢迎(?:致电|来电|您)|为[您你]服务"
)
_FAREWELL: Final = re.compile(
    r"再见|再会|拜拜|祝[您你]|感谢[您你]?的?(?:来电|致电|接听)|先挂了|挂断"
)
_LAST: Final = 3
"""Turns at the end of a call in which somebody says goodbye."""


def is_rule(line: str) -> bool:
    """Return whether ``line`` is made of signs alone, so that it may part calls."""
    return _RULE.fullmatch(line.strip()) is not None


def call_lines(segments: Sequence[Segment]) -> list[int]:
    """Return the first line of each call that ``segments`` are for certain; of one, line 1."""
    parts = _parts(segments)
    are_calls = len(parts) > 1 and (
        all(_is_described(part) for _, part in parts)
        or all(_begins_anew(before, after) for (_, before), (_, after) in pairwise(parts))
    )
    return [first for first, _ in parts] if are_calls else [1]


def _parts(segments: Sequence[Segment]) -> list[tuple[int, list[Segment]]]:
    """Return the first line and the segments of each part; none where one has too few turns.

    What has no labels belongs to the part below it, and at the end to the one above.
    """
    parts: list[tuple[int, list[Segment]]] = [(1, [])]
    for segment in segments:
        if segment.label is not None or not is_rule(segment.text):
            parts[-1][1].append(segment)
        elif _turns(parts[-1][1]):
            parts.append((segment.line + 1, []))
    if len(parts) > 1 and not _turns(parts[-1][1]):
        parts.pop()
    return parts if all(len(_turns(part)) >= _LEAST for _, part in parts) else []


def _turns(part: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in part if segment.label is not None]


def _is_described(part: Sequence[Segment]) -> bool:
    return part[0].label is None and _DESCRIPTION.fullmatch(part[0].text) is not None


def _begins_anew(before: Sequence[Segment], after: Sequence[Segment]) -> bool:
    """Return whether ``after`` is greeted by an agent, once ``before`` has said goodbye."""
    first = _turns(after)[0]
    speaker = first.label.speaker if first.label is not None else Speaker.CUSTOMER
    return (
        speaker in {Speaker.AGENT, Speaker.UNKNOWN}
        and _GREETING.search(first.text) is not None
        and any(_FAREWELL.search(segment.text) for segment in _turns(before)[-_LAST:])
    )


def parted(segments: Sequence[Segment], source: str) -> Iterator[Problem]:
    """Yield a warning where a line of signs, or a heading, stands between turns with labels.

    Above the first label it ends the head of the text, and below the last one it begins its foot.
    """
    labels, rules = [0], []
    for segment in segments:
        if segment.label is not None:
            labels[-1] += 1
        elif is_rule(segment.text):
            rules.append(segment.line)
            labels.append(0)
    parts = [count for count in labels if count]
    if len(parts) < 2 or min(parts) < _LEAST:  # noqa: PLR2004  (two are several)
        if (line := heading_amid(segments)) is not None:
            yield _headed(source, line)
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


def _headed(source: str, line: int) -> Problem:
    message = Text(
        "话轮中间有另一通电话的标题或编号，可能是几通电话；现在读作一通。",
        "The heading or number of another call stands between turns; they may be several calls,"
        " and are read as one.",
    )
    fix = Text(
        "如果是几通电话，请分成几个文件，或在每一通前写上编号。",
        "If they are several calls, put each into a file, or write its number above each.",
    )
    return Problem("parted-text", message, source, line, fix=fix)


def parted_calls(count: int, source: str, line: int | None = None) -> Problem:
    """Return the warning of a call that is one of ``count`` in a text."""
    message = Text(
        f"横线、标题或文件名把文本分成 {count} 段，每段各有开头，读作 {count} 通电话。",
        f"Lines of signs, headings or names of files part the text into {count}, each with a"
        f" beginning of its own; they are read as {count} calls.",
    )
    fix = Text("如果是一通，请去掉这些行。", "If they are one call, take these lines out.")
    return Problem("parted-calls", message, source, line, fix=fix)
