"""JSON text to plain values, strictly: each key once, no NaN, no half characters.

Values of MongoDB's extended JSON become plain ones.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.json.extended import plain_value
from scriptcheck.load.readers.json.position import find_duplicate, find_lone_surrogate

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_FIX: Final = Text("", "")
_CUT: Final = Text("文件可能不完整，请重新导出。", "The file may be incomplete; export it again.")
_SYNTAX: Final = (
    # What Python's messages begin with, in the order in which they must be compared.
    (
        "Expecting property name",
        Text("这里应为双引号括起的键", "a key in double quotes should stand here"),
    ),
    ("Illegal trailing comma", Text("最后一项后面不能有逗号", "no comma may follow the last item")),
    ("Expecting value", Text("这里应为一个值", "a value should stand here")),
    ("Expecting ':'", Text("这里应为冒号", "a colon should stand here")),
    ("Expecting ','", Text("这里应为逗号或右括号", "a comma or closing bracket should stand here")),
    (
        "Extra data",
        Text("JSON 在这里已经结束，后面还有内容", "the JSON has ended, but more follows"),
    ),
    ("Unterminated string", Text("引号没有闭合", "the quotes are never closed")),
    (
        "Invalid control character",
        Text("引号内不能有换行等控制字符", "no line break or control character within quotes"),
    ),
    ("Invalid \\", Text("反斜杠后面的字符不对", "wrong character after a backslash")),
)
_OTHER_SYNTAX: Final = Text("写法有误", "malformed")
TOO_DEEP: Final = Text("括号嵌套过深。", "Brackets are nested too deep.")
_HALF_CHARACTER: Final = re.compile(r"\\u[dD][89a-fA-F]")


class _DuplicateKeyError(Exception):
    pass


class _NotANumberError(Exception):
    pass


def _once(pairs: Sequence[tuple[str, Any]]) -> Any:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DuplicateKeyError
    if len(pairs) == 1 and pairs[0][0].startswith("$"):
        return plain_value(*pairs[0])
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise _NotANumberError(name)


# Of a key that stands twice, msgspec takes the last and says nothing.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refuse_constant)
_LENIENT: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=lambda _: None)
NOT_A_NUMBER: Final = "json-nan"
"""The code of the problem of NaN where numbers should stand."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON text and where it comes from."""

    text: str
    source: str = ""
    first_line: int = 1
    """The line of ``source`` in which it begins, from 1."""
    first_column: int = 1
    """The column of that line, from 1."""

    def parse(self, *, nan_is_null: bool = False) -> Any:
        """Return the value that the text writes down.

        Raises ``LoadError`` where the text is no JSON, or JSON that readers understand
        differently: keys that stand twice, halves of characters, and NaN unless that may be null.
        """
        try:
            value = (_LENIENT if nan_is_null else _DECODER).decode(self.text)
        except json.JSONDecodeError as error:
            raise LoadError(self.syntax_problem(error.msg, error.pos)) from None
        except _DuplicateKeyError:
            raise LoadError(self._duplicate_problem()) from None
        except _NotANumberError as error:
            raise LoadError(self._nan_problem(str(error))) from None
        except RecursionError:
            raise LoadError(self.problem("json-too-deep", TOO_DEEP, 0)) from None
        except ValueError:
            # Python reads no number of thousands of digits.
            message = Text("有过长的数字。", "A number is too long.")
            raise LoadError(self.problem("json-number", message, 0)) from None
        if _HALF_CHARACTER.search(self.text):
            offset = find_lone_surrogate(self.text)
            if offset is not None:
                raise LoadError(self._surrogate_problem(offset))
        return value

    def problem(self, code: str, message: Text, offset: int, fix: Text = _NO_FIX) -> Problem:
        """Return a problem with what stands at ``offset``."""
        before = self.text[:offset]
        line = self.first_line + before.count("\n")
        column = offset - before.rfind("\n")
        if line == self.first_line:
            column += self.first_column - 1
        return Problem(code, message, self.source, line, column, fix)

    def syntax_problem(self, reason: str, offset: int) -> Problem:
        """Return the problem that Python's decoder calls ``reason`` and meets at ``offset``."""
        if offset >= len(self.text.rstrip()):
            message = Text("JSON 没有写完就结束了。", "The JSON ends before it is complete.")
            return self.problem("json-truncated", message, offset, _CUT)
        why = next((why for start, why in _SYNTAX if reason.startswith(start)), _OTHER_SYNTAX)
        message = Text(f"不是有效的 JSON：{why.zh}。", f"Not valid JSON: {why.en}.")
        fix = _CUT if reason.startswith("Unterminated") else _NO_FIX
        return self.problem("json-syntax", message, offset, fix)

    def _duplicate_problem(self) -> Problem:
        path, offset = find_duplicate(self.text) or (("",), 0)
        message = Text(f"键“{path[-1]}”出现了两次。", f"The key '{path[-1]}' stands twice.")
        fix = Text("请合并或改名。", "Merge the two, or rename one.")
        return self.problem("json-duplicate-key", message, offset, fix)

    def _nan_problem(self, name: str) -> Problem:
        # Strings are matched with all that stands in them, so that only a bare name is found.
        strings_or_name = re.compile(rf'"(?:[^"\\]|\\.)*"|({name})', re.DOTALL)
        offsets = (match.start() for match in strings_or_name.finditer(self.text) if match[1])
        message = Text(f"JSON 中不能有 {name}。", f"JSON has no {name}.")
        fix = Text("没有值时请写 null。", "Write null where there is no value.")
        return self.problem("json-nan", message, next(offsets, 0), fix)

    def _surrogate_problem(self, offset: int) -> Problem:
        escape = self.text[offset : offset + len(r"\ud800")]
        message = Text(f"{escape} 只是半个字符。", f"{escape} is half a character.")
        fix = Text(
            "请让导出程序写成完整的字符（UTF-8）。",
            "Have the exporter write whole characters (UTF-8).",
        )
        return self.problem("json-half-character", message, offset, fix)
