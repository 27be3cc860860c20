"""Words and their parts of speech, where phrases cannot say what is meant: 我姓王, 我是张工.

Tagging words is far slower than the scan, so only turns are tagged in which the scan has found a
template that goes with the pattern.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.lexicon.token_pattern import vocabulary
from scriptcheck.match.extent import Place
from scriptcheck.text.jieba_dictionary import load_tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from scriptcheck.lexicon.models import Cue

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""What spaCy's strings cannot hold."""


class TokenHit(NamedTuple):
    """A place where a pattern fits."""

    place: Place
    pattern: str
    """The pattern, as JSON."""
    number: int
    """The number of the pattern in its cue."""


class TokenPatterns:
    """The token patterns of one cue, ready to be searched for."""

    def __init__(self, cue: Cue, words: Sequence[str]) -> None:
        """Take the patterns of ``cue``; ``words`` are those that the segmenter must know."""
        self._patterns = tuple(each.pattern for each in cue.tokens)
        self._words = tuple(words)

    def find(self, turn: int, text: str, picked: Sequence[int]) -> Iterator[TokenHit]:
        """Yield where the patterns ``picked`` fit ``text``, in simplified characters, in order.

        Of fits of one pattern that overlap, the longest counts.
        """
        from spacy.matcher import Matcher

        doc = tagged(text, self._words)
        ends = list(accumulate(len(token) for token in doc))
        for number in sorted(picked):
            matcher = Matcher(doc.vocab)
            matcher.add("pattern", [list(self._patterns[number])], greedy="LONGEST")
            shown = json.dumps(self._patterns[number], ensure_ascii=False, separators=(",", ":"))
            for _, first, stop in sorted(matcher(doc), key=lambda found: found[1:]):
                start = ends[first - 1] if first else 0
                yield TokenHit(Place(turn, start, ends[stop - 1]), shown, number)


def tagged(text: str, words: Sequence[str] = ()) -> Doc:
    """Return ``text`` cut into jieba's words with its parts of speech as tags.

    The words joined are ``text`` again, halves of surrogate pairs as U+FFFD.
    """
    from spacy.tokens import Doc

    pairs = [(word, tag) for word, tag in _tagger(tuple(words)).cut(_SURROGATE.sub("\ufffd", text))]
    return Doc(
        vocabulary(),
        words=[word for word, _ in pairs],
        spaces=[False] * len(pairs),
        tags=[tag for _, tag in pairs],
    )


@cache
def _tagger(words: tuple[str, ...]) -> Any:
    import jieba.posseg

    return jieba.posseg.POSTokenizer(load_tokenizer(words))
