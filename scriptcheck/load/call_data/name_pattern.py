"""Call data out of file names: ``{agent_id}_{start_time:%Y%m%d%H%M%S}_{call_id}``.

A pattern is letters that stand in the name as they are, fields in braces, and ``*`` for anything.
It is compiled for google-re2, so that no name and no pattern takes more than linear time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import CALL_FIELDS, call_field

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXAMPLE: Final = "{agent_id}_{start_time:%Y%m%d%H%M%S}_{call_id}"
_WRITE: Final = Text(f"例如 {_EXAMPLE}。", f"Such as {_EXAMPLE}.")
_DIRECTIVES: Final = {
    "Y": "[0-9]{4}",
    "y": "[0-9]{2}",
    "m": "[0-9]{2}",
    "d": "[0-9]{2}",
    "H": "[0-9]{2}",
    "M": "[0-9]{2}",
    "S": "[0-9]{2}",
    "f": "[0-9]{1,6}",
    "%": "%",
}
"""The parts of a moment, as ``strftime`` calls them; all of them are numbers in every language."""
_WIDTH: Final = re.compile(r"(?P<width>[0-9]{1,3})?(?P<digits>d)?")
_NAME: Final = re.compile(r"\w+")
_LAZY: Final = re.compile(r"(\][+*])\?")
_ALIKE: Final = 0.8
"""How like a known field's name an unknown one must be to be that one misspelt."""


class NamePatternError(ValueError):
    """A pattern is malformed, at a known character."""

    def __init__(self, column: int, message: Text, fix: Text = _WRITE) -> None:
        super().__init__(message.en)
        self.column = column
        """Index in the pattern, from 0."""
        self.message = message
        self.fix = fix


class _Field(NamedTuple):
    name: str
    """The key of the call data; ``call_id`` is the call's own."""
    expression: str
    format: str
    """Of a moment, how it is written; empty where it is recognised."""


@dataclass(frozen=True)
class NamePattern:
    """A pattern of file names."""

    text: str
    """The pattern as it was written."""
    _parts: tuple[str | _Field, ...]
    """Expressions for what stands between the fields, and the fields."""

    @property
    def depth(self) -> int:
        """How many folders above the file the pattern speaks of."""
        return self.text.count("/")

    def read(self, name: str) -> dict[str, Any] | None:
        """Return the call data in ``name``, a path without its suffix; ``None`` where none fits.

        Of what several readings leave open, each field is as short as it can be.
        """
        return self._values(name, self._shortest)

    def is_ambiguous(self, name: str) -> bool:
        """Return whether ``name`` may be read in another way as well."""
        return self.read(name) != self._values(name, self._longest)

    def _values(self, name: str, expression: Any) -> dict[str, Any] | None:
        match = expression.fullmatch(_end_of(unicodedata.normalize("NFC", name), self.depth))
        if match is None:
            return None
        values: dict[str, object] = {}
        fields = (part for part in self._parts if isinstance(part, _Field))
        for field, value in zip(fields, match.groups(), strict=True):
            try:
                values[field.name] = _moment(value, field.format) if field.format else value
            except ValueError:
                return None
        return call_data(values)

    @cached_property
    def _shortest(self) -> Any:
        return _compiled(self._parts, is_shortest=True)

    @cached_property
    def _longest(self) -> Any:
        return _compiled(self._parts, is_shortest=False)


def parse_name_pattern(pattern: str) -> NamePattern:
    """Return the pattern that ``pattern`` writes down; raises ``NamePatternError``."""
    parts = tuple(_parts(unicodedata.normalize("NFC", pattern)))
    names = [part.name for part in parts if isinstance(part, _Field)]
    if not names:
        raise NamePatternError(0, Text("没有写字段。", "It has no field."))
    for name in names:
        if names.count(name) > 1:
            message = Text(f"字段“{name}”写了两次。", f"The field '{name}' is written twice.")
            fix = Text(
                "日期和时间分开写的，请合成一个，如 {start_time:%Y%m%d_%H%M%S}；不要的部分写 *。",
                "Write a date and its time as one, as in {start_time:%Y%m%d_%H%M%S}; write * for"
                " what is not wanted.",
            )
            raise NamePatternError(pattern.rindex("{"), message, fix)
    return NamePattern(pattern, parts)


