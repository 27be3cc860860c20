"""Chats in text, as WhatsApp, LINE, QQ and Zoom export them.

Who writes and when stand before what is written, or on the line above it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.chat_moments import (
    CLOCK,
    dates_of,
    day_of_some_year,
    time_of_day,
)
from scriptcheck.load.readers.chats.conversation import Message, chat_call
from scriptcheck.load.readers.chats.whatsapp import EVENT, MARK, read_whatsapp
from scriptcheck.load.readers.format import Format
from scriptcheck.load.readers.text.names import label_of_name
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.transcript import Transcript

_LOOKED_AT: Final = 200
_ENOUGH: Final = 2
_SHARE: Final = 4
"""A head stands before each message, which may have several lines."""
_FRAME: Final = re.compile(r"={3,}|消息(?:[记記][录錄]|分[组組]|[对對]象)\s*(?:[(（:：].*)?")
"""What QQ writes above the messages, in eight lines for however few of them."""
_INVISIBLE: Final = dict.fromkeys(map(ord, f"{MARK}\u200f\u202a\u202c\ufeff"))
_BUT_MARK: Final = dict.fromkeys(_INVISIBLE.keys() - {ord(MARK)})
_MARGIN: Final = re.compile(rf"[\s{''.join(map(chr, _INVISIBLE))}]*")
_DATE: Final = r"(?P<date>[0-9]{1,4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,4})"
_NAMED: Final = r"(?P<name>[^:：\n]{1,60}?)[:：]\s?(?P<text>.*)"

_WHATSAPP: Final = re.compile(rf"{_DATE}[,，]?[\s\u202f]+{CLOCK}[\s\u202f]-[\s\u202f](?P<rest>.*)")
_WHATSAPP_PHONE: Final = re.compile(rf"\[{_DATE}[,，]?[\s\u202f]*{CLOCK}\] (?P<rest>{_NAMED})")
_WHATSAPP_MARK: Final = re.compile(r"[\u200e\u202f]|端到端加密|end-to-end encrypted")
_REST: Final = re.compile(_NAMED)
_LINE_BEGINS: Final = re.compile(r"\[LINE\]")
_LINE: Final = re.compile(rf"{CLOCK}\t(?P<name>[^\t]{{1,60}})\t(?P<text>.*)")
_LINE_DAY: Final = re.compile(
    rf"(?:[A-Z][a-z]{{2}}, ?)?{_DATE}[ ]?"
    r"(?:[(（][^()（）]{1,9}[)）]|星期.|周.|[A-Z][a-z]{2,8})?"
)
_QQ: Final = re.compile(
    rf"{_DATE} {CLOCK} (?P<name>[^\s:：，。][^:：，。\t]{{0,40}}?)"
    r"(?:[(<](?P<id>[^()<>]{4,60})[)>])?"
)
_DINGTALK: Final = re.compile(
    r"(?P<name>[^\s:：，。][^:：，。\t]{0,40}?)\s+(?P<day>[0-9]{1,2}[-/月][0-9]{1,2})日?\s+" + CLOCK
)
_ZOOM: Final = re.compile(
    rf"{CLOCK}\s+(?:From|从|来自)\s+(?P<name>.{{1,80}}?)"
    r"(?:\s+(?:to|To|到|发送给)\s+(?P<to>.{1,80}?))?\s*[:：]\s*(?P<text>.*)"
)
_IRC: Final = re.compile(rf"\[?{CLOCK}\]? <(?P<name>[^<>]{{1,60}})> (?P<text>.*)")
_OLARK: Final = re.compile(
    r"\((?P<before>)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    rf"[ \u202f](?P<after>[AaPp][Mm])\) {_NAMED}"
)
_MEDIA: Final = re.compile(
    r"<?(?:Media omitted|省略(?:多媒体|影音).{0,8}|已省略.{0,12}|(?:附件|attached)[:：].{1,120})>?"
    r"|(?:图片|视频|音频|贴图|文档|GIF|联系人名片)已?(?:忽略|略去|省略)"
    r"|(?:image|video|audio|sticker|document|GIF|Contact card) omitted"
    r"|\[(?:图片|照片|贴图|视频|语音消息|表情|文件|Photo|Sticker|Video)\]"
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How one program writes a chat down."""

    head: re.Pattern[str]
    has_days: bool = False
    """Whether the day stands on a line of its own."""
    is_whatsapp: bool = False


_STYLES: Final = {
    "whatsapp": _Style(_WHATSAPP, is_whatsapp=True),
    "whatsapp-phone": _Style(_WHATSAPP_PHONE, is_whatsapp=True),
    "line": _Style(_LINE, has_days=True),
    "qq": _Style(_QQ),
    "dingtalk": _Style(_DINGTALK),
    "zoom": _Style(_ZOOM),
    "olark": _Style(_OLARK),
    "irc": _Style(_IRC),
}


@dataclass(slots=True)
class _Draft:
    head: re.Match[str]
    date: str
    first: str
    """The line that begins it, as it is written."""
    lines: list[str] = field(default_factory=list)
    """Those below, as they are written."""


def _style_of(text: str) -> _Style | None:
    """Return how ``text``, the beginning of a file, writes a chat down, if it does."""
    seen = map(_visible, text.splitlines()[:_LOOKED_AT])
    lines = [line for line in seen if line and not _FRAME.fullmatch(line)]
    for name, style in _STYLES.items():
        heads = [head for line in lines if (head := style.head.fullmatch(line)) is not None]
        if len(heads) < _ENOUGH or len(heads) * _SHARE < len(lines):
            continue
        if name == "line" and not (_LINE_BEGINS.match(lines[0]) or _has_days(lines)):
            continue
        if name == "whatsapp-phone" and not _is_whatsapp(text, heads):
            continue
        if name in {"qq", "dingtalk"} and not _stand_above(style, lines):
            continue
        return style
    return None


