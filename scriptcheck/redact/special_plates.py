"""Number plates that begin with no province: of embassies (使014578), consulates and forces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_GAP: Final = r"[ ·•\-，,]?"
_PLATE: Final = re.compile(
    rf"(?:[使领]{_GAP}{DIGIT}{{3}}{_GAP}{DIGIT}{{2,3}}|{DIGIT}{{3}}{_GAP}{DIGIT}{{3}}[使领]"
    rf"|领{_GAP}{DIGIT}{{4}}"
    rf"|(?i:wj){_GAP}(?:[\u3400-\u9fff]{_GAP})?{DIGIT}{{4,5}}[A-Za-z]?"
    rf"|[军空海北沈兰济南广成]{_GAP}[A-Za-z]{_GAP}{DIGIT}{{5}})(?!{DIGIT}|[A-Za-z])"
)
_CALLED: Final = re.compile("车牌|牌照|牌号|车号")
_LEAD: Final = re.compile(r"(?:号码?|是|为|就|的|[：:，, ])*$")
_NEAR: Final = 10
_ASKED: Final = 2
"""Turns before a plate in which somebody may have asked for it."""
_LONGEST: Final = 16


def special_plate_spans(turns: Sequence[Turn]) -> Iterator[PersonalSpan]:
    """Yield such plates in ``turns``, which are called plates, or are all that is answered."""
    for number, turn in enumerate(turns):
        for match in _PLATE.finditer(turn.text):
            if _is_called(turn.text, match.start()) or _is_answer(turns, number):
                yield PersonalSpan(number, *match.span(), Kind.PLATE, RedactionReason.PLATE)


def _is_called(text: str, place: int) -> bool:
    before = text[max(0, place - _NEAR) : place]
    return any(_LEAD.fullmatch(before, called.end()) for called in _CALLED.finditer(before))


def _is_answer(turns: Sequence[Turn], number: int) -> bool:
    is_short = sum(map(str.isalnum, turns[number].text[: 2 * _LONGEST])) <= _LONGEST
    asked = turns[max(0, number - _ASKED) : number]
    return is_short and any(_CALLED.search(turn.text) for turn in asked)
