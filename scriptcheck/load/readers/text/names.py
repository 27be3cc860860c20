"""Speakers called by their names: 张三：您好, or a name and a time above what is said."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.readers.text.saying import leads_to_speech
from scriptcheck.load.roles.label_words import LABEL_WORDS, SIMPLIFIED
from scriptcheck.load.roles.labels import Closing, SpeakerLabel, plain_width, read_label
from scriptcheck.load.times.day_periods import PERIODS
from scriptcheck.load.times.stamps import read_stamp, skip_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.times.stamps import Stamp

_NAME: Final = re.compile(r"([^\W_][\w ·.@()&-]{0,23}?)[ \t]*:")
_TIMED: Final = re.compile(rf"([^\W_][\w ·.@&-]{{0,23}}?)[ \t]*(?=[(\[<][ \t]*(?:[0-9]|{PERIODS}))")
"""A name before a time in brackets, and what is said after a colon: 张三(00:00:05): 您好."""
_GAP: Final = re.compile(rf"[ \t]+(?=[\[(<0-9]|{PERIODS})|(?=[\[(<][ \t]*(?:[0-9]|{PERIODS}))")
"""What stands between a name and the time after it: 张三 10:00:03, 张三[10:00:03]."""
_HEAD: Final = re.compile(r"([^\W_][^\t\n,，。？！?!]{0,31})")
_ENCLOSED: Final = re.compile(r"[\[(<【]([^\W_][^\t\n,，。？！?!\[\]()<>【】]{0,31})[\])>】]")
"""A name in brackets, as Zoom writes it in captions: [张三] 10:00:03."""
_LONGEST_HEAD: Final = 100
"""Characters of a line that is a name and a time, or two of them."""
_DATE: Final = re.compile(r"[0-9][年月./-][0-9]|星期|周[一二三四五六日]")
_FIELDS: Final = frozenset({"from", "to", "cc", "sent", "received", "subject", "date", "type"})
"""What stands before a colon in the heads of messages, and is nobody's name."""
_MOST: Final = 8
_SOONEST: Final = 2
_HEAD_SHARE: Final = 4
"""A head stands above each turn, which may have several lines."""


def names_in(lines: Sequence[str]) -> frozenset[str]:
    """Return the names that stand for speakers in ``lines``, of which none has the name of a role.

    At least half of the lines begin with a name and a colon, and one name comes twice; or names
    stand above what is said, alone with a time.
    """
    plain = [text for line in lines if (text := plain_width(line).strip())]
    heads = [name for text in plain if (name := _head(text)) is not None]
    if len(heads) >= _SOONEST and len(heads) * _HEAD_SHARE >= len(plain):
        names = Counter(heads)
        return frozenset(names) if len(names) <= _MOST else frozenset()
    found = Counter(name for text in plain for name in _before_colon(text))
    if any(name.casefold() in _FIELDS for name in found):
        return frozenset()
    is_most = sum(found.values()) * 2 >= len(plain)
    is_repeated = max(found.values(), default=0) >= _SOONEST
    is_several = _SOONEST <= len(found) <= _MOST
    return frozenset(found) if is_most and is_repeated and is_several else frozenset()


def names_beside(lines: Sequence[str]) -> frozenset[str]:
    """Return the names that begin ``lines``, which have no label, beside those of one role.

    Each comes twice, and together they begin at least half of the lines.
    """
    plain = [text for line in lines if (text := plain_width(line).strip())]
    found = Counter(name for text in plain for name in _before_colon(text))
    often = {name: count for name, count in found.items() if count >= _SOONEST}
    is_most = sum(often.values()) * 2 >= len(plain)
    return frozenset(often) if is_most and len(often) <= _MOST else frozenset()


def read_named(
    text: str, start: int, names: frozenset[str]
) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    """Return the label that one of ``names`` is at ``start``, its time, and where speech begins."""
    if (timed := _timed(text, start)) and timed[0] in names:
        return label_of_name(timed[0]), timed[1], timed[2]
    if (name := _NAME.match(text, start)) and name[1].strip() in names:
        return label_of_name(name[1].strip()), None, name.end()
    head = head_of(text, start)
    return (label_of_name(head.name), head.stamp, head.end) if head and head.name in names else None


class NameHead(NamedTuple):
    """A name and a time, alone in a line above what is said."""

    name: str
    stamp: Stamp
    end: int
    """Where the line ends."""
    is_apart: bool
    """Whether a blank stands between the two."""


def head_of(text: str, start: int) -> NameHead | None:
    """Return the name and the time that are all of ``text`` from ``start`` on, else ``None``."""
    if len(text) - start > _LONGEST_HEAD:
        return None
    for gap in _GAP.finditer(text, start):
        written = text[start : gap.start()]
        name = _HEAD.fullmatch(written) or _ENCLOSED.fullmatch(written)
        found = read_stamp(text, gap.end()) if name else None
        if name and found and not text[found[1] :].strip(" \t:"):
            return NameHead(name[1].strip(), found[0], len(text), gap.end() > gap.start())
    return None


def is_name(text: str) -> bool:
    """Return whether ``text`` may be a name that stands above what is said."""
    return _HEAD.fullmatch(text) is not None and _DATE.search(text) is None


def _before_colon(text: str) -> Iterator[str]:
    at = 0
    if found := read_stamp(text, 0):
        at = skip_blanks(text, found[1])
    if timed := _timed(text, at):
        yield timed[0]
        return
    name = _NAME.match(text, at)
    if name and not leads_to_speech(name[1]) and not name[1].strip().isdecimal():
        yield name[1].strip()


def _timed(text: str, start: int) -> tuple[str, Stamp, int] | None:
    """Return a name before a time in brackets and a colon, that time, and where speech begins."""
    name = _TIMED.match(text, start)
    found = read_stamp(text, name.end()) if name else None
    if name is None or found is None:
        return None
    end = skip_blanks(text, found[1])
    return (name[1].strip(), found[0], end + 1) if text.startswith(":", end) else None


def _head(text: str) -> str | None:
    """Return the name in a line that is a name and a time; ``None`` where it is anything else."""
    if read_label(text, 0) is not None or (head := head_of(text, 0)) is None:
        return None
    # 好的(10:00) is what somebody says, and when.
    is_head = head.is_apart or head.stamp.dated
    return head.name if is_head and is_name(head.name) else None


def label_of_name(name: str) -> SpeakerLabel:
    """Return the label of somebody called ``name``, whose role a name such as 客服小王 says."""
    words = [word for word in LABEL_WORDS if not word.isascii()]
    simplified = name.translate(SIMPLIFIED)
    begun = [word for word in words if simplified.startswith(word)]
    ended = [word for word in words if simplified.endswith(word)]
    role = max(begun or ended, key=len, default="")
    speaker = LABEL_WORDS[role] if role else Speaker.UNKNOWN
    return SpeakerLabel(speaker, Closing.MARK, anonymous=name)
