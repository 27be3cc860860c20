"""Why a rule was not judged, or how a call fails it, as codes with their words."""

from __future__ import annotations

from typing import Final

from scriptcheck.language import CodedText


class VerdictReason(CodedText):
    """The reasons that verdicts give, as reports have them under ``reason``."""

    NO_OCCASION = "no-occasion", "没有出现适用的情形。", "The occasion did not arise."
    OTHER_CHANNEL = (
        "other-channel",
        "规则不适用于这种渠道（电话或文字）。",
        "The rule is not about this channel (telephone or chat).",
    )
    NOT_IN_FORCE = (
        "not-in-force",
        "通话那天规则还没有生效，或已经失效。",
        "The rule was not in force on the day of the call.",
    )
    TOO_LITTLE_SAID = (
        "too-little-said",
        "整通电话说的话太少，不足以评判。",
        "Too little was said in the call for it to be judged.",
    )
    FOR_PEOPLE = (
        "for-people",
        "这一项由人评定，还没有评。",
        "People judge this item, and nobody has yet.",
    )
    EXCEPTED = (
        "excepted",
        "这通电话属于例外情形。",
        "The call is one of the rule's exceptions.",
    )
    GARBLED = (
        "garbled",
        "通话的文字是乱码，读不出来。",
        "The text of the call is garbled and cannot be read.",
    )
    NOT_CHINESE = "not-chinese", "通话不是中文的。", "The call is not in Chinese."
    DIALECT = (
        "dialect",
        "整通电话说的是方言。",
        "The whole call is in a dialect.",
    )
    NO_AGENT_TURNS = (
        "no-agent-turns",
        "通话记录里没有客服的话。",
        "The agent says nothing in the transcript.",
    )
    UNKNOWN_SPEAKERS = (
        "unknown-speakers",
        "通话记录没有区分说话人。",
        "The transcript does not say who speaks.",
    )
    UNKNOWN_SPEAKER = "unknown-speaker", "分不清是谁说的。", "It is not known who said it."
    POSSIBLE = (
        "possible",
        "可能说过，说法不在词库里，请人看。",
        "It may have been said in words that no phrase has: for a person to look at.",
    )
    DOUBTED = (
        "doubted",
        "用词对得上，学得的模型看却不像，请人看。",
        "The words match, but a learned model doubts it: for a person to look at.",
    )
    NO_TIMES = "no-times", "通话记录没有时间信息。", "The transcript has no times."
    TIMES_INCOMPLETE = (
        "times-incomplete",
        "有的话轮没有可用的开始或结束时间。",
        "Some turns have no start or end that can be right.",
    )
    TOO_LITTLE_SPEECH = (
        "too-little-speech",
        "说的话太少，量不出来。",
        "Too little is said for it to be measured.",
    )
    NOT_SHOWN = "not-shown", "通话里看不出这项量度。", "The call does not show the metric."
    NO_CALL_DATA = (
        "no-call-data",
        "缺少判断所需的通话数据。",
        "The call data needed is missing.",
    )
    CUT_OPENING = (
        "cut-opening",
        "转写缺了通话的开头。",
        "The transcript lacks the start of the call.",
    )
    CUT_ENDING = "cut-ending", "转写缺了通话的结尾。", "The transcript lacks the end of the call."
    NO_START_TIME = (
        "no-start-time",
        "有的通话没有可用的开始时间。",
        "A call of the case has no usable start time.",
    )
    NOT_YET_DUE = (
        "not-yet-due",
        "到已有通话为止，时限还没有到。",
        "It is not due yet as far as the calls go.",
    )
    NOT_FOLLOWED = (
        "not-followed",
        "之后没有应有的通话。",
        "The call that had to follow did not come.",
    )
    TOO_LATE = "too-late", "之后的通话来得太晚。", "The call that had to follow came too late."
    MASKED = "masked", "有关的号码被遮盖了。", "What matters is masked."
    STEP_MISSING = "step-missing", "缺少步骤。", "A step is missing."
    OUT_OF_ORDER = "out-of-order", "步骤的先后不对。", "The steps are out of order."
    RESTATED_WRONGLY = (
        "restated-wrongly",
        "复述的和客户说的不一样。",
        "What was said back differs from what the customer gave.",
    )
    RESTATED_IN_PART = (
        "restated-in-part",
        "复述的只是客户说的一部分，请人看。",
        "Only a part of what the customer gave was said back: for a person to look at.",
    )
    NOT_RESTATED = (
        "not-restated",
        "客户报出的信息没有复述。",
        "What the customer gave was not said back.",
    )
    TAKEN_BACK = (
        "taken-back",
        "客服随后收回了这话，或为它道了歉。",
        "The agent took it back or apologised for it afterwards.",
    )
    PUT_RIGHT = (
        "put-right",
        "客服后来补救了，请人看。",
        "The agent put it right later in the call: for a person to look at.",
    )
    NOT_CONFIRMED = (
        "not-confirmed",
        "复述没有得到客户确认。",
        "The customer did not confirm what was said back.",
    )


LEFT_OPEN: Final = frozenset((VerdictReason.TAKEN_BACK, VerdictReason.PUT_RIGHT))
"""Reasons of verdicts whose fault was found, and the agent took it back or put it right."""
