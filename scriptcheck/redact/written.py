"""Personal data with letters in it: e-mail addresses, number plates, order numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.redact.called_codes import called_codes
from scriptcheck.redact.compact import SPOKEN_AT, chains
from scriptcheck.redact.contexts import context_before
from scriptcheck.redact.emails import email_spans
from scriptcheck.redact.explained_letters import unexplained
from scriptcheck.redact.grouped_codes import ORDER_WORDS, grouped_code_spans
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.plates import plate_spans
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.special_plates import special_plate_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Turn

_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9\-])[A-Za-z]{1,6}-?(?=(?:[A-Za-z\-]*[0-9]){6})[A-Za-z0-9\-]{6,40}"
)
_SPACED_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][ ]){1,5}(?=(?:[ ]?[0-9]){6}|[A-Za-z]{0,4}[0-9]{6})"
)
"""Letters of an order that are said one by one before its figures."""
_MAY_BE: Final = re.compile(f"[A-Za-z@]|{SPOKEN_AT}|小老鼠")
"""One of them is in each of these."""
_NEAR: Final = 12
_CERTAIN_DIGITS: Final = 8
"""Digits in a code from which on it needs no word to say that it names an order."""


def written_spans(turns: tuple[Turn, ...]) -> Iterator[PersonalSpan]:
    """Yield e-mail addresses, number plates, and order numbers that have letters in them."""
    plain = [unexplained(turn.text) for turn in turns]
    if not any(each.places for each in plain):
        yield from _spans(turns)
        return
    said = tuple(
        msgspec.structs.replace(turn, text=each.text) if each.places else turn
        for turn, each in zip(turns, plain, strict=True)
    )
    for span in _spans(said):
        start, end = plain[span.turn].span(span.start, span.end)
        yield span._replace(start=start, end=end)


def _spans(turns: tuple[Turn, ...]) -> Iterator[PersonalSpan]:
    latin = [number for number, turn in enumerate(turns) if _MAY_BE.search(turn.text)]
    dictated = chains(turns, latin)
    yield from special_plate_spans(turns)
    for reader in (email_spans, plate_spans, called_codes):
        yield from reader(turns, latin, dictated)
    for number in latin:
        text = turns[number].text
        for match in _SPACED_CODE.finditer(text):
            stop = match.start() + len(match[0].rstrip())
            yield PersonalSpan(number, match.start(), stop, Kind.ORDER_NUMBER, RedactionReason.CODE)
        yield from grouped_code_spans(number, text)
        for match in _CODE.finditer(text):
            if _is_order(text, match):
                yield PersonalSpan(number, *match.span(), Kind.ORDER_NUMBER, RedactionReason.CODE)


def _is_order(text: str, match: re.Match[str]) -> bool:
    digits = sum(char.isdigit() for char in match[0])
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if context_before(text, match.start()) == "none":
        return False
    return digits >= _CERTAIN_DIGITS or ORDER_WORDS.search(before) is not None
