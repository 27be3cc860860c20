"""Questions for a name, and turns that answer them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.name_leads import PARTIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Turn

_ASKED: Final = re.compile(
    rf"(?:{PARTIES})的?(?:是谁|是哪位|叫什么|是哪一位)|贵姓|尊姓|怎么称呼|如何称呼|怎样称呼|[您你]?(?:是)?哪(?:一)?位(?:先生|女士)?(?:[啊呀呢？?，,。]|$)|[您你]是谁|[您你]是[?？]?$|姓什么|叫什么|(?:您|你|机主|户主|联系人)的?(?:名字|姓名|全名)|姓名是|姓名(?:呢|吗|$)|"
    r"哪几个字|哪个字|哪两个字|姓名(?:和|、|及|跟|以及)|"
    r"(?:姓名|名字|全名|英文名|名)(?:请|麻烦[您你]?)?(?:报|说|提供|留|讲|念|拼)(?:一?下|给我|一遍|$)|"
    r"(?:报|说|留|写)(?:一?下|一?个)(?:姓名|名字|全名)|"
    rf"(?:{PARTIES})的?(?:姓名|名字)|"
    r"(?:报|提供|说|留|登记|核对|告诉)(?:我|一下|下|个|您|你|的|客户|本人|真实){0,3}(?:姓名|名字|全名)"
)
_LONGEST: Final = 16
"""Characters of an answer at most, besides such a number."""
NUMBER_BESIDE: Final = re.compile(
    r"[，,、;；\s]*(?:(?:我的?)?(?:电话|手机|号码|手机号|联系方式)(?:号码?)?(?:是|就是)?[，,：:]?)?"
    r"[0-9０-９幺零〇一二三四五六七八九两\-\s]{7,30}"
)
"""A number that follows a name in one answer: 王丽娟，13800001234."""

_REST: Final = re.compile(
    r"(?:^|[，,。\s那您你的])(?:名字?|全名|全称)(?:呢|是|叫|[?？]|$)|(?:^|[，,。\s那您你的叫])名字?(?:叫|是)什么"
    r"|后面?(?:那)?[两一二2]?个?字|叫什么名"
)
"""Asks for the rest of a name of which the surname was said."""


def asks_for_the_rest(turn: Turn, surname: str) -> bool:
    """Return whether ``turn`` asks for the given name of somebody with a ``surname``: 李什么."""
    return _REST.search(turn.text) is not None or f"{surname}什么" in turn.text


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
