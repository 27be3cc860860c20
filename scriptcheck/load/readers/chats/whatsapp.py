"""What WhatsApp itself writes among the messages of a chat, with the name of a person before it.

An iPhone puts a mark without width (U+200E) before all of it: 赵敏: ‎图像已忽略.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MARK: Final = "\u200e"
"""What an iPhone writes before words that are WhatsApp's own."""
EVENT: Final = "event"

_OMITTED: Final = (
    r"(?:[图圖][像片]|照片|相片|[视視][频頻讯訊]|影片|音[频頻訊讯]|[语語]音(?:[消訊讯]息)?|[贴貼][图圖]"
    r"|文[档檔]|文件|[档檔]案|GIF ?(?:[动動][态態]?[图圖])?|[动動][态態]?[图圖]"
    r"|[联聯][系絡络]人(?:名片)?|名片|多媒体|影音内容)(?:已被?)?(?:忽略|略去|省略)"
    r"|(?:image|photo|video(?: note)?|audio|voice message|sticker|document|GIF|Contact card|media)"
    r" omitted"
)
_ATTACHED: Final = r"<(?:附件|attached)[:：][^<>\n]{1,120}>"
_MEDIA: Final = re.compile(rf"(?:{MARK}.{{1,200}})?{MARK}?(?:{_OMITTED}|{_ATTACHED})")
"""A file, which a document's name and its number of pages may precede, marked too."""
_MEDIA_BEHIND: Final = re.compile(rf"[ \n]?{MARK}(?:{_OMITTED}|{_ATTACHED})\Z")
"""A file behind what is written about it."""
_EDITED: Final = re.compile(
    rf"[ \n]?{MARK}?<(?:[此这這][^<>\n]{{0,3}}[消訊讯]息[^<>\n]{{0,4}}[编編][辑輯][^<>\n]{{0,2}}"
    r"|This message was edited)>\Z"
)
_CERTAIN: Final = (
    (
        re.compile(
            r"(?:[此这這][条條則则]?[消訊讯]息已被?[删刪]除|[您你]已[删刪]除[此这這][条條則则]?[消訊讯]息"
            r"|This message was deleted|You deleted this message)[.。]?\Z"
        ),
        "deleted",
    ),
    (
        re.compile(
            r"[消訊讯]息[和与與及]通[话話](?:已|均|[经經]|受)[^。\n]{0,12}端[到對对]端加密"
            r"|Messages and calls are end-to-end encrypted"
        ),
        EVENT,
    ),
)
"""What nobody writes, with the mark or, as from Android, without."""
_MARKED: Final = (
    (re.compile(r"(?:POLL|投票)[:：]"), "poll"),
    (re.compile(r"(?:(?:[实實即][时時])?位置|(?:Live )?[Ll]ocation)\b"), "location"),
    (
        re.compile(
            r"[^。\n]{0,4}(?:[语語]音|[视視][频頻讯訊像])(?:通[话話]|[来來][电電])"
            r"|(?:[A-Z]\w+ )?(?:[Gg]roup )?(?:[Vv]oice|[Vv]ideo|[Gg]roup) call\b"
        ),
        "call",
    ),
    (re.compile(r"[^\n]{0,20}[删刪]除了?[^\n]{0,4}[消訊讯]息|.{0,40}was deleted"), "deleted"),
    (
        re.compile(
            r"[^\n]{0,80}(?:端[到對对]端加密|安全[码碼]|[轻輕][触觸]|限[时時][消訊讯]息|一次性查看|查看一次"
            r"|正在等待此|已成[为為][联聯][系絡络]人|群[组組]|(?:商[业業]|企[业業])[账帳]"
            r"|end-to-end|security code|[Tt]ap to\b|view once|Waiting for this|is a contact"
            r"|(?:this|the|created) group|business account|[Dd]isappearing messages|phone number)"
        ),
        EVENT,
    ),
)
"""What is WhatsApp's own only where the mark stands before it, as people write such words too."""


class WhatsAppMessage(NamedTuple):
    """A message without what WhatsApp itself has written."""

    text: str
    """What is said; of an event, what happened."""
    kind: str = ""
    """What the message is where nobody says its text."""
    besides: tuple[str, ...] = ()
    """Kinds of what stood behind what is said: a file, or that it was edited."""


def read_whatsapp(written: str) -> WhatsAppMessage:
    """Return the message ``written``, with the marks that stand in it."""
    text, besides = written.strip(), list[str]()
    if found := _EDITED.search(text):
        text = text[: found.start()]
        besides.append("edited")
    if _MEDIA.fullmatch(text):
        return WhatsAppMessage("", "media", tuple(besides))
    if kind := _own_kind(text):
        said = "" if kind == "deleted" else _plain(text)
        return WhatsAppMessage(said, kind, tuple(besides))
    if found := _MEDIA_BEHIND.search(text):
        text = text[: found.start()]
        besides.append("media")
    return WhatsAppMessage(_plain(text), "", tuple(besides))


def _own_kind(text: str) -> str:
    """Return what ``text`` is where WhatsApp itself has written it, else nothing."""
    bare = text.lstrip(MARK)
    known = (*_CERTAIN, *_MARKED) if text.startswith(MARK) else _CERTAIN
    return next((kind for pattern, kind in known if pattern.match(bare)), "")


def _plain(text: str) -> str:
    return text.replace(MARK, "").strip()
