"""Speaker labels: ``客服：``, ``【坐席 8023】``, ``工号8023 [00:03]:``, ``A:`` and the like.

A label is a word of the table in speakers.py, perhaps a number or a name, perhaps a time, and
something that closes it. Only the closing tells 客服：您好 from 客服您好.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.roles.label_words import (
    ANONYMOUS,
    LABEL_LETTERS,
    LABEL_WORDS,
    SIMPLIFIED,
    STAFF_NUMBER,
    in_any_writing,
)
from scriptcheck.load.times.stamps import Stamp, read_stamp, skip_blanks
from scriptcheck.text.no_width import NO_WIDTH
from scriptcheck.text.radicals import RADICALS

BRACKETS: Final = {"【": "】", "[": "]", "(": ")", "<": ">", "〔": "〕", "〖": "〗", "{": "}"}
"""What encloses a label by itself: 【客服】您好."""

_QUOTES: Final = {
    **dict.fromkeys('“”„"', '“”"'),
    **dict.fromkeys("‘’'", "‘’'"),
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
"""What encloses a label only before a colon, as words are quoted in speech too."""

_AFTER_TIME: Final = frozenset({":", *BRACKETS.values()})

# Marks without width stand for blanks, so that neither a byte order mark in the middle nor one of
# direction, as chats are exported with, hides a label.
_PLAIN: Final = str.maketrans(
    RADICALS
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(NO_WIDTH, " ")
    | dict.fromkeys(map(ord, "﹕︰∶︓꞉"), ":")
)

_LONGEST_FIRST: Final = sorted((*LABEL_WORDS, *LABEL_LETTERS), key=len, reverse=True)
_BY_FIRST_LETTER: Final = {
    word[0]: tuple(other for other in _LONGEST_FIRST if other[0] == word[0])
    for word in _LONGEST_FIRST
}
# Words may be stretched (客　服), and a mark without width may stand amid one.
_STRETCHED: Final = {
    first: re.compile("|".join(in_any_writing(word, r"[^\S\t\r\n]{0,4}") for word in words))
    for first, words in _BY_FIRST_LETTER.items()
    if not first.isascii()
}
# A tab is a column's end, and never part of a name.
_GAP: Final = r"[^\S\t]*+"
_STAFF: Final = re.compile(
    rf"(?:{'|'.join(map(in_any_writing, STAFF_NUMBER))}){_GAP}[0-9A-Za-z]{{1,12}}[号號]?"
)
# 说话人1, SPEAKER_00, Speaker A: a person whom nobody has named.
_ANYBODY: Final = "|".join(map(in_any_writing, ANONYMOUS))
_ANONYMOUS: Final = re.compile(
    rf"(?:{_ANYBODY})[ _#-]?(?:[0-9]{{1,3}}|[A-Za-z]|\?)(?![0-9A-Za-z])", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"[0-9]{3,8}[号號]")
_NUMBER: Final = re.compile(rf"{_GAP}[-_#]?{_GAP}[A-Za-z]{{0,3}}[0-9][0-9A-Za-z]*[号號]?")
# 客服甲, 客服一号, 客服①: several agents of a call, numbered.
_ORDINAL: Final = re.compile(
    rf"{_GAP}[-_#]?{_GAP}(?:[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十]{{1,3}}[号號]?|[①-⑳])"
)
_LETTER: Final = re.compile(rf"{_GAP}[-_]?[A-Za-z](?![A-Za-z])")
_LETTER_APART: Final = re.compile(r"[ \-_]+[A-Za-z](?![A-Za-z])")
_NAME_AFTER_DASH: Final = re.compile(rf"{_GAP}[-_]{_GAP}\w{{1,8}}")
_PAIRS: Final = (
    "()",
    "[]",
    "<>",
    "{}",
    "【】",
    "〔〕",
    "〖〗",
    "「」",
    "『』",
    "《》",
    "〈〉",
    "“”",
)
_IN_PAIR: Final = "|".join(rf"\{begin}[^\{begin}\{end}:]{{1,16}}\{end}" for begin, end in _PAIRS)
_NAME_IN_BRACKETS: Final = re.compile(rf"{_GAP}(?:{_IN_PAIR})")
_PROMPT: Final = re.compile(r">{1,2}(?![0-9=>])")
"""What closes a label as a terminal's prompt does: AGENT> 您好."""
# Agents are many, and "agents" is no agent s.
_AFTER_ROLE: Final = {
    is_ascii: (_NUMBER, _ORDINAL, letter, _NAME_AFTER_DASH)
    for is_ascii, letter in ((False, _LETTER), (True, _LETTER_APART))
}

