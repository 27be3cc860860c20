"""Numbers that their shape alone makes certain, whatever stands around or between their figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.kinds import PersonalSpan
from scriptcheck.redact.numbers import classify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_MONEY: Final = r"(?:元(?![旦宵月])|万(?![一分望不])|[块亿％%])"
_END: Final = rf"[0-9](?:[Xx](?![A-Za-z]))?(?![0-9])(?!\s?{_MONEY})"
_START: Final = r"(?<![0-9])(?<![0-9]\.)"
_ROWS: Final = (
    # In one piece, also right beside letters: tel13800001234, A13800001234.txt.
    re.compile(rf"{_START}[0-9]{{10,20}}{_END}"),
    # Each figure for itself, in brackets or quotation marks or with other marks between.
    re.compile(rf"{_START}(?:[0-9][^\w\s]{{1,2}}){{10,20}}{_END}"),
    # One star between the groups; somebody who masks a number writes more of them, for figures.
    re.compile(rf"{_START}(?<!\*)[0-9]{{1,7}}(?:\*[0-9]{{1,7}}){{1,5}}(?<=[0-9])(?![0-9*])"),
)
_NO_FIGURE: Final = re.compile(r"[^0-9Xx]")


def certain_spans(turns: Sequence[Turn]) -> Iterator[PersonalSpan]:
    """Yield telephone numbers, ID cards and bank cards that are certain by their digits."""
    for number, turn in enumerate(turns):
        for row in _ROWS:
            for match in row.finditer(turn.text):
                digits = _NO_FIGURE.sub("", match[0]).upper()
                if found := classify(digits, None):
                    yield PersonalSpan(number, *match.span(), found.kind, found.reason)
