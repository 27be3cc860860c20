"""Turns in JSON and tables that nobody says to the other side: notes, events, drafts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.load.call_builder import with_texts
from scriptcheck.load.readers.chats.conversation import NOTE
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.exports.turn_senders import side_named
from scriptcheck.load.written_message import messages_left
from scriptcheck.text.no_value import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin

_PRIVATE: Final = frozenset(
    {
        *("private", "isprivate", "internal", "isinternal"),
        *("是否内部", "是否私密", "内部消息", "是否内部消息", "是否内部备注", "是否备注"),
    }
)
_PUBLIC: Final = frozenset({"public", "ispublic", "是否公开"})
_CONTROL: Final = frozenset({"iscontrolmessage", "isevent"})
_UNSENT: Final = frozenset({"draft", "isdraft", "isrecalled", "isrevoked", "是否撤回", "是否草稿"})
_TAKEN_BACK: Final = frozenset(
    {
        *("deleteddatetime", "deletedat", "deletedtime", "recalledat", "recalltime", "revokedat"),
        *("撤回时间", "删除时间"),
    }
)
"""Names of the moment at which a message was taken back."""
_KINDS: Final = frozenset(
    {
        *("type", "messagetype", "msgtype", "parttype", "subtype", "kind"),
        *("消息类型", "消息类别", "消息种类"),
    }
)
_STATUS: Final = frozenset(
    {
        *("messagestatus", "msgstatus", "sendstatus", "deliverystatus"),
        *("消息状态", "发送状态"),
    }
)
_ANY_STATUS: Final = frozenset({"status", "state", "状态"})
"""Names that may also be of the state of a call."""
_OF_NOTES: Final = ("note", "whisper", "private", "备注", "私密", "悄悄话", "内部")
_INTERNAL: Final = "internal"
"""What agents write to each other in Meiqia: of senders, not of messages, it names a side."""
_OF_EVENTS: Final = ("event", "activity", "moment", "joined", "left_chat", "channel_join", "事件")
_OF_SPEECH: Final = frozenset({"transcript", "transcription", "utterance", "speech"})
"""Kinds of what is said: what stands beside them under another kind is not."""
_MAY_BE_SAID: Final = re.compile(
    r"transcri|utter|speech|spoken|voice|audio|text|message|chat|sms|sentence|segment|final|partial"
    r"|interim|recogni"
)
"""What kinds have in them that may be said all the same."""
_NOT_SENT: Final = {
    **dict.fromkeys(("draft", "草稿"), "draft"),
    **dict.fromkeys(("failed", "undelivered", "发送失败", "未发送"), "failed"),
    **dict.fromkeys(("recalled", "revoked", "withdrawn", "unsent", "已撤回", "撤回"), "withdrawn"),
}
"""States in which the other side never reads a message, with their kinds."""
_MEDIA: Final = {
    **dict.fromkeys(("image", "img", "picture", "photo", "图片", "照片"), "image"),
    **dict.fromkeys(("voice", "audio", "语音"), "voice"),
    **dict.fromkeys(("video", "视频"), "video"),
    **dict.fromkeys(("file", "attachment", "attachments", "文件", "附件"), "file"),
    **dict.fromkeys(("emoji", "sticker", "表情"), "emoji"),
}
_LINK: Final = re.compile(
    r"\s*(?:(?:https?:)?//\S+|[\[【][^\]】]{1,10}[\]】]|[^\s<>]+\.[A-Za-z0-9]{2,4})?\s*"
)
"""What stands for a picture: a link, the name of a file, or ``[图片]``."""
_TRUE: Final = frozenset({"true", "1", "yes", "y", "是"})
_FALSE: Final = frozenset({"false", "0", "no", "n", "否"})
_SEPARATORS: Final = re.compile(r"[\s_.-]+")


def kinds_unsaid(turns: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> list[str]:
    """Return what each of ``turns``, which say ``texts``, is; empty where it is speech.

    A state of all turns is that of the call.
    """
    plain = [{_key(key): value for key, value in turn.items()} for turn in turns]
    kinds = [_kind(turn) or _medium(turn, text) for turn, text in zip(plain, texts, strict=True)]
    kinds = [kind or other for kind, other in zip(kinds, _beside_speech(plain), strict=True)]
    states = [_state(turn, _ANY_STATUS) or _taken_back(turn) for turn in plain]
    if all(states):
        return kinds
    return [kind or state for kind, state in zip(kinds, states, strict=True)]


def _beside_speech(turns: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the kind of each of ``turns`` that is none of speech where others say they are.

    Dialpad writes transcripts, moments and the questions that its software asks itself in one list.
    """
    kinds = [""] * len(turns)
    for key in sorted(_KINDS.intersection(set().union(*turns))):
        words = [str(turn.get(key) or "").strip().casefold() for turn in turns]
        if _OF_SPEECH.isdisjoint(words):
            continue
        others = ("" if _is_speech(word) else word for word in words)
        kinds = [kind or other for kind, other in zip(kinds, others, strict=True)]
    return kinds


