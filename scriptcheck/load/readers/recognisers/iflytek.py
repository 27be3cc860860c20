"""iFlytek transcription of recordings (讯飞录音文件转写): JSON within JSON within JSON.

``content.orderResult`` is text that holds JSON; ``lattice[].json_1best`` in it is text that holds
JSON again, ``lattice2[].json_1best`` an object. Times of sentences are milliseconds as text, those
of words frames of 10 ms from the sentence's beginning. ``rl`` is the number of a voice, ``"0"``
where voices are not told apart, and may be tied to a channel by ``label.rl_track``. The older
service (``lfasr``) writes ``data`` as text: an array of ``bg``, ``ed``, ``onebest``, ``speaker``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.nested import decode_text
from scriptcheck.load.readers.json.shape import JsonShape, has_keys, not_transcribed
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import MILLISECONDS, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None
_FRAME_MS: Final = 10
_NOT_SEPARATED: Final = "0"
_RESULT: Final = ("content", "orderResult")


class _Candidate(msgspec.Struct, frozen=True):
    w: str = ""


class _Word(msgspec.Struct, frozen=True):
    cw: tuple[_Candidate, ...] = ()
    wb: _Number = None
    we: _Number = None


class _Part(msgspec.Struct, frozen=True):
    ws: tuple[_Word, ...] = ()


class _Spoken(msgspec.Struct, frozen=True):
    rt: tuple[_Part, ...] = ()
    bg: _Number = None
    ed: _Number = None
    rl: _Number = None


class _Best(msgspec.Struct, frozen=True):
    st: _Spoken


class _Lattice(msgspec.Struct, frozen=True):
    best: _Best | str = msgspec.field(name="json_1best")


class _Track(msgspec.Struct, frozen=True):
    rl: _Number = None
    track: str | None = None


class _Label(msgspec.Struct, frozen=True):
    rl_track: tuple[_Track, ...] | None = None


class _OrderResult(msgspec.Struct, frozen=True):
    lattice: tuple[_Lattice, ...] | None = None
    lattice2: tuple[_Lattice, ...] | None = None
    label: _Label | None = None


class _Order(msgspec.Struct, frozen=True, rename="camel"):
    order_id: str | None = None
    status: _Number = None


class _Content(msgspec.Struct, frozen=True, rename="camel"):
    order_info: _Order | None = None
    order_result: _OrderResult | str | None = None


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    content: _Content
    desc_info: str | None = None


class _OldSentence(msgspec.Struct, frozen=True):
    onebest: str | None = None
    bg: _Number = None
    ed: _Number = None
    speaker: _Number = None


class _OldAnswer(msgspec.Struct, frozen=True):
    data: tuple[_OldSentence, ...] | str | None = None
    failed: str | None = None


def _fits(value: Any) -> bool:
    return (
        has_keys(value, "content", "descInfo")
        or has_keys(value, "data", "err_no", "ok")
        or has_keys(value.get("content") if isinstance(value, dict) else None, "orderResult")
    )


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    yield _read_order(value) if has_keys(value.value, "content") else _read_old(value)


def _read_order(value: JsonValue) -> Call | Problem:
    answer = value.decode(_Answer)
    order = answer.content.order_info or _Order()
    result = answer.content.order_result
    if isinstance(result, str) and result.strip():
        result = decode_text(result, _OrderResult, value, _RESULT)
    if not isinstance(result, _OrderResult):
        return not_transcribed(value, answer.desc_info or order.status)
    # lattice is smoothed, with fillers taken out; lattice2 is what was said.
    lattices = result.lattice2 or result.lattice or ()
    tracks = {str(track.rl): track.track for track in (result.label or _Label()).rl_track or ()}
    said = [_sentence(_best(lattice, value).st, tracks) for lattice in lattices]
    meta = {"order_id": order.order_id}
    call_id = value.origin.id_or(order.order_id)
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS, call_id=call_id, meta=meta)


def _best(lattice: _Lattice, value: JsonValue) -> _Best:
    if isinstance(lattice.best, str):
        return decode_text(lattice.best, _Best, value, _RESULT)
    return lattice.best


def _sentence(spoken: _Spoken, tracks: dict[str, str | None]) -> Sentence:
    words = [word for part in spoken.rt for word in part.ws]
    role = "" if spoken.rl is None else str(spoken.rl)
    begin = milliseconds(spoken.bg, MILLISECONDS)
    return Sentence(
        "".join(_text(word) for word in words),
        tracks.get(role) or (role if role != _NOT_SEPARATED else ""),
        start=spoken.bg,
        end=spoken.ed,
        words=tuple(
            (_text(word), _word_time(word.wb, begin), _word_time(word.we, begin))
            for word in words
            if _text(word)
        ),
    )


def _text(word: _Word) -> str:
    return word.cw[0].w if word.cw else ""


def _word_time(frames: _Number, begin: int | None) -> Time:
    offset = milliseconds(frames, _FRAME_MS)
    return None if offset is None or begin is None else begin + offset


def _read_old(value: JsonValue) -> Call | Problem:
    answer = value.decode(_OldAnswer)
    data = answer.data
    if isinstance(data, str) and data.strip():
        data = decode_text(data, tuple[_OldSentence, ...], value, ("data",))
    if not data or isinstance(data, str):
        return not_transcribed(value, answer.failed)
    said = [
        Sentence(
            item.onebest or "",
            "" if item.speaker in {None, 0, _NOT_SEPARATED} else str(item.speaker),
            start=item.bg,
            end=item.ed,
        )
        for item in data
    ]
    return make_call(said, value.origin, ms_per_unit=MILLISECONDS)


IFLYTEK: Final = JsonShape(
    "iflytek",
    Text("讯飞录音文件转写", "iFlytek transcription of recordings"),
    _fits,
    _read,
)
