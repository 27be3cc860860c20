"""A canonical call out of decoded JSON, with a problem for whatever does not fit."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import msgspec

from scriptcheck.call import Call, Speaker, Turn, Word
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.known_keys import meta_warnings
from scriptcheck.load.call_data.mangled import with_all_digits
from scriptcheck.load.readers.json.text import TOO_DEEP
from scriptcheck.load.readers.json.types import type_problem
from scriptcheck.load.readers.text.inline_markup import without_inline
from scriptcheck.load.roles.label_in_turn import label_in_turn
from scriptcheck.load.roles.labels import speaker_named
from scriptcheck.load.roles.unknown_labels import LABELS, label_meta
from scriptcheck.load.times.order import sequence_warnings, time_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.load.readers.json.text import JsonText

_EXACT: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""
_DEEPEST: Final = 32
"""Levels of brackets in meta; writers of JSON give up at some hundred."""
_MOST_NAMES: Final = 5

_REPORT: Final = "scriptcheck.report/"
_IS_REPORT: Final = Text(
    "这是 scriptcheck 的报告，不是通话。", "A report of scriptcheck, not a call."
)
_FIX_REPORT: Final = Text(
    "请把报告放到别的文件夹，或用 --exclude 排除。",
    "Put reports into another folder, or leave them out with --exclude.",
)

_Milliseconds: TypeAlias = Annotated[int, msgspec.Meta(ge=-_EXACT, le=_EXACT)]


class _Word(msgspec.Struct, frozen=True):
    text: str
    start_ms: _Milliseconds | None = None
    end_ms: _Milliseconds | None = None


class _Turn(msgspec.Struct, frozen=True):
    speaker: str
    text: str
    start_ms: _Milliseconds | None = None
    end_ms: _Milliseconds | None = None
    words: tuple[_Word, ...] | None = None


class _Call(msgspec.Struct, frozen=True):
    turns: tuple[_Turn, ...]
    call_id: str | int | None = None
    meta: dict[str, Any] | None = None


def call_from_json(text: JsonText, *, default_id: str, call_source: str) -> Call:
    """Return the call that ``text`` describes.

    ``default_id`` is its id where it says none, ``call_source`` its ``source``. Raises
    ``LoadError`` where ``text`` is no JSON or has another shape.
    """
    return call_from_value(text.parse(), text, default_id=default_id, call_source=call_source)


def call_from_value(value: Any, text: JsonText, *, default_id: str, call_source: str) -> Call:
    """Return the call that ``value``, decoded from ``text``, describes, as ``call_from_json``."""
    if isinstance(value, dict) and str(value.get("schema")).startswith(_REPORT):
        raise LoadError(text.problem("not-a-call", _IS_REPORT, 0, _FIX_REPORT))
    try:
        raw = msgspec.convert(value, _Call)
    except msgspec.ValidationError as error:
        raise LoadError(type_problem(error, text)) from None
    meta = raw.meta or {}
    _check_meta(meta, text)
    meta = with_all_digits(meta)
    call_id = default_id if raw.call_id is None else str(raw.call_id)
    turns = tuple(map(_turn, raw.turns))
    labels = tuple(map(_label, raw.turns))
    if LABELS not in meta:
        meta |= label_meta(turns, labels)
    warnings = tuple(_warnings(raw, value, call_id or default_id, text))
    times = time_warnings(turns, text.source, text.first_line)
    kept = meta.get(LABELS)
    if isinstance(kept, list) and len(kept) == len(turns):
        labels = tuple(str(label or "") for label in kept)
    order = sequence_warnings(turns, labels, text.source, text.first_line)
    inside = label_in_turn(turns, text.source, text.first_line)
    found = (*warnings, *times, *order, *inside)
    return Call(call_id or default_id, turns, meta, call_source, found)


def _turn(raw: _Turn) -> Turn:
    words = tuple(Word(word.text, word.start_ms, word.end_ms) for word in raw.words or ())
    speaker = speaker_named(raw.speaker) or Speaker.UNKNOWN
    return Turn(speaker, without_inline(raw.text), raw.start_ms, raw.end_ms, words)


def _label(raw: _Turn) -> str:
    """Return what a speaker is called who has no role; empty where one is named."""
    return raw.speaker if speaker_named(raw.speaker) is None else ""


def _check_meta(meta: dict[str, Any], text: JsonText) -> None:
    """Raise ``LoadError`` where ``meta`` holds what no report could pass on."""
    level: list[Any] = [meta]
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
            elif isinstance(value, float) and not isfinite(value):
                message = Text("meta 中有过大的数字。", "A number in meta is too large.")
                fix = Text("请改成带引号的文字。", "Write it as text, in quotes.")
                raise LoadError(text.problem("json-number", message, 0, fix))
        level = inner
    if level:
        raise LoadError(text.problem("json-too-deep", TOO_DEEP, 0))


def _warnings(raw: _Call, value: dict[str, Any], call_id: str, text: JsonText) -> Iterator[Problem]:
    line = text.first_line
    if raw.call_id in {None, ""}:
        message = Text(
            f"没有 call_id，用“{call_id}”代替。", f"No call_id; '{call_id}' is used instead."
        )
        yield Problem("no-call-id", message, text.source, line)
    if not raw.turns:
        message = Text("通话中没有话轮。", "The call has no turns.")
        yield Problem("no-turns", message, text.source, line)
    strange = [turn.speaker for turn in raw.turns if speaker_named(turn.speaker) is None]
    if strange:
        names = _some(strange)
        message = Text(f"不认识的说话人：{names}。", f"Unknown speakers: {names}.")
        fix = Text(
            "请写 agent（客服）、customer（客户）、system（系统）或 unknown（未知）。",
            "Write agent, customer, system or unknown.",
        )
        yield Problem("unknown-speaker", message, text.source, line, fix=fix)
    if fields := _unknown_fields(value):
        names = _some(fields)
        message = Text(f"不认识的字段，已略过：{names}。", f"Unknown fields, left out: {names}.")
        fix = Text("通话的其他信息请放进 meta。", "Other data about the call belongs into meta.")
        yield Problem("unknown-field", message, text.source, line, fix=fix)
    yield from meta_warnings(raw.meta or {}, text.source, line)


def _unknown_fields(call: dict[str, Any]) -> list[str]:
    known = {part: set(part.__struct_fields__) for part in (_Call, _Turn, _Word)}
    fields = [key for key in call if key not in known[_Call]]
    for turn in call["turns"]:
        fields += [f"turns[].{key}" for key in turn if key not in known[_Turn]]
        for word in turn.get("words") or ():
            fields += [f"turns[].words[].{key}" for key in word if key not in known[_Word]]
    return fields


def _some(names: Iterable[str]) -> str:
    """Return the first of ``names``, each once."""
    different = list(dict.fromkeys(names))
    more = " …" if len(different) > _MOST_NAMES else ""
    return ", ".join(different[:_MOST_NAMES]) + more
