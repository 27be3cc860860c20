"""The words that stand in cells for the codes of a lexicon."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.lexicon.base import SEVERITY_WORDS
from scriptcheck.report import Dimension, Severity
from scriptcheck.text.fold import fold
from scriptcheck.write.content.words import DIMENSIONS, OUTCOMES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.language import Lang


class Vocabulary(NamedTuple):
    """Values that a cell may have, each with its words in both languages."""

    words: Mapping[Any, Text]

    def to_word(self, value: Any, lang: Lang) -> str | None:
        """Return the word for ``value``; ``None`` where it has none."""
        word = self.words.get(value) if isinstance(value, str | bool) else None
        return None if word is None else word.to(lang)

    def value_of(self, word: str) -> Any:
        """Return the value that ``word`` stands for, in either language or as its code.

        Raises ``KeyError`` where it stands for none.
        """
        return self._values[folded(word)]

    @property
    def _values(self) -> dict[str, Any]:
        return {
            folded(str(word)): value
            for value, text in self.words.items()
            for word in (*text, value)
        }

    def listed(self, lang: Lang) -> list[str]:
        """Return the words, for a drop-down list."""
        return [word.to(lang) for word in self.words.values()]


def folded(word: str) -> str:
    """Return ``word`` as it is compared: whatever its width, case and blanks."""
    return fold(word).text or word.strip()


SPEAKERS: Final = Vocabulary(
    {
        "agent": Text("客服", "agent"),
        "customer": Text("客户", "customer"),
        "any": Text("任何一方", "anyone"),
    }
)
TOLERANCES: Final = Vocabulary(
    {
        "exact": Text("一字不差", "exact"),
        "homophone": Text("同音", "homophone"),
        "near": Text("相近", "near"),
    }
)
YES_NO: Final = Vocabulary({True: Text("是", "yes"), False: Text("否", "no")})
SEVERITY: Final = Vocabulary({each.value: SEVERITIES[each] for each in Severity})
DIMENSION: Final = Vocabulary({each.value: DIMENSIONS[each] for each in Dimension})
PHRASE_KINDS: Final = Vocabulary(
    {"phrases": Text("说法", "phrase"), "unless": Text("例外", "exception")}
)
CUE_EXAMPLES: Final = Vocabulary(
    {"hit": Text("应匹配", "must match"), "miss": Text("不应匹配", "must not match")}
)
RULE_EXAMPLES: Final = Vocabulary({each.value: words for each, words in OUTCOMES.items()})

KEEP, DELETE, ON, OFF = "keep", "delete", "on", "off"
CUE_STATES: Final = Vocabulary({KEEP: Text("保留", "keep"), DELETE: Text("删除", "delete")})
RULE_STATES: Final = Vocabulary(
    {ON: Text("启用", "on"), OFF: Text("停用", "off"), DELETE: Text("删除", "delete")}
)

FORMS: Final = Vocabulary(
    {
        "require": Text("必须有", "require"),
        "forbid": Text("不得有", "forbid"),
        "limit": Text("限度", "limit"),
        "order": Text("次序", "order"),
        "respond": Text("回应", "respond"),
        "repeat": Text("不重复", "repeat"),
        "readback": Text("复述", "readback"),
        "case": Text("跟进", "case"),
        "people": Text("人评", "people"),
    }
)
"""Forms of rules; those that other packages bring stand under their own names."""
CONDITION_FORMS: Final = frozenset({"require", "forbid"})
"""Forms whose field is a condition."""

TEXT_FORMS: Final = frozenset({"people"})
"""Forms whose field is a text."""


def dimension_words(settings: Mapping[str, Any]) -> Vocabulary:
    """Return the words for all dimensions, those included that the profile's ``settings`` add.

    One whose title means another, too, has no word but its id.
    """
    words: dict[Any, Text] = dict(DIMENSION.words)
    known = {folded(word) for name, text in words.items() for word in (*text, name)}
    for name, given in settings.get("dimensions", {}).items():
        title = str(given.get("title") or name)
        text = Text(title, str(given.get("title_en") or title))
        mine = {folded(text.zh), folded(text.en)}
        words[name] = text if known.isdisjoint(mine) else Text(name, name)
        known |= {*mine, folded(name)}
    return Vocabulary(words)


IN_PROFILE: Final = Text("方案", "profile")
"""Says of a variable that the profile defines it, not a chapter."""

SEVERITY_SYNONYMS: Final[Mapping[Any, str]] = MappingProxyType(
    {word: severity.value for word, severity in SEVERITY_WORDS.items()}
)
