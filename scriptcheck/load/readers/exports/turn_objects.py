"""Turns as objects of JSON: which keys hold what, and what each object says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.load.columns import find_columns, is_corrected, text_columns, unit_named
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.cell_times import turn_times
from scriptcheck.load.readers.exports.turn_arrays import unwrapped
from scriptcheck.load.readers.exports.turn_interim import (
    Interim,
    is_interim,
    without_interim,
    without_mark,
)
from scriptcheck.load.readers.exports.turn_numbers import NumberedOrder, numbered_order
from scriptcheck.load.readers.exports.turn_offsets import offsets_beside
from scriptcheck.load.readers.exports.turn_senders import holds_sender, names_sender, senders
from scriptcheck.load.readers.exports.turn_unsaid import kinds_unsaid
from scriptcheck.load.readers.json.tokens import Token, join, sentences_of
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.durations import duration_name, with_ends
from scriptcheck.load.times.ends_beside import PLAIN_TIME, are_ends
from scriptcheck.load.times.moments import MILLISECONDS
from scriptcheck.load.times.unit import guess_unit
from scriptcheck.load.written_message import read_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.load.times.moments import Time

_LONGEST_ROLE: Final = 32
_LOOKED_AT: Final = 5
_DEEPEST: Final = 2
_SPOKEN: Final = ("text", "transcript")
"""Keys of what is said in a part of a turn."""
_MARKUP: Final = re.compile(r"\s*<(?:p|div|span|br)\b[^<>]*>", re.IGNORECASE)
_PAIR: Final = 2
_OF_TIMES: Final = re.compile(r"time|stamp|offset|range|span|interval|时间", re.IGNORECASE)
"""Keys of objects in which ``from`` and ``to`` are times."""
_MANY: Final = 12
_SHORT: Final = 2.0
"""Many turns of fewer characters than this on average are words of larger ones."""


class TurnSentences(NamedTuple):
    """What an array of turns says."""

    said: list[Sentence]
    ms_per_unit: float | None
    """The unit of their times; ``None`` where it is not known."""
    start_time: str | None = None
    """When the first of them was said, where they have dates."""
    unsaid: tuple[tuple[str, str], ...] = ()
    """Kind and text of what nobody says to the other side."""
    order: NumberedOrder | None = None
    """What their numbers say, where they stood in another order."""
    interim: Interim = Interim()
    """What became of interim results among them."""
    ends_left: str = ""
    """A key that is not known, whose numbers lie as ends of turns would."""


def rank(turn: Any, given: Mapping[str, str]) -> int:
    """Return how surely ``turn`` is one: 0 for not at all; ``given`` names keys of fields."""
    if not isinstance(turn, dict) or not turn:
        return 0
    flat = flattened(turn)
    columns = find_columns(list(flat), given)
    if "text" not in columns:
        return 1 if is_role_turn(turn) else 0
    text = list(flat.values())[columns["text"]]
    if not (text is None or isinstance(text, str) or _is_texts(text)):
        return 0
    if "speaker" in columns or holds_sender(turn):
        is_lists = isinstance(text, list) and isinstance(turn.get(_speaker(columns, flat)), list)
        return 0 if is_lists else 3
    return 2 * ("start" in columns or names_sender(turn) or is_interim(turn) is not None)


def _speaker(columns: Mapping[str, int], turn: Mapping[str, Any]) -> str:
    """Return the key of ``turn`` that says who speaks; empty where none does."""
    return list(turn)[columns["speaker"]] if "speaker" in columns else ""


def rank_of(turns: Sequence[Any], given: Mapping[str, str]) -> int:
    """Return how surely ``turns`` are some: the first may be an event, and say nothing."""
    first = unwrapped(turns[:_LOOKED_AT])
    return max((rank(turn, given) for turn in first), default=0)


def is_role_turn(turn: Mapping[str, Any]) -> bool:
    """Return whether ``turn`` has roles for keys, as ``{"客服": "您好", "用户": "你好"}``."""
    if any(role_named(key) is not None and not _is_data(key) for key in turn):
        return bool(_said_by_roles(turn))
    (key, text), *more = turn.items()
    return not more and isinstance(text, str) and len(key) <= _LONGEST_ROLE and not _is_data(key)


def _is_data(key: str) -> bool:
    """Return whether ``key`` is that of call data, such as ``agent_id``, not what a role says."""
    return bool(find_columns([key], {}).keys() - {"agent_name"})


def _said_by_roles(turn: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = [
        (key, text)
        for key, text in turn.items()
        if role_named(key) is not None and isinstance(text, str) and not _is_data(key)
    ]
    if named or len(turn) > 1:
        return named
    return [(key, plain(text)) for key, text in turn.items()]


def flattened(turn: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``turn`` with the times that stand deeper: ``{"time": {"start": 0, "end": 2}}``.

    So do pairs, ``"timestamp": [0, 2]``, and those of words where the turn has none of its own,
    and what is said, ``"body": {"content": "您好"}``.
    """
    flat: dict[str, Any] = {}
    for key, item in turn.items():
        times = _times_within(key, item)
        if times is None:
            flat[key] = _text_within(key, item)
        else:
            flat.update((name, time) for name, time in times.items() if name not in turn)
    if isinstance(turn.get("from"), str) and isinstance(turn.get("value"), str):
        # Conversations of language models: {"from": "human", "value": "您好"}.
        flat.setdefault("text", turn["value"])
    if not {"start", "end"} & find_columns(list(flat), {}).keys():
        flat.update(_times_of_words(turn))
    return flat


