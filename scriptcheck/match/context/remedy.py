"""Whether what an agent offers is a remedy for what the agent could not do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker

if TYPE_CHECKING:
    from typing import Protocol

    from scriptcheck.call import Turns
    from scriptcheck.match.intervals import Interval

    class CallInTurns(Protocol):
        """A call, with its turns in simplified characters."""

        call: Turns

        def simplified(self, turn: int) -> str:
            """Return the text of ``turn`` in simplified characters."""


_ASKS_FOR_WAY: Final = re.compile(
    "怎么办|咋办|怎么弄|咋弄|咋整|怎么处理|怎么解决|办法|想想|帮我|给我|替我|你去|问问|能不能|可不可以|行不行|总得"
    "|[谁哪][个]?[能管会]|找谁|找哪个|那.{0,3}[往去上到]哪|那.{0,8}不[行成]吗|凭什么|凭啥|为什么|为啥|咋不|那.{0,6}(?:怎么|咋)"
    "|那(?:[今明后]天|今晚|[上中下]午|早上|晚上|[周星礼](?:期|拜)?[一二三四五六日天末]|下[周个]|改天).{0,4}呢"
)
"""What a customer says who still wants the same."""

_ASKS: Final = re.compile(
    "[吗呢]|几[点号时]|[要得是有][几]|(?<![呀啊吧呗啦哦])[?？]|多少|什么|哪|怎么|多久|多大"
)
"""What a customer says who asks something; 那要跑到市里去呀？, 就差几天啊 take up the refusal."""

_PROTESTS: Final = re.compile(
    "白[说来跑等扣交付花搭买打做弄忙]|抢钱|坑人|骗人|欺负人|讲不讲理|什么道理|不?等于|难道|岂|那不|什么意思|谁做主|谁负责"
    "|^那(?:你们?|我们?|咱)?(?:就|还|总|一直)"
)
"""What a customer says who asks nothing, but does not accept the refusal."""

_SHARED: Final = 2
"""Characters in a row that a remedy shares with the refusal or the request, to be of its matter."""

_COMMON: Final = re.compile(
    "[您你我的了是不这那个们边]|给|帮|为|没|有|办法|可以|什么|现在|一下|预计|安排|尽快|马上"
)


def is_remedy(candidate: Interval, offer: Interval, call: CallInTurns) -> bool:
    """Return whether ``offer`` is a remedy for ``candidate``, by place and by matter.

    In the same turn it is, before or after. In a later one it is, unless the customer has asked
    something else meanwhile and it answers that.
    """
    if offer.turn == candidate.turn:
        # 不是我，我来帮您: a character may belong to both.
        after = offer.start >= candidate.end - _SHARED and offer.end > candidate.end + _SHARED
        return after or offer.end <= candidate.start
    between = [
        turn
        for turn in range(candidate.turn + 1, offer.turn)
        if call.call.turns[turn].speaker is Speaker.CUSTOMER
    ]
    if not between:
        return True
    asked = call.simplified(between[-1])
    if not _ASKS.search(asked) or _ASKS_FOR_WAY.search(asked) or _PROTESTS.search(asked):
        return True
    refused = call.simplified(candidate.turn)
    return _shares(refused, call.simplified(offer.turn)) or _shares(refused, asked)


def _shares(one: str, other: str) -> bool:
    """Return whether a word of what is meant stands in both."""
    return not _pairs(one).isdisjoint(_pairs(other))


def _pairs(text: str) -> set[str]:
    plain = _COMMON.sub(" ", text)
    return {
        plain[at : at + _SHARED]
        for at in range(len(plain) - 1)
        if plain[at : at + _SHARED].isalnum()
    }
