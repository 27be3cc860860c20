"""What a row of digits is: a telephone number, an ID card, a bank card, an order.

Check digits are those of python-stdnum: ISO 7064 for ID cards, Luhn for bank cards.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.reasons import RedactionReason

_MOBILE: Final = re.compile(r"(?:(?:00)?86)?0?1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"0(?:10|2[0-9])[2-9][0-9]{7}|0[3-9][0-9]{2}[2-9][0-9]{6,7}")
_SERVICE: Final = re.compile(
    r"[48]00[0-9]{7}|9[56][0-9]{3,4}|10[01][0-9]{2}|106[0-9]{2,9}|1[12][0-9]{3}|1(?:[12]0|[12]2|14|19)"
)
"""Numbers of companies and authorities, which are nobody's own: 400 and 800, 95588, 12315."""
_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_ALIKE: Final = re.compile(r"(.)\1*")
_BANK_PREFIX: Final = ("3", "4", "5", "6", "9")
_UNION_PAY: Final = "62"
_ID_LENGTH: Final = 18
_PROVINCES: Final = frozenset(
    map(
        str,
        (
            *(*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)),
            *(*range(61, 66), 71, 81, 82, 83),
        ),
    )
)
"""How the codes of provinces begin (GB/T 2260)."""
_IMEI: Final = 15
_FIRST_YEAR: Final = 1900

_IN_CONTEXT: Final = {
    Kind.PHONE: (7, 13),
    Kind.ID_CARD: (14, 20),
    Kind.BANK_CARD: (12, 21),
    Kind.ORDER_NUMBER: (5, 40),
}
"""Digits that a number may have, garbled or not, where it is said of what it is."""
_LONGEST_PIECE: Final = 8
"""Digits from which on a number means something even if nobody says what."""
_DICTATED: Final = 7
_SHORTEST_SERVICE: Final = 3
"""Digits of 110 and its like, which are also a piece of many a number."""


class Found(NamedTuple):
    """What a row of digits is, and why."""

    kind: Kind
    reason: RedactionReason


def classify(digits: str, context: Kind | None) -> Found | None:
    """Return what ``digits`` are, if their shape, or with it the ``context``, says so."""
    found = _by_shape(digits)
    # The number of a telephone itself, its IMEI, has Luhn's check digit as well.
    if context == Kind.ORDER_NUMBER and found is not None and found.reason is RedactionReason.LUHN:
        found = _by_context(digits, context) if len(digits) == _IMEI else found
    return found or _by_context(digits, context)


def classify_loosely(digits: str, *, is_dictated: bool) -> Found | None:
    """Return what ``digits`` are where neither shape nor context says so, garbled or not."""
    if is_service_number(digits) or _DATE.fullmatch(digits) or _ALIKE.fullmatch(digits):
        return None
    if len(digits) < (_DICTATED if is_dictated else _LONGEST_PIECE):
        return None
    if is_dictated and re.fullmatch(r"1[3-9][0-9]{8,10}", digits):
        return Found(Kind.PHONE, RedactionReason.GARBLED)
    if re.search(r"1[3-9][0-9]{9}", digits) and len(digits) % 11 == 0:
        return Found(Kind.PHONE, RedactionReason.TWICE)
    reason = RedactionReason.DICTATED if is_dictated else RedactionReason.LONG
    return Found(Kind.ORDER_NUMBER, reason)


def is_service_number(digits: str) -> bool:
    """Return whether ``digits`` are the number of a company or an authority."""
    return _SERVICE.fullmatch(digits) is not None


def stands_alone(digits: str) -> bool:
    """Return whether ``digits`` are whole as they are, so that nothing can go on with them."""
    is_service = len(digits) > _SHORTEST_SERVICE and is_service_number(digits)
    return is_service or _DATE.fullmatch(digits) is not None


def is_complete(digits: str, *, is_card: bool = False) -> bool:
    """Return whether ``digits`` are a number that is certain to have no more of them.

    The first eleven digits of what ``is_card`` may look like a mobile number.
    """
    found = _by_shape(digits)
    return found is not None and (
        found.reason is RedactionReason.CHECKSUM
        or (found.reason is RedactionReason.MOBILE and not is_card)
    )


def _by_shape(digits: str) -> Found | None:
    if len(digits) == _ID_LENGTH and (id_card := _id_card(digits)) is not None:
        return id_card
    if _MOBILE.fullmatch(digits):
        return Found(Kind.PHONE, RedactionReason.MOBILE)
    if _LANDLINE.fullmatch(digits):
        return Found(Kind.PHONE, RedactionReason.LANDLINE)
    if 15 <= len(digits) <= 19 and digits.startswith(_BANK_PREFIX):  # noqa: PLR2004  (ISO 7812)
        if luhn.is_valid(digits):
            return Found(Kind.BANK_CARD, RedactionReason.LUHN)
        if digits.startswith(_UNION_PAY):
            return Found(Kind.BANK_CARD, RedactionReason.PREFIX)
    return None


def _id_card(digits: str) -> Found | None:
    """Return why ``digits`` are an ID card's: the date of birth, and the check character.

    The place of birth is not looked up: the list changes, and stdnum fails on what is not in it.
    """
    try:
        born = ric.get_birth_date(digits)
    except ValidationError:
        return None
    if digits[:2] not in _PROVINCES or born.year < _FIRST_YEAR:
        return None
    is_right = ric.calc_check_digit(digits) == digits[-1]
    return Found(Kind.ID_CARD, RedactionReason.CHECKSUM if is_right else RedactionReason.SHAPE)


def _by_context(digits: str, context: Kind | None) -> Found | None:
    if context is None or context not in _IN_CONTEXT or is_service_number(digits):
        return None
    least, most = _IN_CONTEXT[context]
    plain = digits.rstrip("X")
    if not least <= len(digits) <= most or _DATE.fullmatch(plain):
        return None
    return Found(context, RedactionReason.CONTEXT)
