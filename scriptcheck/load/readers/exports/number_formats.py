"""Numbers, days and clocks as the formats of Excel show them.

It is a part of its formats: digits with separators of thousands, decimals and scaling, with signs,
brackets and words around them; a month and a day; hours with AM and PM. Of any other format nothing
is said here.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, time

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<room>[_*].)|\[\$(?P<currency>[^\]-]*)(?:-\w+)?\]'
    r"|(?P<colour>\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\])"
    r"|(?P<slot>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<end>;)|(?P<said>@)"
    r"|(?P<plain>[-+() $:]|[^\x00-\x7f])",
    re.IGNORECASE,
)
_WORDS: Final = frozenset({"quoted", "escaped", "currency", "plain"})
_NOTHING: Final = frozenset({"room", "colour"})
_EXACT: Final = Context(prec=400)
"""Digits enough for the longest format."""
_GROUP: Final = 3
_WITH_ZERO: Final = 2
"""The place of the section for zero."""
_WORD: Final = r'((?:"[^"]*"|\\.|[-/. 月日])*)'
_MONTH_AND_DAY: Final = re.compile(
    rf"(?:\[\$[^\]]*\])?(mm?|dd?){_WORD}(mm?|dd?){_WORD}(?:;@)?", re.IGNORECASE
)
_HALF_DAYS: Final = re.compile(r"(?:\[\$-409\])?(hh?):mm(:ss)? AM/PM(?:;@)?", re.IGNORECASE)
_NOON: Final = 12


class _Token(NamedTuple):
    kind: str
    text: str


class _Section(NamedTuple):
    """How numbers of one sign are shown."""

    before: str
    slots: Sequence[_Token]
    """Places of the digits before the point, and the words between them."""
    is_grouped: bool
    """Whether a comma stands between thousands; then no words do."""
    decimals: int
    kept: int
    """Decimals that are shown even where they are zeros."""
    thousands: int
    """By how many thousands numbers are divided."""
    after: str


def number_shown(value: float, form: str) -> str | None:
    """Return ``value`` as the format ``form`` shows it; ``None`` where that is not known."""
    sections = _sections(form)
    has_own = value < 0 and len(sections) > 1
    of_zero = value == 0 and len(sections) > _WITH_ZERO
    section = sections[_WITH_ZERO if of_zero else has_own] if sections else None
    if section is None:
        return None
    number = Decimal(repr(value)).copy_abs().scaleb(-_GROUP * section.thousands, _EXACT)
    whole, _, fraction = rounded(number, section.decimals).partition(".")
    fraction = fraction[: section.kept] + fraction[section.kept :].rstrip("0")
    digits = whole.lstrip("0")
    digits = f"{int(digits):,}" if section.is_grouped and digits else _in_slots(digits, section)
    point = "." if fraction else ""
    shown = f"{section.before}{digits}{point}{fraction}{section.after}".strip()
    return f"-{shown}" if value < 0 and not has_own else shown


def rounded(value: Decimal, places: int) -> str:
    """Return ``value`` with ``places`` decimals, half of the last one rounded up as Excel does."""
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT):f}"


def day_shown(value: datetime, form: str) -> str | None:
    """Return the month and the day of ``value`` where ``form`` shows no more, such as 1月2日."""
    found = _MONTH_AND_DAY.fullmatch(form)
    if found is None or found[1][0].lower() == found[3][0].lower():
        return None
    parts = {"m": value.month, "d": value.day}
    first, second = (f"{parts[part[0].lower()]:0{len(part)}}" for part in (found[1], found[3]))
    return first + _unquoted(found[2]) + second + _unquoted(found[4])


def clock_shown(value: time, form: str) -> str | None:
    """Return ``value`` as 2:30 PM where ``form`` shows it so, and all that there is of it."""
    found = _HALF_DAYS.fullmatch(form)
    if found is None or value.microsecond or (value.second and not found[2]):
        return None
    hour = f"{value.hour % _NOON or _NOON:0{len(found[1])}}"
    seconds = f":{value.second:02}" if found[2] else ""
    return f"{hour}:{value.minute:02}{seconds} {'AM' if value.hour < _NOON else 'PM'}"


def _unquoted(words: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', r"\1\2", words)


@lru_cache(maxsize=256)
def _sections(form: str) -> tuple[_Section | None, ...]:
    """Return what ``form`` says of positive numbers, negative ones, zero and text.

    There is nothing where something in it is not known.
    """
    sections: list[list[_Token]] = [[]]
    end = 0
    while end < len(form):
        found = _TOKEN.match(form, end)
        if found is None:
            return ()
        end, kind = found.end(), found.lastgroup or ""
        if kind == "end":
            sections.append([])
        elif kind not in _NOTHING:
            sections[-1].append(_Token(kind, found[kind] or ""))
    return tuple(map(_section, sections))


def _section(tokens: Sequence[_Token]) -> _Section | None:
    kinds = [token.kind for token in tokens]
    if "slot" not in kinds or kinds.count("point") > 1:
        return None
    first, last = kinds.index("slot"), len(kinds) - 1 - kinds[::-1].index("slot")
    point = kinds.index("point") if "point" in kinds else last + 1
    behind = last + 1
    while kinds[behind : behind + 1] == ["comma"]:
        behind += 1
    decimals = tokens[point + 1 : last + 1]
    is_known = set(kinds[:first] + kinds[behind:]) <= _WORDS and point > first
    if not is_known or set(kinds[point + 1 : last + 1]) - {"slot"} or kinds[point - 1] == "comma":
        return None
    slots = [token for token in tokens[first : min(point, last + 1)] if token.kind != "comma"]
    is_grouped = "comma" in kinds[first:point][: last + 1 - first]
    if is_grouped and sum(token.text != "#" for token in slots) > 1:
        return None
    return _Section(
        "".join(token.text for token in tokens[:first]),
        slots,
        is_grouped,
        len(decimals),
        max((at for at, token in enumerate(decimals, 1) if token.text == "0"), default=0),
        behind - last - 1,
        "".join(token.text for token in tokens[behind:]),
    )


def _in_slots(digits: str, section: _Section) -> str:
    """Return ``digits`` in the slots of ``section``, all that have none in front of the first."""
    rest, shown = list(digits), []
    for kind, text in reversed(section.slots[1:]):
        is_slot = kind == "slot"
        shown.append((rest.pop() if rest else text.strip("#?")) if is_slot else text)
    first = "".join(rest) or section.slots[0].text.strip("#?")
    return first + "".join(reversed(shown))