_SIDES: Final = frozenset({Speaker.AGENT, Speaker.CUSTOMER})
_SAYS: Final = re.compile("[说說説]:")
_TIME_APART: Final = re.compile(r"[ ]+[0-9]{2}:[0-9]{2}[ ]+(?=\S)")
"""A time with blanks on both sides, as in 客服 00:05 您好."""
_OF_ROLE: Final = re.compile(r"(?:[声聲]道|通道|音[轨軌]|一方|[侧側]|方)$")


class Closing(Enum):
    """What shows that a word is a label."""

    MARK = auto()
    """A colon, brackets, a tab, or a time: the word cannot be speech."""
    LINE_END = auto()
    """Nothing but the end of the line: the word may be speech."""


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """Who speaks, as the transcript says it."""

    speaker: Speaker
    closing: Closing
    is_letter: bool = False
    """Whether it is A or B, which elsewhere may name tariffs, options or streets."""
    enclosed: bool = False
    """Whether it stands in brackets."""
    anonymous: str = ""
    """The label itself where it names nobody: ``说话人1``, ``SPEAKER_00``."""


class _Name(NamedTuple):
    speaker: Speaker
    is_letter: bool
    end: int
    anonymous: str = ""

    def label(self, closing: Closing, *, enclosed: bool = False) -> SpeakerLabel:
        """Return the label that the name is, closed by ``closing``."""
        return SpeakerLabel(self.speaker, closing, self.is_letter, enclosed, self.anonymous)


def plain_width(text: str) -> str:
    """Return ``text`` in half width, without zero-width marks, of the same length."""
    return text.translate(_PLAIN)


def read_label(text: str, start: int) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    """Return the label that begins at ``start``, its time, and where what is said begins.

    ``text`` must be in plain width.
    """
    opening = text[start : start + 1]
    if closing := BRACKETS.get(opening):
        return _read_enclosed(text, start + 1, closing)
    if closings := _QUOTES.get(opening):
        return _read_quoted(text, start + 1, closings)
    return _read_open(text, start)


@lru_cache(maxsize=1024)
def speaker_named(words: str) -> Speaker | None:
    """Return whom ``words``, a label without its colon, name; ``None`` where nobody.

    ``坐席``, ``客服1``, ``工号8023``, ``A`` and ``agent`` name speakers, in any case of letters.
    """
    words = _without_brackets(plain_width(words).strip(" \t:"))
    name = _read_name(words, 0)
    return name.speaker if name and name.end == len(words) else None


def role_named(words: str) -> Speaker | None:
    """Return the role that ``words`` name, as ``speaker_named`` does, but for letters alone.

    Where a machine writes ``A``, it is a channel, and nobody knows whose. 坐席声道 and 客户侧 are
    those of a role.
    """
    words = _without_brackets(plain_width(words).strip(" \t:"))
    if words.casefold() in LABEL_LETTERS:
        return None
    return speaker_named(words) or speaker_named(_OF_ROLE.sub("", words))


def _without_brackets(words: str) -> str:
    """Return what brackets around all of ``words`` hold: 坐席 of 【坐席】."""
    pairs = BRACKETS | _QUOTES
    is_enclosed = len(words) > 1 and words[-1] in pairs.get(words[0], "")
    return words[1:-1].strip(" \t:") if is_enclosed else words


def read_misclosed(
    text: str, start: int, marks: str
) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    """Return what ``read_label`` does for a role that one of ``marks`` closes in place of a colon.

    客户；我… is typed with the key of the colon, but without Shift.
    """
    name = _read_anybody(text, start)
    if name is None or name.is_letter or name.speaker not in _SIDES:
        return None
    stamp, end = _read_time(text, name.end)
    is_closed = text[end : end + 1] in set(marks) and not text[end + 1 : end + 2].isdecimal()
    return (name.label(Closing.MARK), stamp, end + 1) if is_closed else None


def _read_enclosed(
    text: str, start: int, bracket: str
) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    name = _read_anybody(text, skip_blanks(text, start))
    if name is None:
        return None
    stamp, end = _read_time(text, name.end)
    if stamp is None and text.startswith(":", end):
        # 【客服：】
        end = skip_blanks(text, end + 1)
    if text[end : end + 1] != bracket:
        return None
    end = skip_blanks(text, end + 1)
    if stamp is None:
        after, colon = _read_time(text, end)
        if after is not None and (after.certain or text.startswith(":", colon)):
            stamp, end = after, colon
    end += text.startswith(":", end)
    return name.label(Closing.MARK, enclosed=True), stamp, end


