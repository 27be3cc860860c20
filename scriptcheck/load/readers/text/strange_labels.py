"""Heads of lines that look like labels, though no speaker is known to be called so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.load.columns import is_call_data
from scriptcheck.load.readers.text.marks import without_list_mark
from scriptcheck.load.readers.text.saying import leads_to_speech
from scriptcheck.load.roles.label_words import LABEL_WORDS, SIMPLIFIED, in_any_writing
from scriptcheck.load.roles.labels import plain_width, read_misclosed
from scriptcheck.load.times.stamps import skip_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

MISCLOSINGS: Final = ";,.。、"
"""What may stand after the word of a role in place of a colon, in plain width."""
SEMICOLON: Final = ";"
"""The one of them that nothing that is said has after such a word."""
_OPENING: Final = "[“”‘’\"'「『《〈<{\\[(【〔〖]"
_CLOSING: Final = "[“”‘’\"'」』》〉>}\\])】〕〗]"
_AROUND: Final = "“”\"'「」『』【】[]<>()（） "
_COLON: Final = r"[^\S\t]*(?:(?<!\d):(?!//)|:(?![\d/])|>{1,2}(?=\s))"
"""What closes a label; 10:30 and https:// have none."""
_ROLES: Final = tuple(word for word in LABEL_WORDS if not word.isascii())
_ROLE: Final = "|".join(map(in_any_writing, sorted(_ROLES, key=len, reverse=True)))
_HEAD: Final = re.compile(
    rf"(\w[\w ]{{0,7}}){_COLON}"
    rf"|(\w[\w ·.]{{0,11}}{_OPENING}[^:：\n]{{1,16}}{_CLOSING}){_COLON}"
    rf"|({_OPENING}[^\S\t]?\w[\w ·.#-]{{0,15}}{_CLOSING}\w{{0,8}}){_COLON}"
    rf"|(?=\w{{0,14}}(?:{_ROLE}))(\w[\w ]{{8,15}}){_COLON}"
    rf"|([A-Za-z][A-Za-z0-9 .'_-]{{0,23}}){_COLON}"
)
_ENCLOSED: Final = re.compile(r"[【〔〖]\s?(\w[\w ·-]{0,11})\s?[】〕〗]|^\[(\w[\w ·-]{0,11})\]")
_SOUND: Final = re.compile(
    r".{0,4}(?:声|音|音乐|静音|停顿|沉默|无声|空白|笑|哭|咳嗽|叹气|听不清|未识别|省略"
    r"|表情|图片|语音|视频|文件|链接)"
)
"""What brackets hold that is a sound or a file, no speaker: 【笑】, 【音乐】, 【图片】."""
_SAID: Final = tuple("说讲问道答說講問")
_FIELD: Final = re.compile(
    r".*(?:号|號|码|碼|名|名称|名稱|电话|電話|手机|类型|類型|时间|時間|时长|日期|方向|渠道|地址"
    r"|主题|主題|标题|標題|事由|原因|问题|問題|诉求|内容|內容|描述|说明|备注|備註|摘要|小结|总结"
    r"|关键词|结果|状态|级别|等级|来源|记录|评价|满意度|部门|班组|技能组"
    r"|\b(?:id|no|notes?|subject|title|summary|topic|description|reason|date|time|name|type))",
    re.IGNORECASE,
)
"""What a line about the call begins with: 工号, 通话时间, 客户姓名, 备注."""
_PARTY: Final = re.compile(
    r".*(?:商户|商戶|商家|门店|門店|店铺|店鋪|公司|企业|企業|单位|單位|机构|機構|组织|組織|项目|項目"
    r"|品牌|产品|產品|业务|業務|场景|場景|任务|任務|活动|活動|队列|隊列|线路|線路|城市|地区|地區|区域|區域"
    r"|标签|標籤|类别|類別|分类|分類|租户|租戶|\b(?:merchant|company|brand|stores?|shop|queue|team|tenant))",
    re.IGNORECASE,
)
"""What a line names that is no person, whatever the name of it is made of: 商户：我爱我家."""
_ADDRESSING: Final = re.compile(
    r"\s*(?:喂|哎|嗯|好的|欢迎|歡迎|请|請|(?:早上|上午|中午|下午|晚上)好|hello\b|hi\b|good\b|thank)"
    r"|.*(?:[您你吗嗎呢]|[?？]$|\byour?\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody says to another, and no name is."""
_SPOKEN: Final = re.compile(
    r"\s*(?:喂|哎|嗯|好的|欢迎|歡迎|请|請|(?:早上|上午|中午|下午|晚上)好|hello\b|hi\b|good\b|thank)"
    r"|.*(?:[您你我咱吗嗎呢]|[?？]$|\b(?:you|your|my|i|i'm)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody says, and no value of call data."""


def strange_head(text: str) -> str:
    """Return what begins ``text`` as a label does, without its colon; else nothing.

    Quotation marks and brackets of a label are part of it. What leads to what somebody said or
    wrote (他说：…) is no label, but 客户说：… may be one.
    """
    found = _HEAD.match(plain_width(text))
    if found is None:
        return ""
    head = text[: found.end(found.lastindex or 0)].strip()
    if head.isdecimal() or (leads_to_speech(head) and not _is_role_speaking(head)):
        return ""
    return head


def misclosed_head(text: str) -> str:
    """Return the word of a role and one of ``MISCLOSINGS`` that begin ``text``, or nothing.

    客户；我… may be a label whose colon is mistyped.
    """
    plain = plain_width(text)
    plain = without_list_mark(plain) or plain
    start = skip_blanks(plain, 0)
    found = read_misclosed(plain, start, MISCLOSINGS)
    return text[start : found[2]] if found is not None and text[found[2] :].strip() else ""


def strange_tags(text: str) -> Iterator[str]:
    """Yield what stands in brackets in ``text`` as labels do where these need no colon."""
    for found in _ENCLOSED.finditer(text):
        name = found[1] or found[2]
        if not name.isdecimal() and _SOUND.fullmatch(name) is None:
            yield found[0]


def names_field(words: str) -> bool:
    """Return whether ``words`` name something about a call: 工号, 通话时间, 客户姓名."""
    return _FIELD.fullmatch(words.strip(_AROUND)) is not None


def names_party(words: str) -> bool:
    """Return whether ``words`` name what is no person, such as a company or a task: 商户, 品牌."""
    return _PARTY.fullmatch(words.strip(_AROUND)) is not None or is_call_data(words)


def describes_call(text: str) -> bool:
    """Return whether ``text``, a name and a value before all turns, may be about the call.

    工号：8023 and 商户：我爱我家 are; 小王：您好，请讲 is what somebody says, whose name no table
    knows.
    """
    head = strange_head(text)
    if not head or names_field(head):
        return True
    value = plain_width(text)[len(head) :].lstrip(" :>")
    return (_ADDRESSING if names_party(head) else _SPOKEN).match(value) is None


def _is_role_speaking(head: str) -> bool:
    return head.translate(SIMPLIFIED).startswith(_ROLES) and head.endswith(_SAID)
