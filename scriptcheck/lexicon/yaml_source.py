"""YAML read with the place of every value, so that errors can point at it.

Only plain YAML 1.2 is taken: ``no`` and ``on`` are words, ``1:30`` is text, a key stands once, and
there are no anchors, which non-programmers trip over and variables replace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml

from scriptcheck.bounded import read_text
from scriptcheck.errors import LexiconError, Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.yaml_slips import slips

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_NO_FIX: Final = Text("", "")

KeyPath: TypeAlias = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEEPEST: Final = 40
"""Levels of nesting that are read; no lexicon comes near it."""

_LONGEST_NUMBER: Final = 300

_NUMBERS: Final = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
)
_CONSTANTS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


_SYNTAX: Final = (
    ("quoted scalar", "引号没有闭合"),
    ("expected ':'", "这里应有一个冒号，或者上一行没有写完"),
    ("mapping values are not allowed", "这里不能再写“键: 值”，多半是缩进不对，或文字里有冒号"),
    ("expected ',' or", "列表或花括号里缺少逗号或右括号"),
    ("end of stream", "括号没有闭合"),
    ("expected '-' indicator", "这里应是以 - 开头的一项"),
    ("expected key", "这里应是一个键，多半是缩进不对"),
    ("cannot start any token", "这个字符不能放在开头，请给文字加引号"),
    ("expected alphabetic", "* 和 & 不能放在开头，请给文字加引号"),
)
"""What the parser's messages hold, and what that means."""


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A place in a file; line and column from 1."""

    source: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A YAML file: its data and where each part of it stands."""

    source: str
    data: Any
    fields: dict[KeyPath, SourceMark]
    """Where the field begins: the key in a mapping, the value in a list."""
    values: dict[KeyPath, SourceMark]
    """Where the value begins; inside its quotes, if it has them."""

    def nearest(self, path: KeyPath, *, value: bool = False) -> SourceMark:
        """Return the mark of ``path``, or of the closest part above it that is in the file."""
        marks = self.values if value else self.fields
        for length in range(len(path), 0, -1):
            if (mark := marks.get(path[:length])) is not None:
                return mark
        return SourceMark(self.source, 1, 1)


def read_yaml(
    path: Path, source: str | None = None, *, fields: Collection[str] = ()
) -> YamlDocument:
    """Return the YAML file at ``path``, named ``source`` in errors.

    ``fields`` are names that can only be keys, so that what was meant as one is seen. Raises
    ``LexiconError`` where the file cannot be read or is not such YAML.
    """
    name = source or path.as_posix()
    try:
        text = read_text(path)
    except FileNotFoundError:
        raise LexiconError(
            Problem("not-found", Text("找不到文件。", "No such file."), name)
        ) from None
    except UnicodeDecodeError as error:
        message = Text("不是 UTF-8 编码的文本。", "Not UTF-8 text.")
        fix = Text("请另存为 UTF-8 编码。", "Save it as UTF-8.")
        line = error.object[: error.start].count(b"\n") + 1
        raise LexiconError(Problem("not-utf8", message, name, line, fix=fix)) from None
    except OSError as error:
        message = Text(f"无法读取：{error.strerror}。", f"Cannot be read: {error.strerror}.")
        raise LexiconError(Problem("unreadable", message, name)) from None
    return parse_yaml(text, name, fields=fields)


def parse_yaml(text: str, source: str, *, fields: Collection[str] = ()) -> YamlDocument:
    """Return ``text`` as a document named ``source``; raises ``LexiconError``.

    ``fields`` is as for ``read_yaml``.
    """
    builder = _Builder(source, yaml.parse(text, Loader=_Loader))
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        found = slips(text, source, fields, broken=True) or [_syntax_problem(error, source)]
        raise LexiconError(*found) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = Text("含有不可见的控制字符。", "It holds a control character.")
        raise LexiconError(Problem("yaml-syntax", message, source, line)) from None
    if problems := [*builder.problems, *slips(text, source, fields, broken=False)]:
        raise LexiconError(*problems)
    return YamlDocument(source, data, builder.fields, builder.values)