def _read_quoted(
    text: str, start: int, closings: str
) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    name = _read_anybody(text, skip_blanks(text, start))
    end = skip_blanks(text, name.end) if name else len(text)
    if name is None or end == len(text) or text[end] not in closings:
        return None
    found = _read_closing(text, name._replace(end=_skip_number(text, end + 1)))
    return found if found and found[0].closing is Closing.MARK else None


def _read_open(text: str, start: int) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    name = _read_anybody(text, start)
    return _read_closing(text, name) if name else None


def _read_closing(text: str, name: _Name) -> tuple[SpeakerLabel, Stamp | None, int] | None:
    """Return the label that ``name`` is by what stands after it."""
    stamp, end = _read_time(text, name.end)
    if stamp is not None and _SAYS.match(text, end):
        # 客服（10:00:03）说：您好
        end += 1
    label = name.label(Closing.MARK)
    if text.startswith(":", end):
        after, said = _read_time(text, end + 1)
        in_brackets = after is not None and text[skip_blanks(text, end + 1)] in BRACKETS
        return (label, after, said) if in_brackets and stamp is None else (label, stamp, end + 1)
    if not name.is_letter and (prompt := _PROMPT.match(text, end)):
        return label, stamp, prompt.end()
    if columns := text.count("\t", name.end, end):
        # A bare time is one only in a column of its own.
        is_time = stamp is None or stamp.certain or columns > 1
        return (label, stamp, end) if is_time else (label, None, skip_blanks(text, name.end))
    at_end = end == len(text)
    is_apart = stamp is not None and _TIME_APART.match(text, name.end) is not None
    if stamp is not None and (at_end or stamp.certain or is_apart):
        return label, stamp, end
    return (replace(label, closing=Closing.LINE_END), None, end) if at_end else None


def _read_time(text: str, start: int) -> tuple[Stamp | None, int]:
    """Return the time after ``start``, if any, and the next character that is not blank."""
    start = skip_blanks(text, start)
    found = read_stamp(text, start)
    return (found[0], skip_blanks(text, found[1])) if found else (None, start)


def _read_anybody(text: str, start: int) -> _Name | None:
    """Return the name that begins at ``start``, be it that of a role or of nobody."""
    if anonymous := _ANONYMOUS.match(text, start):
        return _Name(Speaker.UNKNOWN, False, anonymous.end(), anonymous.group())
    return _read_name(text, start)


def _read_name(text: str, start: int) -> _Name | None:
    """Return the speaker whose word begins at ``start``, with any number or name after it."""
    agent = LABEL_WORDS["agent"]
    if numbered := _NUMBERED.match(text, start):
        word = _read_word(text, numbered.end())
        return word if word and not word.is_letter else _Name(agent, False, numbered.end())
    if staff := _STAFF.match(text, start):
        return _Name(agent, False, _skip_bracketed(text, staff.end()))
    word = _read_word(text, start)
    if word is None or word.is_letter:
        return word
    return word._replace(end=_skip_number(text, word.end))


def _read_word(text: str, start: int) -> _Name | None:
    first = text[start : start + 1].lower().translate(SIMPLIFIED)
    if (stretched := _STRETCHED.get(first)) is not None:
        match = stretched.match(text, start)
        word = "".join(match.group().split()).translate(SIMPLIFIED) if match else ""
        return _Name(LABEL_WORDS[word], False, match.end()) if match else None
    for word in _BY_FIRST_LETTER.get(first, ()):
        if text[start : start + len(word)].lower() == word:
            speaker = LABEL_WORDS.get(word) or LABEL_LETTERS[word]
            return _Name(speaker, word in LABEL_LETTERS, start + len(word))
    return None


def _skip_number(text: str, end: int) -> int:
    """Return where the number or name that begins at ``end``, if any, ends."""
    if text.startswith(":", end):
        return end
    if not _is_time(text, end):
        found = (pattern.match(text, end) for pattern in _AFTER_ROLE[text[end - 1].isascii()])
        end = next((match.end() for match in found if match), end)
    return _skip_bracketed(text, end)


def _skip_bracketed(text: str, end: int) -> int:
    name = _NAME_IN_BRACKETS.match(text, end)
    return name.end() if name else end


def _is_time(text: str, end: int) -> bool:
    """Return whether a time follows the word that ends at ``end``.

    客服 1:10 and 客服1:10: have one, but 客服1:10分钟 is agent 1, who speaks of ten minutes.
    """
    if (found := read_stamp(text, skip_blanks(text, end))) is None:
        return False
    stamp, stop = found
    next_at = skip_blanks(text, stop)
    after = text[next_at : next_at + 1]
    is_apart = _TIME_APART.match(text, end) is not None
    return stamp.certain or after in _AFTER_TIME or is_apart or (not after and text[end] == " ")
