"""Files that ``tail``, ``head``, ``more`` or ``grep`` put together, with their names."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOVE: Final = re.compile(r"==> (\S.{0,255}) <==")
"""What ``head`` and ``tail`` write above each of several files."""
_AROUND: Final = re.compile(r":{5,}")
"""What ``more`` writes above and below the name of a file."""
_BEFORE: Final = re.compile(
    r"((?:[A-Za-z]:)?[^:：\n]{1,255}\.(?:txt|text|md|log))[:-]", re.IGNORECASE
)
"""What ``grep`` writes before each line: the name of the file."""
_NUMBER: Final = re.compile(r"(\d{1,9})[:-](?!\d)")
"""The number of the line, which ``grep -n`` writes behind the name; clocks and dates go on."""
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
    names = _names([name for _, _, name in heads])
    return [
        CallPart(begin + 1, list(lines[begin:end]), name)
        for (_, begin, _), end, name in zip(heads, ends, names, strict=False)
    ]


def _files_before(lines: Sequence[str]) -> list[CallPart]:
    written = [line for line in lines if line.strip() and line.strip() != _BETWEEN]
    if len(written) < _FEWEST or not all(map(_BEFORE.match, written)):
        return []
    parts: list[CallPart] = []
    paths: list[str] = []
    for number, line in enumerate(lines, 1):
        if (found := _BEFORE.match(line)) is None:
            if parts:
                parts[-1].lines.append("")
            continue
        if not paths or paths[-1] != found[1]:
            paths.append(found[1])
            parts.append(CallPart(number, []))
        parts[-1].lines.append(line[found.end() :])
    if all(_are_numbered(part.lines) for part in parts):
        parts = [
            part._replace(lines=[_NUMBER.sub("", line, count=1) for line in part.lines])
            for part in parts
        ]
    return [part._replace(name=name) for part, name in zip(parts, _names(paths), strict=True)]


def _are_numbered(lines: Sequence[str]) -> bool:
    """Return whether all ``lines`` but blank ones begin with a number that rises."""
    found = [_NUMBER.match(line) for line in lines if line]
    numbers = [int(each[1]) for each in found if each is not None]
    return len(numbers) == len(found) and all(a < b for a, b in pairwise(numbers))


def _names(paths: Sequence[str]) -> list[str]:
    """Return the names of the files ``paths`` without suffix; with folders where they are alike."""
    files = [PureWindowsPath(path.strip()) for path in paths]
    stems = {file.stem for file in files}
    if len(stems) == len(set(files)):
        return [file.stem for file in files]
    return [file.with_suffix("").as_posix() if file.name else "" for file in files]
