"""YAML read with the place of every value, so that errors can point at it.

Only plain YAML 1.2 is taken: ``no`` and ``on`` are words, ``1:30`` is text, a key stands once, and
there are no anchors, which non-programmers trip over and variables replace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml

from scriptcheck.errors import LexiconError, Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_FIX: Final = Text("", "")

KeyPath: TypeAlias = tuple[str | int, ...]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML with the scalar rules of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML's own class attribute)


_SCALARS = (
    ("null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    ("int", re.compile(r"[-+]?[0-9]+"), list("-+0123456789")),
    (
        "float",
        re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
        list("-+.0123456789"),
    ),
)
for _name, _pattern, _first in _SCALARS:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern.pattern})$"), _first
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column from 1."""

    source: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its data and where each part of it stands."""

    source: str
    data: Any
    fields: dict[KeyPath, Mark]
    """Where the field begins: the key in a mapping, the value in a list."""
    values: dict[KeyPath, Mark]
    """Where the value begins; inside its quotes, if it has them."""

    def nearest(self, path: KeyPath, *, value: bool = False) -> Mark:
        """Return the mark of ``path``, or of the closest part above it that is in the file."""
        marks = self.values if value else self.fields
        for length in range(len(path), 0, -1):
            if (mark := marks.get(path[:length])) is not None:
                return mark
        return Mark(self.source, 1, 1)


def read_yaml(path: Path, source: str | None = None) -> Document:
    """Return the YAML file at ``path``, named ``source`` in errors.

    Raises ``LexiconError`` where the file cannot be read or is not such YAML.
    """
    name = source or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
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
    return parse_yaml(text, name)


def parse_yaml(text: str, source: str) -> Document:
    """Return ``text`` as a document named ``source``; raises ``LexiconError``."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise LexiconError(_syntax_problem(error, source)) from None
    except (yaml.YAMLError, RecursionError) as error:
        message = Text(f"不是有效的 YAML：{error}", f"Not valid YAML: {error}")
        raise LexiconError(Problem("yaml-syntax", message, source)) from None
    builder = _Builder(source)
    data = builder.build(root, ()) if root is not None else None
    if builder.problems:
        raise LexiconError(*builder.problems)
    return Document(source, data, builder.fields, builder.values)


def _syntax_problem(error: yaml.MarkedYAMLError, source: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    what = " ".join(part for part in (error.context, error.problem) if part)
    return Problem(
        "yaml-syntax",
        Text(f"不是有效的 YAML：{what}。", f"Not valid YAML: {what}."),
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
    """Turns PyYAML's nodes into data, noting places and problems on the way."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.fields: dict[KeyPath, Mark] = {}
        self.values: dict[KeyPath, Mark] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: KeyPath) -> Any:
        """Return the data of ``node``, which stands at ``path``."""
        mark = self._mark(node)
        quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
        self.values[path] = Mark(mark.source, mark.line, mark.column + quoted)
        self.fields.setdefault(path, mark)
        if id(node) in self._seen:
            self._complain(
                "yaml-anchor",
                mark,
                Text("不支持 YAML 锚点。", "YAML anchors are not supported."),
                Text("请改用 variables。", "Use variables instead."),
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def _entries(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        taken: set[str] = set()
        for key_node, value_node in node.value:
            mark = self._mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._complain("yaml-key", mark, Text("键必须是文字。", "A key must be text."))
                continue
            key = key_node.value
            if key in taken:
                self._complain(
                    "duplicate-key",
                    mark,
                    Text(f"“{key}”在这里出现了两次。", f"'{key}' stands here twice."),
                    Text("请合并或改名。", "Merge the two, or rename one."),
                )
            taken.add(key)
            self.fields[(*path, key)] = mark
            yield key, self.build(value_node, (*path, key))

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.source, node.start_mark.line + 1, node.start_mark.column + 1)

    def _complain(self, code: str, mark: Mark, message: Text, fix: Text = _NO_FIX) -> None:
        self.problems.append(Problem(code, message, mark.source, mark.line, mark.column, fix))


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "int":
        return int(node.value)
    return float(node.value) if kind == "float" else node.value
