"""Names that somebody asks to have confirmed: 请问是机主王丽娟本人吗, 登记的名字是何美丽对吗."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.likely_names import is_likely_name
from scriptcheck.redact.name_leads import ALL, PARTIES, RELATIVES, ROLES
from scriptcheck.redact.tagging import NOT_NAMES, is_person, tagged
from scriptcheck.text.foreign_names import foreign_name_at
from scriptcheck.text.surnames import COMPOUND, SINGLE, surname_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN: Final = "[\u3400-\u9fff]"
_COURTESY: Final = "(?:先生|女士|小姐)"
_IN_PERSON: Final = re.compile(
    r"(?:[您你](?:是不是|是)?)?(?:机主|户主|车主|持卡人|收件人|收货人|联系人|您|你)(?:是不是|是|叫)?(?P<name>[^，,。？?！!]{2,16}?)本人"
)
_IS: Final = re.compile(
    rf"(?:请问|[您你]好|[您你])[您你]?是(?P<name>{_HAN}{{2,4}}?)(?={_COURTESY}?[吗吧嘛])"
)
_NAMED: Final = re.compile(
    rf"(?:名字|姓名|户名|{PARTIES})(?:就)?(?:[写留填]的|登记的)?[是叫](?P<name>{_HAN}{{2,5}}?)"
    rf"(?={_COURTESY}?(?:[对是]吗|[对是]吧|没错|对不对|[吗吧，。,.？?]|$))"
)
_NAME_CHARACTERS: Final = (
    f"(?=[{''.join(sorted(SINGLE | {name[0] for name in COMPOUND}))}]){_HAN}{{2,4}}?"
)
_WHOSE: Final = rf"(?:我家?|您|你|他|她)?(?:{ALL})?"
_AFTER: Final = (
    r"(?:先生|女士|小姐|本人|同志|老师)?"
    r"(?:[吗吧嘛么呀啊呢哦在的是您你我]|[对不]|没错|名下|就行|就可以|行吗|有空|方便|[，,。.！!？?、；;\s]|$)"
)
"""What follows a name that somebody asks for or denies."""
_MAYBE: Final = re.compile(
    rf"(?:(?:{PARTIES}|{ROLES})(?:这边|那边|上)?(?:[写留填]|登记|预留|显示)?的?[是叫]?"
    r"|(?:请问|[您你]好|喂|(?:^|(?<=[，,。.！!？?\s])))[，,\s]?[您你]?(?:是不是|是)叫?"
    r"|请问[您你]?(?:是不是)?[是叫]?|[您你](?:是不是)?[是叫]|是不是叫?"
    r"|(?:找|找一下|联系|联系一下|认识|不认识|叫一下|[您你我][和跟与])"
    r"|(?:我|我又|我可|我真的?|又|并)不是|不是"
    rf"|(?:[改换][成为]|[改变]更[成为]|更名为|过户给|转给|[写填留]|登记|预留|显示|核对一下[，,]?)(?:的?是|的|在|成)?"
    rf"|(?:户名|账户名|姓名|名字|名称?)(?:这边|那边|上)?(?:[写留填]|登记|预留|显示)?的?[是叫]?"
    rf"|我(?:家)?(?:{RELATIVES})(?:就)?是"
    rf")(?:{_WHOSE})(?=(?P<name>{_NAME_CHARACTERS}){_AFTER})"
)
"""What comes before names, but before other words as well."""
_OWNED: Final = re.compile(
    rf"(?:是|用|在|我)(?:的是)?(?:{_WHOSE})(?=(?P<name>{_NAME_CHARACTERS})(?:先生|女士)?(?:的名字?|名下))"
)
_INSTEAD: Final = re.compile(
    rf"(?:不是|不叫)(?P<denied>{_HAN}{{2,4}}?)[，,、\s]{{1,2}}(?:而是|应该[是叫]|是|叫)(?P<said>{_HAN}{{2,4}}?)"
    r"(?=[，,。.！!？?、\s啊呀]|$)"
)
"""A name that is corrected: 不是李小民，是李晓明."""
_CORRECTS: Final = re.compile(
    rf"(?:不对|不是|不是的|错了|说错了?|写错了?|更正)[，,、。\s]{{1,2}}(?:是|而是|应该是|应该叫|叫|[改换][成为])?"
    rf"(?=(?P<name>{_NAME_CHARACTERS}){_AFTER})"
)
_GIVEN: Final = 2


def confirmed_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where in ``text`` names stand that are asked for, denied or corrected."""
    for match in _IN_PERSON.finditer(text):
        if _has_length(match["name"]) or foreign_name_at(match["name"], 0) == len(match["name"]):
            yield match.span("name")
    for match in _IS.finditer(text):
        if _has_length(match["name"]) and is_person(match["name"]):
            yield match.span("name")
    for match in _NAMED.finditer(text):
        words = tagged(match["name"])
        if _has_length(match["name"]) and not (len(words) == 1 and words[0][1] in NOT_NAMES):
            yield match.span("name")
    yield from _likely(text)


def _likely(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand that their characters show to be names."""
    for pattern in (_MAYBE, _OWNED, _CORRECTS):
        for match in pattern.finditer(text):
            if is_likely_name(match["name"]):
                yield match.span("name")
    for match in _INSTEAD.finditer(text):
        if is_likely_name(match["denied"]) or is_likely_name(match["said"]):
            yield from (match.span(name) for name in ("denied", "said") if _has_length(match[name]))


def _has_length(name: str) -> bool:
    """Return whether ``name`` is a surname and as many characters as a given name has."""
    width = surname_at(name, 0)
    is_long = bool(width) and width < len(name) <= width + _GIVEN
    return is_long and re.search(_COURTESY, name) is None
