"""Words and their parts of speech, where phrases cannot say what is meant: 我姓王, 我是张工.

Tagging words is far slower than the scan, so only turns are tagged in which the scan has found a
template that goes with the pattern.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from scriptcheck.lexicon.token_pattern import vocabulary
from scriptcheck.match.candidate import SpanCandidate
from scriptcheck.match.prepared_cue import is_said_by
from scriptcheck.text.tagger import load_tagger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.match.source import ScanResult
    from scriptcheck.match.suppress import CallTests


class TokenSource:
    """Finds the cues that have token patterns."""

    def __init__(self, cues: Mapping[str, Cue], words: Sequence[str], lang: Lang) -> None:
        """Read ``cues``; ``words`` are those that the segmenter must know."""
        self._cues: Final = {name: cue for name, cue in cues.items() if cue.tokens}
        self._words: Final = tuple(words)
        self._lang: Final = lang

    def for_call(self, call: CallTests) -> _CallTokens:
        """Return the source in one call."""
        return _CallTokens(self, call)

    def find(
        self, name: str, numbers: Collection[int], turn: int, text: str
    ) -> Iterator[SpanCandidate]:
        """Yield where the patterns ``numbers`` of the cue ``name`` fit ``turn``, in order.

        ``text`` is what the turn says, in simplified characters. Of fits of one pattern that
        overlap, the longest counts.
        """
        from spacy.matcher import Matcher

        doc = tagged(text, self._words)
        ends = list(accumulate(len(token) for token in doc))
        for number in sorted(numbers):
            spec = self._cues[name].tokens[number]
            matcher = Matcher(doc.vocab)
            matcher.add("pattern", [list(spec.pattern)], greedy="LONGEST")
            shown = json.dumps(spec.pattern, ensure_ascii=False, separators=(",", ":"))
            note = spec.note if self._lang == "zh" else spec.note_en
            for _, first, stop in sorted(matcher(doc), key=lambda found: found[1:]):
                start = ends[first - 1] if first else 0
                yield SpanCandidate(name, turn, start, ends[stop - 1], "tokens", shown, note)

    def counts(self, name: str, speaker: str) -> bool:
        """Return whether the cue ``name`` counts where ``speaker`` speaks."""
        return is_said_by(self._cues[name], speaker)


class _CallTokens:
    def __init__(self, source: TokenSource, call: CallTests) -> None:
        self._source: Final = source
        self._call: Final = call

    def candidates(self, scan: ScanResult) -> Iterator[SpanCandidate]:
        """Yield where patterns fit in the turns in which their ``near`` template does."""
        for name, turns in scan.near.items():
            for turn, numbers in turns.items():
                if self._source.counts(name, self._call.speakers[turn]):
                    text = self._call.simplified(turn)
                    yield from self._source.find(name, numbers, turn, text)


def tagged(text: str, words: Sequence[str] = ()) -> Doc:
    """Return ``text`` cut into jieba's words with its parts of speech as tags.

    The words joined are ``text`` again, halves of surrogate pairs as U+FFFD.
    """
    from spacy.tokens import Doc

    pairs = list(load_tagger(tuple(words)).cut_guessing(text))
    return Doc(
        vocabulary(),
        words=[word for word, _ in pairs],
        spaces=[False] * len(pairs),
        tags=[tag for _, tag in pairs],
    )
