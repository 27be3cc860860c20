"""Checks of what the user says about how transcripts are read; each raises ``UsageError``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem, UsageError, wrong_type
from scriptcheck.language import Text
from scriptcheck.load.call_data.name_pattern import (
    NamePattern,
    NamePatternError,
    parse_name_pattern,
)
from scriptcheck.load.roles.classify import LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATHS: Final = Text("路径：字符串或 Path", "a path, as a string or a Path")


def path_names(paths: object) -> list[str]:
    """Return the names of ``paths``: one path or several; raises ``UsageError`` for all else."""
    given = [paths] if isinstance(paths, str | bytes | os.PathLike) else paths
    if isinstance(given, Mapping) or not isinstance(given, Iterable):
        raise wrong_type("paths", given, _PATHS)
    names = []
    for path in given:
        if not isinstance(path, str | bytes | os.PathLike):
            raise wrong_type("paths", path, _PATHS)
        names.append(os.fsdecode(path))
    return names


def check_columns(columns: Mapping[str, str], known: Sequence[str]) -> None:
    """Raise ``UsageError`` where one is for a field that is not ``known``."""
    for name in columns:
        if name not in known:
            message = Text(f"没有名为“{name}”的字段。", f"No field is called '{name}'.")
            there = Text(f"可用的有 {'、'.join(known)}。", f"There are {', '.join(known)}.")
            fix = did_you_mean(name, known, then=there)
            raise UsageError(Problem("unknown-column", message, fix=fix))


def check_name_patterns(patterns: Sequence[str]) -> tuple[NamePattern, ...]:
    """Return ``patterns`` of file names, read; raises ``UsageError`` where one is malformed."""
    found = []
    for pattern in patterns:
        try:
            found.append(parse_name_pattern(pattern))
        except NamePatternError as error:
            place = error.column + 1
            message = Text(
                f"文件名格式“{pattern}”第 {place} 个字符处有误：{error.message.zh}",
                f"The name pattern '{pattern}' is wrong at character {place}: {error.message.en}",
            )
            raise UsageError(Problem("name-pattern", message, fix=error.fix)) from None
    return tuple(found)


def check_speakers(speakers: Mapping[str, str]) -> Mapping[str, Speaker]:
    """Return ``speakers`` with their roles; raises ``UsageError`` where one is no role."""
    roles = {}
    for label, role in speakers.items():
        try:
            roles[label] = Speaker(role)
        except ValueError:
            message = Text(f"“{role}”不是说话人的角色。", f"'{role}' is no role of a speaker.")
            fix = Text(
                "请写 agent（客服）、customer（客户）、system（系统）或 unknown（未知）。",
                "Write agent, customer, system or unknown.",
            )
            raise UsageError(Problem("unknown-role", message, fix=fix)) from None
    return roles


def check_confidence(confidence: float) -> None:
    """Raise ``UsageError`` where it is not from 0.5 to 1."""
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise wrong_type("speaker_confidence", confidence, Text("数字", "a number"))
    if not LEAST <= confidence <= 1:
        message = Text(
            f"把握 {confidence:g} 不在 0.5 到 1 之间。",
            f"The confidence {confidence:g} is not from 0.5 to 1.",
        )
        fix = Text(
            "请写 0.5 到 1 之间的数，如 0.95。", "Write a number from 0.5 to 1, such as 0.95."
        )
        raise UsageError(Problem("bad-confidence", message, fix=fix))
