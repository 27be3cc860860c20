"""Questions for a name, and turns that answer them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Turn

_ASKED: Final = re.compile(
    r"(?:收件人|收货人|联系人|机主|户主|登记人|持卡人)的?(?:是谁|是哪位|叫什么|是哪一位)|贵姓|尊姓|怎么称呼|如何称呼|怎样称呼|[您你]?(?:是)?哪(?:一)?位(?:先生|女士)?(?:[啊呀呢？?，,。]|$)|[您你]是谁|姓什么|叫什么|(?:您|你|机主|户主|联系人)的?(?:名字|姓名|全名)|姓名是|姓名(?:呢|吗|$)|"
    r"哪几个字|哪个字|哪两个字|姓名(?:和|、|及|跟|以及)|"
    r"(?:收件人|收货人|联系人|机主|户主|登记人|持卡人)的?(?:姓名|名字)|"
    r"(?:报|提供|说|留|登记|核对|告诉)(?:我|一下|下|个|您|你|的|客户|本人|真实){0,3}(?:姓名|名字|全名)"
)
_LONGEST: Final = 16
"""Characters of an answer at most, besides such a number."""
NUMBER_BESIDE: Final = re.compile(
    r"[，,、;；\s]*(?:(?:我的?)?(?:电话|手机|号码|手机号|联系方式)(?:号码?)?(?:是|就是)?[，,：:]?)?"
    r"[0-9０-９幺零〇一二三四五六七八九两\-\s]{7,30}"
)
"""A number that follows a name in one answer: 王丽娟，13800001234."""


def asks_for_a_name(turn: Turn) -> bool:
    """Return whether ``turn`` asks for a name, or how it is written."""
    return _ASKED.search(turn.text) is not None


def answers_for_a_name(turns: Sequence[Turn], number: int) -> bool:
    """Return whether turn ``number`` of ``turns`` is a short answer to a question for a name."""
    text = turns[number].text
    if sum(map(str.isalnum, NUMBER_BESIDE.sub("", text))) > _LONGEST:
        return False
    before = [turn for turn in turns[max(0, number - 2) : number] if turn.speaker != "customer"]
    return any(map(asks_for_a_name, before))
