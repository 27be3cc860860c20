"""The canonical call in JSON: one object, an array of them, or one a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.canonical_call import call_from_json
from scriptcheck.load.format import Format, empty_file
from scriptcheck.load.json_array import elements, is_array
from scriptcheck.load.json_text import JsonText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.encoding import Decoded
    from scriptcheck.load.transcript import Transcript

_BLANKS: Final = "\ufeff \t\r\n"
_BEGINS_JSON: Final = re.compile(r'\{\s*["}]|\[\s*[\[{\]]')
_GOES_ON: Final = ("{", "[", ",", ":")
"""How a line ends that is part of a larger JSON value."""


def _recognises_json(transcript: Transcript) -> bool:
    return _BEGINS_JSON.match(transcript.opening.lstrip(_BLANKS)) is not None


def _recognises_lines(transcript: Transcript) -> bool:
    """Return whether each line is an object, though the first of them may be broken."""
    lines = (line.strip(_BLANKS) for line in transcript.opening.split("\n"))
    first, second, *_ = (*[line for line in lines if line][:2], "", "")
    if not first.startswith("{"):
        return False
    if _is_json(first):
        return bool(second) or transcript.suffix in JSON_LINES.suffixes
    is_alone = not first.endswith(_GOES_ON)
    return is_alone and (second.startswith("{") or transcript.suffix in JSON_LINES.suffixes)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _read_json(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    text = JsonText(decoded.text, transcript.source)
    if not is_array(text):
        if decoded.text.strip(_BLANKS):
            yield _with_flaws(_read_call(text, transcript), decoded)
        else:
            yield empty_file(transcript.source)
        return
    number = 0
    for number, element in enumerate(elements(text), 1):
        try:
            yield _with_flaws(_read_call(element, transcript, f"#{number}"), decoded)
        except LoadError as error:
            yield from error.problems
    if number == 0:
        yield empty_file(transcript.source)


def _read_lines(transcript: Transcript) -> Iterator[Call | Problem]:
    is_empty = True
    for number, line in transcript.lines():
        is_empty = False
        if isinstance(line, Problem):
            yield line
            continue
        text = JsonText(line.text.strip("\ufeff"), transcript.source, number)
        try:
            yield _with_flaws(_read_call(text, transcript, f":{number}"), line)
        except LoadError as error:
            yield from error.problems
            # Reports come by the thousand, and saying so once is enough.
            if error.problems[0].code == "not-a-call":
                return
    if is_empty:
        yield empty_file(transcript.source)


def _read_call(text: JsonText, transcript: Transcript, place: str = "") -> Call:
    """Return the call in ``text``; ``place`` tells it from the others of its file."""
    default_id = transcript.call_id + place.replace(":", "#")
    return call_from_json(text, default_id=default_id, call_source=transcript.source + place)


def _with_flaws(call: Call, decoded: Decoded) -> Call:
    return msgspec.structs.replace(call, warnings=(*decoded.flaws, *call.warnings))


JSON: Final = Format("json", (".json",), _recognises_json, _read_json)
"""One call, or an array of calls."""

JSON_LINES: Final = Format("jsonl", (".jsonl", ".ndjson"), _recognises_lines, _read_lines)
"""One call a line, read line by line."""
