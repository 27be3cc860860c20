"""Turns in JSON that name the call they belong to, as databases write the rows of a table.

``[{"通话编号": "7", "工号": "8023", "角色": "客服", "内容": "您好"}]``
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import have_decimals, whole_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import CALL_FIELDS, find_columns, unit_named
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.repeats import RowFacts
from scriptcheck.load.readers.exports.turn_objects import flattened
from scriptcheck.text.plain_id import visible_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_SURE: Final = frozenset({"agent_id", "team", "queue", "case_id", "company"})
"""Call data that turns without the id of a call can have: the rest may speak of the turn alone."""
_INDEX: Final = "index"
"""What pandas calls the number of a row."""
_OF_TURNS: Final = frozenset({"text", "speaker", "start", "end", "call_id", "row_id"})


class CallTurns(NamedTuple):
    """The turns of one call."""

    call_id: str
    """Empty where they name none."""
    turns: Sequence[Mapping[str, Any]]


class TurnData(NamedTuple):
    """What the turns of a call say of the call."""

    meta: dict[str, Any]
    differing: list[str]
    """Fields in which they differ; the first is taken."""


def by_call(turns: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> list[CallTurns]:
    """Return ``turns`` by the call that they name, in the order in which calls begin.

    Turns without an id belong to the call of the turn before. They are all one call where none
    names one, where each has an id of its own, and where ids are those of speakers.
    """
    columns = _columns(turns, given)
    key = columns.get("call_id")
    if key is None:
        return [CallTurns("", turns)]
    groups: dict[str, list[Mapping[str, Any]]] = {}
    ids, last = [], ""
    keeps_zero = have_decimals(str(turn.get(key)) for turn in turns)
    for turn in turns:
        last = _id(turn.get(key), keeps_zero=keeps_zero) or last
        ids.append(last)
        groups.setdefault(last, []).append(turn)
    named = [call_id for call_id in groups if call_id]
    if len(named) > 1 and (
        all(len(group) == 1 for group in groups.values())
        or _are_speakers(ids, turns, columns.get("speaker"))
    ):
        return [CallTurns("", turns)]
    return [CallTurns(call_id, group) for call_id, group in groups.items()]


def turn_data(call: CallTurns, given: Mapping[str, str]) -> TurnData:
    """Return what the turns of ``call`` say of it beside what is said, as the rows of tables do."""
    columns = _columns(call.turns, given)
    values = {field: list(_scalars(call.turns, key)) for field, key in columns.items()}
    known = {field: found for field, found in values.items() if field in CALL_FIELDS and found}
    # In a chat it says which way a message went.
    is_differing = {
        field: len({whole_id(plain(value)) for value in found}) > 1
        for field, found in known.items()
    }
    ring = columns.get("ring_ms")
    unit = None if ring is None else unit_named(ring)
    if not call.call_id:
        sure = {
            field: found[0]
            for field, found in known.items()
            if field in _SURE and not is_differing[field]
        }
        return TurnData(call_data(sure, ring_unit=unit), [])
    taken = {
        field: found[0]
        for field, found in known.items()
        if field not in _OF_TURNS and not (field == "direction" and is_differing[field])
    }
    others = dict(_same_in_all(call.turns, frozenset(columns.values())))
    differing = [field for field in taken if is_differing[field]]
    return TurnData(others | call_data(taken, ring_unit=unit), differing)


def turn_facts(given: Mapping[str, str], turn: Mapping[str, Any]) -> RowFacts:
    """Return what shows whether ``turn`` stands in its array twice."""
    flat = flattened(turn)
    keys = list(flat)
    columns = {field: keys[index] for field, index in find_columns(keys, given).items()}
    fields = ("text", "speaker", "start")
    text, speaker, when = (plain(flat.get(columns.get(field, ""))) for field in fields)
    return RowFacts({k: v for k, v in turn.items() if k != _INDEX}, (speaker, text), when)


def rows_differ(fields: Sequence[str], origin: Origin) -> Iterator[Problem]:
    """Yield the warning that the rows or turns of a call differ in ``fields``, if in any."""
    if fields:
        names = ", ".join(fields)
        message = Text(
            f"同一通电话的各行中 {names} 不一致，取第一个。",
            f"The rows of one call differ in {names}; the first is taken.",
        )
        yield origin.problem("rows-differ", message)


def _columns(turns: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> dict[str, str]:
    keys = list(dict.fromkeys(key for turn in turns for key in turn))
    return {field: keys[index] for field, index in find_columns(keys, given).items()}


def _id(value: Any, *, keeps_zero: bool = False) -> str:
    if not isinstance(value, str | int | float):
        return ""
    return visible_id(plain(value)) if keeps_zero else whole_id(plain(value))


def _are_speakers(ids: Sequence[str], turns: Sequence[Mapping[str, Any]], key: str | None) -> bool:
    """Return whether ``ids`` take turns, and each is of one speaker alone."""
    runs = [call_id for call_id, _ in groupby(ids)]
    if key is None or len(runs) == len(set(runs)):
        return False
    pairs = {
        (call_id, plain(speaker))
        for call_id, turn in zip(ids, turns, strict=True)
        if isinstance(speaker := turn.get(key), str | int | float)
    }
    return len(pairs) == len({call_id for call_id, _ in pairs})


def _scalars(turns: Sequence[Mapping[str, Any]], key: str) -> Iterator[str | int | float]:
    for turn in turns:
        value = turn.get(key)
        if isinstance(value, str | int | float) and plain(value):
            yield value


def _same_in_all(
    turns: Sequence[Mapping[str, Any]], known: frozenset[str]
) -> Iterator[tuple[str, str | int | float]]:
    """Yield other keys of ``turns`` and what stands there, where it is the same in all."""
    for key in dict.fromkeys(key for turn in turns for key in turn):
        if key in known:
            continue
        values = list(_scalars(turns, key))
        if values and len(set(map(plain, values))) == 1 and not isinstance(values[0], bool):
            yield key, values[0]
