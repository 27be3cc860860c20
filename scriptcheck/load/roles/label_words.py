"""Which words name which speaker: one table for labelled text and for JSON."""

from __future__ import annotations

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
        "客服員",
        "客服人員",
        "客服專員",
        "話務員",
        "接線員",
        "接線人員",
        "服務人員",
        "服務員",
        "工作人員",
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
        "訪客",
        "客戶",
        "用戶",
        "顧客",
        "來電人",
        "來電者",
        "來電客戶",
        "來電",
        "機主",
        "消費者",
    ),
    Speaker.SYSTEM: (
        "系统",
        "系统提示",
        "语音提示",
        "语音导航",
        "自动语音",
        "system",
        "ivr",
        "系統",
        "系統提示",
        "語音提示",
        "語音導航",
        "自動語音",
    ),
    Speaker.UNKNOWN: ("未知", "不明", "unknown"),
}

LABEL_WORDS: Final = {word: speaker for speaker, words in _WORDS.items() for word in words}
"""Speaker by label word; English words in lower case."""

LABEL_LETTERS: Final = {"a": Speaker.AGENT, "b": Speaker.CUSTOMER}
"""Speaker by single letter, which stands for a speaker only where nothing else does."""

STAFF_NUMBER: Final = ("工号", "工號")
"""Words that name an agent only together with a number, as in 工号8023."""

ANONYMOUS: Final = ("说话人", "發言人", "发言人", "讲话人", "講話人", "說話人", "speaker", "spk")
"""Words that, with a number or letter, label somebody whom nobody has named."""
