"""A YAML file changed where its data are to change, and nowhere else.

Comments, order, quotes and blank lines stay as somebody wrote them. A library that reads a file
and writes all of it again would set flow lists and indentation anew, and lose a comment with the
item before it.
"""

from __future__ import annotations

from contextlib import suppress
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from scriptcheck.errors import LexiconError
from scriptcheck.exchange.yaml_text import block, block_entry, flow, flow_item, quoted
from scriptcheck.lexicon.yaml_source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY: Final = 2
"""Keys that lead to a cue or rule."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def edited(text: str, data: Any, source: str = "") -> str:
    """Return ``text`` changed so that it holds ``data``, a mapping.

    Raises ``LexiconError`` where ``text`` is no YAML that lexicons may have.
    """
    old = parse_yaml(text, source).data
    if not old:
        return _begun(text, data)
    for whole in (False, True):
        changed = _Editor(text, whole=whole).edited(old, data)
        with suppress(LexiconError):
            if parse_yaml(changed, source).data == data:
                return changed
    message = f"{source} cannot be changed to hold what it should"
    raise AssertionError(message)


def _begun(text: str, data: Any) -> str:
    """Return ``text``, which holds nothing, with ``data`` behind its comments."""
    lines = text.splitlines(keepends=True)
    root = yaml.compose(text, Loader=_Loader)
    if root is not None:
        del lines[root.start_mark.line :]
    return "".join((*lines, *block(data)))


class _Editor:
    """Finds the edits of one text; ``whole`` writes entries that differ anew as a whole."""

    def __init__(self, text: str, *, whole: bool) -> None:
        self._text = text if text.endswith("\n") else text + "\n"
        self._whole = whole
        self._starts: list[int] = [0]
        for line in self._text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def edited(self, old: Any, new: Any) -> str:
        root = yaml.compose(self._text, Loader=_Loader)
        text = self._text
        edits = sorted(self._changes(root, old, new, 0), key=lambda edit: edit[:2])
        for edit in reversed(edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _changes(self, node: Any, old: Any, new: Any, depth: int) -> Iterator[_Edit]:
        if old == new and type(old) is type(new):
            return
        both = (type(old), type(new))
        if both == (dict, dict) and old and new and not (self._whole and depth >= _ENTRY):
            yield from self._in_mapping(node, old, new, depth)
        elif both == (list, list) and old and new and not self._whole:
            yield from self._in_list(node, old, new, depth)
        else:
            yield self._replaced(node, new, depth)

    def _in_mapping(self, node: Any, old: Any, new: Any, depth: int) -> Iterator[_Edit]:
        keys = {key.value: (key, value) for key, value in node.value}
        if node.flow_style:
            yield from self._in_flow_mapping(node, old, new, depth)
            return
        gone = [name for name in old if name not in new]
        if any(not self._begins_line(keys[name][0]) for name in gone):
            # The first key of a list's item stands behind its dash.
            yield self._replaced(node, new, depth)
            return
        for name in gone:
            key, value = keys[name]
            yield _Edit(self._line_start(key.start_mark), self._line_after(value, key), "")
        indent = node.value[0][0].start_mark.column
        place: int | None = None
        leading: list[str] = []
        for name, part in new.items():
            if name in old:
                key, value = keys[name]
                yield from self._changes(value, old[name], part, depth + 1)
                place = self._line_after(value, key)
                continue
            lines = "".join(block_entry(name, part, indent, depth))
            if depth == _ENTRY - 1 and isinstance(part, dict):
                lines = f"\n{lines}"
            if place is None:
                leading.append(lines)
            else:
                yield _Edit(place, place, lines)
        if leading:
            # Before the first key stands a comment, as a rule, that is about it.
            end = self._line_after(*reversed(node.value[-1]))
            yield _Edit(end, end, "".join(leading))

    def _in_flow_mapping(self, node: Any, old: Any, new: Any, depth: int) -> Iterator[_Edit]:
        values = {key.value: value for key, value in node.value}
        if old.keys() == new.keys():
            for name, part in new.items():
                yield from self._changes(values[name], old[name], part, depth + 1)
            return
        parts = [
            f"{flow(name)}: {self._kept(values.get(name), old.get(name), part)}"
            for name, part in new.items()
        ]
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        yield _Edit(start, end, f"{{{', '.join(parts)}}}")

    def _kept(self, value: Any, old: Any, new: Any) -> str:
        """Return the text of a value in a flow mapping: as it stands where it does not change."""
        if value is None or old != new or type(old) is not type(new):
            return flow(new)
        return self._text[self._at(value.start_mark) : self._at(value.end_mark)] or flow(new)

    def _in_list(self, node: Any, old: Any, new: Any, depth: int) -> Iterator[_Edit]:
        before, after = list(map(flow, old)), list(map(flow, new))
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        items = node.value
        if not node.flow_style and not all(map(self._has_own_line, items)):
            yield self._replaced(node, new, depth)
            return
        for kind, low, high, first, last in steps:
            if kind == "equal":
                continue
            pairs = min(high - low, last - first)
            for step in range(pairs):
                index = low + step
                yield from self._changes(items[index], old[index], new[first + step], depth + 1)
            added = new[first + pairs : last]
            if node.flow_style:
                if low + pairs < high:
                    yield self._without_flow_items(items, low + pairs, high)
                elif added:
                    yield self._with_flow_items(items, low + pairs, added)
            else:
                for item in items[low + pairs : high]:
                    yield _Edit(self._line_start(item.start_mark), self._line_after(item), "")
                if added:
                    yield self._with_items(items, low + pairs, added)

    def _with_items(self, items: Any, index: int, added: list[Any]) -> _Edit:
        line = self._text[self._line_start(items[0].start_mark) :]
        indent = len(line) - len(line.lstrip(" "))
        at = self._line_after(items[index - 1]) if index else self._line_start(items[0].start_mark)
        return _Edit(at, at, "".join(f"{' ' * indent}- {flow_item(each)}\n" for each in added))

    def _with_flow_items(self, items: Any, index: int, added: list[Any]) -> _Edit:
        is_quoted = any(getattr(item, "style", None) in {"'", '"'} for item in items)
        text = ", ".join(map(flow_item if is_quoted else flow, added))
        if index:
            at = self._at(items[index - 1].end_mark)
            return _Edit(at, at, f", {text}")
        at = self._at(items[0].start_mark)
        return _Edit(at, at, f"{text}, ")

    def _without_flow_items(self, items: Any, low: int, high: int) -> _Edit:
        if high < len(items):
            return _Edit(self._at(items[low].start_mark), self._at(items[high].start_mark), "")
        start = items[low - 1].end_mark if low else items[0].start_mark
        return _Edit(self._at(start), self._at(items[-1].end_mark), "")

    def _replaced(self, node: Any, new: Any, depth: int) -> _Edit:
        start, end = self._at(node.start_mark), self._content_end(node)
        style = getattr(node, "style", None)
        if isinstance(new, dict) and self._whole and depth == _ENTRY and not node.flow_style:
            lines = "".join(block(new, node.start_mark.column, depth))
            return _Edit(start, end, lines.strip())
        text = quoted(new) if isinstance(new, str) and style in {"'", '"', "|", ">"} else flow(new)
        if start == end:
            # Nothing stands behind the key, not even a blank.
            text = f" {text}"
        elif style in {"|", ">"} or not isinstance(node, yaml.ScalarNode):
            end = max(end, start + 1)
        return _Edit(start, end, text)

    def _content_end(self, node: Any) -> int:
        """Return where ``node`` ends; of blocks, without the lines and comments that follow."""
        if isinstance(node, yaml.ScalarNode):
            end = self._at(node.end_mark)
            if node.style in {"|", ">"}:
                return len(self._text[:end].rstrip())
            return end
        if node.flow_style or not node.value:
            return self._at(node.end_mark)
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (None, last)
        return max(self._content_end(value), 0 if key is None else self._at(key.end_mark))

    def _line_after(self, value: Any, key: Any = None) -> int:
        """Return where the line begins that follows ``value``, whose ``key`` it may share."""
        end = self._content_end(value)
        if key is not None:
            end = max(end, self._at(key.end_mark))
        return self._text.index("\n", end) + 1

    def _at(self, mark: Any) -> int:
        return int(self._starts[mark.line]) + int(mark.column)

    def _line_start(self, mark: Any) -> int:
        return self._starts[int(mark.line)]

    def _begins_line(self, node: Any) -> bool:
        return not self._text[self._line_start(node.start_mark) : self._at(node.start_mark)].strip()

    def _has_own_line(self, item: Any) -> bool:
        start = self._text[self._line_start(item.start_mark) : self._at(item.start_mark)].strip()
        return start == "-"
