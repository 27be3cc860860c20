"""What a customer dictates, and what the agent says back of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance.Levenshtein import distance
from rapidfuzz.fuzz import ratio

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.numbers.calendar import same_date
from scriptcheck.text.numbers.value import ValueKind
from scriptcheck.text.numbers.values import has_number, number_kind, values_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from scriptcheck.match.findings import Findings
    from scriptcheck.text.numbers.value import Value

UNASKED_DIGITS: Final = 6
"""Digits in a row that are dictated whether asked for or not; shorter numbers count things."""

_ANSWER: Final = 24
"""Characters at most of a turn that answers a question; a longer one is no answer."""

_PIECE: Final = 8
"""Digits that are said in one breath at most; a longer number is complete."""
_LONGEST: Final = 19
"""Digits of the longest number that people dictate, that of a bank card."""
_BREATH: Final = 12
"""Characters of what is said between two pieces of a number at most."""
_ASSENT: Final = 4
"""Characters at most of a turn that only says that one listens: 嗯, 好的您说."""
_SAY_AGAIN: Final = lazy_pattern(
    "再来|再说|再报|重新|重来|慢点|慢慢|没听清|没记|继续|接着|然后呢|后面"
)
"""What an agent says who wants the same number again, or the rest of it."""
_COUNTS: Final = lazy_pattern("个[，,。.、；;]")
"""A count that ends, where what follows is another figure."""
_ID_CARD: Final = lazy_pattern(
    r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
"""The number of an ID card, by the date of birth in it: it says who calls, so nobody repeats it."""
_UP: Final = "123456789"
_COUNTED_UP: Final = 4
"""Digits from one on that are somebody counting."""
_COUNTED_IN: Final = frozenset("套件只盒条箱包袋双瓶对张份半")
"""What things are counted in: 六个一套 is no row of ones."""
_TAIL: Final = 4
"""Digits that stand for a whole number when it is read back by its tail."""
_COVERED: Final = 0.8
"""Share of a number that must be said back when it is said in pieces."""
_MOBILE: Final = lazy_pattern("1[3-9][0-9]{9}")
_GARBLED: Final = 70
"""How like the number, by rapidfuzz's ratio, another must be to be a wrong repetition of it."""
_NAMED_BEFORE: Final = 3
"""Agent turns before a value in which the agent may have named it first."""
_UNITS: Final = "栋幢座元单室层楼户号"
"""What numbers in an address end with."""
_HALF_DAY: Final = 12 * 60
NUMBERS: Final = frozenset({ValueKind.PHONE, ValueKind.NUMBER})
"""Kinds of digits in a row; which a number is, shows in its length."""
_CARDINALS: Final = frozenset({ValueKind.AMOUNT, ValueKind.QUANTITY, ValueKind.NUMBER})
"""Kinds that may be the same with a unit and without one: 三百块, 三百, 300."""


class SaidValue(NamedTuple):
    """A value and the turn that it is said in."""

    turn: int
    value: Value


class Dictation(NamedTuple):
    """A value that the customer gives, in one turn or piece by piece over several."""

    kind: ValueKind
    value: str
    pieces: tuple[SaidValue, ...]

    @property
    def last_turn(self) -> int:
        """The turn in which the last piece is said."""
        return self.pieces[-1].turn


class SaidBack(NamedTuple):
    """What the agent says back of a dictation."""

    rightly: bool | None
    """``None`` where that is unknown, some of it being masked."""
    said: SaidValue


class AgentValues:
    """The values that the agent says in a call; a turn is read only when they are asked for."""

    def __init__(self, findings: Findings) -> None:
        self._turns = findings.text.turns
        self._known: dict[int, tuple[Value, ...]] = {}

    def of(self, turn: int) -> tuple[Value, ...]:
        """Return the values said in ``turn``, one of the agent's."""
        if turn not in self._known:
            self._known[turn] = values_in(self._turns[turn])
        return self._known[turn]


def dictations(
    findings: Findings,
    kinds: Sequence[ValueKind],
    asked: Mapping[int, Container[ValueKind]],
    secret: set[int],
) -> tuple[Dictation, ...]:
    """Return what the customer dictates, in the order of the call.

    ``asked`` are the turns in which the agent asks for a detail, with the kinds of value that
    answer it: what the customer says next is dictated; unasked, only numbers of
    ``UNASKED_DIGITS`` digits are. What answers one of the turns ``secret`` is not to be repeated,
    so it does not count.
    """
    given = {
        number: values_in(folded)
        for number, folded in zip(findings.text.numbers, findings.text.turns, strict=True)
        if findings.call.turns[number].speaker == "customer"
        and (has_number(folded) or _agent_turn_before(number, findings) in asked)
    }
    found: list[Dictation] = []
    for turn, values in given.items():
        for value in values:
            said = SaidValue(turn, value)
            if found and (longer := _continued(found[-1], said, findings)) is not None:
                found[-1] = longer
            else:
                found.append(Dictation(value.kind, value.value, (said,)))
    return tuple(
        each
        for each in _not_secret(found, secret, asked, findings)
        if each.kind in kinds
        and not _is_floor(each)
        and not _is_today(each)
        and _ID_CARD.fullmatch(each.value) is None
        and not _is_count(each, findings)
        and (_is_long(each) or _is_asked_for(each, asked, findings))
    )


