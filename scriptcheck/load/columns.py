"""What the columns of tables, and the keys of JSON turns, are called, in Chinese and English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scriptcheck.load.corrected_names import notes_correction, uncorrected
from scriptcheck.load.roles.labels import plain_width
from scriptcheck.load.times.moments import HOURS, MICROSECONDS, MILLISECONDS, MINUTES, SECONDS
from scriptcheck.text.simplify import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Within a field the surer names come first: a role says more than a channel, what was read out
# of a recording more than a title.
_NAMES: Final[dict[str, str]] = {
    "text": (
        "内容 文本 说话内容 对话内容 通话内容 会话内容 发言内容 聊天内容 通话文本 对话文本 "
        "文本内容 消息内容 消息文本 发送内容 文字 文字内容 转写内容 转写文本 转写结果 识别内容 "
        "识别文本 识别结果 "
        "转译文本 语句 句子 话术 对话 对话明细 通话明细 会话 text content transcript "
        "utterance sentence asrtext asrresult asrcontent words message msg onebest dialogue "
        "dialog dialogtext conversation allcontent utterances body "
        "strcontent bodytext speech phrase"
    ),
    "speaker": (
        "角色 说话人角色 说话人 发言人 讲话人 说话者 发言者 说话方 发话方 发言方 对话角色 "
        "身份 发送者类型 发送者角色 发送方类型 发送人类型 发送人角色 发言人类型 发言人角色 "
        "消息发送方 speaker role speakerrole participantrole "
        "speakertype speakername participanttype participant "
        "participantid party who identity 说话人编号 声道 声道编号 通道 音轨 channel "
        "channelid channelno mediachannel track speakerid spk speakerlabel channeltag rolenumber "
        "sender sendername fromname 发送方 发送人 发送者 sentby participantrawid from author"
    ),
    "start": (
        "开始时间 起始时间 开始 起始 开始时刻 句子开始时间 发言时间 说话时间 发送时间 消息时间 "
        "start starttime "
        "startms startsec begin begintime beginms offset startoffset 时间 时间点 time "
        "timestamp 时间戳 stime bg timeincallsecs secondsfromstart timestampms ts createdat "
        "createddatetime createdtime sentat strtime datecreated "
        "originalarrivaltime starttimestampusec "
        "beginoffsetmillis startoffsetms starttimemillis offsetms startat createtime "
        "originserverts "
        "received receivedat absolutetime "
        "beginoffset beginoffsetms startoffsetmillis offsetmillis offsetsec offsetseconds "
        "audiooffset"
    ),
    "end": (
        "结束时间 截止时间 结束 结束时刻 句子结束时间 end endtime endms endsec stop "
        "endoffset etime ed endoffsetmillis endoffsetms endtimemillis endat"
    ),
    "call_id": (
        "通话id 通话编号 通话号 通话流水号 通话标识 呼叫id 呼叫编号 呼叫流水号 录音id "
        "录音编号 录音流水号 会话id 会话编号 对话id 对话编号 流水号 记录编号 callid callno "
        "calluuid contactid conversationid sessionid dialogueid dialogid recordid recordingid "
        "sourceid uniqueid tid"
    ),
    "row_id": "id 编号 序号 uuid key no",
    "agent_id": (
        "工号 坐席工号 座席工号 客服工号 坐席编号 座席编号 客服编号 坐席id 座席id 客服id "
        "员工编号 客服账号 坐席账号 agentid agentno staffid staffno staffnumber employeeid"
    ),
    "agent_name": (
        "坐席姓名 座席姓名 客服姓名 坐席名称 座席名称 客服名称 坐席 座席 客服 话务员 接线员 "
        "员工姓名 agentname agent staffname"
    ),
    "company": "公司 公司名称 所属公司 品牌 品牌名称 company companyname brand brandname",
    "team": "班组 团队 小组 组别 部门 班组名称 团队名称 team teamname department dept",
    "queue": "技能组 技能组名称 队列 队列名称 热线 queue queuename skillgroup skillgroupname",
    "case_id": (
        "工单号 工单编号 工单id 案件编号 投诉编号 caseid caseno ticketid ticketno workorder"
    ),
    "customer_id": (
        "客户id 客户编号 客户号 用户id 用户编号 顾客账号 客户账号 访客账号 访客id customerid "
        "clientid userid memberid"
    ),
    "direction": (
        "呼叫方向 呼叫类型 通话类型 通话方向 呼入呼出 呼入/呼出 方向 direction calldirection"
    ),
    "channel": "渠道 服务渠道 接入渠道 媒体类型 mediatype",
    "start_time": (
        "通话时间 通话开始时间 会话开始时间 对话开始时间 咨询时间 来电时间 呼叫时间 拨打时间 "
        "录音时间 接听时间 通话日期 callstarttime calltime callstart callbegintime callbegin "
        "starteddate calldate "
        "startdatetime"
    ),
    "ring_count": "振铃次数 响铃次数 振铃声数 ringcount rings",
    "ring_ms": "振铃毫秒 ringms 振铃秒 ringseconds ringsec 振铃时长 响铃时长 ringduration ringtime",
    "hangup_by": "挂机方 挂断方 挂机人 hangupby hangup hangupside",
    "dropped": "掉线 是否掉线 断线 是否断线 dropped isdropped disconnected",
    "audio": (
        "录音地址 录音文件 录音文件名 录音url 录音 音频 音频地址 audio audiourl audiofile recordurl"
    ),
}
_DURATIONS: Final = frozenset(
    [
        "时长",
        "持续时间",
        "持续时长",
        "语音时长",
        "说话时长",
        "发言时长",
        "句子时长",
        "duration",
        "dur",
        "durationms",
        "durationsec",
        "durationsecs",
        "durationseconds",
        "durationmillis",
        "speechduration",
        "utteranceduration",
    ]
)
"""What says how long a turn lasts, where no column has its end."""
_SENT: Final = frozenset(
    [
        "发送时间",
        "消息时间",
        "发言时间",
        "sentat",
        "createdat",
        "createddatetime",
        "createdtime",
        "createtime",
        "datecreated",
    ]
)
"""What says when a message was sent: a moment, not how far a recording has come."""
FIELDS: Final = tuple(field for field in _NAMES if field != "row_id")
"""The fields that a column can hold: those of turns, the call's id, and known call data.

