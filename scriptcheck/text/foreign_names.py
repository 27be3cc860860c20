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
    "亚库玉素甫帕夏米娅祖农乌斯曼伊萨苏比姆卡哈孜别克加那提叶尔江塔什其其格德日图呼恩和白音朝鲁斯琴高娃珠牡措姆拉姆"
)
"""Characters by which names of other languages are written."""
_SHORTEST: Final = 3
_LONGEST: Final = 9
_SHARE: Final = 0.8
_AFTER: Final = re.compile(r"先生|女士|小姐|本人|[的，,。.！!？?、\s吗呢吧啊呀是对你您就在]|$")


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
