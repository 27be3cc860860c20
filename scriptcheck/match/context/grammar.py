"""A turn's sentences in clauses and words, also where a recogniser has put no punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.match.context import vocabulary as v
from scriptcheck.match.context.vocabulary import REACH, word_set
from scriptcheck.text.tagger import load_tagger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE_END: Final = re.compile(r"[。！？!?\n\r…]+")
_SIGN: Final = re.compile(r"[，。！？；、,.!?;:：\s…]")
_QUOTE_MARKS: Final = frozenset('“”"「」『』‘’')


class TaggedWord(NamedTuple):
    """A word of a turn."""

    text: str
    tag: str
    """Its part of speech as jieba has it: ``r`` pronoun, ``v`` verb, ``d`` adverb, …"""
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation or white space."""
        return not self.text.isalnum()


class Clause(NamedTuple):
    """Words in a row with one predicate, as far as that can be said."""

    words: tuple[TaggedWord, ...]

    @property
    def start(self) -> int:
        """Its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.words[-1].end


@dataclass(frozen=True)
class Place:
    """A candidate in its sentence."""

    text: str
    """The whole turn, in simplified characters."""
    clauses: tuple[Clause, ...]
    """Those of the sentence."""
    start: int
    end: int
    whole: bool
    """Whether the candidate may be a whole clause, with more in it than what counts."""

    @cached_property
    def core(self) -> int:
        """Where the predicate of the candidate begins: 没办法 in 我这边没办法, 查 in 查不到."""
        if self.whole:
            return max(self.start, self._predicate(self.end))
        return self._predicate(self.start)

    def _predicate(self, default: int) -> int:
        before: TaggedWord | None = None
        for word in self.words:
            if self.start <= word.start < self.end and _NEGATOR.match(word.text):
                if word.text in _COMPLEMENTS and before is not None and before.tag[0] == "v":
                    return max(self.start, before.start)
                return word.start
            before = word
        return default

    @cached_property
    def words(self) -> tuple[TaggedWord, ...]:
        """The words of the sentence, without signs."""
        return tuple(word for clause in self.clauses for word in clause.words if not word.is_sign)

    @cached_property
    def number(self) -> int:
        """Which clause the predicate stands in."""
        for number, clause in enumerate(self.clauses):
            if clause.start <= self.core < clause.end:
                return number
        return len(self.clauses) - 1

    @cached_property
    def clause(self) -> tuple[TaggedWord, ...]:
        """The words of that clause, without signs."""
        return _spoken(self.clauses[self.number])

    @cached_property
    def before(self) -> tuple[TaggedWord, ...]:
        """The words of the clause before the predicate."""
        return tuple(word for word in self.clause if word.end <= self.core)

    @cached_property
    def leading(self) -> tuple[TaggedWord, ...]:
        """The words of the clause before the candidate, or, if it may be whole, its predicate."""
        if self.whole:
            return self.before
        return tuple(word for word in self.clause if word.end <= self.start)

    @cached_property
    def after(self) -> tuple[TaggedWord, ...]:
        """The words of the clause after the candidate."""
        return tuple(word for word in self.clause if word.start >= self.end)

    def neighbour(self, away: int) -> tuple[TaggedWord, ...]:
        """Return the words of the clause so many after that one, none where there is none."""
        at = self.number + away
        return _spoken(self.clauses[at]) if 0 <= at < len(self.clauses) else ()

    @cached_property
    def is_after_sign(self) -> bool:
        """Whether a sign stands right before the clause."""
        before = self.clauses[self.number].start - 1
        return before >= 0 and _SIGN.match(self.text, before) is not None

    @cached_property
    def is_in_quotes(self) -> bool:
        """Whether a quotation mark stands right before the candidate."""
        return self.text[max(0, self.start - 1) : self.start] in _QUOTE_MARKS and self.start > 0


_NEGATOR: Final = re.compile(r".?[不没无未别](?:.|$)|没有|不|没")
_COMPLEMENTS: Final = word_set("不了 不到 不成 不掉 不来 不出 不上 不起 不动 不过 不好 不清")


def _spoken(clause: Clause) -> tuple[TaggedWord, ...]:
    return tuple(word for word in clause.words if not word.is_sign)


def place(text: str, start: int, end: int, words: tuple[str, ...], *, whole: bool = False) -> Place:
    """Return ``text[start:end]`` in its sentence; ``words`` are known to the segmenter besides."""
    first, last = sentence_around(text, start, end)
    # No word reaches over an edge of the candidate: 就说 and 不清楚, not 说不清楚.
    found = [
        word
        for begin, stop in ((first, start), (start, end), (end, last))
        for word in tag(text, begin, stop, words)
    ]
    return Place(text, split_clauses(found), start, end, whole)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that ``text[start:end]`` stands in.

    No more than ``REACH`` characters on either side are looked at.
    """
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    match_after = _SENTENCE_END.search(text, end, last)
    return first, last if match_after is None else match_after.end()


def tag(text: str, start: int, end: int, words: tuple[str, ...]) -> tuple[TaggedWord, ...]:
    """Return the words of ``text[start:end]``."""
    found: list[TaggedWord] = []
    at = start
    for word, part in load_tagger(words).cut(text[start:end]):
        after = at + len(word)
        if word in _PERSON_SUFFIXES and found and found[-1].tag[0] in "nv":
            before = found.pop()
            found.append(TaggedWord(before.text + word, "n", before.start, at + 1))
        elif after - at >= _LONG and word[-1] in _SPLIT_OFF:
            found.append(TaggedWord(word[:-1], part, at, after - 1))
            found.append(TaggedWord(word[-1], "r", after - 1, after))
        else:
            found.append(TaggedWord(word, part, at, after))
        at = after
    return tuple(found)


_LONG: Final = 3

_SPLIT_OFF: Final = frozenset("您你就")
"""告诉您 and 账户就 are words of jieba's."""

_PERSON_SUFFIXES: Final = frozenset("员")
"""快递员 is no word of jieba's."""


def split_clauses(words: Sequence[TaggedWord]) -> tuple[Clause, ...]:
    """Return ``words`` in clauses.

    A clause ends at a sign and after a final particle; it begins before a connective, and before a
    pronoun after 了 or 的话.
    """
    return tuple(Clause(tuple(part)) for part in _parts(words))


def _parts(words: Sequence[TaggedWord]) -> Iterator[list[TaggedWord]]:
    part: list[TaggedWord] = []
    for word in words:
        if part and _begins(word, part[-1]):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _begins(word: TaggedWord, before: TaggedWord) -> bool:
    if word.is_sign:
        return False
    if _SIGN.match(before.text):
        return True
    if word.text in v.CONNECTIVES:
        return True
    if before.text in v.FINAL_PARTICLES:
        return word.text not in v.FINAL_PARTICLES
    return before.text in _ENDS and word.text in v.RESTARTS


_ENDS: Final = frozenset(("了", "的话"))
