"""Phrase templates: ``[请|麻烦]?{you}稍[等|候]..谢谢`` read into a small tree.

The tree is what the matchers compile; docs/lexicon.md describes the notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.language import Text
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHORT_GAP: Final = 6
"""Characters that ``..`` may stand for."""

LONGEST_GAP: Final = 40
LONGEST_TEMPLATE: Final = 4000
"""Characters of a template, or of a variable's word: to compile more would take minutes."""
"""Characters that ``..{n}`` may stand for at most."""

_GAP_LENGTH: Final = re.compile(r"\{([0-9]{1,4})\}")

_DEEPEST: Final = 20
"""Brackets within brackets that are read."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """These characters."""

    text: str


@dataclass(frozen=True, slots=True)
class GapPart:
    """Up to so many characters of anything, within the turn."""

    longest: int


@dataclass(frozen=True, slots=True)
class VariablePart:
    """A variable, to be filled by ``bind``."""

    name: str
    optional: bool = False
    column: int = 0
    """Index in the template, from 0, for errors."""


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """One of several sequences, or nothing where optional."""

    options: tuple[PartSequence, ...]
    optional: bool = False
    name: str = ""
    """The variable that the choice was filled from."""


@dataclass(frozen=True, slots=True)
class PartSequence:
    """Parts that follow each other."""

    parts: tuple[Part, ...]


Part: TypeAlias = TextPart | GapPart | VariablePart | ChoicePart


class TemplateError(ValueError):
    """A template is malformed, at a known character."""

    def __init__(self, column: int, message: Text, fix: Text) -> None:
        super().__init__(message.en)
        self.column = column
        """Index in the template, from 0."""
        self.message = message
        self.fix = fix


@cache
def parse_template(template: str) -> PartSequence:
    """Return the tree of ``template``, its slots unfilled; raises ``TemplateError``."""
    if len(template) > LONGEST_TEMPLATE:
        raise TemplateError(
            0,
            Text(
                f"模板超过 {LONGEST_TEMPLATE} 个字。",
                f"The template has more than {LONGEST_TEMPLATE} characters.",
            ),
            Text("请分成几条。", "Divide it into several."),
        )
    reader = _Reader(template)
    sequence = reader.sequence()
    if not reader.at_end():
        raise reader.error(
            Text(f"“{reader.peek()}”没有对应的“[”。", f"'{reader.peek()}' has no '[' before it."),
            Text("请删去，或写成 [甲|乙]。", "Remove it, or write [a|b]."),
        )
    if may_be_empty(sequence):
        raise TemplateError(
            0,
            Text("模板可以与空文本相符。", "The template fits the empty text."),
            Text("至少写一处必须说出的字。", "Give at least one part that must be said."),
        )
    if any(isinstance(edge, GapPart) for edge in (sequence.parts[0], sequence.parts[-1])):
        raise TemplateError(
            0,
            Text("模板不能以“..”开头或结尾。", "A template cannot begin or end with a gap."),
            Text("请删去首尾的“..”。", "Remove the '..' at its edge."),
        )
    return sequence


@cache
def folded(literal: str) -> str:
    """Return ``literal`` as it is searched for; the same few words stand in many templates."""
    return fold(literal).text


def may_be_empty(part: Part | PartSequence) -> bool:
    """Return whether ``part`` fits the empty text; an unfilled slot does not."""
    match part:
        case TextPart(text):
            return not folded(text)
        case GapPart():
            return True
        case VariablePart(optional=optional):
            return optional
        case ChoicePart(options, optional):
            return optional or any(map(may_be_empty, options))
        case PartSequence(parts):
            return all(map(may_be_empty, parts))


def has_gap(part: Part | PartSequence) -> bool:
    """Return whether a gap stands anywhere in ``part``."""
    match part:
        case GapPart():
            return True
        case ChoicePart(options):
            return any(map(has_gap, options))
        case PartSequence(parts):
            return any(map(has_gap, parts))
        case _:
            return False


def plainest(part: Part | PartSequence) -> str:
    """Return the plainest wording of ``part``: first choices, no optional parts, no gaps."""
    match part:
        case TextPart(text):
            return text
        case PartSequence(parts):
            return "".join(map(plainest, parts))
        case ChoicePart(options, optional):
            return "" if optional else plainest(options[0])
        case _:
            return ""


@cache
def slots(template: str) -> tuple[VariablePart, ...]:
    """Return every slot in ``template``, in order; raises ``TemplateError``."""
    return tuple(_slots(parse_template(template)))


def _slots(part: Part | PartSequence) -> Iterator[VariablePart]:
    match part:
        case VariablePart():
            yield part
        case ChoicePart(options):
            for option in options:
                yield from _slots(option)
        case PartSequence(parts):
            for inner in parts:
                yield from _slots(inner)


def bind(sequence: PartSequence, variables: Mapping[str, tuple[PartSequence, ...]]) -> PartSequence:
    """Return ``sequence`` with its slots filled; raises ``KeyError`` for an unknown variable."""
    return PartSequence(tuple(_bind_part(part, variables) for part in sequence.parts))


def _bind_part(part: Part, variables: Mapping[str, tuple[PartSequence, ...]]) -> Part:
    match part:
        case VariablePart(name, optional):
            return ChoicePart(variables[name], optional, name)
        case ChoicePart(options, optional, name):
            return ChoicePart(tuple(bind(option, variables) for option in options), optional, name)
        case _:
            return part


_CLOSERS: Final = {"]", "|", "}"}


class _Reader:
    """Recursive descent over one template."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._index = 0
        self._depth = 0

    def at_end(self) -> bool:
        return self._index >= len(self._template)

    def peek(self, length: int = 1) -> str:
        return self._template[self._index : self._index + length]

    def error(self, message: Text, fix: Text) -> TemplateError:
        return TemplateError(self._index, message, fix)

    def sequence(self) -> PartSequence:
        parts: list[Part] = []
        while not self.at_end() and self.peek() not in _CLOSERS:
            parts.append(self._part())
        return PartSequence(tuple(parts))

    def _part(self) -> Part:
        if self.peek() == "[":
            return self._choice()
        if self.peek() == "{":
            return self._slot()
        if self.peek(2) == "..":
            return self._gap()
        if self.peek() == "?":
            raise self.error(
                Text("“?”只能跟在“]”或“}”后面。", "'?' stands only behind ']' or '}'."),
                Text("可有可无的字请写成 [字]?；问号不必写。", "Write [x]? for an optional part."),
            )
        return self._literal()

    def _literal(self) -> TextPart:
        start = self._index
        while not self.at_end() and self.peek() not in "[]{}|?" and self.peek(2) != "..":
            self._index += 1
        return TextPart(self._template[start : self._index])

    def _choice(self) -> ChoicePart:
        opened = self._index
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.error(
                Text("方括号嵌套太深。", "Brackets are nested too deeply."),
                Text("请拆成几条模板。", "Make several templates of it."),
            )
        options = []
        while self.at_end() is False and (self._index == opened or self.peek() == "|"):
            self._index += 1
            options.append(self.sequence())
        if self.peek() != "]":
            self._index = opened
            raise self.error(
                Text("“[”没有对应的“]”。", "'[' has no ']' after it."),
                Text("请补上“]”。", "Close it with ']'."),
            )
        self._index += 1
        self._depth -= 1
        if any(map(may_be_empty, options)):
            self._index = opened
            raise self.error(
                Text("选项之一是空的。", "One of the choices is empty."),
                Text("可有可无请写成 [甲|乙]?。", "For an optional part write [a|b]?."),
            )
        return ChoicePart(tuple(options), self._optional())

    def _slot(self) -> VariablePart:
        column = self._index
        name = self._braced()
        if not name.isidentifier():
            self._index = column
            fix = Text("变量名用字母、数字和下划线。", "Names are letters, digits and underscores.")
            if name.isdecimal():
                fix = Text(f"要隔开几个字，写成 ..{{{name}}}。", f"A gap is written ..{{{name}}}.")
            raise self.error(
                Text(f"“{{{name}}}”不是变量名。", f"'{{{name}}}' is not a variable's name."), fix
            )
        return VariablePart(name, self._optional(), column)

    def _gap(self) -> GapPart:
        column = self._index
        self._index += 2
        longest = SHORT_GAP
        # Behind a gap, braces with anything but a number are a variable that follows it.
        if counted := _GAP_LENGTH.match(self._template, self._index):
            longest = int(counted.group(1))
            self._index = counted.end()
        if not 1 <= longest <= LONGEST_GAP or self.peek() == ".":
            self._index = column
            raise self.error(
                Text(
                    f"间隔要写成“..”或“..{{1}}”到“..{{{LONGEST_GAP}}}”。",
                    f"A gap is '..', or '..{{1}}' to '..{{{LONGEST_GAP}}}'.",
                ),
                Text("请改写间隔。", "Rewrite the gap."),
            )
        return GapPart(longest)

    def _braced(self) -> str:
        closed = self._template.find("}", self._index)
        if closed < 0:
            raise self.error(
                Text("“{”没有对应的“}”。", "'{' has no '}' after it."),
                Text("请补上“}”。", "Close it with '}'."),
            )
        inner = self._template[self._index + 1 : closed]
        self._index = closed + 1
        return inner

    def _optional(self) -> bool:
        if self.peek() == "?":
            self._index += 1
            return True
        return False
