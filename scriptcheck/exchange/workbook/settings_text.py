"""Settings as they stand in one cell: ``name: value, name: value``, in YAML's flow style."""

from __future__ import annotations

import re
from typing import Any, Final

from scriptcheck.errors import LexiconError, Problem
from scriptcheck.exchange.yaml_text import entries, flow
from scriptcheck.language import Text
from scriptcheck.lexicon.yaml_source import parse_yaml

_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_WIDE: Final = str.maketrans({"：": ": ", "，": ", ", "“": '"', "”": '"', "｛": "{", "｝": "}"})
_FIX: Final = Text(
    "请写成“名: 值, 名: 值”，如 asking: drop。", "Write 'name: value, …', such as asking: drop."
)


class CellTextError(ValueError):
    """What stands in a cell cannot be understood."""

    def __init__(self, message: Text, fix: Text, column: int = 0) -> None:
        super().__init__(message.en)
        self.message, self.fix = message, fix
        self.column = column
        """Characters before the mistake."""


def settings_text(settings: Any) -> str:
    """Return ``settings`` as the text of a cell; a mapping's braces are left out."""
    return entries(settings) if isinstance(settings, dict) else flow(settings)


def parse_settings(text: str) -> dict[str, Any]:
    """Return the settings that the text of a cell gives; raises ``CellTextError``."""
    data = parse_value(text)
    if not isinstance(data, dict):
        raise CellTextError(
            Text(f"看不懂“{_shown(text)}”。", f"'{_shown(text)}' is not understood."), _FIX
        )
    return data


def parse_value(text: str) -> Any:
    """Return the value that the text of a cell gives: settings, a list, or one word.

    Full-width signs do as well as plain ones. Raises ``CellTextError``.
    """
    inner = text.strip()
    words: list[Any] = []
    problem = Problem("yaml-colon", Text("冒号后面缺少值。", "A value is missing."))
    for written in dict.fromkeys((inner, _plain(inner))):
        is_open = not written.startswith(("{", "["))
        try:
            found = parse_yaml(f"{{{written}}}" if is_open and ":" in written else written, "").data
        except LexiconError as error:
            problem = error.problems[0]
            continue
        if isinstance(found, list) or (isinstance(found, dict) and None not in found.values()):
            return found
        words += [found] if not isinstance(found, dict) else []
    if words:
        return words[0]
    fix = problem.fix if problem.fix.zh and problem.code != "yaml-syntax" else _FIX
    raise CellTextError(problem.message, fix)


def _plain(text: str) -> str:
    """Return ``text`` with plain signs where it has full-width ones outside quotes."""
    parts: list[str] = []
    end = 0
    for match in _QUOTED.finditer(text):
        parts += [text[end : match.start()].translate(_WIDE), match[0]]
        end = match.end()
    return "".join((*parts, text[end:].translate(_WIDE)))


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004  (enough to find it by)
