"""Files of JSON: one value, an array of them, or one a line, in any shape that is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.call import Call
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import warn_first, with_warnings
from scriptcheck.load.limits import LARGEST_CALL, LARGEST_FILE, too_large
from scriptcheck.load.readers.canonical.shape import CANONICAL
from scriptcheck.load.readers.exports.channel_arrays import (
    CHANNEL_ARRAYS,
    MOST_CHANNELS,
    channels_or_calls,
    is_one_call,
    may_be_channel,
    may_be_channels,
)
from scriptcheck.load.readers.exports.json_turns import JSON_TURNS, json_turns
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.json.account import account
from scriptcheck.load.readers.json.array import elements, is_array
from scriptcheck.load.readers.json.change_events import changes_of, events_in
from scriptcheck.load.readers.json.change_lines import (
    change_lines,
    has_change_lines,
    may_hold_changes,
)
from scriptcheck.load.readers.json.changed_rows import changes_read, rows_after
from scriptcheck.load.readers.json.mojibake import repaired, repaired_warning
from scriptcheck.load.readers.json.not_numbers import lost_times
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue
from scriptcheck.load.readers.json.shapes import SHAPES
from scriptcheck.load.readers.json.text import NOT_A_NUMBER, JsonText
from scriptcheck.load.readers.json.turn_lines import has_turn_lines, is_turn_line, turn_lines
from scriptcheck.load.readers.json.unfinished import unfinished
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.load.encoding.decode import Decoded
    from scriptcheck.load.readers.json.change_events import RowChange
    from scriptcheck.load.transcript import Transcript

JSON_SUFFIXES: Final = (".json",)
LINES_SUFFIXES: Final = (".jsonl", ".ndjson")

_LOOKED_AT: Final = 5
"""Elements of an array that show whether it is one call: the first may be an event."""
_BLANKS: Final = "\ufeff \t\r\n"
_BEGINS_JSON: Final = re.compile(r'\{\s*["}]|\[\s*[\[{\]]')
_GOES_ON: Final = ("{", "[", ",", ":")
"""How a line ends that is part of a larger JSON value."""


def shape_format(shape: JsonShape) -> Format:
    """Return the format of files that hold ``shape`` and nothing else, to be asked for by name."""
    return Format(
        shape.name,
        (*JSON_SUFFIXES, *LINES_SUFFIXES),
        lambda _: False,
        partial(_read_shape, shape),
        shape.title,
        by_line=lambda transcript: (
            _recognises_lines(transcript) and not has_change_lines(transcript)
        ),
    )


def _read_shape(shape: JsonShape, transcript: Transcript) -> Iterator[Call | Problem]:
    is_lines = transcript.is_part or _recognises_lines(transcript)
    reader = _read_lines if is_lines else _read_json
    return reader(transcript, (shape,))


def _recognises_json(transcript: Transcript) -> bool:
    return _BEGINS_JSON.match(transcript.opening.lstrip(_BLANKS)) is not None


def _recognises_lines(transcript: Transcript) -> bool:
    """Return whether each line is a value of its own, though the first of them may be broken."""
    lines = (line.strip(_BLANKS) for line in transcript.opening.split("\n"))
    first, second, *_ = (*[line for line in lines if line][:2], "", "")
    if first.startswith("["):
        return _is_json(first) and second.startswith("[") and _is_json(second)
    if not first.startswith("{"):
        return False
    if _is_json(first):
        return bool(second) or transcript.is_first_line or transcript.suffix in LINES_SUFFIXES
    is_alone = not first.endswith(_GOES_ON)
    return is_alone and (second.startswith("{") or transcript.suffix in LINES_SUFFIXES)


def is_call_line(transcript: Transcript) -> bool:
    """Return whether the first line of ``transcript`` is a call, as then is each after it."""
    try:
        value = json.loads(transcript.opening.strip(_BLANKS))
    except (LoadError, ValueError, RecursionError):
        return False
    return not is_turn_line(value, transcript.options.columns) and any(
        shape.fits(value) for shape in (*transcript.options.shapes, *SHAPES)
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _read_json(
    transcript: Transcript, only: tuple[JsonShape, ...] = ()
) -> Iterator[Call | Problem]:
    begins_array = transcript.opening.lstrip(_BLANKS).startswith("[")
    decoded = transcript.read(LARGEST_FILE if begins_array else LARGEST_CALL)
    text = JsonText(decoded.text, transcript.source)
    shapes = _Shapes(only, transcript)
    if not text.text.strip(_BLANKS):
        yield empty_file(transcript.source)
    elif may_hold_changes(transcript.opening) and (events := events_in(_lenient(text))):
        changes = [change for event in events for change in changes_of(event)]
        yield from _with_flaws(_read_changed(changes, shapes), decoded)
    elif is_array(text) and not shapes.is_whole(text):
        yield from _read_array(text, shapes, decoded)
    else:
        origin = Origin(transcript.call_id, text.source, text.source, is_alone=True)
        yield from _with_flaws(shapes.read(text, origin), decoded)


def _lenient(text: JsonText) -> Any:
    """Return what ``text`` holds; ``None`` where it is broken, which its reader reports."""
    try:
        return text.parse(nan_is_null=True)
    except LoadError:
        return None


def _read_changed(changes: list[RowChange], shapes: _Shapes) -> Iterator[Call | Problem]:
    """Yield the calls in the rows of a database that are there after ``changes``."""
    transcript = shapes.transcript
    source = transcript.source
    found = rows_after(changes, source)
    warning = changes_read(found, len(changes), source)
    if not found.rows:
        yield warning
        return
    rows = ",\n".join(json.dumps(row) for row in found.rows)
    text = JsonText(f"[{rows}]", source)
    if shapes.is_whole(text):
        origin = Origin(transcript.call_id, source, source, is_alone=True)
        items = shapes.read(text, origin)
    else:
        items = _read_array(text, shapes, None)
    yield from warn_first(items, [warning])


def _read_array(
    text: JsonText, shapes: _Shapes, decoded: Decoded | None
) -> Iterator[Call | Problem]:
    call_id, source = shapes.transcript.call_id, text.source
    number = 0
    doubt = shapes.may_be_channels(text)
    for number, element in enumerate(elements(text), 1):
        origin = Origin(f"{call_id}#{number}", f"{source}#{number}", source, element.first_line)
        if len(element.text) > LARGEST_CALL:
            yield too_large(source, LARGEST_CALL, element.first_line)
            continue
        try:
            for item in _with_flaws(shapes.read(element, origin), decoded):
                if doubt and isinstance(item, Call):
                    warning = channels_or_calls(origin)
                    yield msgspec.structs.replace(item, warnings=(*item.warnings, warning))
                else:
                    yield item
        except LoadError as error:
            yield from error.problems
    if number == 0:
        yield empty_file(source)


def _read_lines(
    transcript: Transcript, only: tuple[JsonShape, ...] = ()
) -> Iterator[Call | Problem]:
    if not transcript.is_part and has_change_lines(transcript):
        lines = list(change_lines(transcript))
        yield from (item for item in lines if isinstance(item, Problem))
        changes = [item for item in lines if not isinstance(item, Problem)]
        yield from _read_changed(changes, _Shapes(only, transcript))
        return
    if not (only or transcript.is_part) and _has_turn_lines(transcript):
        yield from _read_turn_lines(transcript)
        return
    source, is_empty = transcript.source, True
    shapes = _Shapes(only, transcript)
    for number, line in transcript.lines():
        is_empty = False
        if isinstance(line, Problem):
            yield line
            continue
        text = JsonText(line.text.strip("\ufeff"), source, number)
        origin = Origin(f"{transcript.call_id}#{number}", f"{source}:{number}", source, number)
        try:
            yield from _with_flaws(shapes.read(text, origin), line)
        except LoadError as error:
            yield from error.problems
            # Reports come by the thousand, and saying so once is enough.
            if error.problems[0].code == "not-a-call":
                return
    if is_empty and not transcript.is_part:
        yield empty_file(source)


def _has_turn_lines(transcript: Transcript) -> bool:
    shapes = [*transcript.options.shapes, *(each for each in SHAPES if each is not JSON_TURNS)]
    return has_turn_lines(transcript, lambda value: any(shape.fits(value) for shape in shapes))


def _read_turn_lines(transcript: Transcript) -> Iterator[Call | Problem]:
    shapes = _Shapes((json_turns(transcript.options.columns),), transcript)
    items = list(turn_lines(transcript))
    yield from (item for item in items if isinstance(item, Problem))
    calls = [item for item in items if not isinstance(item, Problem)]
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=len(calls) == 1)
    for number, (call_id, text) in enumerate(calls, 1):
        part = origin if len(calls) == 1 else origin.part(number)
        try:
            yield from shapes.read(text, replace(part, call_id=call_id or part.call_id))
        except LoadError as error:
            yield from error.problems


class _Shapes:
    """The shapes that may be in a transcript."""

    def __init__(self, only: tuple[JsonShape, ...], transcript: Transcript) -> None:
        self.transcript: Final = transcript
        self._only: Final = only
        given = transcript.options.columns
        own = json_turns(given) if given else JSON_TURNS
        # Keys that the user names may be those of nobody else.
        known = [own, *SHAPES] if given else SHAPES
        self._all: Final = tuple(own if shape is JSON_TURNS else shape for shape in only) or (
            *transcript.options.shapes,
            *known,
        )

    def is_whole(self, array: JsonText) -> bool:
        """Return whether ``array`` is one value rather than an array of values."""
        try:
            first = [each.parse(nan_is_null=True) for each in islice(elements(array), _LOOKED_AT)]
        except LoadError:
            return False
        if self._are_channels(array):
            return True
        return not any(map(self._of, first)) and self._of(first) is not None

    def may_be_channels(self, array: JsonText) -> bool:
        """Return whether the elements of ``array`` may be channels of one call, or calls."""
        return may_be_channels(_channel_elements(array))

    def _are_channels(self, array: JsonText) -> bool:
        return CHANNEL_ARRAYS in self._all and is_one_call(_channel_elements(array))

    def read(self, text: JsonText, origin: Origin) -> Iterator[Call | Problem]:
        """Yield what ``text`` holds; raises ``LoadError`` where it is no JSON or has no shape."""
        nan: LoadError | None = None
        try:
            value = text.parse()
        except LoadError as error:
            if error.problems[0].code != NOT_A_NUMBER:
                raise
            # Recognisers write NaN for scores, which nobody reads.
            nan, value = error, text.parse(nan_is_null=True)
        value, wrong = repaired(value, text.text)
        shape = self._of(value)
        if shape is None and self._only:
            raise LoadError(_wrong_format(text, self._only[0].name))
        found = JsonValue(value, text, origin)
        if shape is None and (problem := unfinished(found)) is not None:
            yield problem
            return
        shape = shape or CANONICAL
        if nan is not None and shape is CANONICAL:
            raise nan
        if shape is CANONICAL:
            # It reports fields that it does not know by itself.
            for item in shape.read(found):
                if wrong and isinstance(item, Call):
                    yield with_warnings(item, repaired_warning(wrong, origin))
                else:
                    yield item
        else:
            lost = (lost_times(text, origin),) if nan is not None else ()
            put_right = (repaired_warning(wrong, origin),) if wrong else ()
            flaws = tuple(flaw for flaw in (*lost, *put_right) if flaw is not None)
            yield from _accounted(found, shape, flaws)

    def _of(self, value: Any) -> JsonShape | None:
        if isinstance(value, list) and CHANNEL_ARRAYS in self._all and CHANNEL_ARRAYS.fits(value):
            return CHANNEL_ARRAYS
        return next((shape for shape in self._all if shape.fits(value)), None)


def _channel_elements(array: JsonText) -> list[Any]:
    """Return the elements of ``array`` where all may be channels of a recording, else none."""
    found: list[Any] = []
    try:
        for each in islice(elements(array), MOST_CHANNELS + 1):
            value = each.parse(nan_is_null=True)
            if not may_be_channel(value):
                return []
            found.append(value)
    except LoadError:
        return []
    return found


def _accounted(
    value: JsonValue, shape: JsonShape, flaws: tuple[Problem, ...]
) -> Iterator[Call | Problem]:
    """Yield what ``shape`` reads of ``value``; its first call is warned of what was left.

    ``flaws`` are warnings of what was lost, or put right, before.
    """
    items = list(shape.read(value))
    calls = [item for item in items if isinstance(item, Call)]
    left = (*flaws, *account(value, calls)) if calls else ()
    for item in items:
        if left and isinstance(item, Call):
            yield msgspec.structs.replace(item, warnings=(*item.warnings, *left))
            left = ()
        else:
            yield item


def _wrong_format(text: JsonText, name: str) -> Problem:
    message = Text(f"不是 {name} 格式。", f"Not in the format {name}.")
    fix = Text(
        "请去掉 --input-format（自动识别），或换一个格式。",
        "Leave --input-format out to have the format recognised, or name another.",
    )
    return text.problem("wrong-format", message, 0, fix)


def _with_flaws(
    items: Iterator[Call | Problem], decoded: Decoded | None
) -> Iterator[Call | Problem]:
    for item in items:
        if isinstance(item, Call) and decoded is not None and decoded.flaws:
            yield msgspec.structs.replace(item, warnings=(*decoded.flaws, *item.warnings))
        else:
            yield item


JSON: Final = Format(
    "json",
    JSON_SUFFIXES,
    _recognises_json,
    _read_json,
    Text("JSON：一通电话或一个数组", "JSON: one call, or an array of calls"),
)
JSON_LINES: Final = Format(
    "jsonl",
    LINES_SUFFIXES,
    _recognises_lines,
    _read_lines,
    Text("JSON Lines：一行一通，逐行读取", "JSON Lines: one call a line, read line by line"),
    by_line=lambda transcript: not (_has_turn_lines(transcript) or has_change_lines(transcript)),
)
