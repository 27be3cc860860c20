"""Which words name which speaker: one table for labelled text and for JSON."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.call import Speaker

_WORDS: Final[dict[Speaker, tuple[str, ...]]] = {
    Speaker.AGENT: (
        "客服",
        "客服员",
        "客服人员",
        "客服代表",
        "客服专员",
        "人工客服",
        "在线客服",
        "坐席",
        "坐席员",
        "坐席人员",
        "人工坐席",
        "座席",
        "座席员",
        "座席人员",
        "人工座席",
        "话务员",
        "接线员",
        "值机员",
        "接线人员",
        "服务人员",
        "服务员",
        "工作人员",
        "班长",
        "值班长",
        "值班经理",
        "客服主管",
        "客服经理",
        "投诉专员",
        "agent",
        "operator",
    ),
    Speaker.CUSTOMER: (
        "客户",
        "用户",
        "顾客",
        "客人",
        "来电人",
        "来电者",
        "来电客户",
        "来电",
        "机主",
        "市民",
        "消费者",
        "customer",
        "client",
        "caller",
        "user",
        "visitor",
        "访客",
    ),
    Speaker.SYSTEM: (
        "系统",
        "系统提示",
        "语音提示",
        "语音导航",
        "语音系统",
        "自动语音",
        "system",
        "ivr",
    ),
    Speaker.UNKNOWN: ("未知", "不明", "unknown"),
}

_PAIRS: Final = (
    "来來 系係繫 动動 务務 员員 专專 导導 户戶 机機 发發髮 统統 经經 线綫線 席蓆 号號 访訪 诉訴 "
    "话話 语語 说説說 讲講 费費 表錶 长長 电電 顾顧"
)
_WRITINGS: Final = {pair[0]: pair[1:] for pair in _PAIRS.split()}
"""Each character of a label with the traditional ones that are written for it."""

SIMPLIFIED: Final = str.maketrans(
    {other: char for char, others in _WRITINGS.items() for other in others}
)
"""The characters of labels in simplified writing, for ``str.translate``."""

LABEL_WORDS: Final = {word: speaker for speaker, words in _WORDS.items() for word in words}
"""Speaker by label word, in simplified characters; English words in lower case."""

LABEL_LETTERS: Final = {"a": Speaker.AGENT, "b": Speaker.CUSTOMER}
"""Speaker by single letter, which stands for a speaker only where nothing else does."""

STAFF_NUMBER: Final = ("工号",)
"""Words that name an agent only together with a number, as in 工号8023."""

ANONYMOUS: Final = ("说话人", "发言人", "讲话人", "speaker", "spk")
"""Words that, with a number or letter, label somebody whom nobody has named."""


def in_any_writing(word: str, between: str = "") -> str:
    """Return a regular expression of ``word`` in simplified and traditional characters.

    ``between`` is a pattern of what may stand between the characters.
    """
    return between.join(
        f"[{char}{_WRITINGS[char]}]" if char in _WRITINGS else re.escape(char) for char in word
    )
