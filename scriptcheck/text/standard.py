"""Words that dialects write otherwise, as Mandarin writes them, of the same length.

Agents of many regions speak Mandarin with their own small words (侬, 恁, 唔, 晓得), and recognisers
write them down. Templates and models need to know only one form. What Mandarin itself writes is
left alone: 步伐 and 关系 keep their characters.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re

CHARACTERS: Final = MappingProxyType(
    {
        "侬": "你",
        "俺": "我",
        "佢": "他",
        "哋": "们",
        "冇": "没",
        "嘅": "的",
        "咗": "了",
        "喺": "在",
        "畀": "给",
        "俾": "给",
        "睇": "看",
        "嚟": "来",
        "揾": "找",
        "啲": "些",
        "咁": "这",
        "啱": "对",
        "勿": "不",
    }
)
"""Characters that only dialects use for these words."""

WORDS: Final = MappingProxyType(
    {
        "晓得": "知道",
        "啥子": "什么",
        "咋个": "怎么",
        "莫得": "没得",
        "莫法": "没法",
        "唔该": "多谢",
        "唔使": "不用",
        "点样": "怎样",
        "点解": "为啥",
        "乜嘢": "什么",
        "边个": "哪个",
        "边度": "哪里",
        "嗰个": "那个",
        "而家": "现在",
        "依家": "现在",
        "听日": "明天",
        "辰光": "时候",
        "搞掂": "搞定",
    }
)
"""Words whose characters mean something else by themselves."""

_IN_CONTEXT: Final = (
    (r"恁(?![么地])", "你"),
    (r"阿拉(?![伯善斯丁木山])", "我们"),
    (r"(?<![步砍征杀讨攻挞])伐(?![木区])", "吗"),
    (r"唔(?=[使好系得到住会想知通准掂啱同识明可要算理关够敢能记清见行是用担紧])", "不"),
    (r"(?<=[我你佢他她哋们唔真就只仲亦乜])系(?![统列数别主里])", "是"),
    (r"莫(?=[要急慌怕来去说讲搞闹缠挂吵哭问想担着再打跟管乱催])", "别"),
)
"""Expressions for characters that Mandarin has as well, or that are filler sounds."""

_RARE: Final = frozenset("晓啥咋莫唔恁伐乜嗰阿辰掂") | frozenset(CHARACTERS)
"""Characters without any of which nothing is sought."""

_PATTERN: Final = lazy_pattern(
    "|".join(
        [
            *WORDS,
            f"[{''.join(CHARACTERS)}]",
            *(f"(?P<_{number}>{each})" for number, (each, _) in enumerate(_IN_CONTEXT)),
        ]
    )
)


def standard(text: str) -> str:
    """Return simplified ``text`` with the words of dialects as Mandarin has them.

    It has the same length, so that offsets hold.
    """
    if _RARE.isdisjoint(text):
        return text
    return _PATTERN.sub(_standard_form, text)


def is_rare(char: str) -> bool:
    """Return whether ``char`` may be part of a word that only dialects have."""
    return char in _RARE


def _standard_form(match: re.Match[str]) -> str:
    if match.lastgroup is not None:
        return _IN_CONTEXT[int(match.lastgroup[1:])][1]
    word = match.group()
    return WORDS.get(word) or CHARACTERS[word]
