"""The words by which exports name the channel of a call."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scriptcheck.text.simplify import simplify

_PHONE: Final = (
    "phone voice call telephone tel hotline audio 电话 语音 热线 电话热线 热线电话 电话客服 "
    "电话渠道 语音通话 语音电话 客服热线 人工热线 呼叫中心"
)
_CHAT: Final = (
    "chat text im online webchat livechat web app sms wechat weixin 在线 文字 在线客服 聊天 文本 "
    "在线聊天 在线咨询 在线渠道 文字客服 网页 网页客服 网站 即时通讯 微信 微信客服 "
    "微信公众号 公众号 企业微信 企微 小程序 微信小程序 qq 旺旺 千牛 短信"
)
CHANNELS: Final = MappingProxyType(
    dict.fromkeys(_PHONE.split(), "phone") | dict.fromkeys(_CHAT.split(), "chat")
)
"""By word, in small letters, the channel: ``phone`` or ``chat``, where people type."""


def channel_named(word: object) -> str | None:
    """Return the channel that ``word`` names, ``phone`` or ``chat``; ``None`` where it is none."""
    if not isinstance(word, str):
        return None
    plain = word.strip().casefold()
    return CHANNELS.get(plain if plain.isascii() else simplify(plain))
