"""Numbers over one breath or several: pieces put together within a turn and from turn to turn."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from scriptcheck.redact.contexts import context_after, context_before, context_of
from scriptcheck.redact.corrections import (
    between_corrections,
    corrected_rows,
    is_correction,
    is_instead,
    opening_correction,
    readings,
)
from scriptcheck.redact.dated_ids import dated_id_spans
from scriptcheck.redact.digits import digit_pieces, is_in_groups
from scriptcheck.redact.grouped import grouped_spans
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.numbers import (
    classify,
    classify_loosely,
    is_complete,
    is_service_number,
    stands_alone,
)
from scriptcheck.redact.parts import placed_spans
from scriptcheck.redact.positions import positioned_spans
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.said import Said, digits_of_row, spans_of
from scriptcheck.redact.spoken_marks import SPOKEN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.contexts import Context
    from scriptcheck.redact.numbers import Found

_DASHES: Final = r"\-－\u2010-\u2015\u2212\ufe58\ufe63"
_SYMBOLS: Final = (
    r"\u2022\u2023\u2190-\u21ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\U0001f000-\U0001faff\ufe0f\u200d"
)
"""Arrows, bullets, boxes, dingbats and emoji, with what joins and varies them."""
_POINTS: Final = r"·・･‧∙⋅．"
_BRACKETS: Final = r"()（）\[\]［］【】〔〕「」『』《》〈〉<>{}\"'“”‘’＂＇`"
_GAP: Final = re.compile(
    rf"(?:[\s{_DASHES}{_SYMBOLS}{_POINTS}{_BRACKETS}、，,;；:：。+~…_./\\＼|｜¦=&^°]"
    r"|&nbsp;|<br ?/?>"
    rf"|[嗯啊呃额哦噢唔诶哎呀]|那个|这个|然后|就是|再|{SPOKEN_MARK}){{0,8}}"
)
"""What may stand between two pieces of one number: marks, fillers, hesitation."""
_HYPHENS: Final = re.compile(rf"[\s{_DASHES}{_POINTS}./\\＼|｜¦]*")
_X: Final = re.compile(rf"[\s，,。、./{_DASHES}]{{0,3}}(?:[xX叉]|艾克斯|爱克斯|埃克斯)(?![A-Za-z])")
_X_ALONE: Final = re.compile(
    r"[\s，,。]*(?:还有|最后|一个)?(?:[xX叉]|艾克斯|爱克斯|埃克斯)[\s，,。的]*"
)
_ID_BODY: Final = 17
_BETWEEN: Final = 14
"""Characters of a turn at most that comes between two pieces: 嗯, 您说, 好的请继续."""
_TURNS_BETWEEN: Final = 3
_LEAD: Final = 4
_OPENING: Final = 5
"""The same of a first piece: 你记一下."""
_TAIL: Final = 2
"""Characters at most that are said before and after a piece of a number: 然后后面, 对吧."""
_LONGEST: Final = 20
"""Digits of the longest number that is dictated."""
_CARDS: Final = frozenset({Kind.ID_CARD, Kind.BANK_CARD})
"""Kinds whose beginning may look like a whole telephone number or date."""
_MOST_PIECES: Final = 40
"""Pieces that one number has at most."""
_WHOLE: Final = 11
_MOBILE_BEGINS: Final = re.compile(r"1[3-9][0-9]")
_YEAR: Final = re.compile("19[5-9][0-9]|20[0-4][0-9]")
_ASKED: Final = 3
"""Turns before a number in which somebody may have asked for it."""
_GROUP: Final = 3
_QUOTED: Final = 4
"""Digits of a number that is known already that stand for it."""
_GARBLED: Final = 70
"""How like a known number, by rapidfuzz's ratio, another is that is the same misheard."""


