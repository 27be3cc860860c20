"""What the user says about how the transcripts of one run are to be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.columns import FIELDS
from scriptcheck.load.name_pattern import NamePattern, NamePatternError, parse_name_pattern
from scriptcheck.load.roles.weigh import LEAST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.load.json_shape import JsonShape


@dataclass(frozen=True, slots=True)
class Options:
    """What formats may need to know beyond the transcript itself."""

    encoding: str | None = None
    """Python's name of the encoding that the user says; ``None`` where it is to be told."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The user's column for a field, such as ``{"text": "对话明细"}``."""
    shapes: tuple[JsonShape, ...] = ()
    """Shapes of JSON that other packages bring; they are asked before those of scriptcheck."""


def check_columns(columns: Mapping[str, str], known: tuple[str, ...] = FIELDS) -> Mapping[str, str]:
    """Return ``columns``; raises ``UsageError`` where one is for a field that is not ``known``."""
    for name in columns:
        if name not in known:
            message = Text(f"没有名为“{name}”的字段。", f"No field is called '{name}'.")
            fix = Text(f"可用的有 {'、'.join(known)}。", f"There are {', '.join(known)}.")
            raise UsageError(Problem("unknown-column", message, fix=fix))
    return columns


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


def check_confidence(confidence: float) -> float:
    """Return ``confidence``; raises ``UsageError`` where it is not from 0.5 to 1."""
    if not LEAST <= confidence <= 1:
        message = Text(
            f"把握 {confidence:g} 不在 0.5 到 1 之间。",
            f"The confidence {confidence:g} is not from 0.5 to 1.",
        )
        fix = Text(
            "请写 0.5 到 1 之间的数，如 0.95。", "Write a number from 0.5 to 1, such as 0.95."
        )
        raise UsageError(Problem("bad-confidence", message, fix=fix))
    return confidence