What is called ``id`` and no more may number calls or turns, and is nobody's to name.
"""

_FIELD_OF: Final = {
    name: (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}
_CORRECTED: Final = -1
"""The rank of names that say what was corrected: before all others."""
CALL_FIELDS: Final = tuple(
    field for field in FIELDS if field not in {"text", "speaker", "start", "end"}
)
"""The fields that speak of a call as a whole."""

_UNITS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
_SEPARATORS: Final = re.compile(r"[\s_\-./:]+")
_MILLISECONDS: Final = ("毫秒", "ms", "millis", "millisecond", "milliseconds")
_MICROSECONDS: Final = ("微秒", "usec", "micros", "microsecond", "microseconds")
_SECONDS: Final = ("秒", "sec", "secs", "second", "seconds")
_ENDINGS: Final = (
    (MICROSECONDS, _MICROSECONDS),
    (MILLISECONDS, _MILLISECONDS),
    (SECONDS, _SECONDS),
    (MINUTES, ("分钟", "minute", "minutes")),
    (HOURS, ("小时", "hour", "hours")),
)
_SHORT: Final = (
    dict.fromkeys(("us", "µs", "μs"), MICROSECONDS)
    | dict.fromkeys(("s", "秒钟"), SECONDS)
    | dict.fromkeys(("分", "m", "min", "mins"), MINUTES)
    | dict.fromkeys(("时", "h", "hr", "hrs"), HOURS)
)
"""Units that only brackets around them distinguish from the end of a word."""
_LEAD: Final = re.compile(r"(?:单位|unit|in)\s*[:：]?\s*")


def find_columns(names: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Return which of ``names``, a table's columns or an object's keys, holds each field.

    ``given`` is the user's word on it: a name by field, which has to be there to the letter but for
    blanks around it; fields that it names are not sought elsewhere.
    """
    found: dict[str, tuple[int, int]] = {}
    stripped = [name.strip() for name in names]
    taken = {stripped.index(name.strip()) for name in given.values() if name.strip() in stripped}
    for index, name in enumerate(stripped):
        field, rank = _known(name)
        if not field or index in taken or field in given:
            continue
        if field not in found or rank < found[field][0]:
            found[field] = (rank, index)
    columns = {field: index for field, (_, index) in found.items()}
    said = {
        field: stripped.index(name.strip())
        for field, name in given.items()
        if name.strip() in stripped
    }
    return columns | said