def number_spans(turns: Sequence[Turn], known: Iterable[str] = ()) -> list[PersonalSpan]:
    """Return the numbers in ``turns``, piece by piece, in no order.

    ``known`` are numbers that are known to be personal, such as those of the call data.
    """
    rows = [list(_rows(number, turn.text)) for number, turn in enumerate(turns)]
    spans: list[PersonalSpan] = []
    numbers = dict.fromkeys(known, Kind.PHONE)
    for dictated in _dictations(turns, rows):
        for whole, found in _take_apart(dictated, turns):
            numbers[digits_of_row(whole)] = found.kind
            spans += spans_of(whole, found.kind, found.reason)
            spans += _check_letter(whole, found, turns)
    for digits, groups in (*dated_id_spans(turns), *grouped_spans(turns)):
        numbers.setdefault(digits, Kind(groups[0].kind))
        spans += groups
    flat = [row for turn in rows for row in turn]
    # A list, since it looks at the spans that are found here.
    for part in list(corrected_rows(flat, turns, spans)):
        numbers.setdefault(digits_of_row(part.row), part.kind)
        spans += spans_of(part.row, part.kind, RedactionReason.CORRECTED)
    if numbers:
        spans += _quoted(flat, numbers, turns, {(span.turn, span.start) for span in spans})
    spans += placed_spans(flat, turns, spans)
    spans += list(positioned_spans(flat, turns, spans))
    return spans


def _rows(number: int, text: str) -> Iterator[list[Said]]:
    """Yield the rows of pieces in a turn, between which nothing but marks and fillers stands."""
    row: list[Said] = []
    for piece in digit_pieces(text):
        if piece is None or piece.is_counting:
            if row:
                yield row
            row = []
            continue
        end = row[-1].piece.end if row else piece.start
        corrects = bool(row) and (
            is_correction(text, end, piece.start) or is_instead(text, row[-1].piece, piece)
        )
        if (
            row
            and not corrects
            and (
                _GAP.fullmatch(text, end, piece.start) is None
                or (piece.is_cardinal and is_complete(digits_of_row(row)))
            )
        ):
            yield row
            row = []
        row.append(Said(number, piece, is_correction=corrects))
    if row:
        yield row


def _dictations(turns: Sequence[Turn], rows: Sequence[list[list[Said]]]) -> Iterator[list[Said]]:
    """Yield the rows of all turns, those joined that go on with one another over turns."""
    open_rows: dict[str, list[Said]] = {}
    for number, turn in enumerate(turns):
        for row in rows[number]:
            speaker = turn.speaker.value
            before = open_rows.pop(speaker, None)
            if before is not None and _goes_on(before, row, turns):
                said_now = digits_of_row(row)
                is_again = len(said_now) >= _GROUP and digits_of_row(before).endswith(said_now)
                row = before + [said._replace(is_again=is_again) for said in _opened(row, turn)]  # noqa: PLW2901
            elif before is not None:
                yield before
            if _may_go_on(row, turns):
                open_rows[speaker] = row
            else:
                yield row
    yield from open_rows.values()


def _opened(row: list[Said], turn: Turn) -> list[Said]:
    """Return ``row``, the first piece of which may correct what was said in turns before."""
    first = row[0]
    corrects = opening_correction(turn.text, first.piece.start) > 0
    return [first._replace(is_correction=corrects), *row[1:]]


def _may_go_on(row: list[Said], turns: Sequence[Turn]) -> bool:
    last = row[-1]
    digits = digits_of_row(row)
    text = turns[last.turn].text
    if all(said.piece.is_cardinal for said in row) and _context(row, turns) in {None, "none"}:
        return False
    near = context_before(text, row[0].piece.start if row[0].turn == last.turn else 0)
    context = near or _context(row, turns)
    is_begun = row[0].turn != last.turn or context not in {None, "none"}
    if not is_begun and stands_alone(digits_of_row(said for said in row if said.turn == last.turn)):
        return False
    is_last = _says_at_most(_TAIL, text, last.piece.end)
    is_corrected = any(said.is_correction for said in row)
    # What is corrected is said twice.
    most = _LONGEST * (1 + is_corrected)
    if not is_last or len(digits) >= most or context == "none":
        return False
    if not is_corrected and is_complete(digits, is_card=context in _CARDS):
        return False
    # One or two digits count things, unless it is said what they are, or hardly anything else.
    least = _OPENING if len(last.piece.digits) >= _GROUP else _LEAD
    return near is not None or _is_all_digits(row, last.turn, turns, lead=least)


