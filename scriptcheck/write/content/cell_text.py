"""Untrusted text for the cells of spreadsheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula; tab and CR are written out before."""

BETWEEN: Final = " / "
"""Between the values of a cell that has several."""

_LONE_SLASHES: Final = re.compile("(?<![^ ])/+(?![^ ])")
"""What could be taken for ``BETWEEN``: slashes with a blank or nothing on either side."""


def one_line(text: str) -> str:
    """Return ``text`` on one line, with all that cannot be seen written out."""
    return visible(text, keep=frozenset())


def no_formula(text: str) -> str:
    """Return ``text`` for a cell of CSV: on one line, and nothing that is taken for a formula.

    What begins like one, after blanks too, gets an apostrophe ahead of it (OWASP, CSV Injection).
    """
    shown = one_line(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def joined(values: Iterable[object]) -> str:
    """Return ``values`` as the text of one cell, with ``BETWEEN`` between them and nowhere else.

    A slash that stands alone in a value is doubled, two are made three, and so on.
    """
    return BETWEEN.join(map(_value, values))


def _value(value: object) -> str:
    text = str(value)
    return _LONE_SLASHES.sub(r"\g<0>/", text) if "/" in text else text
