"""Names that begin with no Chinese surname: Jack, Anna-Maria, 吐尔逊江·买买提, 阿不都热合曼."""

from __future__ import annotations

import re
from typing import Final

_DOT: Final = "[·•・‧∙⋅.．]"
_DOTTED: Final = re.compile(rf"[\u3400-\u9fff]{{1,8}}(?:\s?{_DOT}\s?[\u3400-\u9fff]{{1,8}}){{1,3}}")
_MORE: Final = r"(?i:(?!(?:and|from|i|i'm|here|speaking|calling|with|to|the|my|is|of|at|please)\b))"
"""What follows is no word that a sentence goes on with after a name."""
_LATIN: Final = re.compile(
    rf"[A-Z][A-Za-z'’\-]{{1,20}}(?:[ .·]{{1,2}}{_MORE}[A-Z][A-Za-z'’\-]{{0,20}}){{0,3}}"
)
_ANY_LATIN: Final = re.compile(
    rf"[A-Za-z][A-Za-z'’\-]{{1,20}}(?:[ .·]{{1,2}}{_MORE}[A-Za-z][A-Za-z'’\-]{{0,20}}){{0,3}}"
)
_WORDS: Final = frozenset(
    [
        *("later", "back", "again", "now", "tomorrow", "when", "if", "at", "on", "maybe"),
        "app",
        "ok",
        "okay",
        "wifi",
        "vip",
        "qq",
        "sim",
        "pos",
        "gps",
        "etc",
        "iphone",
        "ipad",
        "huawei",
        "oppo",
        "vivo",
        "usb",
        "tv",
        "ip",
        "id",
        "no",
        "yes",
        "hello",
        "hi",
        "bye",
        "adsl",
        "wps",
        "excel",
        "word",
        "pdf",
        "atm",
        "ups",
        "hr",
        "sf",
        "jd",
        "it",
        "pc",
        "plus",
        "pro",
        "max",
        "sorry",
        "what",
        *(
            "not",
            "here",
            "calling",
            "so",
            "just",
            "the",
            "very",
            "happy",
            "fine",
            "chinese",
            "english",
        ),
    ]
)
"""Latin words that people say and that are no names."""
_SOUNDS: Final = frozenset(
    "阿不都热合曼吐尔逊江买提明古丽娜依汗力木艾山孜肉赛福鼎则努巴特卓玛央金次仁格桑旦增洛扎西多吉尼德买吾布拉迪麦克里木沙"
    "亚库玉素甫帕夏米娅祖农乌斯曼伊萨苏比姆卡哈孜别克加那提叶尔江塔什其其格德日图呼恩和白音朝鲁斯琴高娃珠牡措姆拉姆尔别孜莎妮琪坎帕"
)
"""Characters by which names of other languages are written."""
_MOST_COMMON: Final = (
    "佐藤 铃木 高桥 田中 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 佐佐木 山口 松本 井上 木村 斋藤 "
    "清水 山崎 池田 桥本 阿部 石川 前田 藤田 小川 后藤 冈田 长谷川 近藤 石井 坂本 远藤 青木 藤井 "
    "西村 三浦 藤原 松田 冈本 中野 中岛 小野 竹内 石田 上野 菊地 宫崎 野村 小泉 大岛 本田 松尾 森田"
)
JAPANESE: Final = frozenset(_MOST_COMMON.split())
"""The most common surnames of Japan, in simplified characters."""
_OTHERWISE_WORDS: Final = (
    "高桥 小林 山口 清水 前田 石川 青木 上野 中野 西村 小川 大岛 石田 本田 阿部 松田 中村"
)
_JAPANESE_ALONE: Final = JAPANESE - frozenset(_OTHERWISE_WORDS.split())
_JAPANESE_LAST: Final = frozenset("郎子美一二三介助彦雄夫香惠也哉樹树希奈菜咲遥太")
"""What their given names end with."""
_SHORTEST: Final = 3
_LONG_SOUNDED: Final = 5
_LONGEST: Final = 9
_SHARE: Final = 0.8
_JAPANESE_GIVEN: Final = re.compile("(?:(?![的了是来去在有人公司路])[\u3400-\u9fff])+")
_AFTER: Final = re.compile(r"先生|女士|小姐|本人|[的，,。.！!？?、\s吗呢吧啊呀是对你您就在]|$")