def _is_asked_for(
    dictation: Dictation, asked: Mapping[int, Container[ValueKind]], findings: Findings
) -> bool:
    """Return whether ``dictation`` answers a turn that asks for its kind of value."""
    question = _answers(dictation.pieces[0], findings)
    return question is not None and dictation.kind in asked.get(question, ())


def _is_floor(dictation: Dictation) -> bool:
    """Return whether only a floor is said, which is no address: 住四楼."""
    return dictation.kind is ValueKind.ADDRESS and _units(dictation.value) <= {"楼", "层"}


def _is_today(dictation: Dictation) -> bool:
    """Return whether only 今天 is said, as of when something began: it is known without asking."""
    return dictation.kind is ValueKind.DATE and dictation.value == "今天"


def _is_count(dictation: Dictation, findings: Findings) -> bool:
    """Return whether somebody counts: 六个，一套六个; 一二三四五六，不叫了."""
    if len(dictation.value) >= _COUNTED_UP and _UP.startswith(dictation.value):
        return True
    first = dictation.pieces[0]
    text = findings.text.turns[first.turn].original
    start, end = first.value.start, first.value.end
    return _COUNTS.search(text, start, end) is not None or (
        "个" in text[start:end] and text[end : end + 1] in _COUNTED_IN
    )


def _not_secret(
    found: Sequence[Dictation], secret: Container[int], asked: Container[int], findings: Findings
) -> Iterator[Dictation]:
    """Yield what of ``found`` neither answers one of the turns ``secret`` nor goes on with that."""
    hidden_to = None
    for each in found:
        goes_on = hidden_to is not None and _goes_on(each, hidden_to, asked, findings)
        if goes_on or _agent_turn_before(each.pieces[0].turn, findings) in secret:
            hidden_to = each.last_turn
        else:
            yield each


def _goes_on(each: Dictation, last: int, asked: Container[int], findings: Findings) -> bool:
    """Return whether ``each`` is the rest of what was dictated up to turn ``last``, or it again."""
    # A telephone number is complete, and begins something new.
    if each.kind is ValueKind.PHONE:
        return False
    first = each.pieces[0]
    between = range(last + 1, first.turn)
    turns = findings.text.turns
    if any(
        number not in asked and _SAY_AGAIN.search(turns[number].simplified) for number in between
    ):
        return True
    listens = all(len(turns[number].text) <= _ASSENT for number in between)
    return listens and _is_all_digits(first, findings)


def said_before(dictation: Dictation, spoken: AgentValues, findings: Findings) -> bool:
    """Return whether the agent has just named the value, so that the customer merely repeats it."""
    agents = findings.timeline.agent_turns
    later = bisect_left(agents, dictation.pieces[0].turn)
    return any(
        value.value == dictation.value
        # 对，十八号二单元 says yes to 18号, and adds to it.
        or (dictation.kind is value.kind is ValueKind.ADDRESS and _agree(dictation, value))
        for turn in agents[max(0, later - _NAMED_BEFORE) : later]
        for value in spoken.of(turn)
    )


def _is_long(dictation: Dictation) -> bool:
    return dictation.kind in NUMBERS and len(dictation.value) >= UNASKED_DIGITS


def _answers(said: SaidValue, findings: Findings) -> int | None:
    """Return the agent's turn that ``said`` answers; ``None`` where it is said by the way."""
    if len(findings.text.turns[said.turn].text) > _ANSWER:
        return None
    return _agent_turn_before(said.turn, findings)


def _agent_turn_before(turn: int, findings: Findings) -> int | None:
    """Return the agent's turn that ``turn`` answers; a turn of another speaker may lie between."""
    agents = findings.timeline.agent_turns
    later = bisect_left(agents, turn)
    return agents[later - 1] if later else None


def _continued(before: Dictation, said: SaidValue, findings: Findings) -> Dictation | None:
    """Return ``before`` with the digits of ``said`` added, if they go on with it."""
    piece = said.value.value
    if before.kind not in NUMBERS or said.value.kind not in NUMBERS:
        return None
    first = before.pieces[-1].value.value
    whole = before.value + piece
    if len(first) > _PIECE or len(piece) > _PIECE or len(whole) > _LONGEST:
        return None
    if not all(_is_all_digits(each, findings) for each in (before.pieces[-1], said)):
        return None
    between = findings.text.turns[before.last_turn + 1 : said.turn]
    if said.turn == before.last_turn or any(len(turn.text) > _BREATH for turn in between):
        return None
    if before.value.endswith(piece):  # said once more, in answer to what the agent said back
        return before
    return Dictation(number_kind(whole), whole, (*before.pieces, said))


