"""Names that somebody asks to have confirmed: 请问是机主王丽娟本人吗, 登记的名字是何美丽对吗."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.tagging import NOT_NAMES, is_person, tagged
from scriptcheck.text.foreign_names import foreign_name_at
from scriptcheck.text.surnames import surname_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN: Final = "[\u3400-\u9fff]"
_COURTESY: Final = "(?:先生|女士|小姐)"
_IN_PERSON: Final = re.compile(
    r"(?:机主|户主|车主|持卡人|收件人|收货人|联系人|您|你)(?:是不是|是|叫)?(?P<name>[^，,。？?！!]{2,16}?)本人"
)
_IS: Final = re.compile(
    rf"(?:请问|[您你]好|[您你])[您你]?是(?P<name>{_HAN}{{2,4}}?)(?={_COURTESY}?[吗吧嘛])"
)
_ROLES: Final = "机主|户主|车主|联系人|收件人|收货人|持卡人|开户人|投保人|登记人"
_NAMED: Final = re.compile(
    rf"(?:名字|姓名|户名|{_ROLES})(?:就)?(?:[写留填]的|登记的)?[是叫](?P<name>{_HAN}{{2,5}}?)"
    rf"(?={_COURTESY}?(?:[对是]吗|[对是]吧|没错|对不对|[吗吧，。,.？?]|$))"
)
_GIVEN: Final = 2


def confirmed_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where in ``text`` names stand that are asked for."""
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


def _has_length(name: str) -> bool:
    """Return whether ``name`` is a surname and as many characters as a given name has."""
    width = surname_at(name, 0)
    is_long = bool(width) and width < len(name) <= width + _GIVEN
    return is_long and re.search(_COURTESY, name) is None
