"""Call data as people read it: what keys and their values are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.language import Lang

_TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "agent_id": Text("客服工号", "agent's id"),
        "agent_name": Text("客服姓名", "agent's name"),
        "company": Text("公司", "company"),
        "team": Text("班组", "team"),
        "queue": Text("队列", "queue"),
        "case_id": Text("工单号", "case"),
        "customer_id": Text("客户号", "customer"),
        "direction": Text("呼叫方向", "direction"),
        "channel": Text("渠道", "channel"),
        "start_time": Text("开始时间", "start"),
        "ring_count": Text("振铃声数", "rings"),
        "ring_ms": Text("振铃时长", "ringing time"),
        "hangup_by": Text("挂机方", "who hung up"),
        "dropped": Text("通话中断", "call dropped"),
        "improvement_filed": Text("已提改善", "improvement filed"),
        "opening_cut": Text("开头不全", "opening cut off"),
        "ending_cut": Text("结尾不全", "ending cut off"),
        "audio": Text("录音", "recording"),
        "speaker_labels": Text("说话人标号", "speaker labels"),
        "speakers_confidence": Text("说话人的把握", "confidence in the speakers"),
    }
)
_VALUES: Final[Mapping[object, Text]] = MappingProxyType(
    {
        "inbound": Text("呼入", "inbound"),
        "outbound": Text("呼出", "outbound"),
        "phone": Text("电话", "telephone"),
        "chat": Text("文字", "chat"),
        "agent": Text("客服", "agent"),
        "customer": Text("客户", "customer"),
        "system": Text("系统", "system"),
        "unknown": Text("未知", "unknown"),
        "True": Text("是", "yes"),
        "False": Text("否", "no"),
    }
)


def title_of(key: str, lang: Lang) -> str:
    """Return what the key of call data is called; keys of the user's own stand for themselves."""
    return _TITLES[key].to(lang) if key in _TITLES else key


def value_words(value: object, lang: Lang) -> str:
    """Return a value of call data in words."""
    text = str(value)
    return _VALUES[text].to(lang) if text in _VALUES else text


def values_words(written: str, between: str, lang: Lang) -> str:
    """Return several values that are ``written`` with ``between`` between them, in words."""
    return between.join(value_words(value, lang) for value in written.split(between))
