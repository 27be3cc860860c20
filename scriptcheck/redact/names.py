"""Names that customers give, how they spell them, and what is said of them afterwards."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.redact.asked import NUMBER_BESIDE, answers_for_a_name, asks_for_a_name
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.known_names import KnownNames, compact_name
from scriptcheck.redact.name_parts import name_parts, parts_said
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.spelt_names import spellings
from scriptcheck.text.foreign_names import dotted_names, foreign_name_at
from scriptcheck.text.jieba_dictionary import load_tokenizer
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
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scriptcheck.call import Turn

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SURNAME: Final = re.compile(
    r"(?:免贵|我|俺|您|你|本人|他|她|就|也|是|^|[，,。\s])[姓性](?!名)|(?<!贵)姓(?!名|什么|啥)"
)
_BEFORE_SURNAME: Final = re.compile(r"[您你](?:是|就)?(?:姓|叫)|[小老]")
"""What stands before the surname of somebody whose name is known."""
_CALLED: Final = re.compile(
    r"(?:我(?:的)?(?:名字|姓名|名)?(?:就)?(?:叫做|叫|名叫|名字叫|名字是)|(?:名字|姓名|户名)(?:就)?(?:叫做|叫|是|写)|户名|"
    r"(?:户主|机主|车主|联系人|收件人|收货人|投保人|持卡人|开户人|登记人)(?:就)?(?:姓名)?(?:是|叫|写|填)(?:的)?|"
    r"(?:姓名|联系人|机主|户主|收件人)[:：]\s*|本人(?:叫|是)?|[，,。]叫|(?:老公|老婆|爱人|父亲|母亲|儿子|女儿|妈妈|爸爸)的?(?:名字)?叫|称呼我|叫我|也叫|"
    r"(?:妈妈?|爸爸?|老公|老婆|儿子|女儿|爱人|父亲|母亲|家人|奶奶|爷爷|媳妇|孩子|朋友|家里人|[他她])的名字"
    r"|英文名字?(?:就)?(?:叫|是)?"
    r"|(?i:(?<![a-z])(?:my (?:full )?name(?:'s|’s| is)|call me)(?![a-z]))[\s:]*)"
)
_CONFIRMED: Final = re.compile(
    r"(?:机主|户主|车主|持卡人|收件人|收货人|联系人|您|你)(?:是不是|是|叫)?(?P<name>[^，,。？?！!]{2,16}?)本人"
)
"""How agents ask whether they speak with somebody."""
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
_COURTESY: Final = re.compile(COURTESIES)
_TITLE: Final = re.compile(TITLES)
_READINGS: Final = re.compile("|".join(sorted(READINGS, key=len, reverse=True)))
_GIVEN: Final = 2
_NOT_NAMES: Final = frozenset(
    {"v", "d", "p", "r", "c", "u", "m", "q", "t", "f", "vn", "ad", "l", "i", "a"}
)


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
            for name, reason in _introduced(turns, number):
                found.append(PersonalSpan(number, name.start, name.end, Kind.NAME, reason))
                width = surname_at(name.text, 0)
                surnames.add(name.text[: width or 1])
                if len(name.text) > width:
                    given.add(name.text)
                elif width:
                    said_in[name.text] = number
            lately = {name for name, at in said_in.items() if number - at <= _SURNAME_TURNS}
            for name in _completed(turn.text, lately) if lately else ():
                reason = RedactionReason.INTRODUCED
                found.append(PersonalSpan(number, name.start, name.end, Kind.NAME, reason))
                given.update({name.text} if len(name.text) > 1 else ())
        for name in _confirmed(turn.text):
            found.append(
                PersonalSpan(number, name.start, name.end, Kind.NAME, RedactionReason.INTRODUCED)
            )
            given.add(name.text)
    dotted = [
        (number, *place) for number, turn in enumerate(turns) for place in dotted_names(turn.text)
    ]
    found += [PersonalSpan(*place, Kind.NAME, RedactionReason.INTRODUCED) for place in dotted]
    more = {turns[number].text[start:end] for number, start, end in dotted}
    found += _said_of(turns, given, surnames, more)
    return Names(found, frozenset(given | more))


def _said_of(
    turns: Sequence[Turn], given: set[str], surnames: set[str], dotted: set[str]
) -> Iterator[PersonalSpan]:
    """Yield what is said of people called ``given`` or ``dotted``, and of their ``surnames``."""
    parts = name_parts(given | dotted, dotted - given)
    characters = set("".join(given | dotted)) | surnames
    again = KnownNames(given | dotted | parts.anywhere)
    for number, turn in enumerate(turns):
        yield from _addressed(number, turn, surnames)
        for place in parts_said(turn.text, parts):
            yield PersonalSpan(number, *place, Kind.NAME, RedactionReason.ADDRESSED)
        yield from _spelt(number, turn, characters, turns)
        yield from _said_again(number, turn.text, again)


def is_name(text: str) -> bool:
    """Return whether ``text`` is a name and no word of the language: 王丽娟, but not 方便."""
    if not looks_like_name(text) or text[0] == text[1]:  # 谢谢
        return False
    said = _name_at(text, 0, is_sure=False)
    return foreign_name_at(text, 0) == len(text) or (said is not None and said.end == len(text))


def _introduced(turns: Sequence[Turn], number: int) -> Iterator[tuple[_Name, RedactionReason]]:
    text = turns[number].text
    for match in _SURNAME.finditer(text):
        width = surname_at(text, match.end())
        if width:
            place = match.end()
            name = _Name(place, place + width, text[place : place + width])
            yield name, RedactionReason.INTRODUCED
    for pattern, is_sure in ((_CALLED, True), (_AM, False)):
        for match in pattern.finditer(text):
            place = match.end()
            said = _name_at(text, place, is_sure=is_sure) or _foreign(text, place, is_all=is_sure)
            if said is not None:
                yield said, RedactionReason.INTRODUCED
    if answers_for_a_name(turns, number):
        start = _lead(text)
        answer = _whole_answer(text, start) or _foreign(text, start, is_all=True)
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


def _foreign(text: str, place: int, *, is_all: bool = False) -> _Name | None:
    while text[place : place + 1] in {"，", ",", " ", "、", "嗯", "：", ":"}:
        place += 1
    length = foreign_name_at(text, place, is_all=is_all)
    return _Name(place, place + length, text[place : place + length]) if length else None


def _confirmed(text: str) -> Iterator[_Name]:
    """Yield the names that an agent asks for: 请问是机主王丽娟本人吗."""
    for match in _CONFIRMED.finditer(text):
        start, said = match.start("name"), match["name"]
        width = surname_at(said, 0)
        is_name = width and width < len(said) <= width + _GIVEN
        if is_name or foreign_name_at(said, 0) == len(said):
            yield _Name(start, match.end("name"), said)


def _lead(text: str) -> int:
    match = _ANSWER.match(text)
    return match.end() if match else 0


def _whole_answer(text: str, start: int) -> _Name | None:
    """Return the name of which an answer consists, whatever else is a courtesy or a filler."""
    width = surname_at(text, start)
    if not width:
        return None
    said = _han_from(text, start)
    given = said[width : width + _GIVEN]
    words = _tagged(said)
    if len(words[0][0]) > width and words[0][1] in _NOT_NAMES:
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
    stop = start
    while stop < len(text) and _HAN.match(text[stop]):
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
    words = _tagged(_han_from(text, place)[: width + 6])
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
        length = len(word) + _last_characters(rest, width + _GIVEN - len(word))
        after = "".join(said for said, _ in words)[length : length + 1]
        is_all = length <= width + _GIVEN and (after == "" or after in NO_GIVEN)
        return length if is_sure and is_all and tag not in _NOT_NAMES else None
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


@cache
def _tagger() -> Any:
    import jieba.posseg

    return jieba.posseg.POSTokenizer(load_tokenizer())


def _tagged(text: str, *, guess: bool = True) -> list[tuple[str, str]]:
    """Return the words of ``text`` with their parts of speech; ``guess`` also of unknown words."""
    return [(word, tag) for word, tag in _tagger().cut(text, HMM=guess)] if text else []


def _addressed(number: int, turn: Turn, surnames: set[str]) -> Iterator[PersonalSpan]:
    """Yield the names before titles: 王先生 always, 王工 where the customer is called 王."""
    text = turn.text
    for match in _COURTESY.finditer(text):
        end = len(text[: match.start()].rstrip(" \u3000"))
        if (name := _name_before(text, end)) is not None:
            yield PersonalSpan(number, name.start, name.end, Kind.NAME, RedactionReason.ADDRESSED)
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


def _name_before(text: str, place: int) -> _Name | None:
    """Return the name that ends at ``place``, where a courtesy stands."""
    if place >= 2 and surname_at(text, place - 2) == 2:  # noqa: PLR2004  (欧阳先生)
        return _Name(place - 2, place, text[place - 2 : place])
    before = text[place - 1 : place]
    if place and surname_at(text, place - 1) == 1 and _is_surname(text, place - 1):
        return _Name(place - 1, place, before)
    for width in (3, 2):
        start = place - width
        if start >= 0 and surname_at(text, start) and text[start] != text[start + 1]:
            words = _tagged(text[start:place])
            if len(words) == 1 and words[0][1].startswith("nr"):
                return _Name(start, place, text[start:place])
    return None


def _is_surname(text: str, place: int) -> bool:
    """Return whether a surname stands at ``place``, not the end of a word: 订单先生, 6毛先生."""
    before = text[place - 1 : place] if place else ""
    if not _HAN.match(before):
        return not before.isdigit() or text[place] not in "毛万"
    if before == text[place]:  # 谢谢女士
        return False
    words = _tagged(text[max(0, place - 3) : place + 1], guess=False)
    return len(words[-1][0]) == 1 or words[-1][1].startswith("nr")


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
