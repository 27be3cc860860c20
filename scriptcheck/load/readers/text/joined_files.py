"""Files that ``tail``, ``head``, ``more`` or ``grep`` put together, with their names."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOVE: Final = re.compile(r"==> (\S.{0,255}) <==")
"""What ``head`` and ``tail`` write above each of several files."""
_AROUND: Final = re.compile(r":{5,}")
"""What ``more`` writes above and below the name of a file."""
_BEFORE: Final = re.compile(
    r"((?:[A-Za-z]:)?[^:：\n]{1,255}\.(?:txt|text|md|log))(?:[:-]\d{1,9})?[:-]", re.IGNORECASE
)
"""What ``grep`` writes before each line: the name of the file, and its number with ``-n``."""
_BETWEEN: Final = "--"
"""What ``grep`` writes between lines that do not follow each other."""
_FEWEST: Final = 2


class CallPart(NamedTuple):
    """Some lines of a text that are a call of their own."""

    first: int
    """The line of the text at which they begin, from 1."""
    lines: list[str]
    name: str = ""
    """The name of the file that they were, without its suffix; empty where unknown."""


def joined_files(lines: Sequence[str]) -> list[CallPart]:
    """Return the files that ``lines`` were before a command put them together; none of others."""
    return _files_before(lines) or _files_above(lines)


def _files_above(lines: Sequence[str]) -> list[CallPart]:
    heads: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        if found := _ABOVE.fullmatch(line.strip()):
            heads.append((index, index + 1, found[1]))
        elif (
            index + 2 < len(lines)
            and lines[index + 1].strip()
            and _AROUND.fullmatch(line.strip())
            and _AROUND.fullmatch(lines[index + 2].strip())
        ):
            heads.append((index, index + 3, lines[index + 1]))
    if heads and any(map(str.strip, lines[: heads[0][0]])):
        heads.insert(0, (0, 0, ""))
    ends = [*(head for head, _, _ in heads[1:]), len(lines)]
    return [
        CallPart(begin + 1, list(lines[begin:end]), _stem(name))
        for (_, begin, name), end in zip(heads, ends, strict=False)
    ]


def _files_before(lines: Sequence[str]) -> list[CallPart]:
    written = [line for line in lines if line.strip() and line.strip() != _BETWEEN]
    if len(written) < _FEWEST or not all(map(_BEFORE.match, written)):
        return []
    parts: list[CallPart] = []
    for number, line in enumerate(lines, 1):
        if (found := _BEFORE.match(line)) is None:
            if parts:
                parts[-1].lines.append("")
            continue
        if not parts or parts[-1].name != _stem(found[1]):
            parts.append(CallPart(number, [], _stem(found[1])))
        parts[-1].lines.append(line[found.end() :])
    return parts


def _stem(name: str) -> str:
    # Paths of Windows may have either slash.
    return PureWindowsPath(name.strip()).stem
