"""The two languages that people read scriptcheck's words in."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

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
