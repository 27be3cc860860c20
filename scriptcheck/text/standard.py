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

_CANTONESE: Final = MappingProxyType(
    {
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
    }
)

CHARACTERS: Final = MappingProxyType(
    {"侬": "你", "倷": "你", "汝": "你", "俺": "我", "嫑": "别", "勿": "不", **_CANTONESE}
)
"""Characters that only dialects use for these words."""

WORDS: Final = MappingProxyType(
    {
        "晓得": "知道",
        "晓不得": "不知道",
        "啥子": "什么",
        "咋个": "怎么",
        "莫得": "没得",
        "莫法": "没法",
        "唔该": "多谢",
        "唔使": "不用",
        "乜嘢": "什么",
        "嗰个": "那个",
        "𠮶个": "那个",
        "搞掂": "搞定",
        "系唔系": "是不是",
        "唔系": "不是",
        "啷个": "怎么",
        "楞个": "这样",
        "恁个": "这样",
        "嘞个": "这个",
        "嘞样": "这样",
        "嘞里": "这里",
        "迭个": "这个",
        "嘎哈": "干啥",
        "额们": "我们",
        "俄们": "我们",
    }
)
"""Words whose characters mean something else by themselves."""

CANTONESE_WORDS: Final = MappingProxyType(
    {
        "点样": "怎样",
        "点解": "为啥",
        "边个": "哪个",
        "边度": "哪里",
        "而家": "现在",
        "依家": "现在",
        "听日": "明天",
        "即系": "就是",
        "系咪": "是不",
    }
)
"""Words whose characters stand side by side in Mandarin too (重点解决, 您这边个人信息): they are
folded only in a turn that has a character of Cantonese."""

BESIDE_OTHERS: Final = MappingProxyType(
    {
        "何解": "为啥",
        "哪达": "哪里",
        "哪搭": "哪里",
        "这达": "这里",
        "木有": "没有",
        "什哩": "什么",
        "知不道": "不知道",
        "什里": "什么",
    }
)
"""Words of characters so common that they are folded only beside another word of a dialect."""

_SUMS: Final = "金余全数限差名面大小超税总款欠保配月定匾度等份票房费足单"
"""Characters before 额 where it is an amount."""

_DONE_BY_ME: Final = "[咋哪也都就把叫让跟给刚打说想问飞]|没[说有见办收拿动]|不[知晓管是]|知道|看看"
"""What follows 额 where it is I."""

_IN_CONTEXT: Final = (
    # Changsha, Wuhan, Nanchang; 好哒, 可以哒 and 么么哒 are 的, or nothing at all.
    (r"(?<![哒么咔嘎蹦好对是萌棒行以题的])哒(?!哒)", "了"),
    (r"咯(?=[个样里只些次])", "这"),
    (r"(?<=[你我他们])咯(?![拜再])(?=[\u4e00-\u9fff])", "的"),
    (r"(?<![什这那怎多要])么子", "什么"),
    (r"(?<![什这那怎多要])么样", "怎样"),
    (r"(?<![什这那怎多要没])么事", "啥事"),
    (r"(?<![什这那怎多要没])么斯", "什么"),
    (r"弗(?=[晓要是会好能敢来去肯得用对行提知管收退]|该)", "不"),
    # Xi'an, Lanzhou, Taiyuan. 额 is money as well, and a filler sound.
    (r"(?<!咧)咧(?![咧嘴开着])", "了"),
    (f"(?<![{_SUMS}])额(?={_DONE_BY_ME})", "我"),
    (r"(?<=[为干做有弄急])撒(?![谎手气娇了野泼种])|撒(?=事|时候|意思|情况)", "啥"),
    (r"(?<=[做干为有])甚(?![至么])", "啥"),
    (r"(?<=[好是对你我])滴(?![滴答定灌漏水眼油血])", "的"),
    (r"(?<=[你我他她您们])各人(?!都)", "自己"),
    (r"恁(?![么地个难大多贵远久快慢高])", "你"),
    (r"阿拉(?![伯善斯丁木山])", "我们"),
    (r"(?<![星北良时])辰光", "时候"),
    (r"(?<![步砍征杀讨攻挞笔])伐(?![木区倒树林他昔尼地柳])", "吗"),
    (r"(?<!约)莫(?=[要急慌怕来去说讲搞闹缠挂吵哭问想担着再打跟管乱催])", "别"),
    # A 唔 before another word may be the filler sound.
    (r"唔(?=[系掂啱紧])|(?<=对)唔(?=住)|(?<=[讲说做搞睇食行])唔(?=[准到掂通得出清好了])", "不"),
    (r"(?<=好)唔(?=好)|(?<=得)唔(?=得)|(?<=可)唔(?=可)|(?<=要)唔(?=要)|(?<=知)唔(?=知)", "不"),
)
"""Expressions for characters that Mandarin has as well, or that are filler sounds."""

_IN_CANTONESE: Final = (
    (r"即系", "就是"),
    (r"系咪", "是不"),
    (r"唔(?=[好得到会想知通准同识明可要算理关够敢能记清见行是用担])", "不"),
    (r"(?<=[我你他她它您们呢这那唔真就只仲亦乜佢哋])系(?![统列数别主里])", "是"),
    (r"(?<![这那哪旁一两左右前后上下里外身])边个(?!人)", "哪个"),
    (r"(?<![这那哪旁一两左右前后上下里外身])边度(?!假)", "哪里"),
    (r"点解(?![决释除说答读析散冻])", "为啥"),
    (r"点样(?![品子本式机])", "怎样"),
    (r"[而依]家(?![庭长里人属具电乡居])", "现在"),
    (r"听日(?![语本文常期])", "明天"),
)

_SIGNS: Final = frozenset("乜嗰𠮶掂") | frozenset(_CANTONESE)
"""What shows that a turn has Cantonese; 唔 may be the filler sound."""

_RARE: Final = (
    frozenset("晓啥咋莫恁伐阿辰唔哒咯咧额撒甚滴啷楞嘞迭嘎俄弗汝斯") | frozenset(CHARACTERS) | _SIGNS
)
"""Characters without any of which nothing is sought."""


def _pattern(contexts: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    groups = (f"(?P<_{number}>{each})" for number, (each, _) in enumerate(contexts))
    return lazy_pattern("|".join((*WORDS, *BESIDE_OTHERS, *groups, f"[{''.join(CHARACTERS)}]")))


_ALL_CONTEXTS: Final = (*_IN_CONTEXT, *_IN_CANTONESE)
_ANYWHERE: Final = _pattern(_IN_CONTEXT)
_IN_CANTONESE_TURN: Final = _pattern(_ALL_CONTEXTS)


def standard(text: str) -> str:
    """Return simplified ``text`` with the words of dialects as Mandarin has them.

    It has the same length, so that offsets hold.
    """
    if _RARE.isdisjoint(text):
        return text
    pattern = _ANYWHERE if _SIGNS.isdisjoint(text) else _IN_CANTONESE_TURN
    return pattern.sub(_standard_form, text)


def is_rare(char: str) -> bool:
    """Return whether ``char`` may be part of a word that only dialects have."""
    return char in _RARE


def _standard_form(match: re.Match[str]) -> str:
    if match.lastgroup is not None:
        return _ALL_CONTEXTS[int(match.lastgroup[1:])][1]
    word = match.group()
    return WORDS.get(word) or BESIDE_OTHERS.get(word) or CHARACTERS[word]
