"""Calls whose texts were decoded wrongly before they came here, and are no Chinese any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.encoding.frequent_characters import FREQUENT

if TYPE_CHECKING:
    from scriptcheck.call import Call

_HAN: Final = re.compile("[\u3400-\u9fff]")
_LOST: Final = re.compile("锟斤拷|\ufffd")
_ENOUGH: Final = 12
"""Characters from which on frequent ones have to be among them."""
_FEWEST: Final = 0.3
"""The share of frequent characters below which it is no Chinese; in speech it is 0.8 and more."""
_MOST_LOST: Final = 0.1
"""The share of characters that are lost, from which on a call cannot be relied on."""


def garbled(call: Call) -> Problem | None:
    """Return the warning that hardly anything of ``call`` can be read, where it is so."""
    text = "".join(turn.text for turn in call.turns)
    han = _HAN.findall(text)
    is_reported = any(warning.code == "broken-bytes" for warning in call.warnings)
    lost = 0 if is_reported else len(_LOST.findall(text))
    is_rare = len(han) >= _ENOUGH and sum(map(FREQUENT.__contains__, han)) < _FEWEST * len(han)
    if not is_rare and (not lost or lost < _MOST_LOST * len(text)):
        return None
    message = Text(
        "文字像是乱码（常用字很少，或有丢失的字），检查结果不可信。",
        "The texts look garbled (few usual characters, or lost ones); what is found in them cannot"
        " be relied on.",
    )
    fix = Text(
        "请按正确的编码（UTF-8 或 GBK）重新导出。",
        "Export them again in the right encoding (UTF-8 or GBK).",
    )
    return Problem("mojibake", message, call.source, fix=fix)