def call_field(name: str) -> str | None:
    """Return the field of a call that ``name`` stands for where no turns are spoken of.

    There 开始时间 is when the call began, and what numbers anything numbers calls.
    """
    field, _ = _known(name)
    field = {"start": "start_time", "row_id": "call_id"}.get(field, field)
    return field if field in CALL_FIELDS else None


def find_call_columns(names: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Return which of ``names`` holds each field of a call, where no turns are spoken of.

    ``given`` is the user's word on it, as for ``find_columns``.
    """
    found = find_columns(names, given)
    for instead, field in (("start", "start_time"), ("row_id", "call_id")):
        if instead in found and field not in given:
            found.setdefault(field, found[instead])
    return {field: index for field, index in found.items() if field in CALL_FIELDS}


def text_columns(names: Sequence[str]) -> list[int]:
    """Return which of ``names`` say that they hold what is said, the surest first."""
    ranked = ((_known(name), index) for index, name in enumerate(names))
    return [
        index for _, index in sorted((r, index) for (field, r), index in ranked if field == "text")
    ]


def is_corrected(name: str) -> bool:
    """Return whether ``name`` says that it holds what is said as somebody corrected it."""
    return _known(name) == ("text", _CORRECTED)


def may_be_corrected(name: str) -> bool:
    """Return whether ``name`` speaks of a correction alone, such as 人工校对.

    The column may hold as well who did it, or whether.
    """
    return uncorrected(_plain(name)) == ""


def is_duration(name: str) -> bool:
    """Return whether ``name`` is that of a column or key that says how long a turn lasts."""
    return _plain(name) in _DURATIONS


def is_time_sent(name: str) -> bool:
    """Return whether the column ``name`` says when messages were sent, and in no unit."""
    return _plain(name) in _SENT and unit_named(name) is None


def unit_named(name: str) -> float | None:
    """Return how many milliseconds one is in the column ``name``, if its name says so."""
    plain = plain_width(name).strip().casefold()
    unit = _UNITS.search(plain)
    said = _LEAD.sub("", unit[1].strip(), count=1) if unit else plain
    if unit and said in _SHORT:
        return _SHORT[said]
    return next((ms for ms, endings in _ENDINGS if said.endswith(endings)), None)


def has_unknown_unit(name: str) -> bool:
    """Return whether the column ``name`` has brackets behind it that hold no unit known here."""
    unit = _UNITS.search(plain_width(name).strip())
    return unit is not None and unit_named(name) is None


def name_key(name: str) -> str:
    """Return what the column ``name`` has in common with others of one name.

    Of names of fields it is what they are known by, of others all that is written.
    """
    plain = _plain(name)
    return plain if plain in _FIELD_OF else name.strip()


def is_call_data(name: str) -> bool:
    """Return whether the column ``name`` is known to hold call data, other than the call's id."""
    field, _ = _known(name)
    return field in CALL_FIELDS and field != "call_id"


def known_names() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield each field with what its columns may be called, for the documentation."""
    for field, names in _NAMES.items():
        yield field, tuple(names.split())


@lru_cache(maxsize=4096)
def _known(name: str) -> tuple[str, int]:
    """Return the field that ``name`` stands for and how far from sure that is; else no field.

    What somebody corrected is surer than what was recognised.
    """
    plain = _plain(name)
    field, rank = _FIELD_OF.get(plain, ("", 0))
    if field:
        is_better = field == "text" and notes_correction(plain_width(name).strip().casefold())
        return (field, _CORRECTED if is_better else rank)
    base = uncorrected(plain)
    is_text = base is not None and _FIELD_OF.get(base, ("", 0))[0] == "text"
    return ("text", _CORRECTED) if is_text else ("", 0)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """Return ``name`` without case, blanks, separators and units, in simplified characters."""
    bare = _UNITS.sub("", plain_width(name).strip())
    plain = _SEPARATORS.sub("", bare).casefold()
    return plain if plain.isascii() else simplify(plain)
