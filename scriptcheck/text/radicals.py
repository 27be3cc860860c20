"""Radicals as characters of their own (U+2E80 to U+2FDF), which PDF writes for usual ones."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_KANGXI: Final = range(0x2F00, 0x2FD6)
_SIMPLIFIED: Final = str.maketrans(
    "戶見貝車長門韋頁風飛馬魚鳥鹵麥黃黽齊齒龍龜鬥", "户见贝车长门韦页风飞马鱼鸟卤麦黄黾齐齿龙龟斗"
)
# Those of the supplement that look like a usual character; the others are parts of one.
_LOOKS: Final = (
    "⺁厂 ⺄乙 ⺇几 ⺊卜 ⺎兀 ⺏尢 ⺐尢 ⺒巳 ⺓幺 ⺕彐 ⺛旡 ⺜日 ⺝月 ⺞歹 ⺟母 ⺠民 ⺥爪 "
    "⺧牛 ⺩王 ⺪疋 ⺬示 ⺮竹 ⺶羊 ⺷羊 ⺻聿 ⺼肉 ⺽臼 ⻁虎 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻉贝 "
    "⻊足 ⻋车 ⻑长 ⻒长 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟食 ⻡首 ⻢马 "
    "⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟"
)
RADICALS: Final = {
    code: unicodedata.normalize("NFKC", chr(code)).translate(_SIMPLIFIED) for code in _KANGXI
} | {ord(pair[0]): pair[1] for pair in _LOOKS.split()}
"""The usual simplified character of each radical that stands for one, for ``str.translate``."""

_ANY: Final = re.compile("[\u2e80-\u2fdf]")


def without_radicals(text: str) -> str:
    """Return ``text`` with usual characters for radicals, of the same length."""
    return text.translate(RADICALS) if _ANY.search(text) else text
