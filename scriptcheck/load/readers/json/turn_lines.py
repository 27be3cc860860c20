"""JSON Lines with a turn, not a call, in each line, as recognisers that listen live write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.columns import find_columns
from scriptcheck.load.limits import LARGEST_CALL, too_large
from scriptcheck.load.readers.exports.table import plain
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.readers.text.dialogue_text import is_dialogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scriptcheck.load.transcript import Transcript

_LOOKED_AT: Final = 5
_ENOUGH: Final = 2
_BLANKS: Final = "\ufeff \t\r\n"
_BROKEN: Final = object()


def has_turn_lines(transcript: Transcript, is_call: Callable[[Any], bool]) -> bool:
    """Return whether each line of ``transcript`` is a turn; those of events may stand between.

    ``is_call`` returns whether a value is a call in itself.
    """
    given = transcript.options.columns
    lines = [line.strip(_BLANKS) for line in transcript.opening.split("\n")]
    values = [_parsed(line) for line in lines if line][:_LOOKED_AT]
    # Of a long file the last line that is seen may be cut off.
    whole = [value for value in values if value is not _BROKEN]
    turns = sum(_turn_of(value, given) is not None for value in whole)
    return turns >= _ENOUGH and not any(map(is_call, whole))


def is_turn_line(value: Any, given: Mapping[str, str]) -> bool:
    """Return whether ``value`` is, or holds, one turn; ``given`` are the user's columns."""
    return _turn_of(value, given) is not None


def turn_lines(transcript: Transcript) -> Iterator[tuple[str, JsonText] | Problem]:
    """Yield the id of each call and the array of its turns, and a problem for each broken line.

    Raises ``LoadError`` where a call is larger than any.
    """
    given = transcript.options.columns
    calls: dict[str, list[str]] = {}
    first_lines: dict[str, int] = {}
    size, last = 0, ""
    for number, line in transcript.lines():
        if isinstance(line, Problem):
            yield line
            continue
        text = JsonText(line.text.strip(_BLANKS), transcript.source, number)
        try:
            value = text.parse(nan_is_null=True)
        except LoadError as error:
            yield from error.problems
            continue
        size += len(text.text)
        if size > LARGEST_CALL:
            raise LoadError(too_large(transcript.source, LARGEST_CALL, number))
        last = _call_id(value, given) or last
        first_lines.setdefault(last, number)
        turn = _turn_of(value, given)
        written = text.text if turn is None or turn is value else json.dumps(turn)
        calls.setdefault(last, []).append(written)
    for call_id, turns in calls.items():
        # In lines, so that problems are placed where the turns of one call stand together.
        array = ",\n".join(turns)
        yield call_id, JsonText(f"[{array}]", transcript.source, first_lines[call_id])


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return _BROKEN


def _turn_of(value: Any, given: Mapping[str, str]) -> Any:
    """Return the turn that ``value`` is, or holds in its one object, if there is one."""
    if not isinstance(value, dict):
        return None
    inner = [item for item in value.values() if isinstance(item, dict)]
    candidates = (value, *(inner if len(inner) == 1 else ()))
    return next((each for each in candidates if _is_turn(each, given)), None)


def _is_turn(value: dict[str, Any], given: Mapping[str, str]) -> bool:
    keys = list(value)
    columns = {name: value[keys[index]] for name, index in find_columns(keys, given).items()}
    text = columns.get("text")
    if not isinstance(text, str) or is_dialogue(text):
        return False
    return any(isinstance(columns.get(name), str | int | float) for name in ("speaker", "start"))


def _call_id(value: Any, given: Mapping[str, str]) -> str:
    keys = list(value) if isinstance(value, dict) else []
    index = find_columns(keys, given).get("call_id")
    return "" if index is None else plain(value[keys[index]])
