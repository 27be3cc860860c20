"""Fields above a dialogue that look like turns or like speech: 客户：王丽娟，电话13800001234.

So do the lines of a block below a heading such as 客户信息, where blanks stand for colons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.readers.text.field_lines import fields_of, is_field_name
from scriptcheck.load.roles.labels import plain_width, role_named
from scriptcheck.text.looks_like_name import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.text.lines import Segment

_WHOSE: Final = (
    "客户|顾客|用户|会员|机主|来电人?|联系人|个人|业主|车主|坐席|座席|客服|员工|通话|电话|录音|会话|工单"
    "|订单|案件|报修|投诉|基本|业务|呼叫"
)
_HEADING: Final = re.compile(
    rf"[\s#*=【\[(—-]*(?P<whose>{_WHOSE})(?:人)?(?:基本|详细|相关)?(?:信息|资料|档案|详情|数据)"
    r"[\s#*=】\])—:-]*"
)
_LONGEST_HEADING: Final = 24
_STAFF: Final = ("坐席", "座席", "客服", "员工")
_PERSONAL: Final = re.compile(
    r"(?P<key>(?:联系|手机|来电|固定|客户)?(?:电话|手机|号码|电话号码|手机号码?|联系方式)|身份证号?码?|会员[卡编]?号|[卡订]单?号)"
    r"\s?(?P<value>[0-9*Xx+][0-9*Xx +-]{4,24})"
    r"|(?P<key2>性别)\s?(?P<value2>[男女]性?)|(?P<key3>年龄)\s?(?P<value3>[0-9]{1,3}岁?)"
)
"""A field that has no colon."""
_BETWEEN: Final = re.compile(r"[,、;|/\t]")
_BRACKETED: Final = re.compile(r"(?P<name>[^()]{2,24}?)\s?\((?P<value>[0-9*+-]{7,20})\)")
_NUMBER: Final = re.compile(r"[0-9*+-]{5,24}")
_ROLE_WORDS: Final = {Speaker.CUSTOMER: "客户", Speaker.AGENT: "客服"}
_GAP: Final = 2
"""Lines from one field of a block to the next: one may be blank."""
_LONGEST: Final = 200


class FieldsAbove(NamedTuple):
    """Fields above a dialogue, one a line, and what remains of its segments."""

    lines: tuple[tuple[int, str], ...]
    """Line and text of each."""
    rest: Sequence[Segment]


def fields_above(segments: Sequence[Segment]) -> FieldsAbove:
    """Return the fields that stand in ``segments`` before the first turn.

    A line with the label of a role is one where it lists a name and more, and the same role has a
    label further down. Other lines are fields in a block below a heading, or several in a row.
    """
    first = next((n for n, each in enumerate(segments) if each.label is not None), None)
    if first is None:
        return FieldsAbove((), segments)
    found: dict[int, list[str]] = {}
    block: _Block | None = None
    for number, segment in enumerate(segments):
        is_whole = number + 1 == len(segments) or segments[number + 1].line != segment.line
        if segment.stamp is not None or len(segment.text) > _LONGEST or not is_whole:
            break
        if block is not None and segment.line > block.line + _GAP:
            block = None
        if segment.label is not None:
            lines = _labelled(segment, block)
            if not lines or not _speaks_again(segments, number):
                break
        elif (heading := _heading(segment.text)) is not None:
            block, lines = _Block(segment.line, heading), [segment.text]
        else:
            follower = segments[number + 1] if number + 1 < len(segments) else None
            lines = _unlabelled(segment, follower, block)
            block = block if lines else None
        if lines:
            found[number] = lines
            block = _Block(segment.line, block.whose if block else "")
    rest = [each for number, each in enumerate(segments) if number not in found]
    written = ((segments[number].line, line) for number in found for line in found[number])
    return FieldsAbove(tuple(written), rest)


class _Block(NamedTuple):
    """Lines of fields that belong together."""

    line: int
    """The last of them."""
    whose: str
    """Whom the heading says that they are about; empty where there is none."""

    @property
    def person(self) -> str:
        """What a name without a word before it is the name of."""
        return "客服" if self.whose in _STAFF else "客户"


def _heading(text: str) -> str | None:
    """Return whom ``text`` says that the fields below it are about, if it is such a heading."""
    if len(text) > _LONGEST_HEADING:
        return None
    found = _HEADING.fullmatch(plain_width(text))
    return None if found is None else found["whose"]


def _labelled(segment: Segment, block: _Block | None) -> list[str]:
    """Return the fields of ``segment``, which has the label of a role; none where it is a turn."""
    role = _ROLE_WORDS.get(segment.label.speaker) if segment.label else None
    if segment.label is None or role is None:
        return []
    text = segment.text.strip()
    if block is not None and block.whose and looks_like_name(text):
        return [f"{role}：{text}"]
    name, *fields = list(_listed(text)) or [""]
    # Agents say their numbers: 李明，工号8023.
    if not name or (segment.label.speaker is Speaker.AGENT and ":" not in plain_width(text)):
        return []
    return [name if "：" in name else f"{role}：{name}", *fields]


def _listed(text: str) -> Iterator[str]:
    """Yield the name and the fields that ``text`` lists; nothing where it says anything else."""
    plain = plain_width(text)
    if (found := _BRACKETED.fullmatch(plain)) and looks_like_name(found["name"].strip()):
        yield from (found["name"].strip(), f"电话：{found['value']}")
        return
    cuts = [(found.start(), found.end()) for found in _BETWEEN.finditer(plain)]
    begins, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(plain)]
    pieces = [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    head, _, tail = pieces[0].partition(" ")
    if looks_like_name(head) and tail.strip():
        # 王丽娟 电话：13800001234, without a comma.
        pieces[:1] = [head, tail.strip()]
    name, *fields = [piece for piece in pieces if piece] or [""]
    read = [_fields(piece) for piece in fields]
    if (looks_like_name(name) or _fields(name)) and read and all(read):
        yield from _fields(name) or [name]
        yield from (field for each in read for field in each)


def _fields(piece: str) -> list[str]:
    """Return the fields in ``piece``, each with a colon; none where it has anything else."""
    found = _PERSONAL.fullmatch(plain_width(piece))
    if found is not None:
        key, value = (each for each in found.groups() if each is not None)
        return [f"{key}：{value.strip()}"]
    fields = fields_of(piece)
    is_all = all(field.value and is_field_name(field.name) for field in fields)
    return [f"{field.name}：{field.value}" for field in fields] if is_all else []


def _speaks_again(segments: Sequence[Segment], number: int) -> bool:
    """Return whether the speaker of segment ``number`` has a label further down, too."""
    own = segments[number].label
    return own is not None and any(
        each.label is not None and each.label.speaker is own.speaker
        for each in segments[number + 1 :]
    )


def _unlabelled(segment: Segment, below: Segment | None, block: _Block | None) -> list[str]:
    """Return the fields of ``segment``, which has no label; none where it is anything else.

    Without a heading above, it is a field where the segment ``below`` is one as well.
    """
    pairs = _pairs(segment.text)
    if block is None:
        is_run = below is not None and below.label is None and bool(_pairs(below.text))
        return pairs if is_run else []
    if pairs:
        return pairs
    if segment.line > block.line + 1 or not block.whose:
        return []
    if looks_like_name(segment.text):
        return [f"{block.person}：{segment.text}"]
    return [segment.text] if _NUMBER.fullmatch(segment.text) else []


def _pairs(text: str) -> list[str]:
    """Return the names and values in ``text``, with a colon or a blank between them."""
    if fields := fields_of(text):
        return [f"{field.name}：{field.value}" for field in fields]
    words = text.split()
    names, values = words[::2], words[1::2]
    if not values or not _is_name(words[0]):
        return []
    is_each = len(names) == len(values) and all(map(_is_name, names))
    if is_each and not any(map(_is_name, values)):
        return [f"{name}：{value}" for name, value in zip(names, values, strict=True)]
    return [f"{words[0]}：{text.strip()[len(words[0]) :].strip()}"]


def _is_name(word: str) -> bool:
    return is_field_name(word) or role_named(word) is not None
