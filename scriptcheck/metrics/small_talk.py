"""What a piece of speech does: whether it merely shows that one listens, or asks something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.text.call_text import CallText

_LISTENING: Final = re.compile(
    "(?:[呀哈喂嘞咧哟好的对行是吧呢]|可以|没错|知道了?|明白了?|了解|清楚了?|没事|没关系|没问题|谢谢[您你]?|不客气"
    "|ok|这样子?)*"
)
"""Characters without fillers, which folding takes out."""

_LONGEST: Final = 8
"""Characters of the longest such word; what goes on for longer says something."""

_ASKING: Final = re.compile(
    "(?:[吗呢么嘛]|[对是好行]吧|可以吧|多少[钱块元天]?|什么|哪[里儿个位天些]|几[号点个位]|贵姓|怎么称呼|[好对行]不[好对行]"
    "|是不是|有没有|方不方便)呀?$"
)
_QUESTION_MARKS: Final = ("?", "？")
_TAIL: Final = 12
"""Characters at the end of a piece in which a question shows."""


def is_listening(piece: Spoken, text: CallText) -> bool:
    """Return whether ``piece`` says no more than 嗯, 好的 or 对, which takes nobody's turn."""
    folded = text.turns[piece.turn].within(piece.start, piece.end)
    return len(folded) <= _LONGEST and _LISTENING.fullmatch(folded) is not None


def is_asking(piece: Spoken, text: CallText) -> bool:
    """Return whether ``piece`` ends in a question, so that the other one has to speak."""
    said = text.turns[piece.turn].original[piece.start : piece.end].rstrip()
    return said.endswith(_QUESTION_MARKS) or asks_in_words(piece, text)


def asks_in_words(piece: Spoken, text: CallText) -> bool:
    """Return whether ``piece`` ends in a question, whatever mark the recogniser has put there."""
    tail = text.turns[piece.turn].within(max(piece.start, piece.end - _TAIL), piece.end)
    return _ASKING.search(tail) is not None


def characters(piece: Spoken, text: CallText) -> int:
    """Return how many characters ``piece`` has, fillers and punctuation apart."""
    return len(text.turns[piece.turn].within(piece.start, piece.end))
