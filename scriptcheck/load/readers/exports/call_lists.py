"""Arrays in JSON whose elements are calls rather than turns, as most interfaces answer.

``{"data": [{"call_id": "C1", "turns": [{"role": "agent", "text": "您好"}, …]}, …]}``; elements may
also be objects around such a call, a page of several, or hold a dialogue in one text.
"""

from __future__ import annotations

import json
import re
from operator import is_
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.from_to import with_times_named
from scriptcheck.load.readers.exports.list_values import turns_of_lists
from scriptcheck.load.readers.exports.named_rows import with_named_rows
from scriptcheck.load.readers.exports.turn_arrays import unwrapped
from scriptcheck.load.readers.exports.turn_objects import flattened, is_role_turn, rank_of
from scriptcheck.load.readers.exports.turn_senders import holds_sender, senders
from scriptcheck.load.readers.exports.turn_text import is_text
from scriptcheck.load.readers.json.shape import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.readers.json.position import Path

_LOOKED_AT: Final = 5
"""Elements that show what an array holds: the first may be a call in which nothing is said."""
_DEEPEST: Final = 4
"""Objects and arrays between a call and its turns at most."""
_ARRAY: Final = re.compile(r"\s*\[\s*\{")
"""How an array of objects begins."""
_SAMPLE: Final = 40
"""Elements that show whether they hold JSON in a text, and turns that show how many speak."""
_NAMED: Final = 3
"""The rank of turns that say who speaks."""
_CANONICAL: Final = frozenset({"speaker", "text", "start_ms", "end_ms", "words"})
_WORD: Final = 2.5
"""Characters that words have on average at most."""


def holds_calls(array: Sequence[Any], given: Mapping[str, str], depth: int = 0) -> bool:
    """Return whether ``array`` holds calls, not turns; ``given`` names keys of fields."""
    first = [each for each in unwrapped(array[:_LOOKED_AT]) if isinstance(each, dict)]
    return any(_is_call(each, given, depth) for each in first) or _are_dialogues(array, given)


def elements(value: JsonValue, paths: Sequence[Path]) -> list[JsonValue]:
    """Return each element of the arrays at ``paths`` of ``value``, which is a call of its own."""
    found = []
    for path in paths:
        array = value.value
        for key in path:
            array = array[key]
        found += [(each, (*value.base, *path, index)) for index, each in enumerate(array)]
    is_one = len(found) == 1
    return [
        JsonValue(each, value.text, value.origin if is_one else value.origin.part(number), base)
        for number, (each, base) in enumerate(found, 1)
    ]


def unfolded(value: Any, given: Mapping[str, str], depth: int = 0) -> Any:
    r"""Return ``value`` with the turns that it holds in another form as plain ones.

    Databases keep them as JSON in a text, ``{"content": "[{\"role\": \"agent\", …}, …]"}``, or as
    parallel lists, or as rows of a table; ``from`` and ``to`` may be times.
    """
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        inner = {key: unfolded(item, given, depth + 1) for key, item in value.items()}
        is_same = all(inner[key] is item for key, item in value.items())
        rows = with_named_rows(value if is_same else inner, given)
        return turns_of_lists(rows, given)
    if isinstance(value, list):
        first = [unfolded(item, given, depth + 1) for item in value[:_SAMPLE]]
        if not all(map(is_, first, value)):
            value = [*first, *(unfolded(item, given, depth + 1) for item in value[_SAMPLE:])]
        return with_times_named(with_named_rows(value, given), given)
    return _turns_in(value, given) if isinstance(value, str) else value


def _turns_in(text: str, given: Mapping[str, str]) -> Any:
    """Return the array of turns that ``text`` is in JSON; else ``text`` itself."""
    if _ARRAY.match(text) is None:
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    is_one = len(found) == 1 and {"speaker", "text"} <= _columns(found[0], given).keys()
    return found if (len(found) > 1 or is_one) and rank_of(found, given) > 1 else text


def is_canonical(element: Any) -> bool:
    """Return whether ``element`` is a call whose turns have the keys of scriptcheck alone."""
    turns = element.get("turns") if isinstance(element, dict) else None
    return isinstance(turns, list) and all(
        isinstance(turn, dict) and {"speaker", "text"} <= turn.keys() <= _CANONICAL
        for turn in turns
    )


def _is_call(element: Mapping[str, Any], given: Mapping[str, str], depth: int) -> bool:
    """Return whether ``element`` holds the turns of a call, not the words of a turn."""
    columns = _columns(element, given)
    is_written = isinstance(columns.get("text"), str)
    has_id = bool(_plain(columns.get("call_id")))
    is_said = bool(_plain(columns.get("speaker"))) or holds_sender(element)
    for inner in _arrays(element, depth):
        if depth < _DEEPEST and holds_calls(inner, given, depth + 1):
            return True
        rank = rank_of(inner, given)
        if not rank or (_are_words(inner, given) and not has_id):
            continue
        several = len(voices(inner, given)) > 1
        if is_written:
            is_call = several and (has_id or not is_said)
        else:
            is_call = several or (not is_said and (rank == _NAMED or has_id))
        if is_call:
            return True
    return False


def _arrays(value: Mapping[str, Any], depth: int) -> Iterator[Sequence[Any]]:
    """Yield the arrays of ``value`` and of the objects in it."""
    for item in value.values():
        if isinstance(item, list):
            if item:
                yield item
        elif isinstance(item, dict) and depth < _DEEPEST:
            yield from _arrays(item, depth + 1)


def voices(turns: Sequence[Any], given: Mapping[str, str]) -> set[object]:
    """Return who speaks in the first of ``turns``, as far as they say it."""
    objects = [turn for turn in unwrapped(turns[:_SAMPLE]) if isinstance(turn, dict) and turn]
    if rank_of(objects, given) == 1:
        return {key for turn in objects if is_role_turn(turn) for key in turn}
    found = senders([flattened(turn) for turn in objects], given.get("speaker"))
    return {sender for sender in found if sender.label or sender.speaker is not None}


def _are_words(turns: Sequence[Any], given: Mapping[str, str]) -> bool:
    """Return whether ``turns`` are words or characters, of which a turn is made."""
    said = [
        text
        for turn in turns[:_SAMPLE]
        if isinstance(turn, dict) and isinstance(text := _columns(turn, given).get("text"), str)
    ]
    return sum(map(len, said)) < _WORD * len(said)


def _are_dialogues(array: Sequence[Any], given: Mapping[str, str]) -> bool:
    """Return whether each element of ``array`` holds all that is said in a call of its own."""
    first = [_columns(each, given) for each in array[:_LOOKED_AT] if isinstance(each, dict)]
    written = [each for each in first if isinstance(each.get("text"), str) and each["text"]]
    dialogues = [each for each in written if not _plain(each.get("speaker"))]
    count = sum(is_text(each["text"]) for each in dialogues)
    if not count or 2 * count < len(written):
        return False
    objects = (_columns(each, given) for each in array if isinstance(each, dict))
    ids = [call_id for each in objects if (call_id := _plain(each.get("call_id")))]
    return len(set(ids)) == len(ids)


def _columns(value: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Return what ``value`` holds, by field."""
    keys = list(value)
    return {field: value[keys[index]] for field, index in find_columns(keys, given).items()}


def _plain(value: Any) -> str:
    return plain(value) if isinstance(value, str | int | float) else ""