def _has_days(lines: Sequence[str]) -> bool:
    return any(_LINE_DAY.fullmatch(line) for line in lines)


def _is_whatsapp(text: str, heads: Sequence[re.Match[str]]) -> bool:
    """Return whether the lines are WhatsApp's: other systems write a full date like it."""
    is_full = len(re.split(r"[/.\-]", heads[0]["date"])[0]) == len("2024")
    return not is_full or _WHATSAPP_MARK.search(text) is not None


def _stand_above(style: _Style, lines: Sequence[str]) -> bool:
    """Return whether the heads name people, one of them twice, and what is said is below."""
    heads = [style.head.fullmatch(line) for line in lines]
    below = sum(head is not None and after is None for head, after in itertools.pairwise(heads))
    found = [head for head in heads if head is not None]
    names = {head["name"] for head in found}
    is_repeated = len(names) < len(found) or any(head.groupdict().get("id") for head in found)
    return below * 2 > len(found) and is_repeated and not any(map(role_named, names))


def _recognises(transcript: Transcript) -> bool:
    return _style_of(transcript.opening) is not None


def _visible(line: str) -> str:
    return line.translate(_INVISIBLE).strip()


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    style = _style_of(decoded.text) or _STYLES["whatsapp"]
    header, drafts = _drafts(decoded.text.splitlines(), style)
    days, is_certain = dates_of([draft.date for draft in drafts])
    messages = [
        message
        for number, draft in enumerate(drafts)
        for message in _messages(draft, None if days is None else days[number], style)
    ]
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    call = chat_call(
        messages, origin, meta={"header": header or None}, is_dated=days is not None and is_certain
    )
    meta = dict(call.meta)
    if style.head is _QQ and not any(draft.head["id"] for draft in drafts):
        # Quality systems too write a call down with names above what is said.
        meta.pop("channel")
    yield msgspec.structs.replace(call, meta=meta, warnings=(*decoded.flaws, *call.warnings))


def _drafts(lines: Sequence[str], style: _Style) -> tuple[list[str], list[_Draft]]:
    """Return the lines above the first message, and the messages with their lines."""
    header, drafts, day = list[str](), list[_Draft](), ""
    for written in lines:
        line = _visible(written)
        if head := style.head.fullmatch(line):
            drafts.append(_Draft(head, head.groupdict().get("date") or day, written))
        elif style.has_days and (found := _LINE_DAY.fullmatch(line)):
            day = found["date"]
        elif drafts:
            drafts[-1].lines.append(written)
        elif line:
            header.append(line)
    return header, drafts


def _messages(draft: _Draft, day: datetime | None, style: _Style) -> Iterator[Message]:
    """Yield the message of ``draft``, and what stands in it that is no text of its own."""
    groups = draft.head.groupdict()
    name, begin = groups.get("name"), _begin(draft.head, "text")
    if name is None:
        rest = _REST.fullmatch(groups["rest"])
        if rest is None:
            yield Message(_text_of(draft, _begin(draft.head, "rest")), kind=EVENT)
            return
        name, begin = rest["name"], draft.head.start("rest") + rest.start("text")
    if (written := groups.get("day")) is not None:
        day = day_of_some_year(written)
    clock = time_of_day(draft.head)
    at = None if clock is None else (day or datetime(2000, 1, 1)) + clock
    text, kind = _text_of(draft, begin), ""
    besides: tuple[str, ...] = ()
    if style.is_whatsapp:
        text, kind, besides = read_whatsapp(_text_of(draft, begin, visible=False))
    kind = kind or ("media" if _MEDIA.fullmatch(text) or not text else "")
    text = "" if kind == "media" else text
    yield Message(text, name.strip(), _role(name), at, kind)
    for other in besides:
        yield Message(kind=other, at=at)


def _begin(head: re.Match[str], group: str) -> int | None:
    return head.start(group) if group in head.re.groupindex else None


def _text_of(draft: _Draft, begin: int | None, *, visible: bool = True) -> str:
    """Return what ``draft`` says: its first line from ``begin`` on, and those below.

    Where ``visible`` is false, marks without width stay in it.
    """
    first = "" if begin is None else _from(draft.first, begin)
    lines = [line for line in (first, *draft.lines) if _visible(line)]
    if visible:
        return "\n".join(map(_visible, lines))
    return "\n".join(line.translate(_BUT_MARK).strip() for line in lines)


def _from(line: str, begin: int) -> str:
    """Return ``line`` from its visible character ``begin`` on, with the marks before that."""
    margin = _MARGIN.match(line)
    line = line[margin.end() :] if margin else line
    places = [place for place, each in enumerate(line) if ord(each) not in _INVISIBLE]
    return line[places[begin - 1] + 1 :] if begin else line


def _role(name: str) -> Speaker | None:
    role = role_named(name) or label_of_name(name.strip()).speaker
    return None if role is Speaker.UNKNOWN else role


CHAT_TEXT: Final = Format(
    "chat-text",
    (),
    _recognises,
    _read,
    Text(
        "WhatsApp、LINE、QQ、Zoom 导出的聊天文本", "chats in text from WhatsApp, LINE, QQ and Zoom"
    ),
)
