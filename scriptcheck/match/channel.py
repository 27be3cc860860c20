"""By what channel a call was held: by telephone or in writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.load.call_data.channel_words import channel_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.call import Turn

CHAT: Final = "chat"

_THING: Final = (
    r"(?:(?:动画|动态|自定义|系统)?表情|图片|照片|视频|文件|链接|位置|名片|红包|小程序|聊天记录|"
    r"订单|商品|image|photo|picture|sticker|emoji|video|file|link)(?:消息|卡片)?"
)
_WHICH: Final = (
    r"(?:[0-9]{1,6}|[:：][^\]】>)）\n]{1,200}|[\w.-]{1,60}\.[a-z0-9]{2,5}|https?://[^\]】>)）\s]+)"
)
_WHOSE: Final = (
    r"(?:对方|你|您|[\"“「『'‘][^\"”」』'’\n]{1,24}[\"”」』'’]|[a-z0-9_.*·-]{2,24}"
    r"|(?:(?![我你您他她它咱这那某谁刚才已又就把是])[\u3400-\u9fff·*]){2,4})"
)
_BRACKETS: Final = frozenset("[【<(（")
_WITHDRAWN: Final = "撤回"
"""A message that says nothing begins with a bracket, or says that it was withdrawn."""
_NO_SPEECH: Final = lazy_pattern(
    rf"\s*(?:[\[【<(（]\s*{_THING}\s*{_WHICH}?\s*[\]】>)）]\s*(?:https?://\S+\s*)?)+"
    rf"|\s*[\[【(（]?(?:{_WHOSE}\s*撤回了?一条消息|[该此]?条?消息已被?{_WHOSE}?撤回)"
    r"[\]】)）]?(?:\s*重新编辑)?\s*",
    re.IGNORECASE,
)
"""A message that says nothing: a picture or the like alone, or one that was withdrawn.

A program says of whom: a name of two to four characters or in quotation marks, ``对方`` or ``你``.
People who speak of it use other words before, such as ``我刚才``. What people write into brackets
of a telephone call, such as ``（订单号听不清）``, is neither.
"""


def is_no_speech(text: str) -> bool:
    """Return whether ``text`` stands for a message without words, such as ``[图片]``."""
    # Most turns show so much sooner that they are none.
    if text.lstrip()[:1] not in _BRACKETS and _WITHDRAWN not in text:
        return False
    return _NO_SPEECH.fullmatch(text) is not None


def channel_of(meta: Mapping[str, Any], turns: Iterable[Turn]) -> str | None:
    """Return the channel: as the call data says, else ``chat`` where the turns show that.

    The words of exports are understood, such as ``电话``; others say nothing. Only typed messages
    can be pictures, or withdrawn; where nothing shows it, there is ``None``.
    """
    channel = channel_named(meta.get("channel"))
    if channel is not None:
        return channel
    return CHAT if any(is_no_speech(turn.text) for turn in turns) else None
