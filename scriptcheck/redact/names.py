"""Names that customers give, how they spell them, and what is said of them afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.addressed_names import names_before_courtesies
from scriptcheck.redact.asked import NUMBER_BESIDE, answers_for_a_name, asks_for_a_name
from scriptcheck.redact.confirmed_names import confirmed_names
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.known_names import KnownNames, compact_name
from scriptcheck.redact.latin_names import latin_answers, latin_words, spelled_again
from scriptcheck.redact.misheard_names import MisheardNames, denied_surnames
from scriptcheck.redact.name_leads import CALLED
from scriptcheck.redact.name_parts import name_parts, parts_said
from scriptcheck.redact.pieced_names import given_after, surname_asked_about
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.spelt_names import spellings
from scriptcheck.redact.tagging import NOT_NAMES, tagged
from scriptcheck.text.foreign_names import (
    dotted_names,
    foreign_name_at,
    japanese_name_at,
    japanese_surname_at,
    long_sounded_at,
)
from scriptcheck.text.given_names import GIVEN_CHARACTERS
from scriptcheck.text.looks_like_name import looks_like_name
from scriptcheck.text.surnames import (
    COURTESIES,
    NO_GIVEN,
    READINGS,
    TITLES,
    UNSURE,
    surname_at,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from scriptcheck.call import Turn

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SURNAME: Final = re.compile(
    r"(?:免贵|我|俺|您|你|本人|他|她|就|也|是|^|[，,。\s])[姓性](?!名)|(?<!贵)姓(?!名|什么|啥)"
)
_SAID_ALONE: Final = re.compile(
    rf"[\u3400-\u9fff](?=$|[，,。.！!？?、\s啊呀哈嗯的]|{COURTESIES}|(?P<same>[\u3400-\u9fff]).{{0,2}}的(?P=same))"
)
"""One character that is all that is said, with a courtesy or its spelling: 姓时，时间的时."""
_BEFORE_SURNAME: Final = re.compile(r"[您你](?:是|就)?(?:姓|叫)|[小老]")
"""What stands before the surname of somebody whose name is known."""
_CORRECTED: Final = re.compile(
    r"(?:不对|不是|错了|说错了?|更正)[，,、。\s]{0,2}(?:应该)?[是叫](?=[\u3400-\u9fff]{2,4}(?:[，,。.！!\s]|$))"
)
"""How people correct a name: 不对不对，是李晓明."""
_AM: Final = re.compile(
    r"(?:我(?:这边|这里)?是|这里是|这边是|(?i:(?<![a-z])(?:i['’]m|i am|this is)(?![a-z]))\s*)"
)
_GIVEN_ALONE: Final = re.compile(
    r"[，,、\s]{0,2}(?:(?:单名|名字?)(?:叫做?|是|为)?|叫做?)(?:一个|单字)?(?P<given>[\u3400-\u9fff]{1,2})"
    r"(?=[，,。.！!？?、\s啊呀吧]|$)"
)
"""What stands after a surname: 我姓王，叫建国."""
_CLAUSE: Final = re.compile(r"(?:^|(?<=[，,。.！!？?、\s叫是]))(?=[\u3400-\u9fff])")
_CLAUSE_END: Final = re.compile(r"[，,。.！!？?、\s啊呀吧]|$")
_ABUSE: Final = frozenset({"八蛋", "八"})
"""What makes no name of the surname 王."""
_SURNAME_TURNS: Final = 4
"""Turns from one in which a surname is said to one in which the whole name may be said."""
_ANSWER: Final = re.compile(
    r"^(?:[嗯啊呃哦噢喔唔诶哎，,。、\s]|我|是|叫|姓|性|免贵|就|写|名字|您|好|对|的)*"
)
_TITLE: Final = re.compile(TITLES)
_READINGS: Final = re.compile("|".join(sorted(READINGS, key=len, reverse=True)))
_GOES_ON: Final = frozenset("的了来去出到给说把让被要会在")
"""What goes on with a word that is no name: 我叫毛病出在你们那儿."""
_GIVEN: Final = 2
_MOST_TAGGED: Final = 24
"""Characters from the beginning of a name on that are cut into words."""


class _Name(NamedTuple):
    start: int
    end: int
    text: str


class Names(NamedTuple):
    """The names found in a call."""

    spans: list[PersonalSpan]
    full: frozenset[str]
    """Names of two characters or more, as they are said."""


def name_spans(turns: Sequence[Turn], known: Iterable[str] = ()) -> Names:
    """Return where names stand in ``turns``; ``known`` are those that the call data have."""
    found: list[PersonalSpan] = []
    given: set[str] = {name for name in known if len(name) > 1}
    given |= {form for name in given if len(form := compact_name(name)) > 1 and _HAN.match(form)}
    surnames: set[str] = {name[: surname_at(name, 0)] for name in given if surname_at(name, 0)}
    said_in: dict[str, int] = {}
    for number, turn in enumerate(turns):
        if turn.speaker in {"customer", "unknown"}:
            for said, reason in _introduced(turns, number):
                found.append(PersonalSpan(number, said.start, said.end, Kind.NAME, reason))
                width = surname_at(said.text, 0, or_word=True)
                surnames.add(said.text[: width or 1])
                if len(said.text) > width:
                    given.add(said.text)
                elif width:
                    said_in[said.text] = number
            for span, whole in _said_later(turns, number, said_in):
                found.append(span)
                given.update({whole} if len(whole) > 1 else ())
            for start, end, name in latin_answers(turns, number):
                found.append(PersonalSpan(number, start, end, Kind.NAME, RedactionReason.SPELT))
                given.update({name} if len(name) > _GIVEN else ())
        for start, end in confirmed_names(turn.text):
            found.append(PersonalSpan(number, start, end, Kind.NAME, RedactionReason.INTRODUCED))
            given.add(turn.text[start:end])
    dotted = [
        (number, *place) for number, turn in enumerate(turns) for place in dotted_names(turn.text)
    ]
    found += [PersonalSpan(*place, Kind.NAME, RedactionReason.INTRODUCED) for place in dotted]
    more = {turns[number].text[start:end] for number, start, end in dotted}
    # A part of a name that is known is masked by the rules of parts: 古丽 of 玛丽·古丽.
    whole = "\n".join(given | more)
    given |= {name for name in _addressed_in_full(turns, surnames) if name not in whole}
    found += _said_of(turns, given, surnames, more)
    return Names(found, frozenset(given | more))


def _addressed_in_full(turns: Sequence[Turn], surnames: Collection[str]) -> set[str]:
    """Return the names before a courtesy that are more than a surname."""
    return {
        turn.text[start:end]
        for turn in turns
        for start, end in names_before_courtesies(turn.text, surnames)
        if end - start > surname_at(turn.text, start, or_word=True)
    }


def _said_later(
    turns: Sequence[Turn], number: int, said_in: Mapping[str, int]
) -> Iterator[tuple[PersonalSpan, str]]:
    """Yield where turn ``number`` goes on with a surname said before, and the name as known then.

    ``said_in`` gives the turns of surnames.
    """
    reason = RedactionReason.INTRODUCED
    lately = {name: at for name, at in said_in.items() if number - at <= _SURNAME_TURNS}
    for name in _completed(turns[number].text, lately) if lately else ():
        yield PersonalSpan(number, name.start, name.end, Kind.NAME, reason), name.text
    for surname, at in sorted(lately.items()):
        for each in given_after(turns, number, surname, at):
            yield PersonalSpan(each.turn, each.start, each.end, Kind.NAME, reason), each.whole


def _said_of(
    turns: Sequence[Turn], given: set[str], surnames: set[str], dotted: set[str]
) -> Iterator[PersonalSpan]:
    """Yield what is said of people called ``given`` or ``dotted``, and of their ``surnames``."""
    parts = name_parts(given | dotted, dotted - given)
    characters = set("".join(given | dotted)) | surnames
    again = KnownNames(given | dotted | parts.anywhere)
    misheard = MisheardNames(given)
    known, latin = frozenset(surnames), latin_words(given | dotted)
    for number, turn in enumerate(turns):
        yield from _addressed(number, turn, surnames)
        for place in parts_said(turn.text, parts):
            yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.ADDRESSED)
        yield from _spelt(number, turn, characters, turns)
        yield from _said_again(number, turn.text, again)
        for place in (
            *misheard.places(turn.text),
            *denied_surnames(turn.text, surnames),
            *spelled_again(turn.text, latin),
            *surname_asked_about(turn.text, known),
        ):
            yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.REPEATED)


def is_name(text: str) -> bool:
    """Return whether ``text`` is a name and no word of the language: 王丽娟, but not 方便."""
    if not looks_like_name(text) or text[0] == text[1]:  # 谢谢
        return False
    said = _name_at(text, 0, is_sure=False)
    return foreign_name_at(text, 0) == len(text) or (said is not None and said.end == len(text))


def _introduced(turns: Sequence[Turn], number: int) -> Iterator[tuple[_Name, RedactionReason]]:
    text = turns[number].text
    for match in _SURNAME.finditer(text):
        place = match.end()
        width = surname_at(text, place, or_word=_SAID_ALONE.match(text, place) is not None)
        width = japanese_surname_at(text, place) or width
        if width:
            name = _Name(place, place + width, text[place : place + width])
            yield name, RedactionReason.INTRODUCED
    for pattern, is_sure in ((CALLED, True), (_CORRECTED, False), (_AM, False)):
        for match in pattern.finditer(text):
            place = match.end()
            said = (
                _certain_foreign(text, place, is_sure=is_sure)
                or _name_at(text, place, is_sure=is_sure)
                or _foreign(text, place, is_all=is_sure)
            )
            if said is not None:
                yield said, RedactionReason.INTRODUCED
    if answers_for_a_name(turns, number):
        start = _lead(text)
        answer = (
            _certain_foreign(text, start, is_sure=True)
            or _whole_answer(text, start)
            or _foreign(text, start, is_all=True)
        )
        if answer is not None:
            yield answer, RedactionReason.ASKED


def _completed(text: str, surnames: Collection[str]) -> Iterator[_Name]:
    """Yield what goes with ``surnames`` that were said alone: 姓欧阳，欧阳修文; 姓王，叫建国."""
    for match in _CLAUSE.finditer(text):
        place = match.start()
        if any(text.startswith(surname, place) for surname in surnames):
            name = _name_at(text, place, is_sure=True)
            if name is None or not _CLAUSE_END.match(text, name.end):
                continue
            # 高兴 after 我姓高 is no name.
            is_sure = text[place] not in UNSURE or len(name.text) > _GIVEN
            if is_sure and _is_given(name.text[surname_at(text, place) :]):
                yield name
    for match in _SURNAME.finditer(text):
        surname = text[match.end() : match.end() + surname_at(text, match.end())]
        found = (
            _GIVEN_ALONE.match(text, match.end() + len(surname)) if surname in surnames else None
        )
        if found is not None and _is_given(found["given"]):
            yield _Name(*found.span("given"), found["given"])


def _is_given(said: str) -> bool:
    is_name = said not in {"", *_ABUSE} and NO_GIVEN.isdisjoint(said)
    return is_name and not _TITLE.fullmatch(said)


def _certain_foreign(text: str, place: int, *, is_sure: bool) -> _Name | None:
    length = japanese_name_at(text, place, is_sure=is_sure) or long_sounded_at(text, place)
    return _Name(place, place + length, text[place : place + length]) if length else None


def _foreign(text: str, place: int, *, is_all: bool = False) -> _Name | None:
    while text[place : place + 1] in {"，", ",", " ", "、", "嗯", "：", ":"}:
        place += 1
    length = foreign_name_at(text, place, is_all=is_all)
    return _Name(place, place + length, text[place : place + length]) if length else None


def _lead(text: str) -> int:
    match = _ANSWER.match(text)
    return match.end() if match else 0


def _whole_answer(text: str, start: int) -> _Name | None:
    """Return the name of which an answer consists, whatever else is a courtesy or a filler."""
    width = surname_at(text, start, or_word=_SAID_ALONE.match(text, start) is not None)
    if not width:
        return None
    said = _han_from(text, start)
    given = said[width : width + _GIVEN]
    words = tagged(said)
    if len(words[0][0]) > width and words[0][1] in NOT_NAMES:
        return None
    after = text[start + width :]
    title = _TITLE.match(after)
    if title is not None:
        given, after = "", after[title.end() :]
    else:
        while given and given[-1] in NO_GIVEN:
            given = given[:-1]
        after = after[len(given) :]
    after = NUMBER_BESIDE.sub("", after)
    rest = re.sub(r"[嗯啊呃哦呀吧哈的，,。.！!？?、\s]|先生|女士|对|好|就行|就是|谢谢", "", after)
    if rest and not _READINGS.match(rest) and "的" not in after:
        return None
    end = start + width + len(given)
    return _Name(start, end, text[start:end])


def _han_from(text: str, start: int) -> str:
    """Return the Chinese characters from ``start`` on, as many as show whether they are a name."""
    stop, last = start, min(len(text), start + _MOST_TAGGED)
    while stop < last and _HAN.match(text[stop]):
        stop += 1
    return text[start:stop]


def _name_at(text: str, place: int, *, is_sure: bool) -> _Name | None:
    """Return the name that begins at ``place``.

    Where what stands before is not ``is_sure`` to bring a name, the words must say that it is one.
    """
    while text[place : place + 1] in {"，", ",", " ", "、", "嗯"}:
        place += 1
    if text[place : place + 1] in {"小", "老"} and surname_at(text, place + 1):
        after = text[place + 2 : place + 3]
        if is_sure and not (_HAN.match(after) and after not in NO_GIVEN):
            return _Name(place + 1, place + 2, text[place + 1])
    width = surname_at(text, place)
    if not width:
        return None
    if _TITLE.match(text, place + width):
        return _Name(place, place + width, text[place : place + width])
    words = tagged(_han_from(text, place)[: width + 6])
    length = _name_length(words, width, is_sure=is_sure)
    if length is None:
        return None
    return _Name(place, place + length, text[place : place + length])


def _name_length(words: Sequence[tuple[str, str]], width: int, *, is_sure: bool) -> int | None:
    """Return how many characters of ``words`` are a name, the surname of which has ``width``."""
    if not words:
        return None
    (word, tag), rest = words[0], words[1:]
    if tag.startswith("nr") and width < len(word) <= width + _GIVEN:
        return len(word) + _last_characters(rest, width + _GIVEN - len(word))
    if len(word) > width:
        # A word of the dictionary: a name only if it is all that is said.
        more = _last_characters(rest, width + _GIVEN - len(word))
        length = len(word) + (more if more and rest[0][0] in GIVEN_CHARACTERS else 0)
        after = "".join(said for said, _ in words)[length : length + 1]
        is_all = length <= width + _GIVEN and (after == "" or after in NO_GIVEN - _GOES_ON)
        return length if is_sure and is_all and tag not in NOT_NAMES else None
    length = width + _given_characters(rest)
    is_whole = length > width and length == sum(len(said) for said, _ in words)
    if not is_sure and not (rest and rest[0][1].startswith("nr")) and not is_whole:
        return None
    # 我叫方 may go on with what is no name; 我是高兴 is none.
    return None if word in UNSURE and (length == width or not is_sure) else length


def _last_characters(rest: Sequence[tuple[str, str]], room: int) -> int:
    """Return how many characters go on with a name that the segmenter has cut short."""
    if not rest or len(rest[0][0]) > room or rest[0][0] in NO_GIVEN:
        return 0
    is_last = len(rest) == 1 or rest[1][0][0] in NO_GIVEN
    return len(rest[0][0]) if rest[0][1].startswith("nr") or is_last else 0


def _given_characters(rest: Sequence[tuple[str, str]]) -> int:
    length = 0
    for word, _ in rest:
        if not NO_GIVEN.isdisjoint(word) or length + len(word) > _GIVEN:
            break
        length += len(word)
    return length


def _addressed(number: int, turn: Turn, surnames: set[str]) -> Iterator[PersonalSpan]:
    """Yield the names before titles: 王先生 always, 王工 where the customer is called 王."""
    text = turn.text
    for place in names_before_courtesies(text, surnames):
        yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.ADDRESSED)
    if not surnames:
        return
    for match in _TITLE.finditer(text):
        for surname in surnames:
            start = match.start() - len(surname)
            if start >= 0 and text.startswith(surname, start):
                yield PersonalSpan(
                    number, start, match.start(), Kind.NAME, RedactionReason.ADDRESSED
                )
    for match in _BEFORE_SURNAME.finditer(text):
        for surname in surnames:
            if text.startswith(surname, match.end()):
                end = match.end() + len(surname)
                yield PersonalSpan(number, match.end(), end, Kind.NAME, RedactionReason.ADDRESSED)


def _spelt(
    number: int, turn: Turn, characters: set[str], turns: Sequence[Turn]
) -> Iterator[PersonalSpan]:
    """Yield how names are spelt: 弓长张, 大小的小, 耿是耳火耿."""
    is_asked = turn.speaker != "agent" and any(
        map(asks_for_a_name, turns[max(0, number - 4) : number])
    )
    for place in spellings(turn.text, characters, is_asked=is_asked):
        yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.SPELT)


def _said_again(number: int, text: str, names: KnownNames) -> Iterator[PersonalSpan]:
    """Yield where one of ``names`` is said, or what sounds like it."""
    for place in names.places(text):
        yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.REPEATED)
