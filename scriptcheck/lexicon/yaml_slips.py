"""Slips of hand that make a file no YAML, or other YAML than was meant, with cause and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_KEY: Final = r"^(?P<before> *(?:- +)*)(?P<key>[A-Za-z_][\w.\-]*)"
_WIDE_COLON: Final = re.compile(_KEY + "：")
_NO_BLANK: Final = re.compile(_KEY + r":(?=[^\s:/])")
_PLAIN_KEY: Final = re.compile(_KEY + r"\s*:(?:\s|$)")
_CUT_BY_HASH: Final = re.compile(
    r"^ *- +(?P<kept>[^\s\"'\[{&*!|>#](?:(?!:\s)[^#]|(?<=\S)#)*)(?<=\s)(?P<hash>#)(?=[^\s#])"
)
"""An item without quotation marks that ends at a # with a word right after it."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_TAB: Final = re.compile(r"^ *(?P<tab>\t)[ \t]*\S")
_WIDE_COMMA: Final = re.compile(r"[\"'\]}] *(?P<comma>，) *[\"'\[{]")
_BLOCK: Final = re.compile(r"(?:^|[:\-] +)[|>][+\-0-9]* *(?:#.*)?$")
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")


class _Line(NamedTuple):
    number: int
    """From 1."""
    text: str
    indent: int
    continued: bool
    """Whether it stands within brackets that an earlier line opened."""


def slips(text: str, source: str, fields: Collection[str], *, broken: bool) -> list[Problem]:
    """Return the slips in ``text``, named ``source``, in the order of the lines.

    ``fields`` are names that can only be keys. Where the text is YAML all the same, a slip is what
    spoils one of them; where it is ``broken``, whatever looks like a key counts.
    """
    lines = list(_lines(text))
    found = [each for line in lines for each in _in_line(line, source, fields, broken=broken)]
    if broken and not found:
        found = list(_wrong_indent(lines, source))[:1]
    return found


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that have a meaning of their own: no comments, no text in blocks."""
    block: int | None = None
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if block is not None and (not bare.strip() or indent > block):
            continue
        block = None
        plain = _COMMENT.sub("", _QUOTED.sub(lambda match: '"' * len(match[0]), line))
        if not plain.strip():
            continue
        yield _Line(number, line, indent, depth > 0)
        depth = max(0, depth + sum(plain.count(each) for each in "[{"))
        depth = max(0, depth - sum(plain.count(each) for each in "]}"))
        if _BLOCK.search(plain):
            block = indent


def _in_line(
    line: _Line, source: str, fields: Collection[str], *, broken: bool
) -> Iterator[Problem]:
    if broken and (match := _TAB.match(line.text)):
        message = Text("缩进里有制表符（Tab）。", "A tab stands in the indentation.")
        fix = Text("请改用空格，每层两个。", "Use blanks, two for each level.")
        yield Problem("yaml-tab", message, source, line.number, match.start("tab") + 1, fix)
    if match := _WIDE_COLON.match(line.text):
        key = match["key"]
        if broken or key in fields:
            message = Text(f"“{key}”后面是全角冒号“：”。", f"A full-width colon follows '{key}'.")
            fix = Text(f"请写半角冒号和一个空格：{key}: …", f"Write a colon and a blank: {key}: …")
            yield Problem("yaml-colon", message, source, line.number, match.end(), fix)
    elif (match := _NO_BLANK.match(line.text)) and match["key"] in fields:
        key = match["key"]
        message = Text(f"“{key}:”后面缺少空格。", f"A blank is missing after '{key}:'.")
        fix = Text(f"请在冒号后加一个空格：{key}: …", f"Add a blank after the colon: {key}: …")
        yield Problem("yaml-colon", message, source, line.number, match.end(), fix)
    if (match := _CUT_BY_HASH.match(line.text)) and _HAN.search(match["kept"]):
        kept = match["kept"].rstrip()
        message = Text(
            f"“#”和后面的字会当作注释去掉，只剩“{kept}”。",
            f"What begins with '#' is a comment, and only '{kept}' is left.",
        )
        fix = Text(
            "如果是话术的一部分，请给整句加引号；如果是注释，请在 # 后加一个空格。",
            "Put the whole in quotation marks; if it is a comment, write a blank after the #.",
        )
        yield Problem("yaml-hash", message, source, line.number, match.start("hash") + 1, fix)
    if broken and (match := _WIDE_COMMA.search(line.text)):
        message = Text("列表里用了全角逗号“，”。", "A full-width comma stands in a list.")
        fix = Text('请改成半角逗号，如 ["甲", "乙"]。', 'Use a plain comma, as in ["a", "b"].')
        yield Problem("yaml-comma", message, source, line.number, match.start("comma") + 1, fix)


def _wrong_indent(lines: list[_Line], source: str) -> Iterator[Problem]:
    """Yield the lines whose indentation fits nothing above them."""
    levels = [0]
    opens = True
    for line in lines:
        if line.continued:
            continue
        indent, last = line.indent, levels[-1]
        if indent > last and not opens:
            message = Text(
                f"这一行缩进 {indent} 格，比上一行的 {last} 格深，而上一行并没有下一层。",
                f"This line is indented by {indent}, more than the {last} of the line above, which"
                " opens no level.",
            )
            yield _indent_problem(line, message, last, source)
        elif indent < last and indent not in levels:
            nearest = min(levels, key=lambda level: (abs(level - indent), -level))
            listed = sorted(set(levels))
            message = Text(
                f"这一行缩进 {indent} 格，和上面各层（{'、'.join(map(str, listed))} 格）都对不齐。",
                f"This line is indented by {indent}, which fits none of the levels above"
                f" ({', '.join(map(str, listed))}).",
            )
            yield _indent_problem(line, message, nearest, source)
        while levels[-1] > indent:
            levels.pop()
        if levels[-1] < indent:
            levels.append(indent)
        opens = _opens_level(line.text)
        item = re.match(r" *((?:- +)+)\S", line.text)
        if item and _PLAIN_KEY.match(line.text):
            # The keys of an item stand under its first one.
            levels.append(indent + len(item[1]))


def _opens_level(text: str) -> bool:
    plain = _COMMENT.sub("", text).rstrip()
    return plain.endswith((":", "-")) or _PLAIN_KEY.match(text) is None


def _indent_problem(line: _Line, message: Text, level: int, source: str) -> Problem:
    fix = Text(f"请改成缩进 {level} 格。", f"Indent it by {level}.")
    return Problem("yaml-indent", message, source, line.number, line.indent + 1, fix)
