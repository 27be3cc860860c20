"""The words by which exports name the channel of a call."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

CHANNELS: Final = MappingProxyType(
    {
        **dict.fromkeys(("phone", "voice", "call", "telephone", "电话", "语音", "热线"), "phone"),
        **dict.fromkeys(
            ("chat", "text", "im", "online", "webchat", "在线", "文字", "在线客服", "聊天"), "chat"
        ),
    }
)


def channel_named(word: object) -> str | None:
    """Return the channel that ``word`` names, ``phone`` or ``chat``; ``None`` where it is none."""
    return CHANNELS.get(word.strip().casefold()) if isinstance(word, str) else None
