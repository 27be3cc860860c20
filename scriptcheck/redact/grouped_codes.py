"""Codes of orders whose figures stand in groups: JD0012 3456 7890."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.contexts import context_before
from scriptcheck.redact.counting import counts
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.numbers import classify, is_complete, stands_alone
from scriptcheck.redact.reasons import RedactionReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ORDER_WORDS: Final = re.compile(
    r"单号|订单|工单|运单|快递|编号|流水号|合同|保单|发票|序列号|条码|机编"
)
"""What says that a code names an order."""
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9\-])(?P<letters>[0-9]?[A-Za-z](?:[ ]?[A-Za-z]){0,5})(?P<gap>[ \-]?)"
    r"(?P<groups>[0-9]{1,12}(?:[ ][A-Za-z]{0,3}[0-9]{1,12}){1,8})(?:[ ]?[A-Za-z]{1,2})?"
    r"(?![A-Za-z0-9.:/])"
)
_NEAR: Final = 12
"""Characters before a code in which a word says what it is."""
_CALLED_DIGITS: Final = 6
"""Figures of a code that is said to name an order."""
_DIGITS: Final = 8
"""Figures of any other; in two groups alone, ten: ISO 9001 2015 is none."""
_DIGITS_OF_TWO: Final = 10
_LONG_GROUP: Final = 4
"""Figures of the longest group at least: BMW 320 520 730 are three cars."""
_PAIR: Final = 2


def grouped_code_spans(turn: int, text: str) -> Iterator[PersonalSpan]:
    """Yield such codes in the ``text`` of a turn, and numbers behind a word: tel 138 …."""
    for match in _CODE.finditer(text):
        groups = re.findall("[0-9]+", match["groups"])
        if not _is_order(text, match, groups):
            continue
        own = classify("".join(groups), None)
        if own is not None and match["groups"].replace(" ", "").isdecimal():
            if context_before(text, match.start("groups")) == Kind.ORDER_NUMBER:
                own = classify("".join(groups), Kind.ORDER_NUMBER) or own
            yield PersonalSpan(turn, *match.span("groups"), own.kind, own.reason)
            continue
        # A word of a sentence, at or is, is no part of a code.
        is_word = match["gap"] == " " and not match["letters"].isupper()
        start = match.start("groups") if is_word else match.start()
        yield PersonalSpan(turn, start, match.end(), Kind.ORDER_NUMBER, RedactionReason.CODE)


def _is_order(text: str, match: re.Match[str], groups: Sequence[str]) -> bool:
    digits, rest = "".join(groups), "".join(groups[1:])
    before = text[max(0, match.start() - _NEAR) : match.start()]
    is_called = ORDER_WORDS.search(before) is not None
    # What follows a model may be a date, or a number of its own: iPhone15 13800001234.
    if is_complete(rest) or counts(text, match.start(), match.end()):
        return False
    if is_called:
        return len(digits) >= _CALLED_DIGITS
    least = _DIGITS_OF_TWO if len(groups) == _PAIR else _DIGITS
    return len(digits) >= least and max(map(len, groups)) >= _LONG_GROUP and not stands_alone(rest)
