"""Channels of one recording, each transcribed into an array of its own.

``[{"channel": 0, "segments": […]}, {"channel": 1, "segments": […]}]``, such an array under
``channels`` or ``tracks`` of an object, or an array of arrays. Nobody says who speaks but by the
channel. Where no channel is named, what is said must take turns for the arrays to be one call; of
arrays that speak at the same time nobody knows whether they are one call or several.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.call_data.values import call_data
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.turn_objects import rank_of, sentences
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue
from scriptcheck.load.times.moments import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.position import Path
    from scriptcheck.load.sentence import Origin, Sentence

MOST_CHANNELS: Final = 8
_TIMED: Final = 2
"""The rank of turns that say when, but not who."""
_HOLDERS: Final = re.compile(r"channels?|tracks?|[声聲]道|通道|音[轨軌]", re.IGNORECASE)
_OF_CHANNELS: Final = re.compile(r"(?:media)?channel[_-]?(?:id|no|tag)?|track", re.IGNORECASE)
"""Keys in turns that name their channel."""
_NAMES: Final = frozenset(
    {"file", "filename", "path", "name", "title", "wav", "url", "key", "source", "session"}
)
_MOST_TOGETHER: Final = 0.2
"""Share of the shorter side that may be said at the same time as the other side speaks."""


class _Channel(NamedTuple):
    label: str
    """What names the channel; empty where nothing does."""
    turns: list[Any]
    path: Path
    """Where the turns stand in the element."""
    is_named: bool
    """Whether the element says which call or file it is."""


def _channel(value: Any) -> _Channel | None:
    """Return the channel that ``value`` is, if it is one: timed texts that say no speaker.

    Its turns may all have the same channel. Of an element that says which call it is, that may be
    the only one of the call.
    """
    if isinstance(value, list):
        return (
            _Channel(_own_channel(value), value, (), is_named=False) if _is_timed(value) else None
        )
    if not isinstance(value, dict):
        return None
    arrays = [key for key, item in value.items() if isinstance(item, list) and _is_timed(item)]
    if len(arrays) != 1:
        return None
    keys = list(value)
    columns = find_columns(keys, {})
    at = columns.get("speaker")
    label = "" if at is None or isinstance(value[keys[at]], list | dict) else plain(value[keys[at]])
    is_named = bool({"call_id", "row_id", "audio", "start_time"} & columns.keys()) or any(
        key.lower() in _NAMES for key in keys
    )
    turns = value[arrays[0]]
    own = "" if is_named else _own_channel(turns)
    return _Channel(label or own, turns, (arrays[0],), is_named=is_named)


def _is_timed(turns: Sequence[Any]) -> bool:
    if not all(isinstance(turn, dict) for turn in turns):
        return False
    rank = rank_of(turns, {})
    return rank == _TIMED or (rank > _TIMED and bool(_own_channel(turns)))


def _own_channel(turns: Sequence[Any]) -> str:
    """Return the channel that all of ``turns`` say; empty where they do not or differ in it."""
    keys = list(dict.fromkeys(key for turn in turns for key in turn))
    columns = find_columns(keys, {})
    if not {"speaker", "start"} <= columns.keys():
        return ""
    key = keys[columns["speaker"]]
    said = {plain(turn[key]) for turn in turns if isinstance(turn.get(key), str | int)}
    is_one = len(said) == 1 and _OF_CHANNELS.fullmatch(key) is not None
    return next(iter(said)) if is_one else ""


def _channels(values: Sequence[Any]) -> list[_Channel]:
    """Return the channels that ``values`` are, if all are."""
    if not 1 < len(values) <= MOST_CHANNELS:
        return []
    found = [each for value in values if (each := _channel(value)) is not None]
    if len(found) < len(values):
        return []
    if len({each.label for each in found}) == 1:
        # Each file of a track has channel 0, which distinguishes nothing.
        return [each._replace(label="") for each in found]
    return found


def _are_one_call(channels: Sequence[_Channel]) -> bool:
    labels = {channel.label for channel in channels}
    if "" not in labels and len(labels) == len(channels):
        return True
    return not any(channel.is_named for channel in channels) and _take_turns(channels)


def _take_turns(channels: Sequence[_Channel]) -> bool:
    """Return whether the channels answer each other, hardly ever speaking at the same time."""
    spans = sorted(
        (start, end, number)
        for number, channel in enumerate(channels)
        for start, end in _spans(channel.turns)
    )
    lengths = [sum(end - start for start, end in _spans(each.turns)) for each in channels]
    changes = sum(one[2] != other[2] for one, other in itertools.pairwise(spans))
    together, latest = 0.0, float("-inf")
    for start, end, _ in spans:
        together += max(0.0, min(end, latest) - start)
        latest = max(latest, end)
    return (
        changes > len(channels)
        and min(lengths, default=0) > 0
        and together <= _MOST_TOGETHER * min(lengths)
    )


def _spans(turns: Sequence[Any]) -> Iterator[tuple[float, float]]:
    for sentence in sentences(turns, {}).said:
        start, end = number_of(sentence.start), number_of(sentence.end)
        if start is not None and end is not None and start <= end:
            yield start, end


def _held(value: Any) -> tuple[str, list[_Channel]] | None:
    """Return under which key of the object ``value`` channels of one call stand, and those."""
    if not isinstance(value, dict):
        return None
    for key, item in value.items():
        if isinstance(item, list) and _HOLDERS.fullmatch(key) and (found := _channels(item)):
            return key, found
    return None


def may_be_channel(value: Any) -> bool:
    """Return whether ``value`` may be a channel of a recording: timed texts without a speaker."""
    return _channel(value) is not None


def is_one_call(values: Sequence[Any]) -> bool:
    """Return whether the elements of an array are channels of one call."""
    channels = _channels(values)
    return bool(channels) and _are_one_call(channels)


def may_be_channels(values: Sequence[Any]) -> bool:
    """Return whether nobody can say if ``values`` are channels of one call or calls."""
    channels = _channels(values)
    is_unnamed = bool(channels) and not any(each.is_named or each.label for each in channels)
    return is_unnamed and not _are_one_call(channels)


def channels_or_calls(origin: Origin) -> Problem:
    """Return the warning of arrays that may be channels of one call."""
    message = Text(
        "几个数组都没有说话人，也没有通话编号，按几通电话读取；它们可能是一通电话的几个声道。",
        "The arrays name neither speakers nor calls, and were read as calls;"
        " they may be the channels of one.",
    )
    fix = Text(
        "如果是声道，请给每个数组标上 channel；如果是几通电话，请标上 call_id。",
        "If they are channels, give each its 'channel'; if they are calls, its 'call_id'.",
    )
    return origin.problem("channels-or-calls", message, fix)


def _fits(value: Any) -> bool:
    return is_one_call(value) if isinstance(value, list) else _held(value) is not None


def _read(value: JsonValue) -> Iterator[Call]:
    held = None if isinstance(value.value, list) else _held(value.value)
    channels = _channels(value.value) if held is None else held[1]
    meta: dict[str, Any] = {}
    if held is not None:
        keys = list(value.value)
        columns = {field: keys[index] for field, index in find_columns(keys, {}).items()}
        scalars = {
            field: value.value[key]
            for field, key in columns.items()
            if isinstance(value.value[key], str | int | float)
        }
        call_id = scalars.pop("call_id", scalars.pop("row_id", None))
        if call_id is not None:
            call_id = whole_id(plain(call_id))
            value = replace(value, origin=replace(value.origin, call_id=call_id))
        of_turns = ("text", "speaker", "start", "end")
        meta = call_data({k: item for k, item in scalars.items() if k not in of_turns})
    said: list[Sentence] = []
    unit: float | None = None
    for number, channel in enumerate(channels):
        part = sentences(channel.turns, {}, label=channel.label or str(number))
        unit = part.ms_per_unit if unit is None else unit
        label = channel.label or str(number)
        said += [replace(each, label=label, speaker=None) for each in part.said]
    call = make_call(said, value.origin, ms_per_unit=unit, meta=meta)
    # That each channel begins anew is how they are written.
    warnings = tuple(each for each in call.warnings if each.code != "out-of-order")
    yield msgspec.structs.replace(call, warnings=warnings)


CHANNEL_ARRAYS: Final = JsonShape(
    "channel-arrays",
    Text("每个声道一个数组", "an array for each channel of a recording"),
    _fits,
    _read,
)
