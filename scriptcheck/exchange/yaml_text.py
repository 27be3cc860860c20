"""Values written as YAML in the style of the lexicons, so that they are read back as they were."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.lexicon.yaml_source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN: Final = re.compile(r"[A-Za-z_一-鿿][\w一-鿿.\-]*")
"""Texts that need no quotes wherever they stand; numbers and constants are none of them."""
_WORDS: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""What other readers of YAML take for something else, in lower case."""
_INDICATORS: Final = frozenset(("", *"-?:,[]{}#&*!|>'\"%@`="))
"""How no text without quotes begins."""
_UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_EXCEL_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for one of its escapes."""
_LONGEST: Final = 100
"""Characters of a mapping that is written on one line."""


def flow(value: Any) -> str:
    """Return ``value`` on one line; ``parse_yaml`` reads it back as it was."""
    match value:
        case dict():
            return "{" + entries(value) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return _text(value)
        case None:
            return "null"
        case _:
            return json.dumps(value)


def entries(mapping: dict[str, Any]) -> str:
    """Return the entries of ``mapping`` on one line, without braces."""
    return ", ".join(f"{_text(str(key))}: {flow(value)}" for key, value in mapping.items())


def _text(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    if is_plain and not _EXCEL_ESCAPE.search(text):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return ``text`` in double quotes."""
    plain = _EXCEL_ESCAPE.sub(r"\\u005f", json.dumps(text, ensure_ascii=False))
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def block(value: Any, indent: int = 0, depth: int = 0) -> Iterator[str]:
    """Yield the lines of the mapping ``value``, each with its line end.

    ``depth`` is how many keys lead to it in its file; entries and what is above them are set apart
    by blank lines.
    """
    for number, (key, part) in enumerate(value.items()):
        if number and _is_apart(part, depth):
            yield "\n"
        yield from block_entry(key, part, indent, depth)


def _is_apart(part: Any, depth: int) -> bool:
    return isinstance(part, dict) and depth <= 1


def block_entry(key: str, value: Any, indent: int, depth: int) -> Iterator[str]:
    """Yield the lines of one entry of a mapping."""
    start = f"{' ' * indent}{_text(key)}:"
    if isinstance(value, dict) and value and (depth <= 1 or not _is_short(value)):
        yield f"{start}\n"
        yield from block(value, indent + 2, depth + 1)
    elif isinstance(value, list | tuple) and value and depth > 1 and not _is_word_list(value):
        yield f"{start}\n"
        for item in value:
            yield f"{' ' * (indent + 2)}- {flow_item(item)}\n"
    elif isinstance(value, str) and "\n" not in value and _reads_back(value):
        yield f"{start} {value}\n"
    else:
        yield f"{start} {flow(value)}\n"


def flow_item(item: Any) -> str:
    """Return an item of a list, its text in quotes as phrases are written."""
    return quoted(item) if isinstance(item, str) else flow(item)


def _is_short(value: dict[str, Any]) -> bool:
    nested = any(isinstance(part, list) and len(part) > 1 for part in value.values())
    return not nested and len(flow(value)) <= _LONGEST


def _is_word_list(value: list[Any] | tuple[Any, ...]) -> bool:
    plain = all(isinstance(item, str) and _PLAIN.fullmatch(item) for item in value)
    return plain and len(flow(value)) <= _LONGEST


def _reads_back(text: str) -> bool:
    """Return whether ``text`` can stand without quotes behind a colon, as titles do."""
    if text != text.strip() or text.lower() in _WORDS or text[:1] in _INDICATORS:
        return False
    if re.search(r"[:#\[\]{}\\：]|\s#", text) or not text.isprintable():
        return False
    return bool(parse_yaml(f"k: {text}", "").data == {"k": text})
