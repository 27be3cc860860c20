"""Values said in a call: numbers, dates, times of day, amounts, addresses.

They are read from what recognisers write: digit by digit (幺三八), with units (一百六十七块八), as
figures (167.8元). Parsers of Chinese dates and amounts exist, but none keeps the place of each
value in the text, reads numbers over several breaths, or tells masked ones.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.numerals import DIGIT, DIGITS, NUMERAL, digits_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.text.fold import Folded


class Kind(StrEnum):
    """What a value is."""

    PHONE = "phone"
    NUMBER = "number"
    """Of an order, an account, a member of staff, a document."""
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    ADDRESS = "address"


class Value(NamedTuple):
    """A value in a text."""

    kind: Kind
    value: str
    """In one form, however it was said: ``13800000000``, ``03-15``, ``15:30``, ``167.8``."""
    start: int
    """First character in the original text."""
    end: int
    """One past the last."""

    @property
    def masked(self) -> bool:
        """Whether somebody hid some of it."""
        return "*" in self.value


SHORTEST_NUMBER: Final = 3
"""Digits in a row that are taken for a number; fewer count things."""

_SEVERAL: Final = rf"[二两三四五六七八2-8]个{DIGIT}(?![十百千万起样])"
"""One digit several times: 四个零."""
_SPOKEN: Final = re.compile(rf"(?:{_SEVERAL}|{DIGIT}|[*]){{2,}}|{_SEVERAL}")
_LINKS: Final = frozenset({"", "然后", "后面", "后面是", "接着", "再"})
"""What people say between two parts of a phone number."""
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7}")

_AMOUNT: Final = re.compile(
    rf"(?P<whole>{NUMERAL})(?:\.(?P<decimals>[0-9]{{1,2}}))?(?P<unit>块钱?|元|毛|角)"
    rf"(?P<tenth>{DIGIT}|半)?(?:[毛角](?P<hundredth>{DIGIT})?分?)?"
)
_TIME: Final = re.compile(
    r"(?P<day>凌晨|早上|早晨|今早|明早|上午|中午|下午|傍晚|晚上|今晚|明晚|夜里)?的?"
    rf"(?:(?P<hour>{NUMERAL})点(?P<bell>钟|整)?(?P<minute>半|一刻|三刻|{NUMERAL}分|{NUMERAL}(?=$|[^{''.join(DIGITS)}个块元号月天]))?"
    r"|(?P<clock>[0-2]?[0-9])[:：](?P<minutes>[0-5][0-9]))"
)
_DATE: Final = re.compile(
    rf"(?:(?P<month>{NUMERAL})月份?)?(?P<date>{NUMERAL})[号日](?![楼院线店机码召元])"
    r"|(?P<day>大后天|今天|明天|后天)"
    r"|(?P<which>下下|上上|下|上|这|本)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
)
_ADDRESS: Final = re.compile(
    rf"(?:(?P<number>{NUMERAL}|[A-Za-z])(?P<unit>号楼|号院|栋|幢|座|单元|室|层|楼|弄|号|户)"
    r"|(?P<name>[\u4e00-\u9fff]{2,4}?)(?P<place>大道|胡同|小区|花园|家园|公寓|大厦|广场|路|街|巷|苑|村|镇|乡))"
)
_AFTERNOON: Final = frozenset({"下午", "傍晚", "晚上", "今晚", "明晚"})
_NOON: Final = 12
_HOURS: Final = 24
_DAYS: Final = 31
_MONTHS: Final = 12


def has_number(folded: Folded) -> bool:
    """Return whether a row of digits is said, which costs less to know than what it is."""
    return any(
        len(_said_digits(match[0])) >= SHORTEST_NUMBER for match in _SPOKEN.finditer(folded.text)
    )


def values_in(folded: Folded) -> tuple[Value, ...]:
    """Return the values said in a turn, in their order; of those that overlap, the first kind."""
    found: list[Value] = []
    said = set(folded.simplified)
    for needed, read in _READ_BY:
        if not needed.isdisjoint(said):
            found += read(folded.simplified)
    taken: list[Value] = []
    for value in (*found, *_numbers(folded)):
        if all(value.end <= other.start or other.end <= value.start for other in taken):
            taken.append(value)
    return tuple(sorted(taken, key=lambda value: value.start))


def number_kind(digits: str) -> Kind:
    """Return what a row of ``digits`` is."""
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return Kind.PHONE
    return Kind.NUMBER


def _numbers(folded: Folded) -> Iterator[Value]:
    for start, end, digits in _linked(folded.text):
        if len(digits) >= SHORTEST_NUMBER:
            yield Value(number_kind(digits), digits, *folded.span(start, end))


def _linked(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each row of digits with its place; rows that together are a phone number as one."""
    row: tuple[int, int, str] | None = None
    for match in _SPOKEN.finditer(text):
        start, end = match.span()
        digits = _said_digits(match[0])
        if row is not None:
            linked = text[row[1] : start] in _LINKS and number_kind(row[2] + digits) is Kind.PHONE
            if linked:
                start, digits = row[0], row[2] + digits
            else:
                yield row
        row = start, end, digits
    if row is not None:
        yield row


