"""JSON Lines with a turn, not a call, in each line, as recognisers that listen live write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.columns import CALL_FIELDS, find_columns
from scriptcheck.load.limits import LARGEST_CALL, too_large
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.turn_interim import IS_FINAL, is_interim, is_interim_within
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.readers.text.dialogue_text import is_dialogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scriptcheck.load.transcript import Transcript

_LOOKED_AT: Final = 5
_ENOUGH: Final = 2
_DEEPEST: Final = 2
"""Objects around a turn at most."""
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
    turns = sum(is_turn_line(value, given) for value in whole)
    return turns >= _ENOUGH and not any(map(is_call, whole))


def is_turn_line(value: Any, given: Mapping[str, str]) -> bool:
    """Return whether ``value`` is, or holds, one turn; ``given`` are the user's columns."""
    return bool(_layers(value, given))


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
        layers = _layers(value, given) or (value,)
        last = _call_id(layers, given) or last
        first_lines.setdefault(last, number)
        written = text.text if len(layers) == 1 else _written(layers, last, given)
        calls.setdefault(last, []).append(written)
    for call_id, turns in calls.items():
        # In lines, so that problems are placed where the turns of one call stand together.
        array = ",\n".join(turns)
        yield call_id, JsonText(f"[{array}]", transcript.source, first_lines[call_id])


def _parsed(line: str) -> Any:
    try:
        return JsonText(line).parse(nan_is_null=True)
    except LoadError:
        return _BROKEN


def _layers(value: Any, given: Mapping[str, str], depth: int = 0) -> tuple[Any, ...]:
    """Return ``value`` and the objects within it down to the one turn that it holds.

    Databases and queues write a turn into what they know of it themselves: ``{"_id": "5",
    "_source": {"text": "您好"}}``. Where there is no turn, or more than one, nothing is returned.
    """
    if not isinstance(value, dict):
        return ()
    if _is_turn(value, given):
        return (value,)
    if depth == _DEEPEST:
        return ()
    inner = (_layers(item, given, depth + 1) for item in value.values())
    found = [layers for layers in inner if layers]
    return (value, *found[0]) if len(found) == 1 else ()


def _is_turn(value: dict[str, Any], given: Mapping[str, str]) -> bool:
    keys = list(value)
    columns = {name: value[keys[index]] for name, index in find_columns(keys, given).items()}
    text = columns.get("text")
    if not isinstance(text, str) or is_dialogue(text):
        return False
    is_said = any(isinstance(columns.get(name), str | int | float) for name in ("speaker", "start"))
    return is_said or is_interim(value) is not None


def _written(layers: Sequence[Any], call_id: str, given: Mapping[str, str]) -> str:
    """Return the turn in ``layers`` with ``call_id`` and the call data of the objects around it."""
    turn = dict(layers[-1])
    if call_id:
        keys = list(turn)
        index = find_columns(keys, given).get("call_id")
        turn[given.get("call_id", "call_id") if index is None else keys[index]] = call_id
    mark = is_interim_within(layers)
    if mark is not None and is_interim(turn) is None:
        turn[IS_FINAL] = not mark
    for layer in reversed(layers[:-1]):
        keys = list(layer)
        own = find_columns(list(turn), given)
        known = ((field, keys[index]) for field, index in find_columns(keys, given).items())
        turn |= {
            key: layer[key]
            for field, key in known
            if field in CALL_FIELDS
            and field != "call_id"
            and field not in own
            and isinstance(layer[key], str | int | float)
        }
    return json.dumps(turn)


def _call_id(layers: Sequence[Any], given: Mapping[str, str]) -> str:
    """Return the id of the call that the turn in ``layers`` belongs to, as the outermost has it.

    Objects beside the turn are asked last.
    """
    objects = [layer for layer in layers if isinstance(layer, dict)]
    beside = [item for each in objects for item in each.values() if isinstance(item, dict)]
    for each in (*objects, *beside):
        keys = list(each)
        index = find_columns(keys, given).get("call_id")
        found = None if index is None else each[keys[index]]
        if isinstance(found, str | int | float) and (call_id := whole_id(plain(found))):
            return call_id
    return ""
