"""Patterns over words and their parts of speech, as spaCy's ``Matcher`` takes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.vocab import Vocab

TokenPattern = tuple[dict[str, Any], ...]
"""One token each, as https://spacy.io/api/matcher describes."""


@cache
def vocabulary() -> Vocab:
    """Return the vocabulary that documents and patterns share; loading spaCy takes a second."""
    import spacy

    return spacy.blank("zh").vocab


def pattern_fault(pattern: TokenPattern) -> Text | None:
    """Return what is wrong with ``pattern``, or ``None`` where spaCy can use it."""
    if any(key.upper() == "REGEX" for token in pattern for key in _keys(token)):
        # Python's expressions can take exponential time, and transcripts are untrusted.
        return Text("模式里不能用 REGEX。", "A pattern may not use REGEX.")
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    try:
        Matcher(vocabulary(), validate=True).add("pattern", [list(pattern)])
    except (MatchPatternError, ValueError, TypeError, KeyError) as error:
        why = " ".join(str(error).split())
        return Text(f"spaCy 不接受这个模式：{why}", f"spaCy does not accept the pattern: {why}")
    return None


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _keys(inner)