def _repeated(several: re.Match[str]) -> str:
    count, digit = several[0][0], several[0][-1]
    return digit * int(digits_of(count))


def _said_digits(text: str) -> str:
    """Return the digits that ``text`` says; those said twice over, 2345二三四五, once."""
    spelled = re.sub(_SEVERAL, _repeated, text)
    digits, half = digits_of(spelled), len(spelled) // 2
    if digits[:half] == digits[half:] and spelled[:half].isascii() != spelled[half:].isascii():
        return digits[:half]
    return digits


def _amounts(text: str) -> Iterator[Value]:
    for match in _AMOUNT.finditer(text):
        whole = number_of(match["whole"])
        # 一块 and 两块 are pieces of something more often than money.
        if whole is None or match[0] in {"一块", "两块"}:
            continue
        tenths = f".{match['decimals'] or _digit(match['tenth'])}{_digit(match['hundredth'])}"
        value = f"{whole}{tenths}" if match["unit"] not in {"毛", "角"} else f"0.{whole}"
        plain = value.rstrip("0").rstrip(".") if "." in value else value
        yield Value(Kind.AMOUNT, plain or "0", *match.span())


def _digit(letter: str | None) -> str:
    if letter is None:
        return ""
    return "5" if letter == "半" else digits_of(letter)


def _times(text: str) -> Iterator[Value]:
    for match in _TIME.finditer(text):
        hour = number_of(match["hour"] or match["clock"])
        # 一点 is most often "a bit".
        bit = match["hour"] == "一" and not (match["day"] or match["bell"] or match["minute"])
        if hour is None or hour > _HOURS or bit:
            continue
        if match["day"] in _AFTERNOON and hour < _NOON:
            hour += _NOON
        known = match["day"] is not None or hour > _NOON or match["clock"] is not None
        minute = match["minutes"] or f"{_minute(match['minute']):02}"
        # Who says three o'clock without saying of which half of the day leaves it open.
        yield Value(Kind.TIME, f"{hour:02}:{minute}{'' if known else '?'}", *match.span())


def _minute(said: str | None) -> int:
    if said is None:
        return 0
    quarters = {"半": 30, "一刻": 15, "三刻": 45}
    return quarters.get(said) or number_of(said.removesuffix("分")) or 0


def _dates(text: str) -> Iterator[Value]:
    for match in _DATE.finditer(text):
        if match["day"]:
            yield Value(Kind.DATE, match["day"], *match.span())
        elif match["weekday"]:
            weekday = match["weekday"].replace("天", "日")
            yield Value(Kind.DATE, f"{match['which'] or ''}周{weekday}", *match.span())
        elif (date := _calendar(match["month"], match["date"])) is not None:
            yield Value(Kind.DATE, date, *match.span())


def _calendar(month: str | None, date: str) -> str | None:
    day = number_of(date)
    number = number_of(month) if month else None
    if day is None or not 1 <= day <= _DAYS or (number is not None and not 1 <= number <= _MONTHS):
        return None
    return f"{day:02}" if number is None else f"{number:02}-{day:02}"


def _addresses(text: str) -> Iterator[Value]:
    """Yield the addresses: parts that stand next to each other."""
    parts: list[re.Match[str]] = []
    for match in _ADDRESS.finditer(text):
        if parts and match.start() - parts[-1].end() > 1:
            yield from _address(parts)
            parts = []
        parts.append(match)
    yield from _address(parts)


def _address(parts: list[re.Match[str]]) -> Iterator[Value]:
    # A single part must be a number, or any 一层 of any talk; 号 alone is more often a date.
    alone = len(parts) == 1 and (parts[0]["unit"] in {None, "层", "号", "户"})
    if parts and not alone:
        said = " ".join(_address_part(part) for part in parts)
        yield Value(Kind.ADDRESS, said, parts[0].start(), parts[-1].end())


def _address_part(part: re.Match[str]) -> str:
    if part["name"]:
        return f"{part['name']}{part['place']}"
    number = number_of(part["number"])
    return f"{part['number'].upper() if number is None else number}{part['unit']}"


_READ_BY: Final = (
    (frozenset("号栋幢座元室层楼弄户道同区园寓厦场路街巷苑村镇乡"), _addresses),
    (frozenset("块元毛角"), _amounts),
    (frozenset("点:："), _times),
    (frozenset("号日天周期拜"), _dates),
)
"""How each kind is read, in this order, and the letters of which a text has one that has any."""
