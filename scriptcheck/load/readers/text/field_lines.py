"""Fields as forms write them, in a line or in cells: 客户姓名：王丽娟 | 电话：13800001234."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from scriptcheck.load.columns import call_field
from scriptcheck.load.readers.text.strange_labels import names_field, names_party
from scriptcheck.load.roles.labels import plain_width, role_named
from scriptcheck.load.times.stamps import skip_blanks

# Each blank fits one part alone, so that no text takes long.
_BETWEEN: Final = re.compile(r"[|\t;,、]|(?<!\s)\s(?:\s+|(?=[^\s:|;,、]{1,16}:))")
_PIECE: Final = re.compile(r"(?P<key>[^\W\d_][\w /()·.-]{0,15}):(?!//)")
_AROUND: Final = " \t\u3000|;；,，、"
_MORE_NAMES: Final = re.compile(
    r".*(?:性别|年龄|生日|职业|学历|国籍|民族|城市|省份|邮编|邮箱|微信|昵称|联系人|联系方式|证件|车牌|会员|套餐|型号"
    r"|金额|数量|余额|标签|等级|(?:信用|银行|身份)[卡证]|\b(?:gender|sex|age|birthday|email|phone|mobile|tel|address|plan"
    r"|level|contact|customer))",
    re.IGNORECASE,
)
_SPOKEN_KEY: Final = re.compile(r".*[说讲问道答写您你我他她]")
_SENTENCE: Final = re.compile(r"[。！？!?，,；;]")
_HOUSE: Final = re.compile(r"[0-9一二三四五六七八九十百]+[号號]")
"""What an address has, and no name of a field."""
_LONGEST_KEY: Final = 16
_LONGEST_PLAIN: Final = 30
"""Characters up to which a value is plain, and its name may be any."""


class Field(NamedTuple):
    """A name and its value."""

    name: str
    value: str


def is_field_name(words: str) -> bool:
    """Return whether ``words`` name something about a call or who is in it: 客户姓名, 性别."""
    bare = words.strip(" \t\u3000:：")
    if not 0 < len(bare) <= _LONGEST_KEY or _HOUSE.search(bare) is not None:
        return False
    return (
        call_field(bare) is not None
        or names_field(bare)
        or names_party(bare)
        or _MORE_NAMES.fullmatch(bare) is not None
    )


def fields_of(text: str) -> list[Field]:
    """Return the fields that ``text`` is a list of; none where it has anything else.

    What follows a field without a name of its own, behind a comma, goes on with its value. A
    field that names nothing known has a short value, and is no sentence.
    """
    plain = plain_width(text)
    if ":" not in plain:
        return []
    cuts = [(found.start(), found.end()) for found in _BETWEEN.finditer(plain)]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(plain)]
    spans: list[tuple[str, int, int]] = []
    for begin, end in zip(begins, ends, strict=True):
        piece = _PIECE.match(plain, skip_blanks(plain, begin), end)
        if piece is not None and not _SPOKEN_KEY.fullmatch(piece["key"]):
            spans.append((piece["key"].strip(), piece.end(), end))
        elif spans:
            name, start, _ = spans[-1]
            spans[-1] = name, start, end
        elif plain[begin:end].strip():
            return []
    fields = [Field(name, text[start:end].strip(_AROUND)) for name, start, end in spans]
    return fields if all(map(_is_field, fields)) else []


def _is_field(field: Field) -> bool:
    if is_field_name(field.name) or role_named(field.name) is not None:
        return True
    return len(field.value) <= _LONGEST_PLAIN and _SENTENCE.search(field.value) is None
