"""One scan of a call for all phrases of a lexicon.

This is the seam between the lexicon and whatever finds its phrases: text in, candidates out. The
scanner here finds exact fits of folded text; other scanners, for what was misheard, return the same
candidates with another ``how``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.match.pattern import Pattern
    from scriptcheck.report import Edit
    from scriptcheck.text.call_text import CallText


class Candidate(NamedTuple):
    """A place where a pattern fits."""

    pattern: int
    """Index of the pattern in the scanner's list."""
    turn: int
    """Number of the turn in the call."""
    start: int
    """First character in the turn's original text."""
    end: int
    """One past the last character in the turn's original text."""
    how: str
    similarity: float
    edits: tuple[Edit, ...]


class Scanner(Protocol):
    """Finds where patterns fit in a call."""

    def scan(self, text: CallText) -> list[Candidate]:
        """Return every candidate in ``text``, in no particular order."""


@dataclass(frozen=True, slots=True)
class _Try:
    """A pattern to try on a turn, since one of its anchors is there."""

    pattern: int
    index: int


class ExactScanner:
    """Finds what fits a template to the letter, fillers and punctuation passed over."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        owners: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for anchor in pattern.anchors:
                owners.setdefault(anchor, []).append(number)
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[ExactScanner], tuple[tuple[Pattern, ...]]]:
        # The automaton lives in native memory: a copy in another process builds its own.
        return ExactScanner, (self._patterns,)

    def scan(self, text: CallText) -> list[Candidate]:
        """Return every exact fit in ``text``; hesitations in the middle of a phrase are passed."""
        candidates = list(self._fits(text))
        hesitant = text.without_hesitations()
        if hesitant.turns:
            found = {candidate[:4] for candidate in candidates}
            candidates += (fit for fit in self._fits(hesitant) if fit[:4] not in found)
        return candidates

    def _fits(self, text: CallText) -> Iterator[Candidate]:
        for attempt in self._tries(text):
            folded, number = text.turns[attempt.index], text.numbers[attempt.index]
            regex = self._patterns[attempt.pattern].regex
            match = regex.search(folded.text)
            while match is not None:
                start, end = folded.span(*match.span())
                yield Candidate(attempt.pattern, number, start, end, "exact", 1.0, ())
                # Overlapping fits count too: the first may be dropped for a reason of its own.
                match = regex.search(folded.text, match.start() + 1)

    def _tries(self, text: CallText) -> list[_Try]:
        hits = self._automaton.find_matches_as_indexes(text.text, overlapping=True)
        pairs = {
            (pattern, text.index_at(start))
            for anchor, start, _ in hits
            for pattern in self._owners[anchor]
        }
        return [_Try(pattern, index) for pattern, index in sorted(pairs)]
