"""Words for JSON of the wrong shape, with the place where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.load.readers.json.position import Path, find_path

if TYPE_CHECKING:
    import msgspec

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.text import JsonText

_MESSAGE: Final = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_STEP: Final = re.compile(r"\.(\w+)|\[(\d+)\]")
_MISMATCH: Final = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_MISSING: Final = re.compile(r"Object missing required field `(?P<field>[^`]*)`")
_TYPES: Final = {
    "str": Text("文字", "text"),
    "int": Text("整数", "a whole number"),
    "float": Text("小数", "a number with decimals"),
    "bool": Text("true 或 false", "true or false"),
    "null": Text("null", "null"),
    "object": Text("{…} 对象", "an object {…}"),
    "array": Text("[…] 数组", "an array […]"),
}
_SHAPE: Final = '{"call_id": "1", "turns": [{"speaker": "agent", "text": "您好"}]}'
_FIX_SHAPE: Final = Text(f"一通电话的写法：{_SHAPE}", f"A call looks like this: {_SHAPE}")
_FIX_TIME: Final = Text(
    "时间是整数毫秒，1.5 秒写 1500。", "Times are whole milliseconds: 1.5 seconds are 1500."
)


def type_problem(
    error: msgspec.ValidationError, text: JsonText, fix: Text | None = None, base: Path = ()
) -> Problem:
    """Return the problem that ``error`` reports of what ``text`` holds at the path ``base``.

    ``fix`` says what to do; where it is ``None``, how a canonical call is written.
    """
    parts = _MESSAGE.fullmatch(str(error))
    what, steps = (parts["what"], parts["path"] or "") if parts else (str(error), "")
    path: Path = base + tuple(name or int(index) for name, index in _STEP.findall(steps))
    where = _written(path)
    offset = find_path(text.text, path)
    if missing := _MISSING.fullmatch(what):
        field = missing["field"]
        message = Text(f"{where.zh}缺少“{field}”。", f"{where.en} has no '{field}'.")
        return text.problem("missing-field", message, offset, fix or _FIX_SHAPE)
    if fix is None:
        fix = _FIX_TIME if path[-1:] in {("start_ms",), ("end_ms",)} else _FIX_SHAPE
    if mismatch := _MISMATCH.fullmatch(what):
        wanted, got = _types(mismatch["wanted"]), _types(mismatch["got"])
        message = Text(
            f"{where.zh}应为{wanted.zh}，这里是{got.zh}。",
            f"{where.en} should be {wanted.en}, but is {got.en}.",
        )
    else:
        message = Text(f"{where.zh}的值不对：{what}。", f"{where.en} is wrong: {what}.")
    return text.problem("wrong-type", message, offset, fix)


def _written(path: Path) -> Text:
    if not path:
        return Text("通话", "The call")
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return Text(steps.lstrip("."), steps.lstrip("."))


def _types(names: str) -> Text:
    words = [_TYPES.get(name, Text(name, name)) for name in names.split(" | ") if name != "null"]
    words = words or [_TYPES["null"]]
    return Text("或".join(word.zh for word in words), " or ".join(word.en for word in words))
