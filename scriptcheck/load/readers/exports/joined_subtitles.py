"""Subtitle files put together, one after the other: a beginning in the middle of the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.cues import numbered_times

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD: Final = re.compile(r"WEBVTT(?:[ \t].*)?")
_LONGEST_HEAD: Final = 80


def joined_subtitles(text: str, *, is_vtt: bool) -> list[tuple[int, str]]:
    """Return the files that ``text`` was, each with its first line, from 1; one where it is one.

    In WebVTT a file begins with its name; in SubRip numbers and times begin anew.
    """
    lines = text.splitlines()
    starts = _heads(lines) if is_vtt else _first_numbers(text)
    if not starts:
        return [(1, text)]
    return [
        (first, "\n".join(lines[first - 1 : end - 1]))
        for first, end in pairwise((1, *starts, len(lines) + 1))
    ]


def _heads(lines: Sequence[str]) -> list[int]:
    heads = [
        number
        for number, line in enumerate(lines, 1)
        if len(line) <= _LONGEST_HEAD and _HEAD.fullmatch(line.replace("\ufeff", "").strip())
    ]
    return heads[1:]


def _first_numbers(text: str) -> list[int]:
    return [
        after.line - 1
        for before, after in pairwise(numbered_times(text))
        if after.number <= before.number and after.start_ms < before.start_ms
    ]


def parted_subtitles(count: int, source: str, line: int) -> Problem:
    """Return the warning of a call that is one of ``count`` subtitle files put together."""
    message = Text(
        f"字幕的序号或 WEBVTT 中途重新开始，是 {count} 个文件接在一起，读作 {count} 通电话。",
        f"Numbers of cues, or WEBVTT, begin anew: {count} files were put together; they are read as"
        f" {count} calls.",
    )
    fix = Text(
        "如果是一通，请改正序号和时间。", "If they are one call, put its numbers and times right."
    )
    return Problem("parted-calls", message, source, line, fix=fix)