def written_by_sounds(name: str) -> bool:
    """Return whether ``name`` has only characters that names of other languages are written by."""
    return _SOUNDS.issuperset(name)


def long_sounded_at(text: str, place: int) -> int:
    """Return the length of a name by its sounds that is too long for another: 古丽娜尔买买提."""
    length = _sounded(text, place)
    return length if length >= _LONG_SOUNDED else 0


def foreign_name_at(text: str, place: int, *, is_all: bool = False) -> int:
    """Return how many characters the name has that begins at ``place``; 0 where none does.

    ``is_all`` says that the name is all that is said, so that small letters will do.
    """
    if (match := _DOTTED.match(text, place)) is not None:
        return _without_tail(match[0])
    pattern = _ANY_LATIN if is_all else _LATIN
    if (match := pattern.match(text, place)) is not None:
        word = match[0].strip(" .·-")
        is_word = re.split("[ .·]", word)[0].lower() in _WORDS or any(
            char.isdigit() for char in text[match.end() :][:1]
        )
        return 0 if is_word else len(match[0].rstrip(" .·-"))
    return _sounded(text, place)


def japanese_surname_at(text: str, place: int) -> int:
    """Return the length of the Japanese surname at ``place`` that is no place or thing as well."""
    return next((size for size in (3, 2) if text[place : place + size] in _JAPANESE_ALONE), 0)


def japanese_name_at(text: str, place: int, *, is_sure: bool) -> int:
    """Return the length of a Japanese name, 山本太郎, that is all that is said at ``place``.

    Where it is not ``is_sure`` that a name stands there, it ends as they do.
    """
    width = next((size for size in (3, 2) if text[place : place + size] in JAPANESE), 0)
    for given in (2, 3, 1) if width else ():
        end = place + width + given
        is_whole = end <= len(text) and _AFTER.match(text, end) is not None
        if is_whole and _JAPANESE_GIVEN.fullmatch(text, place + width, end):
            return width + given if is_sure or text[end - 1] in _JAPANESE_LAST else 0
    return width if is_sure and width and _AFTER.match(text, place + width) else 0


def _without_tail(name: str) -> int:
    """Return the length of ``name`` without a title or a word that follows it."""
    last = max(name.rfind(dot) for dot in "·•・‧∙⋅.．") + 1
    for match in _AFTER.finditer(name, last + 1):
        return match.start()
    return len(name)


def _sounded(text: str, place: int) -> int:
    """Return the length of a name written by its sounds, 阿不都热合曼, that begins at ``place``."""
    end = place
    while end < len(text) and end - place < _LONGEST and text[end] in _SOUNDS:
        end += 1
    if end - place < _SHORTEST or not _AFTER.match(text, end):
        return 0
    return end - place


def dotted_names(text: str) -> list[tuple[int, int]]:
    """Return where names with a middle dot stand in ``text``, whoever says them."""
    found = []
    for match in re.finditer(r"[\u3400-\u9fff]{2,8}\s?[·•・‧∙⋅]\s?[\u3400-\u9fff]{2,8}", text):
        start, name = match.start(), match[0]
        lead = _LEAD.match(name)
        begin = lead.end() if lead else 0
        found.append((start + begin, start + begin + _without_tail(name[begin:])))
    return found


_LEAD: Final = re.compile(
    r".{0,4}?(?:我叫|叫做|名叫|叫|是|姓名|名字|机主|户主|收件人|联系人|好的|您好|请问)(?=[\u3400-\u9fff]{2})"
)