def _parts(pattern: str) -> Iterator[str | _Field]:
    place = 0
    while place < len(pattern):
        char = pattern[place]
        if pattern[place : place + 2] in {"{{", "}}"}:
            yield re.escape(char)
            place += 2
        elif char == "{":
            end = pattern.find("}", place)
            if end < 0:
                raise NamePatternError(place, Text("“{”没有闭合。", "A brace is never closed."))
            yield _field(pattern[place + 1 : end], place + 1)
            place = end + 1
        elif char == "}":
            message = Text("“}”前面没有“{”。", "A brace is closed that was never opened.")
            raise NamePatternError(place, message)
        else:
            yield "[^/]*?" if char == "*" else re.escape(char)
            place += 1


def _field(written: str, column: int) -> _Field:
    said, _, form = written.partition(":")
    name = _field_name(said.strip(), column)
    if "%" in form:
        if name != "start_time":
            message = Text(
                f"只有 start_time 可以写日期格式，“{said}”不可以。",
                f"Only start_time is written with a format of moments, not '{said}'.",
            )
            raise NamePatternError(column, message)
        return _Field(name, _moment_expression(form, column + len(said) + 1), form)
    width = _WIDTH.fullmatch(form)
    if width is None:
        message = Text(f"看不懂“{form}”。", f"'{form}' is not understood.")
        fix = Text(
            "冒号后面可以写几个字符（4）、只有数字（d）、几位数字（4d）或日期格式（%Y%m%d）。",
            "After the colon may stand how many characters (4), digits alone (d), how many digits"
            " (4d), or a format of moments (%Y%m%d).",
        )
        raise NamePatternError(column + len(said) + 1, message, fix)
    letters = "[0-9]" if width["digits"] else "[^/]"
    times = f"{{{int(width['width'])}}}" if width["width"] else "+?"
    return _Field(name, letters + times, "")


def _field_name(said: str, column: int) -> str:
    if not _NAME.fullmatch(said):
        message = Text(f"“{said}”不是字段名。", f"'{said}' is no name of a field.")
        fix = Text(f"可用的有 {'、'.join(CALL_FIELDS)}。", f"There are {', '.join(CALL_FIELDS)}.")
        raise NamePatternError(column, message, fix)
    if (known := call_field(said)) is not None:
        return known
    if close := get_close_matches(said, CALL_FIELDS, n=1, cutoff=_ALIKE):
        message = Text(f"没有字段“{said}”。", f"There is no field '{said}'.")
        fix = Text(f"是不是“{close[0]}”？", f"Did you mean '{close[0]}'?")
        raise NamePatternError(column, message, fix)
    return said


def _moment_expression(form: str, column: int) -> str:
    expression, place = "", 0
    while place < len(form):
        if form[place] != "%":
            expression += re.escape(form[place])
            place += 1
            continue
        directive = form[place + 1 : place + 2]
        if directive not in _DIRECTIVES:
            message = Text(f"不支持 %{directive}。", f"%{directive} is not supported.")
            fix = Text(
                "可用的有 %Y %y %m %d %H %M %S %f。", "There are %Y %y %m %d %H %M %S and %f."
            )
            raise NamePatternError(column + place, message, fix)
        expression += _DIRECTIVES[directive]
        place += 2
    return expression


def _moment(text: str, form: str) -> datetime:
    """Return the moment that ``text`` says in the form ``form``; raises ``ValueError``."""
    return datetime.strptime(text, form)


def _compiled(parts: tuple[str | _Field, ...], *, is_shortest: bool) -> Any:
    import re2

    expression = "".join(
        f"({part.expression})" if isinstance(part, _Field) else part for part in parts
    )
    return re2.compile(expression if is_shortest else _LAZY.sub(r"\1", expression))


def _end_of(path: str, depth: int) -> str:
    """Return the last name of ``path`` and ``depth`` folders before it."""
    return "/".join(path.split("/")[-depth - 1 :])
