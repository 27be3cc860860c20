"""Fields in lines of text, several in one line or one: 客户姓名: 王丽娟 | 电话: 13800001234."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.name_keys import Naming, naming
from scriptcheck.text.looks_like_name import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Turn

_PAIR: Final = re.compile(r"(?:[A-Za-z]{2,12}[ ])?\w{1,16}(?=[^\S\n]{0,3}[:：=])")
_BRACKETED: Final = re.compile(
    r"[【〔［\[][^\S\n]*(\w[\w ]{0,15}?)[^\S\n]*[】〕］\]][^\S\n]*[:：]?"
)
_CLOSED: Final = re.compile(r"[:：=]")
_CELLS: Final = re.compile(r"[|｜\t;；]")
_WIDE_CELLS: Final = re.compile(r"[|｜\t;；]|[^\S\n]{2,}")
_MARKS: Final = re.compile(r"[:：=|｜\t】〕］\]]|名[^\S\n]")
"""What a line has that is a field."""
_AROUND: Final = " \t\u3000:：=|，。,.;；"


def fields_in(line: str) -> list[tuple[str, str]]:
    """Return the names and values of the fields in ``line``.

    A value stands behind a colon, in the cell to the right of its name, or behind its name in
    brackets.
    """
    line = _BRACKETED.sub(_unbracketed, line)
    has_colons = _CLOSED.search(line) is not None
    separator = _CELLS if has_colons else _WIDE_CELLS
    cells = [cell.strip() for cell in separator.split(line.strip())]
    if len(cells) == 1 and not has_colons:
        return _behind_a_blank(line)
    found: list[tuple[str, str]] = []
    waiting = ""
    for cell in filter(None, cells):
        if pairs := _pairs(cell):
            found += pairs
            waiting = "" if pairs[-1][1] else pairs[-1][0]
        elif waiting:
            found.append((waiting, cell.strip(_AROUND)))
            waiting = ""
        elif is_name_key(cell):
            waiting = cell.strip(_AROUND)
        elif found and looks_like_name(cell):
            found.append((found[-1][0], cell))
    return found


def names_written(turns: Iterable[Turn]) -> Iterator[tuple[str, str]]:
    """Yield the names that lines among ``turns`` give as fields, such as 客户姓名：王丽娟.

    So they stand at the foot of a text, or above it on a form. What only begins as a field does
    has no value that looks like a name.
    """
    for turn in turns:
        if _MARKS.search(turn.text) is None:
            continue
        for line in turn.text.splitlines():
            for key, value in fields_in(line) if _MARKS.search(line) else ():
                if naming((key,)) is not Naming.NONE and looks_like_name(_first(value)):
                    yield key, _first(value)


def is_name_key(words: str) -> bool:
    """Return whether ``words`` say that a customer's name stands beside them."""
    return naming((words.strip(_AROUND) or " ",)) is not Naming.NONE


def _unbracketed(found: re.Match[str]) -> str:
    return f" {found[1]}：" if found.start() == 0 or is_name_key(found[1]) else found[0]


def _behind_a_blank(line: str) -> list[tuple[str, str]]:
    key, _, value = line.strip().partition(" ")
    is_field = key.endswith("名") and is_name_key(key) and looks_like_name(value.strip())
    return [(key, value.strip())] if is_field else []


def _pairs(cell: str) -> list[tuple[str, str]]:
    keys = list(_PAIR.finditer(cell))
    ends = [match.start() for match in keys[1:]] + [len(cell)] * bool(keys)
    return [
        (match[0], cell[match.end() : end].strip(_AROUND))
        for match, end in zip(keys, ends, strict=True)
    ]


def _first(value: str) -> str:
    """Return what ``value`` begins with, without remarks: 王丽娟（女） is 王丽娟."""
    return re.split(r"[\s、，,/(（【\[]", value, maxsplit=1)[0] if not value.isascii() else value
