"""Why a rule was not judged, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scriptcheck.language import Text

NOT_CHINESE: Final = "not-chinese"

REASONS: Final = MappingProxyType(
    {
        "no-occasion": Text("没有出现适用的情形。", "The occasion did not arise."),
        "no-times": Text("通话记录没有时间信息。", "The transcript has no times."),
        "times-incomplete": Text(
            "有的话轮没有可用的开始或结束时间。",
            "Some turns have no start or end that can be right.",
        ),
        "too-little-speech": Text(
            "说的话太少，量不出来。", "Too little is said for it to be measured."
        ),
        "not-shown": Text("通话里看不出这项量度。", "The call does not show the metric."),
        "no-call-data": Text("缺少判断所需的通话数据。", "The call data needed is missing."),
        NOT_CHINESE: Text("通话不是中文的。", "The call is not in Chinese."),
        "unknown-speaker": Text("分不清是谁说的。", "It is not known who said it."),
        "unknown-speakers": Text(
            "通话记录没有区分说话人。", "The transcript does not tell who speaks."
        ),
        "no-agent-turns": Text(
            "通话记录里没有客服的话。", "The agent says nothing in the transcript."
        ),
        "cut-opening": Text("转写缺了通话的开头。", "The transcript lacks the start of the call."),
        "cut-ending": Text("转写缺了通话的结尾。", "The transcript lacks the end of the call."),
        "no-start-time": Text(
            "有的通话没有可用的开始时间。", "A call of the case has no usable start time."
        ),
        "not-yet-due": Text(
            "到已有通话为止，时限还没有到。", "It is not due yet as far as the calls go."
        ),
        "masked": Text("有关的号码被遮盖了。", "What matters is masked."),
        "step-missing": Text("缺少步骤。", "A step is missing."),
        "out-of-order": Text("步骤的先后不对。", "The steps are out of order."),
        "excepted": Text("这通电话属于例外情形。", "The call is one of the rule's exceptions."),
    }
)