def _times_of_words(turn: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the words of ``turn`` begin and end, under the names that they have there."""
    for item in turn.values():
        words = [word for word in item if isinstance(word, dict)] if isinstance(item, list) else []
        if not words:
            continue
        keys = list(words[0])
        names = {field: keys[index] for field, index in find_columns(keys, {}).items()}
        if {"start", "end"} <= names.keys():
            ends = {"start": words[0], "end": words[-1]}
            return {names[field]: word.get(names[field]) for field, word in ends.items()}
    return {}


def _times_within(key: str, item: Any) -> dict[str, Any] | None:
    if isinstance(item, dict) and item:
        columns = find_columns(list(item), {})
        if columns.keys() <= {"start", "end"} and "start" in columns:
            values = list(item.values())
            return {field: values[index] for field, index in columns.items()}
        if item.keys() == {"from", "to"} and _OF_TIMES.search(key) is not None:
            return {"start": item["from"], "end": item["to"]}
    is_pair = isinstance(item, list) and len(item) == _PAIR and all(map(_is_scalar, item))
    if is_pair and "start" in find_columns([key], {}):
        return {"start": item[0], "end": item[1]}
    return None


def _text_within(key: str, item: Any, depth: int = 0) -> Any:
    """Return the text in the object ``item`` where ``key`` holds what is said, else ``item``."""
    if not isinstance(item, dict) or not (depth or "text" in find_columns([key], {})):
        return item
    keys = list(item)
    index = find_columns(keys, {}).get("text")
    inner = None if index is None else item[keys[index]]
    if isinstance(inner, str):
        return inner
    objects = [each for each in item.values() if isinstance(each, dict)]
    if len(objects) == 1 and depth < _DEEPEST:
        found = _text_within("", objects[0], depth + 1)
        return found if isinstance(found, str) else item
    return item


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_part, value))


def _is_part(value: Any) -> bool:
    """Return whether ``value`` is part of what a turn says: text, or an object that holds one."""
    if isinstance(value, str) or not isinstance(value, dict):
        return isinstance(value, str)
    is_typed = _spoken_in(value) is not None and "type" in value
    return is_typed or _word_in(value) is not None


def _spoken_in(part: Mapping[str, Any]) -> str | None:
    return next((part[key] for key in _SPOKEN if isinstance(part.get(key), str)), None)


def _word_in(value: Any) -> str | None:
    """Return the word that the object ``value`` is, with times of its own, if it is one."""
    if not isinstance(value, dict) or "start" not in find_columns(list(value), {}):
        return None
    words = (value.get(key) for key in ("word", "text", "value"))
    return next((word for word in words if isinstance(word, str)), None)


def sentences_by_role(turns: Sequence[Mapping[str, Any]]) -> TurnSentences:
    """Return what ``turns`` say, whose keys are roles."""
    said = [Sentence(text, role) for turn in turns for role, text in _said_by_roles(turn)]
    return TurnSentences(said, MILLISECONDS)


def sentences(
    turns: Sequence[Mapping[str, Any]], given: Mapping[str, str], *, label: str = ""
) -> TurnSentences:
    """Return what ``turns`` say; ``label`` is whose they are where they do not say it."""
    turns, order = _in_order(turns, given)
    every = [flattened(turn) for turn in turns]
    keys = list(dict.fromkeys(key for turn in every for key in turn))
    columns = {field: keys[index] for field, index in find_columns(keys, given).items()}
    began: str | None = None
    if "start" in columns and "start" not in given:
        offsets = offsets_beside(every, keys, columns["start"])
        if offsets is not None:
            columns["start"], began = offsets
    of_text = text_keys(keys, given)
    texts = [said_under(of_text, turn) for turn in every]
    kinds = kinds_unsaid(turns, texts)
    spoken = [turn for turn, kind in zip(turns, kinds, strict=True) if not kind]
    flat = [without_mark(flattened(turn)) for turn in spoken]
    cells = [[turn.get(columns.get(field, "")) for field in ("start", "end")] for turn in flat]
    times = turn_times([(start, end) for start, end in cells])
    pairs = times.pairs
    if "start" in columns and "end" not in columns and (lasts := duration_name(keys)) is not None:
        pairs = with_ends(pairs, [turn.get(lasts) for turn in flat], columns["start"], lasts)
    pairs, left = _with_ends_beside(pairs, flat, keys, columns)
    said = [
        Sentence(said_under(of_text, turn), sender.label or label, sender.speaker, *pair)
        for turn, sender, pair in zip(flat, senders(flat, given.get("speaker")), pairs, strict=True)
    ]
    unsaid = tuple((kind, text) for text, kind in zip(texts, kinds, strict=True) if kind)
    said, interim = without_interim(spoken, said)
    unit = unit_named(columns["start"]) if "start" in columns else None
    if _are_words(said):
        ms = guess_unit(said).ms if unit is None else unit
        said = list(sentences_of(_tokens(said), ms_per_unit=ms))
    start_time = began or times.start_time
    return TurnSentences(said, unit, start_time, unsaid, order, interim, left)


def text_keys(keys: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """Return under which of ``keys`` turns hold what is said; those behind the first fill it in.

    So they do where the first holds what somebody corrected, in some turns alone.
    """
    taken = find_columns(keys, given).get("text")
    if taken is None:
        return ()
    is_filled = "text" not in given and is_corrected(keys[taken])
    others = [index for index in text_columns(keys) if index != taken] if is_filled else []
    return tuple(keys[index] for index in (taken, *others))


def said_under(keys: Sequence[str], turn: Mapping[str, Any]) -> str:
    """Return what ``turn`` has under the first of ``keys`` that has something."""
    return next(filter(None, (_text(turn.get(key)) for key in keys)), "")


def _with_ends_beside(
    pairs: list[tuple[Time, Time]],
    turns: Sequence[Mapping[str, Any]],
    keys: Sequence[str],
    columns: Mapping[str, str],
) -> tuple[list[tuple[Time, Time]], str]:
    """Return ``pairs`` with the ends that a key beside the starts gives, and one that is left.

    A key of an unknown name is left whose numbers lie as ends would.
    """
    if "start" not in columns or any(end not in {None, ""} for _, end in pairs):
        return pairs, ""
    starts = [start for start, _ in pairs]
    others = [key for key in keys if key not in columns.values()]
    left = ""
    for key in others:
        values = [turn.get(key) for turn in turns]
        is_named = key.casefold() in PLAIN_TIME
        if are_ends(starts, values, is_named=is_named):
            if is_named:
                return [(start, end) for start, end in zip(starts, values, strict=True)], ""
            left = left or key
    return pairs, left


def _in_order(
    turns: Sequence[Mapping[str, Any]], given: Mapping[str, str]
) -> tuple[Sequence[Mapping[str, Any]], NumberedOrder | None]:
    """Return ``turns`` by their numbers where they have no times, and what these say."""
    names = dict.fromkeys(key for turn in turns for key in turn)
    order = numbered_order(names, lambda key: [plain(turn.get(key)) for turn in turns])
    if order is None or any("start" in find_columns(list(flattened(t)), given) for t in turns):
        return turns, None
    return turns if order.places is None else [turns[place] for place in order.places], order


def _text(value: Any) -> str:
    if isinstance(value, list):
        words = [_word_in(part) for part in value]
        if words and None not in words:
            return join(word for word in words if word is not None)
        parts = (_spoken_in(part) if isinstance(part, dict) else part for part in value)
        return "\n".join(text.strip() for text in parts if isinstance(text, str) and text.strip())
    text = _written_out("" if isinstance(value, dict) else plain(value))
    return from_markup(text) if _MARKUP.match(text) else text


def _written_out(text: str) -> str:
    """Return what ``text`` says where it is JSON itself, as Feishu writes ``{"text": "您好"}``."""
    found = read_written(text)
    return text if found is None or found.kind else found.text


def _are_words(said: Sequence[Sentence]) -> bool:
    """Return whether ``said`` are words or characters, one by one, rather than turns."""
    spoken = [sentence for sentence in said if sentence.text]
    is_timed = all(sentence.start is not None for sentence in spoken)
    length = sum(len(sentence.text) for sentence in spoken)
    return is_timed and len(spoken) >= _MANY and length < _SHORT * len(spoken)


def _tokens(said: Sequence[Sentence]) -> Iterator[Token]:
    for sentence in said:
        start: Time = sentence.start
        yield Token(sentence.text, sentence.label, start, sentence.end)
