"""Calls whose texts were decoded wrongly before they came here, and are no Chinese any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.text.garbled import is_garbled, lost_characters, rare_characters

if TYPE_CHECKING:
    from scriptcheck.call import Call

_HAN: Final = re.compile("[\u3400-\u9fff]")


def garbled(call: Call) -> Problem | None:
    """Return the warning that hardly anything of ``call`` can be read, where it is so."""
    text = "".join([turn.text for turn in call.turns])
    rare, lost = rare_characters(text), lost_characters(text)
    if not (rare or lost) or not is_garbled(rare, lost, len(_HAN.findall(text)), len(text)):
        return None
    message = Text(
        "文字像是乱码（常用字很少，或有丢失的字），靠不住。",
        "The texts look garbled (few usual characters, or lost ones) and cannot be relied on.",
    )
    fix = Text(
        "请按正确的编码（UTF-8 或 GBK）重新导出。",
        "Export them again in the right encoding (UTF-8 or GBK).",
    )
    return Problem("mojibake", message, call.source, fix=fix)