def _is_dictated(row: list[Said]) -> bool:
    """Return whether ``row`` is said over turns already."""
    return row[0].turn != row[-1].turn


def _is_mobile_begun(before: list[Said], row: list[Said]) -> bool:
    """Return whether ``before`` begins a mobile number, and has room for ``row`` in it."""
    digits = digits_of_row(before)
    is_begun = _MOBILE_BEGINS.match(digits) is not None
    return is_begun and len(digits) + len(digits_of_row(row)) <= _WHOLE


def _goes_on(before: list[Said], row: list[Said], turns: Sequence[Turn]) -> bool:
    first, last = row[0], before[-1]
    is_corrected = any(said.is_correction for said in (*before, *_opened(row, turns[first.turn])))
    most = (_LONGEST + 1) * (1 + is_corrected)
    if first.turn == last.turn or len(digits_of_row(before) + digits_of_row(row)) > most:
        return False
    context = _context(before, turns)
    if context is None and stands_alone(digits_of_row(row)):
        return False
    is_card = context in _CARDS
    is_begun = is_card or _is_dictated(before) or _is_mobile_begun(before, row)
    if is_service_number(digits_of_row(row)) and not is_begun:
        return False
    between = turns[last.turn + 1 : first.turn]
    if len(between) > _TURNS_BETWEEN or any(
        not _says_at_most(_BETWEEN, turn.text) or context_of(turn.text) is not None
        for turn in between
    ):
        return False
    if not _is_all_digits(row, first.turn, turns):
        return False
    # A word that says what it is begins another number.
    lead = turns[first.turn].text[: first.piece.start]
    return context_of(lead) is None and not is_complete(digits_of_row(row), is_card=is_card)


def _is_all_digits(row: list[Said], turn: int, turns: Sequence[Turn], *, lead: int = _LEAD) -> bool:
    """Return whether hardly anything is said in ``turn`` but what ``row`` has of it."""
    text = turns[turn].text
    places = [each.piece for each in row if each.turn == turn]
    opening = opening_correction(text, places[0].start)
    return _says_at_most(lead, text, opening, places[0].start) and _says_at_most(
        _TAIL, text, places[-1].end
    )


def _take_apart(row: list[Said], turns: Sequence[Turn]) -> Iterator[tuple[list[Said], Found]]:
    """Yield the numbers that ``row`` is made of, of which the longest count first."""
    if stands_alone(digits_of_row(row)):
        return
    context = _context(row, turns)
    if context == "none" and len(digits_of_row(row)) < _WHOLE:
        return
    if context in {None, "none"} and _are_years(row):
        return
    kind = None if context == "none" else context
    start = 0
    while start < len(row):
        best = _longest(row, start, kind, turns)
        if best is not None:
            stop, found = best
            yield row[start:stop], found
            start = stop
            continue
        start += 1
    return


def _are_years(row: list[Said]) -> bool:
    """Return whether the pieces of ``row`` are years: two in their order, or several."""
    years = [said.piece.digits for said in row]
    is_each = all(_YEAR.fullmatch(year) for year in years)
    return is_each and (len(years) > 2 or years == sorted(set(years))) and len(years) > 1  # noqa: PLR2004  (several)


def _longest(
    row: list[Said], start: int, context: Kind | None, turns: Sequence[Turn]
) -> tuple[int, Found] | None:
    for stop in range(min(len(row), start + _MOST_PIECES), start, -1):
        part = row[start:stop]
        for digits in dict.fromkeys(readings(part)):
            if digits and (found := classify(_with_x(part, digits, turns), context)) is not None:
                return stop, found
    if len(row) - start > _MOST_PIECES:
        return None
    whole = row[start:]
    is_dictated = len({said.turn for said in whole}) > 1
    if context != Kind.EMAIL and _is_one(whole, turns, is_dictated=is_dictated):
        part = max(between_corrections(whole), key=len)
        found = classify_loosely(
            digits_of_row(whole if is_dictated else part), is_dictated=is_dictated
        )
        return None if found is None else (len(row), found)
    return None


