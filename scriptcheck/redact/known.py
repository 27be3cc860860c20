"""What is known to be personal in a call before anybody speaks: from its data and its labels."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.redact.digits import digit_pieces
from scriptcheck.redact.fields import fields_in
from scriptcheck.redact.find import Known
from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.name_keys import Naming, naming
from scriptcheck.redact.numbers import classify, is_service_number
from scriptcheck.text.looks_like_name import GENERIC, looks_like_name
from scriptcheck.text.surnames import COURTESIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_NUMBER_KEY: Final = re.compile(
    r"电话|手机|主叫|被叫|来电号|号码|联系方式|phone|mobile|^tel|caller|callee|^ani$|^dnis$|msisdn",
    re.IGNORECASE,
)
_HEADER: Final = "header"
"""The key of lines that stand above a dialogue, such as 客户：王丽娟."""
_SEPARATORS: Final = re.compile(r"[、，,；;|/]")
_REMARK: Final = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_LONG_NUMBER: Final = re.compile(r"\+?[0-9][0-9\- ]{5,}[0-9]")
_WHOLE: Final = re.compile(r"[0-9]+\.0+|[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,2}")
"""How programs write a whole number that they took for a fraction."""
_UNTITLED: Final = re.compile(
    rf"^(?:(?:mrs?|ms|miss|dr)\.?\s+|[\d\W_]+)|(?:{COURTESIES}|[\d\W_]+)$", re.IGNORECASE
)
"""What stands around a name: 王丽娟女士, Ms. Jackson Wang, 1王丽娟."""
_SHORTEST: Final = 7


def known_of(meta: Mapping[str, Any], passed_over: Collection[str] = ()) -> Known:
    """Return what ``meta`` says of the customer: telephone numbers and names, by their keys.

    Values may be nested; keys at the top that are ``passed_over`` say nothing.
    """
    numbers: set[str] = set()
    names: set[str] = set()
    for path, value in _leaves(meta):
        if path[0] in passed_over:
            continue
        said = fields_in(value) if path[0] == _HEADER and isinstance(value, str) else ()
        for keys, each in (*(((key,), each) for key, each in said), (path, value)):
            if (digits := _number(keys, each)) is not None:
                numbers.add(digits)
            elif isinstance(each, str):
                names.update(_names(keys, each))
    return Known(frozenset(numbers), frozenset(names))


def is_number_key(key: str) -> bool:
    """Return whether what stands under ``key`` is a telephone number."""
    return _NUMBER_KEY.search(key) is not None


def digits_of_value(value: object) -> str:
    """Return the digits of a value of call data: of 13800001234.0 those before the point."""
    text = str(value).strip()
    if _WHOLE.fullmatch(text):
        number = Decimal(text)
        if number == number.to_integral_value():
            return str(int(number))
    return "".join(piece.digits for piece in digit_pieces(text) if piece)


def _leaves(data: Mapping[Any, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each value of ``data`` that holds no others, and the keys that lead to it."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, str(key)), each) for key, each in value.items()]
        elif isinstance(value, list | tuple):
            waiting += [(path, each) for each in value]
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield path, value


def _number(path: tuple[str, ...], value: object) -> str | None:
    """Return the digits of ``value`` where ``path`` or its shape says that it is a telephone's."""
    is_of_number = is_number_key(path[-1])
    is_below = len(path) > 1 and is_number_key(path[-2])
    if not (is_of_number or is_below):
        return None
    digits = digits_of_value(value)
    if len(digits) < _SHORTEST or is_service_number(digits):
        return None
    found = None if is_of_number else classify(digits, None)
    return digits if is_of_number or (found and found.kind is Kind.PHONE) else None


def _names(path: tuple[str, ...], value: str) -> Iterator[str]:
    """Yield the names in ``value``: several, and remarks: 赵敏/周芷若, 司徒静（女士）."""
    found = naming(path)
    if found is Naming.NONE:
        return
    plain = _LONG_NUMBER.sub("", _REMARK.sub("", value))
    remarks = (remark.strip("()（）[]【】 ") for remark in _REMARK.findall(value))
    named = (remark for remark in remarks if looks_like_name(remark))
    parts = [part.strip() for part in (value, plain, *_SEPARATORS.split(plain), *named)]
    parts += [_UNTITLED.sub("", part) for part in parts]
    parts += [part.split()[0] for part in parts if " " in part and looks_like_name(part.split()[0])]
    for part in dict.fromkeys(parts):
        is_name = len(part) > 1 and "*" not in part and any(map(str.isalpha, part))
        if not is_name or part.casefold() in GENERIC:
            continue
        if found is Naming.NAME or looks_like_name(part):
            yield part