def _is_all_digits(said: SaidValue, findings: Findings) -> bool:
    """Return whether hardly anything but the digits is said in the turn."""
    return len(findings.text.turns[said.turn].text) <= len(said.value.value) + 4


def said_back(
    dictation: Dictation, spoken: Mapping[int, Sequence[Value]], confirming: Container[int]
) -> Iterator[SaidBack]:
    """Yield what is said back of ``dictation``, of what the agent has ``spoken`` in each turn.

    Dates, times, amounts and addresses that differ are wrong where the agent checks them, in
    one of the turns ``confirming``. In other turns they are another date, as in a proposal.
    """
    said = [SaidValue(turn, value) for turn, values in spoken.items() for value in values]
    if dictation.kind in NUMBERS:
        for each in said:
            if _is_same_cardinal(dictation, each.value) or _is_in_address(dictation, each.value):
                yield SaidBack(True, each)
        runs = [each for each in said if each.value.kind in NUMBERS]
        yield from _digits_back(dictation.value, runs)
        return
    for each in said:
        is_kind = each.value.kind is dictation.kind
        is_same = _agree if is_kind else _is_same_cardinal
        if is_same(dictation, each.value):
            yield SaidBack(True, each)
        elif is_kind and each.turn in confirming and _is_rival(dictation, each.value):
            yield SaidBack(False, each)


def _is_rival(dictation: Dictation, value: Value) -> bool:
    """Return whether ``value``, which differs, says the same thing otherwise.

    Addresses do where they share a unit: 三栋 is no wrong 四楼.
    """
    if dictation.kind is not ValueKind.ADDRESS:
        return True
    return not _units(dictation.value).isdisjoint(_units(value.value))


def _units(address: str) -> set[str]:
    return {part.lstrip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") for part in address.split()}


def _digits_back(number: str, runs: Sequence[SaidValue]) -> Iterator[SaidBack]:
    covered = ""
    for said in runs:
        digits = said.value.value
        if "*" in digits:
            yield SaidBack(None, said)
        elif number in digits or (len(digits) >= _TAIL and number.endswith(digits)):
            yield SaidBack(True, said)
        elif digits in number:
            covered += digits
            if covered in number and len(covered) >= _COVERED * len(number):
                yield SaidBack(True, said)
        elif len(digits) >= _TAIL and _is_garbled(digits, number):
            # Recognition doubles and loses digits: who says a whole number back understood it.
            is_whole = _is_mobile(digits) and not _is_mobile(number)
            is_whole = is_whole and distance(digits, number) == 1
            yield SaidBack(is_whole, said)


def _is_mobile(digits: str) -> bool:
    return _MOBILE.fullmatch(digits) is not None


def _is_garbled(digits: str, number: str) -> bool:
    """Return whether ``digits`` are ``number``, or its tail, with mistakes."""
    if abs(len(digits) - len(number)) <= 2:  # noqa: PLR2004  (a digit or two lost or doubled)
        return ratio(digits, number) >= _GARBLED
    return len(digits) == _TAIL and ratio(digits, number[-_TAIL:]) >= _GARBLED


def _agree(dictation: Dictation, value: Value) -> bool:
    """Return whether ``value``, of the same kind, is what was dictated as far as both say."""
    one, other = dictation.value, value.value
    if dictation.kind is ValueKind.TIME:
        apart = abs(_minutes(one) - _minutes(other))
        return apart == 0 or (apart == _HALF_DAY and "?" in one + other)
    if dictation.kind is ValueKind.DATE:
        return same_date(one, other)
    if dictation.kind is ValueKind.ADDRESS:
        return not set(one.split()).isdisjoint(other.split())
    return one == other


def _is_in_address(dictation: Dictation, value: Value) -> bool:
    """Return whether the number that is dictated stands in an address: 502, 三单元五零二户."""
    if value.kind is not ValueKind.ADDRESS:
        return False
    return any(part.rstrip(_UNITS) == dictation.value for part in value.value.split())


def _is_same_cardinal(dictation: Dictation, value: Value) -> bool:
    """Return whether one of the two is the other without its unit."""
    if dictation.kind is ValueKind.AMOUNT and value.kind is ValueKind.TIME:
        # 九点零二 may be a time or a sum.
        hour, minute = value.value.rstrip("?").split(":")
        return f"{int(hour)}.{minute}" == dictation.value
    if value.kind in NUMBERS and dictation.kind in NUMBERS:
        return False
    return {dictation.kind, value.kind} <= _CARDINALS and dictation.value == value.value


def _minutes(time: str) -> int:
    hour, minute = time.rstrip("?").split(":")
    return 60 * int(hour) + int(minute)