def _is_one(row: list[Said], turns: Sequence[Turn], *, is_dictated: bool) -> bool:
    """Return whether the pieces of ``row`` are one number: said in one go, grouped, or dictated."""
    with_units = sum(len(said.piece.digits) for said in row if said.piece.is_cardinal)
    if with_units * 2 > len(digits_of_row(row)):
        return False
    if len(row) == 1 or is_dictated:
        return not all(said.piece.is_repeat for said in row)
    text = turns[row[0].turn].text
    if is_in_groups([said.piece for said in row], text):
        return True
    return (
        all(
            len(said.piece.digits) >= _GROUP
            and (said.is_correction or _HYPHENS.fullmatch(text, one.piece.end, said.piece.start))
            for one, said in pairwise(row)
        )
        and len(row[0].piece.digits) >= _GROUP
    )


def _with_x(part: list[Said], digits: str, turns: Sequence[Turn]) -> str:
    last = part[-1]
    is_body = len(digits) == _ID_BODY
    return digits + "X" if is_body and _X.match(turns[last.turn].text, last.piece.end) else digits


def _check_letter(row: list[Said], found: Found, turns: Sequence[Turn]) -> Iterator[PersonalSpan]:
    """Yield the X at the end of the number of an ID card."""
    last = row[-1]
    if found.kind is not Kind.ID_CARD:
        return
    end, first = last.piece.end, (row[0].turn, row[0].piece.start)
    if (match := _X.match(turns[last.turn].text, end)) is not None:
        yield PersonalSpan(last.turn, end, match.end(), found.kind, found.reason, first)
        return
    for number, turn in enumerate(turns[last.turn + 1 : last.turn + 1 + _TURNS_BETWEEN]):
        if turn.speaker is turns[last.turn].speaker and _X_ALONE.fullmatch(turn.text):
            place = last.turn + 1 + number
            yield PersonalSpan(place, 0, len(turn.text), found.kind, found.reason, first)
            return


def _context(row: list[Said], turns: Sequence[Turn]) -> Context | None:
    first, last = row[0], row[-1]
    text = turns[first.turn].text
    found = context_before(text, first.piece.start)
    found = found or context_after(turns[last.turn].text, last.piece.end)
    if found is not None:
        return found
    asked = [turn.text for turn in turns[max(0, first.turn - _ASKED) : first.turn]]
    for before in reversed(asked):
        if (found := context_of(before)) not in {None, "none"}:
            return found
        if not _says_at_most(_BETWEEN, before):
            return None
    return None


def _quoted(
    rows: Iterable[list[Said]],
    numbers: dict[str, Kind],
    turns: Sequence[Turn],
    taken: set[tuple[int, int]],
) -> Iterator[PersonalSpan]:
    """Yield what repeats one of ``numbers``: all of it, its beginning or end, or misheard."""
    for row in rows:
        rest = [said for said in row if (said.turn, said.piece.start) not in taken]
        if not rest or stands_alone(digits_of_row(row)) or _context(row, turns) == "none":
            continue
        digits = digits_of_row(rest)
        number = next((known for known in numbers if _repeats(digits, known)), None)
        if number is not None:
            yield from spans_of(rest, numbers[number], RedactionReason.REPEATED)
            continue
        for said in rest:
            piece = said.piece.digits
            least = _GROUP if _is_all_digits([said], said.turn, turns) else _QUOTED
            for known, kind in numbers.items():
                if len(piece) >= least and piece in known and not is_service_number(piece):
                    yield from spans_of([said], kind, RedactionReason.REPEATED)
                    break


def _repeats(digits: str, known: str) -> bool:
    if len(digits) < _QUOTED or is_service_number(digits):
        return False
    if digits in known:
        return True
    return abs(len(digits) - len(known)) <= 2 and ratio(digits, known) >= _GARBLED  # noqa: PLR2004


def _says_at_most(most: int, text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether ``text[start:end]`` has no more than ``most`` letters and figures."""
    stop = len(text) if end is None else end
    spoken = (at for at in range(start, stop) if text[at].isalnum())
    return next(islice(spoken, most, None), None) is None
