"""Messages of a chat that are JSON or XML themselves, as services keep them in their databases.

``{"type": "message", "data": {"content": "您好"}}`` of Udesk and ``{"text": "您好"}`` of Feishu
hold what is said. ``{"url": "https://x/1.jpg", "size": 1234}``, and in WeChat
``<msg><img length="12"/></msg>``, are pictures, voice and the like, which are no speech.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_KINDS: Final = ("type", "msgtype", "msg_type", "msgType", "messageType", "mType", "tag")
_UNSAID: Final = re.compile(
    r"(?<![a-z])(?:start|end|clos|open|join|leave|left|transfer|noti|system|sys|tip|survey|evaluat"
    r"|event|card|link|ima?ge?|pic|photo|voice|audio|video|file|emoji|sticker|location)|session",
    re.IGNORECASE,
)
"""Kinds of messages whose text nobody says."""
_KEYS: Final = (
    (re.compile(r"ima?ge?|pic|photo"), "image"),
    (re.compile(r"voice|audio|duration"), "voice"),
    (re.compile(r"video"), "video"),
    (re.compile(r"emoji|sticker|face"), "emoji"),
    (re.compile(r"lat|lng|location"), "location"),
)
_XML: Final = re.compile(
    r"(?:[A-Za-z0-9_@-]{1,64}:\s*)?(?:<\?xml[^<>]*\?>\s*)?<(?:msg|sysmsg|voipmsg|appmsg)\b"
)
_CHILD: Final = re.compile(r"<(img|voicemsg|videomsg|emoji|location|appmsg|sysmsg|voip\w*|\w+)\b")
_TITLE: Final = re.compile(r"<title>(?:<!\[CDATA\[)?([^<>\]]*)")
_REPLY: Final = re.compile(r"<type>57</type>")
"""In WeChat a reply to a message that it quotes: its title is what is said."""
_DEEPEST: Final = 5
_LONGEST: Final = 200_000
_MOST_KINDS: Final = 5
_LINK: Final = re.compile(r"\s*(?:https?:)?//\S+\s*")


class MessageContent(NamedTuple):
    """What such a message is."""

    text: str
    kind: str = ""
    """What it is where nobody says its text, such as ``image``; empty where it is speech."""


def read_written(text: str) -> MessageContent | None:
    """Return what the message ``text`` is where it is JSON or XML; else ``None``."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    if bare.startswith(("{", "[")):
        return _from_json(bare)
    return _from_xml(bare) if bare.endswith(">") and _XML.match(bare) else None


def messages_left(kinds: Counter[str], origin: Origin) -> Problem:
    """Return a warning of messages of ``kinds`` that are no turns, with the number of each."""
    names = ", ".join(sorted(kinds)[:_MOST_KINDS])
    count = sum(kinds.values())
    message = Text(
        f"有 {count} 条消息不是双方的文字（{names}），没有读成话轮。",
        f"{count} messages are no text of either side ({names}) and became no turns.",
    )
    return origin.problem("messages-left", message)


def _from_json(text: str) -> MessageContent | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = "\n".join(_texts_in(value, 0))
    if isinstance(value, list) or not value:
        return MessageContent(found) if found else None
    kind = next((word for key in _KINDS if isinstance(word := value.get(key), str)), "")
    found = found or _content(value, 0)
    if found and not _LINK.fullmatch(found) and not _UNSAID.search(kind):
        return MessageContent(found)
    return MessageContent("" if _LINK.fullmatch(found) else found, kind or _kind_of(value))


def _texts_in(value: Any, depth: int) -> Iterator[str]:
    """Yield the texts of ``value`` that stand under a key of that name."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _texts_in(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "text" and isinstance(item, str):
                yield item
            else:
                yield from _texts_in(item, depth + 1)


def _content(value: Mapping[str, Any], depth: int) -> str:
    """Return what stands under the key that is named as what is said is, here or deeper."""
    keys = list(value)
    index = find_columns(keys, {}).get("text")
    found = None if index is None else value[keys[index]]
    if isinstance(found, str):
        return found
    inner = [item for item in value.values() if isinstance(item, dict)]
    return next(
        (text for item in inner if depth < _DEEPEST and (text := _content(item, depth + 1))), ""
    )


def _kind_of(value: Mapping[str, Any]) -> str:
    names = " ".join(value).casefold()
    words = (
        f"{names} {str(value.get('name', '')).casefold()} {str(value.get('url', '')).casefold()}"
    )
    if re.search(r"\.(?:jpe?g|png|gif|webp)\b", words):
        return "image"
    return next((kind for pattern, kind in _KEYS if pattern.search(names)), "file")


def _from_xml(text: str) -> MessageContent:
    title = _TITLE.search(text)
    said = title[1].strip() if title else ""
    if said and _REPLY.search(text):
        return MessageContent(said)
    start = text.find("<msg")
    child = _CHILD.search(text, start + 4 if start >= 0 else 0)
    return MessageContent(said, child[1] if child else "xml")
