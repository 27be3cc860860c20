"""By what channel a call was held: by telephone or in writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.call import Turn

CHAT: Final = "chat"
PHONE: Final = "phone"

_NO_SPEECH: Final = re.compile(
    r"\s*(?:[\[【<(（]\s*(?:图片|表情|动画表情|文件|链接|位置|名片|红包|小程序|聊天记录|订单|商品|"
    r"image|photo|picture|sticker|file)[^\]】>)）\n]{0,20}[\]】>)）]\s*)+"
    r"|.{0,24}撤回了?一条消息.{0,8}",
    re.IGNORECASE,
)
"""A message that says nothing: a picture or the like alone, or one that was withdrawn."""


def is_no_speech(text: str) -> bool:
    """Return whether ``text`` stands for a message without words, such as ``[图片]``."""
    return _NO_SPEECH.fullmatch(text) is not None


def channel_of(meta: Mapping[str, Any], turns: Iterable[Turn]) -> str | None:
    """Return the channel: as the call data says, else ``chat`` where the turns show that.

    Only typed messages can be pictures, or withdrawn; where nothing shows it, there is ``None``.
    """
    channel = meta.get("channel")
    if isinstance(channel, str):
        return channel
    return CHAT if any(is_no_speech(turn.text) for turn in turns) else None
