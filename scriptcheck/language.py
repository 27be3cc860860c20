"""The two languages that people read scriptcheck's words in."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple, Self, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]


class Text(NamedTuple):
    """One message in both languages.

    Chinese comes first: it is what supervisors and lexicon owners read unless they ask for English.
    """

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the message in ``lang``."""
        return self.zh if lang == "zh" else self.en


class CodedText(StrEnum):
    """A code for programs that carries its words for people; the value is the code.

    Members are written ``NAME = "code", "中文", "English"``.
    """

    text: Text
    """What people read in place of the code."""

    def __new__(cls, code: str, zh: str, en: str) -> Self:
        """Return the member of this code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.text = Text(zh, en)
        return member

    # Enum's own is a Python function.
    __hash__ = str.__hash__

    @classmethod
    def text_of(cls, code: str) -> Text:
        """Return the words for ``code``; the code itself where it is none of these.

        Packages that bring forms of rule may use codes of their own.
        """
        # The member itself, as reasons mostly are, or what equals it: not by the class, which is a
        # Python function.
        known = cls._value2member_map_.get(code)
        return known.text if isinstance(known, cls) else Text(code, code)