def _is_speech(kind: str) -> bool:
    """Return whether what is of ``kind`` may be said: by its words, or as a role's."""
    return not kind or _MAY_BE_SAID.search(kind) is not None or side_named(kind) is not None


def kind_unsaid(turn: Mapping[str, Any]) -> str:
    """Return what ``turn`` is by its own keys where it is no speech; empty where it is."""
    return _kind({_key(key): value for key, value in turn.items()})


def rows_unsaid(names: Sequence[str], rows: Sequence[TableRow], texts: Sequence[str]) -> list[str]:
    """Return what each of ``rows`` is, as ``kinds_unsaid``; ``names`` are those of columns."""
    if not may_be_unsaid(names):
        return [""] * len(rows)
    turns = [dict(zip(names, map(plain, row.cells), strict=False)) for row in rows]
    return kinds_unsaid(turns, texts)


def may_be_unsaid(names: Iterable[str]) -> bool:
    """Return whether columns called ``names`` can say that a row is no speech."""
    known = _PRIVATE | _PUBLIC | _CONTROL | _UNSENT | _TAKEN_BACK | _KINDS | _STATUS | _ANY_STATUS
    return not known.isdisjoint(map(_key, names))


def _kind(turn: Mapping[str, Any]) -> str:
    if any(_is(turn.get(key), _TRUE) for key in _PRIVATE):
        return NOTE
    if any(_is(turn.get(key), _FALSE) for key in _PUBLIC):
        return NOTE
    if any(_is(turn.get(key), _TRUE) for key in _CONTROL):
        return "control"
    if any(_is(turn.get(key), _TRUE) for key in _UNSENT):
        return "draft" if _is(turn.get("draft", turn.get("isdraft")), _TRUE) else "withdrawn"
    words = _words(turn)
    for word in words:
        if word == _INTERNAL or any(part in word for part in _OF_NOTES):
            return NOTE
    events = (word for word in words if any(part in word for part in _OF_EVENTS))
    return next(events, "") or _state(turn, _STATUS)


def _medium(turn: Mapping[str, Any], text: str) -> str:
    """Return which medium ``turn`` is of where ``text`` only stands for it."""
    kind = next((_MEDIA[word] for word in _words(turn) if word in _MEDIA), "")
    return kind if _LINK.fullmatch(text) else ""


def _state(turn: Mapping[str, Any], keys: Iterable[str]) -> str:
    states = (str(turn.get(key)).strip().casefold() for key in sorted(keys))
    return next((_NOT_SENT[state] for state in states if state in _NOT_SENT), "")


def _taken_back(turn: Mapping[str, Any]) -> str:
    """Return whether ``turn`` has a moment at which it was taken back."""
    moments = (str(turn.get(key) or "").strip().casefold() for key in _TAKEN_BACK)
    is_any = any(moment not in NO_VALUE and any(map(str.isdecimal, moment)) for moment in moments)
    return "withdrawn" if is_any else ""


def _words(turn: Mapping[str, Any]) -> list[str]:
    return [
        word.strip().casefold()
        for key, word in turn.items()
        if key in _KINDS and isinstance(word, str)
    ]


def _is(value: Any, words: frozenset[str]) -> bool:
    return isinstance(value, bool | str | int) and str(value).strip().casefold() in words


def _key(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


def with_unsaid(call: Call, unsaid: Sequence[tuple[str, str]], origin: Origin) -> Call:
    """Return ``call`` with what is ``unsaid``, kind and text, as call data and in a warning."""
    if not unsaid:
        return call
    notes = [text for kind, text in unsaid if kind == NOTE and text]
    events = [text for kind, text in unsaid if kind != NOTE and text]
    more = with_texts(call.meta, "notes", notes) | with_texts(call.meta, "events", events)
    left = messages_left(Counter(kind for kind, _ in unsaid), origin)
    return msgspec.structs.replace(
        call,
        meta={**call.meta, **more},
        warnings=(*call.warnings, left),
    )
