"""Regular expressions that a phrase can say: literals, choices, and gaps."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.lexicon.template import LONGEST_GAP, TemplateError, parse_template

_GAP: Final = re.compile(r"\.(?:[*+]\??|\{(?:\d+,)?(\d+)\}|\{\d+,\}|\?)?")
_MARKS: Final = frozenset("[]{}|?.")
_SPECIAL: Final = frozenset("^$*+\\{}")
_ESCAPED: Final = frozenset(".?*+()[]{}|/-\"' ,，。？！!:：")


class NoTemplateError(ValueError):
    """The expression says what no phrase can."""


def templates_of(expression: str) -> list[str]:
    """Return the templates that match what ``expression`` is found in.

    Gaps without a limit become the longest that there is. Raises ``NoTemplateError``.
    """
    found = [_trimmed(each) for each in _Reader(expression).alternatives()]
    for template in found:
        try:
            parse_template(template)
        except TemplateError as error:
            raise NoTemplateError(template) from error
    return list(dict.fromkeys(found))


def plain_words(text: str) -> str:
    """Return ``text`` as a phrase has it: signs mean nothing where text is compared."""
    return "".join(char for char in text if char not in _MARKS).strip()


def _trimmed(template: str) -> str:
    """Return ``template`` without gaps at its ends, which change nothing."""
    gap = r"(?:\.\.(?:\{\d+\})?)"
    return re.sub(f"^{gap}+|{gap}+$", "", template)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self._index, self._depth = text, 0, 0

    def alternatives(self) -> list[str]:
        found = self._choices()
        if self._index < len(self._text):
            raise NoTemplateError(self._text)
        return found

    def _choices(self) -> list[str]:
        found = [self._sequence()]
        while self._peek() == "|":
            self._index += 1
            found.append(self._sequence())
        return found

    def _peek(self) -> str:
        return self._text[self._index : self._index + 1]

    def _sequence(self) -> str:
        parts: list[str] = []
        while (char := self._peek()) and char not in "|)":
            part = self._part(char)
            if part.startswith("..") and parts and parts[-1].startswith(".."):
                raise NoTemplateError(self._text)
            if self._peek() == "?" and not part.startswith(".."):
                self._index += 1
                part = f"{part}?" if part.endswith("]") else f"[{part}]?"
            parts.append(part)
        return "".join(parts)

    def _part(self, char: str) -> str:
        if char == ".":
            return self._gap()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        self._index += 1
        if char == "\\":
            char = self._peek()
            self._index += 1
            if char not in _ESCAPED:
                raise NoTemplateError(self._text)
            return plain_words(char)
        if char in _SPECIAL or char in "])":
            raise NoTemplateError(self._text)
        return plain_words(char)

    def _gap(self) -> str:
        match = _GAP.match(self._text, self._index)
        assert match is not None  # noqa: S101  (only called at a dot)
        self._index = match.end()
        whole = match[0]
        longest = int(match[1]) if match[1] else 1 if whole in {".", ".?"} else LONGEST_GAP
        if not 1 <= longest <= LONGEST_GAP:
            raise NoTemplateError(self._text)
        return f"..{{{longest}}}"

    def _group(self) -> str:
        self._depth += 1
        if self._depth > 10:  # noqa: PLR2004  (no rule of people's comes near it)
            raise NoTemplateError(self._text)
        self._index += 3 if self._text.startswith("(?:", self._index) else 1
        if self._peek() == "?":
            raise NoTemplateError(self._text)
        choices = self._choices()
        if self._peek() != ")":
            raise NoTemplateError(self._text)
        self._index += 1
        self._depth -= 1
        return f"[{'|'.join(choices)}]"

    def _class(self) -> str:
        end = self._text.find("]", self._index)
        inner = self._text[self._index + 1 : end]
        if (
            end < 0
            or not inner
            or set(inner) & set("^-\\[")
            or self._text[end + 1 : end + 2] in set("*+{")
        ):
            raise NoTemplateError(self._text)
        self._index = end + 1
        return f"[{'|'.join(filter(None, map(plain_words, inner)))}]"