def _syntax_problem(error: yaml.MarkedYAMLError, source: str) -> Problem:
    what = " ".join(part for part in (error.context, error.problem) if part)
    is_open = "end of stream" in what
    # What is never closed is to be looked for where it was opened.
    marks = (error.problem_mark, error.context_mark)
    mark = next((each for each in marks[:: -1 if is_open else 1] if each), None)
    cause = next((zh for begins, zh in _SYNTAX if begins in what), what)
    return Problem(
        "yaml-syntax",
        Text(f"不是有效的 YAML：{cause}。", f"Not valid YAML: {what}."),
        source,
        mark.line + 1 if mark else None,
        mark.column + 1 if mark else None,
        Text(
            "请检查缩进和冒号后的空格；含有 [ ] { } : # 的文字请放进双引号。",
            "Check the indentation and the blank after each colon;"
            " put text with [ ] { } : # in double quotes.",
        ),
    )


class _Builder:
    """Turns the parser's events into data, noting places and problems on the way."""

    def __init__(self, source: str, events: Iterator[yaml.Event]) -> None:
        self.source = source
        self.fields: dict[KeyPath, SourceMark] = {}
        self.values: dict[KeyPath, SourceMark] = {}
        self.problems: list[Problem] = []
        self._events = events

    def document(self) -> Any:
        """Return the data of the one document that there may be; ``None`` for an empty file."""
        data, documents = None, 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = Text("一个文件只能有一份 YAML。", "A file holds one YAML document.")
                    self._complain("yaml-syntax", event, message)
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, ())
        return data

    def _node(self, event: yaml.Event, path: KeyPath) -> Any:
        mark = self._mark(event)
        quoted = isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"'}
        self.values[path] = SourceMark(mark.source, mark.line, mark.column + quoted)
        self.fields.setdefault(path, mark)
        if len(path) > _DEEPEST:
            message = Text("嵌套太深。", "Nested too deeply.")
            raise LexiconError(Problem("yaml-syntax", message, mark.source, mark.line, mark.column))
        self._require_plain(event)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._entries(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(path))
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _require_plain(self, event: yaml.Event) -> None:
        """Complain where ``event``, a key or a value, has an anchor or a tag."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            message = Text("不支持 YAML 锚点。", "YAML anchors are not supported.")
            fix = Text("请改用 variables。", "Use variables instead.")
            self._complain("yaml-anchor", event, message, fix)
        if getattr(event, "tag", None) is not None:
            message = Text("不支持 YAML 标签。", "YAML tags are not supported.")
            self._complain("yaml-tag", event, message)

    def _items(self, path: KeyPath) -> Iterator[Any]:
        for index, event in enumerate(self._events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, (*path, index))

    def _entries(self, path: KeyPath) -> Iterator[tuple[str, Any]]:
        taken: set[str] = set()
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if isinstance(event, yaml.ScalarEvent):
                self._require_plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._complain("yaml-key", event, Text("键必须是文字。", "A key must be text."))
                self._node(event, (*path, key))
            elif key in taken:
                self._complain(
                    "duplicate-key",
                    event,
                    Text(f"“{key}”在这里出现了两次。", f"'{key}' stands here twice."),
                    Text("请合并或改名。", "Merge the two, or rename one."),
                )
            taken.add(key)
            self.fields[*path, key] = self._mark(event)
            yield key, self._node(next(self._events), (*path, key))

    def _mark(self, event: yaml.Event) -> SourceMark:
        start = event.start_mark
        assert start is not None  # noqa: S101  (only events made by hand have no mark)
        return SourceMark(self.source, start.line + 1, start.column + 1)

    def _complain(self, code: str, event: yaml.Event, message: Text, fix: Text = _NO_FIX) -> None:
        mark = self._mark(event)
        self.problems.append(Problem(code, message, mark.source, mark.line, mark.column, fix))


def _scalar(event: yaml.ScalarEvent) -> str | float | bool | None:
    """Return what ``event`` stands for, by the core schema of YAML 1.2."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    for pattern, number in _NUMBERS:
        # A number of thousands of digits is none that anybody means, and Python refuses it.
        if len(text) <= _LONGEST_NUMBER and pattern.fullmatch(text):
            return number(text)
    return text
