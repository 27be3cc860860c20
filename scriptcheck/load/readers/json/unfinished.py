"""Answers in JSON without a transcript, which say that it is not finished, or that it failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.readers.json.shape import not_transcribed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.position import Path
    from scriptcheck.load.readers.json.shape import JsonValue

_KEY: Final = re.compile(r"(?:.*_)?(?:status|state)(?:_?(?:text|str|name))?|.*状态", re.IGNORECASE)
_CAMEL: Final = re.compile(r"[a-z]+S(?:tatus|tate)(?:Text|Str|Name)?")
_MARKS: Final = re.compile(r"[\s_-]+")
_UNFINISHED: Final = frozenset(
    [
        *("inprogress", "progress", "processing", "pending", "queued", "queueing", "running"),
        *("started", "waiting", "transcribing", "submitted", "scheduled", "absent", "incomplete"),
        *("failed", "failure", "fail", "error", "aborted", "canceled", "cancelled", "expired"),
        *("timeout", "notstarted"),
        *("进行中", "处理中", "转写中", "识别中", "排队中", "等待中", "待处理", "待转写"),
        *("未完成", "未开始", "未转写", "失败", "转写失败", "识别失败", "处理失败", "已取消"),
    ]
)
_DEEPEST: Final = 3
_LOOKED_AT: Final = 5


def unfinished(value: JsonValue) -> Problem | None:
    """Return the problem of ``value``, which no reader takes, where it says why it has no text."""
    found = next(_states(value.value, (), 0), None)
    return None if found is None else not_transcribed(value, *found)


def _states(value: Any, path: Path, depth: int) -> Iterator[tuple[str, Path]]:
    """Yield what ``value``, and the objects in it, say of a job that came to no text."""
    if isinstance(value, dict):
        for key, item in value.items():
            if _is_state(key) and isinstance(item, str) and _says_so(item):
                yield item, (*path, key)
    if depth == _DEEPEST:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _states(item, (*path, key), depth + 1)
    elif isinstance(value, list):
        for index, item in enumerate(value[:_LOOKED_AT]):
            yield from _states(item, (*path, index), depth + 1)


def _is_state(key: str) -> bool:
    return _KEY.fullmatch(key) is not None or _CAMEL.fullmatch(key) is not None


def _says_so(word: str) -> bool:
    return _MARKS.sub("", word).casefold() in _UNFINISHED
